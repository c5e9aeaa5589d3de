/** Words of the baseline that stand for a place, and the zones that each place uses. */
import type { Baseline } from '../baseline/baseline.ts';
import type { Collector } from '../collectors/collector.ts';
import { type Named, withLearnedWords } from '../normalise/learned-words.ts';
import type { Place } from '../normalise/place.ts';
import { makeTokeniser, type Tokeniser, type ZoneLetters } from '../normalise/region-tokens.ts';
import type { PlaceWords } from '../normalise/region-words.ts';
import { wordsOfNames } from '../normalise/stage-words.ts';
import type { RegionStatus, Resource, Snapshot } from '../snapshot/snapshot.ts';

/** Texts of a snapshot with the words of their place taken out. */
export function wordsOfPlaces(
  { header, resources }: Snapshot,
  baseline: Baseline,
  byType: ReadonlyMap<string, Collector>,
): Tokeniser {
  const places = header.regions;
  const audited = places.map((place) => place.region);
  const tokens = makeTokeniser(
    audited,
    wordsOf(baseline, places),
    zonesOf(resources, byType),
    organizationsOf(baseline),
  );
  return withLearnedWords(tokens, () => namesOf(resources, places), sharing(places));
}

/** Every name once for each place that it is of. */
function* namesOf(resources: readonly Resource[], places: readonly RegionStatus[]): Iterable<Named> {
  const byName = new Map<string, Place>(places.map((place) => [place.name, place]));
  const seen = new Set<string>();
  for (const { name, tags, stack, logicalId, region, stackRegion } of resources) {
    const place = byName.get(stackRegion ?? region) ?? { ...NOWHERE, name: region };
    for (const text of [name, tags?.Name, stack, logicalId]) {
      if (!text || seen.has(`${place.name} ${text}`)) continue;
      seen.add(`${place.name} ${text}`);
      yield { text, place };
    }
  }
}

const NOWHERE = { region: '', account: '', partition: '' };

/** Places that are in one region with another: their words are told by the place, not by the region. */
function sharing(places: readonly RegionStatus[]): ReadonlySet<string> {
  const isShared = ({ name, region }: RegionStatus) =>
    places.some((other) => other.name !== name && other.region === region);
  return new Set(places.filter(isShared).map(({ name }) => name));
}

/** The id of the organization that each place is declared in. */
function organizationsOf({ places = {} }: Baseline): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(places).flatMap(([name, { organization }]) => (organization ? [[name, organization] as const] : [])),
  );
}

/** Every word that stands for a place by its name, in small letters: a text that holds one may read otherwise from another place. */
export function specialWords(baseline: Baseline, places: readonly RegionStatus[]): readonly string[] {
  const hasNames = places.some(isNamed);
  const words = hasNames ? [...wordsOf(baseline, places).values()].flatMap((one) => one.words) : [];
  return [...words, ...organizationsOf(baseline).values()].map((word) => word.toLowerCase());
}

/** Whether it was given a name, and is not called by its region. */
function isNamed({ name, region }: RegionStatus): boolean {
  return !name.endsWith(region);
}

/** What stands for each place: the words that the baseline declares, its role, and the name that it was given. */
function wordsOf(baseline: Baseline, places: readonly RegionStatus[]): PlaceWords {
  const found = new Map<string, { region: string; words: readonly string[] }>();
  const named = wordsOfNames(places.filter(isNamed).map(({ name }) => name));
  for (const { name, region } of places) {
    const of = <T>(declared: { readonly [place: string]: T } | undefined) => declared?.[name] ?? declared?.[region];
    const role = of(baseline.roles);
    const declared = of(baseline.words) ?? [];
    const words = [
      ...(typeof declared === 'string' ? [declared] : declared),
      ...(role === undefined ? [] : [role]),
      ...(named.get(name) ?? []),
    ];
    if (words.length > 0) found.set(name, { region, words });
  }
  return found;
}

/** The letters of the zones in which each place has subnets of the selection, and where it has none there, of any. */
function zonesOf(resources: readonly Resource[], byType: ReadonlyMap<string, Collector>): ZoneLetters {
  let known: Map<string, string> | undefined;
  const make = () => {
    const all = { selected: new Map<string, Set<string>>(), context: new Map<string, Set<string>>() };
    for (const resource of resources) {
      // Only these are looked into: what is all alike is never parsed.
      if (byType.get(resource.type)?.addresses !== 'part') continue;
      const { region, selected, properties } = resource;
      const zone = properties?.AvailabilityZone;
      const letter = typeof zone === 'string' ? /^[a-z]{2}[a-z-]*-\d([a-z])$/.exec(zone)?.[1] : undefined;
      if (letter === undefined) continue;
      const of = selected ? all.selected : all.context;
      of.set(region, (of.get(region) ?? new Set()).add(letter));
    }
    const merged = new Map([...all.context, ...all.selected]);
    return new Map([...merged].map(([region, letters]) => [region, [...letters].sort().join('')]));
  };
  return (place) => {
    known ??= make();
    return known.get(place);
  };
}
