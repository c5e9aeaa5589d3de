/** The option `required` of rules that else judge only what is there. */
import { z } from 'zod';
import type { Alignment } from '../alignment/alignment.ts';
import type { Resource } from '../snapshot/snapshot.ts';

/** The option `required` of the rules that else judge only what is there. */
export const REQUIRED = z.boolean().default(false);

/** The wholly seen regions in which none of the resources of these types will do. */
export function lacking(
  seen: Alignment,
  types: readonly string[],
  willDo: (resource: Resource) => boolean = () => true,
): readonly string[] {
  if (types.every(seen.isLeftOut)) return [];
  return seen.regions.filter(
    (region) =>
      types.every((type) => seen.gapsOf(region, type).every((gap) => gap.properties)) &&
      !types.some((type) => seen.present(region, type).some(willDo)),
  );
}
