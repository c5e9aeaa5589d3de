/** What the selection means for types. */
import { editDistance } from '../../common/did-you-mean.ts';
import { UsageError } from '../../common/usage-error.ts';
import { knownByArn } from '../../normalise/arn-types.ts';
import type { Selection } from '../../snapshot/snapshot.ts';
import type { Collector } from '../collector.ts';
import { globOf, inTypes } from '../type-patterns.ts';
import { uncountedTypes } from './counted-types.ts';

/** What the selection means for types. */
export type Scope = {
  /** Whether resources of the type are in the selection, as far as its type says. */
  has(type: string): boolean;
  /** The collectors to run: those in scope, and those that they lean on. */
  readonly collectors: readonly Collector[];
  /** Whether types without a collector can be in scope. */
  readonly presence: boolean;
};

/** Throws UsageError for a type that can be nothing: neither a collector's, nor one as CloudFormation writes them. */
export function makeScope(selection: Selection, collectors: readonly Collector[]): Scope {
  const types = collectors.map((collector) => collector.type);
  for (const pattern of selection.types) check('--type', pattern, types);
  for (const pattern of selection.excludeTypes) check('--exclude-type', pattern, types);
  const has = inTypes(selection, collectors);
  // With these, a type is as well known as discovery is; the presence of the others says how well that is.
  const discovers = selection.stackPrefixes.length > 0 || Object.keys(selection.tags).length > 0;
  const presence = discovers || selection.types.length === 0 || !selection.types.every((type) => types.includes(type));
  const isAsked = ({ type, listing }: Collector) =>
    has(type) &&
    (listing !== 'asked' || selection.types.some((pattern) => !isOfAll(pattern) && globOf(pattern).test(type)));
  return { has, collectors: withNeeds(collectors, isAsked), presence };
}

/** `*` and `AWS::*` ask for nothing by name. */
function isOfAll(pattern: string): boolean {
  return /^(\*|AWS::\*(::\*)?)$/i.test(pattern);
}

function check(flag: string, pattern: string, types: readonly string[]): void {
  const glob = globOf(pattern);
  const isKnown = (type: string) => glob.test(type);
  if (types.some(isKnown) || [...knownByArn(), ...uncountedTypes().keys()].some(isKnown)) return;
  const near = nearTypes(pattern, types);
  // Any other type of CloudFormation's, or of the tagging API, is known by presence.
  const plausible = /^[A-Za-z0-9]+::[A-Za-z0-9*?]+(::[A-Za-z0-9*?]+)?$|^[a-z0-9-]+:[A-Za-z0-9*?-]+$/.test(pattern);
  if (plausible && near.length === 0) return;
  const hint = near.length > 0 ? `did you mean ${near.join(' or ')}?` : 'infra-parity types lists those that are read';
  throw new UsageError(flag, `unknown type ${pattern}; ${hint}`);
}

/** Types of which the pattern is a slip of the pen: in case, in the service, or in a letter or two of a long name. */
function nearTypes(pattern: string, types: readonly string[]): readonly string[] {
  const [name = '', ...services] = pattern.toLowerCase().split(/::?/).reverse();
  const near = types.filter((type) => {
    const [otherName = '', ...otherServices] = type.toLowerCase().split('::').reverse();
    if (name === otherName) return services.join() !== otherServices.join();
    const slips = services.join() === otherServices.join() ? Math.floor(otherName.length / 4) : 0;
    return slips > 0 && editDistance(name, otherName) <= slips;
  });
  return near.slice(0, 3);
}

function withNeeds(collectors: readonly Collector[], isAsked: (collector: Collector) => boolean): readonly Collector[] {
  const byType = new Map(collectors.map((collector) => [collector.type, collector]));
  const run = new Set<Collector>();
  const add = (collector: Collector | undefined) => {
    if (collector === undefined || run.has(collector)) return;
    run.add(collector);
    for (const type of collector.needs ?? []) add(byType.get(type));
    if (collector.listedBy !== undefined) add(byType.get(collector.listedBy));
  };
  for (const collector of collectors) if (isAsked(collector)) add(collector);
  return collectors.filter((collector) => run.has(collector));
}
