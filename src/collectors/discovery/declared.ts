/** The rung between read and known to be there: what the template of a stack declares. */
import type { Resource, StackDesign } from '../../snapshot/snapshot.ts';
import { asHole } from '../../template/holes.ts';
import type { CollectOptions } from '../collect-options.ts';

/** What was not read, and is designed by its template, is known as it is declared. */
export function asDeclared(
  resources: readonly Resource[],
  designs: readonly StackDesign[],
  { depth }: CollectOptions,
): readonly Resource[] {
  if (depth === 'presence' || designs.length === 0) return resources;
  const byStack = new Map(designs.map((one) => [`${one.region}\n${one.stack}`, one]));
  return resources.map((one) => {
    if (one.depth !== 'presence' || one.logicalId === null) return one;
    const design = byStack.get(`${one.stackRegion ?? one.region}\n${one.stack}`)?.resources[one.logicalId];
    const isKnown = design !== undefined && design.presence === undefined && asHole(design.properties) === null;
    return isKnown ? { ...one, depth: 'declared' } : one;
  });
}
