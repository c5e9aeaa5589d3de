/** How much a resource can do, in numbers that compare over families and sizes. */

import type { Alignment } from '../alignment/alignment.ts';
import { isCalled } from '../comparison/is-called.ts';
import { instanceSize } from '../normalise/instance-size.ts';
import type { Json, JsonObject, Resource } from '../snapshot/snapshot.ts';
import { numberOf, objectOf } from './live-facts.ts';

/** Unit to amount: `{ vCPUs: 8, 'GiB of memory': 64 }`. */
export type Capacity = { readonly [unit: string]: number };

/** Where the number stands that makes the capacity, and the capacity; null where it cannot be told. */
export type Measured = { readonly property: string; readonly capacity: Capacity };

/** The capacity of so many instances of a type or class; null for one that is not known. */
export function instances(property: string, name: Json | undefined, count: number): Measured | null {
  const size = typeof name === 'string' ? instanceSize(name) : undefined;
  if (size === undefined) return null;
  return { property, capacity: { vCPUs: size.vcpus * count, 'GiB of memory': size.memory * count } };
}

/** One number that is a capacity by itself. */
export function units(property: string, unit: string, value: Json | undefined, each = 1): Measured | null {
  const number = numberOf(value);
  return number === undefined ? null : { property, capacity: { [unit]: number * each } };
}

/** Types of what a group is launched by. */
export type Launched = { readonly template: string; readonly configuration: string };

/** What a group is launched by, its template or its configuration; undefined where neither was read. */
export function launchedBy(
  seen: Alignment,
  place: string,
  { LaunchTemplate, LaunchConfigurationName }: JsonObject,
  types: Launched,
): Resource | undefined {
  const { LaunchTemplateId, LaunchTemplateName } = objectOf(LaunchTemplate);
  const named = (one: Resource, ...names: readonly (Json | undefined)[]) => names.some((name) => isCalled(one, name));
  return (
    seen.visible(place, types.template).find((one) => named(one, LaunchTemplateId, LaunchTemplateName)) ??
    seen.visible(place, types.configuration).find((one) => named(one, LaunchConfigurationName))
  );
}

/** The first instance type that a group launches. */
export function launchedType(seen: Alignment, place: string, group: JsonObject, types: Launched): Json | undefined {
  const { LaunchTemplateData, InstanceType } = launchedBy(seen, place, group, types)?.properties ?? {};
  return objectOf(LaunchTemplateData).InstanceType ?? InstanceType;
}
