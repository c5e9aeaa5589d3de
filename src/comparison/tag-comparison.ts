/** Compares tags. */
import { listIn } from '../common/lists.ts';
import { own } from '../common/own-member.ts';
import { withoutNamedId } from '../normalise/generated-ids.ts';
import { REGION_TAGS } from '../normalise/region-tags.ts';
import { sharedTagsText } from '../snapshot/body-text.ts';
import { isDesigned } from '../snapshot/design-text.ts';
import type { Gap, Resource } from '../snapshot/snapshot.ts';
import { NOT_SET } from './comparators.ts';
import type { Comparison } from './comparison.ts';
import { deviating } from './deviation.ts';
import type { RowInput } from './row-input.ts';
import { isMixed } from './unset-by-design.ts';
import type { World } from './world.ts';

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
  const pairs = new Map([...tagged].map(([place, resource]) => [place, canonicalTags(resource, place, world)]));
  const mixed = isMixed(present);
  for (const name of namesOf(pairs.values())) {
    const found = new Map([...pairs].map(([place, tags]) => [place, tags.get(name)]));
    // AWS and others tag what is there: a design asks for its own tags only.
    if (mixed && [...found].every(([place, tag]) => tag === undefined || !isDesigned(present.get(place) as Resource)))
      for (const [place, tag] of found) if (tag === undefined) found.delete(place);
    const texts = textsOf(found, world);
    if (new Set(texts.values()).size < 2) continue;
    const raw = new Set([...found.values()].map((tag) => tag?.value));
    const keys = new Set([...found.values()].flatMap((tag) => tag?.key ?? []));
    const [key = name] = keys.size === 1 ? keys : [name];
    if (raw.size < 2 && !REGION_TAGS.test(key)) continue;
    const lacking = () => [...texts].filter(([, text]) => text === NOT_SET).map(([place]) => place);
    comparisons.push({
      property: `Tags.${key}`,
      comparator: 'same',
      verdict: 'different',
      values: new Map([...found].map(([place, tag]) => [place, tag?.value])),
      texts,
      deviating: deviating(texts, reference, lacking),
      severity: 'low',
      gaps,
    });
  }
  return comparisons;
}

type Tag = { readonly key: string; readonly value: string; readonly stack: string | null };

/** By key, the region taken out of it (`kubernetes.io/cluster/app-us-east-1`) where no other key reads the same then. */
function canonicalTags(resource: Resource, place: string, world: World): ReadonlyMap<string, Tag> {
  const stack = resource.stack ?? own(resource.tags, 'aws:cloudformation:stack-name') ?? null;
  const names = new Map<string, Tag[]>();
  for (const [key, value] of Object.entries(resource.tags ?? {})) {
    if (key.startsWith('aws:')) continue;
    listIn(names, world.loose(key, place)).push({ key, value, stack });
  }
  return new Map(
    [...names].flatMap(([name, tags]) =>
      tags.length === 1 ? [[name, tags[0] as Tag] as const] : tags.map((tag) => [tag.key, tag] as const),
    ),
  );
}

/** The values as they compare: in the first reading in which they agree, else in the sure one. The stack's own name is the counterpart's. */
function textsOf(found: ReadonlyMap<string, Tag | undefined>, world: World): ReadonlyMap<string, string> {
  const read = (token: World['token'], ofStack: boolean) =>
    new Map(
      [...found].map(([place, tag]): [string, string] => {
        if (tag === undefined) return [place, NOT_SET];
        return [place, token(withoutNamedId(ofStack ? withoutStack(tag) : tag.value), place)];
      }),
    );
  const agree = (texts: ReadonlyMap<string, string>) => new Set(texts.values()).size < 2;
  const sure = read(world.token, false);
  if (agree(sure)) return sure;
  const others = [read(world.loose, false), read(world.token, true), read(world.loose, true)];
  return others.find(agree) ?? sure;
}

function withoutStack({ value, stack }: Tag): string {
  if (stack === null || stack.length < 2 || !value.startsWith(stack)) return value;
  return /^(?![A-Za-z0-9])|^$/.test(value.slice(stack.length)) ? `<stack>${value.slice(stack.length)}` : value;
}

function namesOf(tags: Iterable<ReadonlyMap<string, Tag>>): readonly string[] {
  const names = new Set<string>();
  for (const one of tags) for (const name of one.keys()) names.add(name);
  return [...names].sort();
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
