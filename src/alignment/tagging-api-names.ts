/** What only the tagging API says: which names it gives, and how far it is believed. */
import { nameIn } from '../normalise/arn-names.ts';
import { isGlobal } from '../normalise/arn-types.ts';
import { type Gap, GLOBAL, type Resource } from '../snapshot/snapshot.ts';
import type { Cluster } from './cluster.ts';

/**
 * Whether nothing but a tag tells of it: no listing, no stack's row. The tagging API goes on naming what was deleted, for hours
 * and for some types for good, so that it may be gone.
 */
export function isHearsay(resource: Resource): boolean {
  const { stack, evidence } = resource;
  // Asked last: to know the properties is to parse them.
  return stack === null && evidence.every((one) => one === 'tag') && resource.properties === null;
}

/** Why it is not known whether a place lacks what others have by hearsay alone; undefined where anything else tells of it. */
export function hearsayGap({ items }: Cluster, type: string, place: string): Gap | undefined {
  for (const { resource } of items.values()) if (resource.selected && !isHearsay(resource)) return undefined;
  return {
    region: place,
    type,
    cause: 'failed',
    operation: null,
    detail:
      'only the tagging API names it elsewhere, which goes on naming what was deleted: whether it is missing or was deleted there too is not known',
    remedy: 'Select it by its stack as well, or look whether it is still there.',
  };
}

/** A resource known by its tag alone with the name and the place that its ARN tells, whatever version took the snapshot. */
export function asItsArnTells(resource: Resource): Resource {
  const { type, arn, name, region } = resource;
  if (arn === null || !isHearsay(resource)) return resource;
  const told = nameIn(type, arn) ?? (resource.tags?.Name || null);
  const place = isGlobal(type, arn) ? GLOBAL : region;
  return told === name && place === region ? resource : { ...resource, name: told, region: place };
}
