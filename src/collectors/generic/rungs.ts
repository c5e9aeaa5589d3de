/** The best that can be had of a type: how much of its resources is compared, by the type alone. */
import type { Collector } from '../collector.ts';
import { whyNot } from './reader.ts';
import type { TypeKnowledge } from './type-knowledge.ts';

/** How much of a resource is compared: its properties as they are, as its template says, or that it is there. */
export type Depth = 'live' | 'declared' | 'presence';

export type Rung = {
  readonly depth: Depth;
  readonly by: 'collector' | 'generic' | 'template' | 'listing';
  /** Why not more. */
  readonly reason?: string;
};

/**
 * @param type of CloudFormation, `AWS::SQS::Queue`, or a `service:kind` of the tagging API
 * @param collectors those that read types with calls of their own
 */
export function rungOf(type: string, knowledge: TypeKnowledge, collectors: readonly Collector[]): Rung {
  if (collectors.some((one) => one.type === type)) return { depth: 'live', by: 'collector' };
  const absorbed = collectors.find(({ absorbs = [] }) => absorbs.includes(type));
  if (absorbed !== undefined) return { depth: 'live', by: 'collector' };
  const reason = whyNot(type, knowledge.facts(type));
  if (reason === null) return { depth: 'live', by: 'generic' };
  // What a stack can make, it declares: custom resources and types newer than this release, too.
  if (type.includes('::')) return { depth: 'declared', by: 'template', reason };
  return { depth: 'presence', by: 'listing', reason: `${type} is no type of CloudFormation` };
}
