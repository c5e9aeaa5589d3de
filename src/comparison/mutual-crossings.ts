/** Crossings of policies that every region has with every other one: a permission that all have alike is the design of replication. */
import type { Collector } from '../collectors/collector.ts';
import { listIn } from '../common/lists.ts';
import type { Crossing } from './comparison.ts';
import { isAmong } from './replication.ts';
import type { World } from './world.ts';

/**
 * The crossings without those by which each place's policy names the same thing of all the others: nobody leans on one region
 * then. What one place names and another does not is left, as is all that is more than a permission.
 *
 * @param places those that have the resource
 */
export function withoutMutual(
  crossings: readonly Crossing[],
  places: readonly string[],
  collector: Collector | undefined,
  { regionOf }: Pick<World, 'regionOf'>,
): readonly Crossing[] {
  if (crossings.length === 0 || places.length < 2) return crossings;
  const policies = collector?.policies ?? [];
  const byTarget = new Map<string, Crossing[]>();
  for (const one of crossings)
    if (isAmong(one.property, policies)) listIn(byTarget, `${one.property}\n${one.whom}`).push(one);
  const regions = [...new Set(places.map(regionOf))];
  const mutual = new Set<Crossing>();
  for (const all of byTarget.values()) {
    const leads = new Set(all.map(({ region, to }) => `${regionOf(region)} ${regionOf(to) || to}`));
    const isWhole = regions.every((from) => regions.every((to) => from === to || leads.has(`${from} ${to}`)));
    if (!isWhole) continue;
    for (const one of all) if (regions.includes(regionOf(one.to) || one.to)) mutual.add(one);
  }
  return regions.length < 2 ? crossings : crossings.filter((one) => !mutual.has(one));
}
