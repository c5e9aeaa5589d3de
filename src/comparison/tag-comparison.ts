/** Compares tags. */
import { own } from '../common/own-member.ts';
import { REGION_TAGS } from '../normalise/region-tags.ts';
import { sharedTagsText } from '../snapshot/body-text.ts';
import type { Gap, Resource } from '../snapshot/snapshot.ts';
import { NOT_SET } from './comparators.ts';
import type { Comparison } from './comparison.ts';
import { deviating } from './deviation.ts';
import type { RowInput } from './row-input.ts';

/**
 * Tags by key, their values with the region taken out, unless they are the same as they stand: a template may well name a
 * region, but not where it says which one this is. AWS's own (`aws:…`) differ by nature and are left out.
 */
export function compareTags({ present, reference, world }: RowInput): readonly Comparison[] {
  const text = sharedTagsText(present.values());
  if (text !== null && !world.isRegional(text)) return [];
  const tagged = new Map([...present].filter(([, resource]) => resource.tags !== null));
  const gaps = [...present.values()].flatMap((resource) => (resource.unread.Tags ? [resource.unread.Tags] : []));
  const comparisons: Comparison[] = gaps.length > 0 && present.size > 1 ? [unknownTags(gaps)] : [];
  if (tagged.size < 2) return comparisons;
  for (const key of keysOf(tagged.values())) {
    const texts = new Map([...tagged].map(([place, { tags }]) => [place, textOf(own(tags, key), place, world.token)]));
    if (new Set(texts.values()).size < 2) continue;
    const raw = new Set([...tagged.values()].map(({ tags }) => own(tags, key)));
    if (raw.size < 2 && !REGION_TAGS.test(key)) continue;
    const lacking = () => [...texts].filter(([, text]) => text === NOT_SET).map(([place]) => place);
    comparisons.push({
      property: `Tags.${key}`,
      comparator: 'same',
      verdict: 'different',
      values: new Map([...tagged].map(([place, { tags }]) => [place, own(tags, key)])),
      deviating: deviating(texts, reference, lacking),
      severity: 'low',
      gaps,
    });
  }
  return comparisons;
}

function textOf(value: string | undefined, place: string, token: (text: string, place: string) => string): string {
  return value === undefined ? NOT_SET : token(value, place);
}

function keysOf(resources: Iterable<Resource>): readonly string[] {
  const keys = new Set<string>();
  for (const { tags } of resources)
    for (const key of Object.keys(tags ?? {})) if (!key.startsWith('aws:')) keys.add(key);
  return [...keys].sort();
}

function unknownTags(gaps: readonly Gap[]): Comparison {
  return {
    property: 'Tags',
    comparator: 'same',
    verdict: 'unknown',
    values: new Map(),
    deviating: [],
    severity: 'low',
    gaps,
  };
}
