/** One value of every place, read as it compares: in the first of several readings in which they are the same. */
import { pushAll } from '../common/lists.ts';
import { own } from '../common/own-member.ts';
import type { Gap, Json } from '../snapshot/snapshot.ts';
import { blocksOf, holdsBlocks } from './blocks.ts';
import type { Canonical } from './canonical.ts';
import { canonicalOnce } from './canonical-once.ts';
import { comparable, NOT_SET } from './comparators.ts';
import type { Crossing } from './comparison.ts';
import type { Settings } from './deviation.ts';
import { withoutEncoding } from './encoded-text.ts';
import { mayBeSame } from './may-be-same.ts';
import { plainText } from './plain-text.ts';
import { type Reading, UNKNOWN } from './reading.ts';
import type { RowInput, Values } from './row-input.ts';

type Canonicals = ReadonlyMap<string, Canonical>;

/** What the places have, as it compares. */
export type ReadLeaf = {
  readonly canonicals: Canonicals;
  /** By place, where it could be told. */
  readonly texts: ReadonlyMap<string, string>;
  readonly gaps: readonly Gap[];
  readonly crossings: readonly Crossing[];
};

/** The sure reading first; the others say more to be the same, and only count where they make more places agree. */
const READINGS: readonly Pick<Reading, 'loose' | 'several'>[] = [
  {},
  { several: 'named' },
  { several: 'others' },
  { several: 'own' },
  { loose: true },
  { loose: true, several: 'named' },
  { loose: true, several: 'others' },
  { loose: true, several: 'own' },
];

/** Reads what the places have of one property. `read` leaves out those that could not be read. */
export function readLeaf(property: string, given: Values, setting: Settings, input: RowInput): ReadLeaf {
  const read = withoutEncoding(given, (text) => input.world.isRegional(text));
  const canonicalsIn = (how: (typeof READINGS)[number]) =>
    new Map([...read].map(([place, value]) => [place, canonicalOf(value, property, place, input, how)]));
  const canonicals = canonicalsIn({});
  const gaps: Gap[] = [];
  const crossings: Crossing[] = [];
  const open = new Set<string>();
  for (const [place, one] of canonicals) {
    pushAll(crossings, one.crossings);
    const untold = [...one.gaps, ...unresolved(place, canonicals, input)];
    pushAll(gaps, untold);
    if (untold.length > 0) open.add(place);
  }
  const certain = openThatDiffer(open, canonicals, setting, input);
  const told = (all: Canonicals) =>
    new Map(
      [...all]
        .filter(([place]) => !open.has(place) || certain.has(place))
        .map(([place, one]) => [place, comparable(read.get(place), one.text, setting)]),
    );
  const sure = told(canonicals);
  const isSettled = new Set(sure.values()).size < 2 || setting.compare === 'must-differ';
  const texts = isSettled ? sure : inFewest(sure, () => READINGS.slice(1).map((how) => told(canonicalsIn(how))));
  return { canonicals, texts, gaps, crossings };
}

/**
 * The reading that tells the fewest apart, in the words of the sure one: what all say alike is the same, and of three places in which
 * one deviates the two others are. It is one reading for all, so that no two are one by way of a third.
 */
function inFewest(
  sure: ReadonlyMap<string, string>,
  others: () => readonly ReadonlyMap<string, string>[],
): ReadonlyMap<string, string> {
  let fewest = sure;
  let least = new Set(sure.values()).size;
  for (const texts of others()) {
    const size = new Set(texts.values()).size;
    if (size < least) [fewest, least] = [texts, size];
    if (least === 1) break;
  }
  const words = new Map<string, string>();
  for (const [place, text] of fewest) if (!words.has(text)) words.set(text, sure.get(place) ?? text);
  return new Map([...fewest].map(([place, text]) => [place, words.get(text) as string]));
}

/** Those of which something is not known, and which differ all the same: what is not known hides no difference. */
function openThatDiffer(
  open: ReadonlySet<string>,
  canonicals: Canonicals,
  { compare }: Settings,
  { world }: RowInput,
): ReadonlySet<string> {
  const differing = new Set<string>();
  if (!['same', 'advisory'].includes(compare)) return differing;
  const labels = (one: Canonical) => new Set(one.named.map((resource) => world.labelOf(resource)));
  /** It names what the other's counterpart is not, though that is there and its id is known. */
  const namesAnother = (place: string, own: Canonical, other: Canonical) => {
    const known = labels(own);
    return other.named.some(
      (one) => own.strangers.includes(one.type) && world.hasCounterpart(one, place) && !known.has(world.labelOf(one)),
    );
  };
  for (const place of open) {
    const own = canonicals.get(place) as Canonical;
    if (!own.text.includes(UNKNOWN) || own.gaps.some(({ operation }) => operation !== null)) continue;
    for (const [where, other] of canonicals) {
      if (where === place || (open.has(where) && !other.text.includes(UNKNOWN))) continue;
      if (other.text !== NOT_SET && (!mayBeSame(own.text, other.text) || namesAnother(place, own, other)))
        differing.add(place).add(where);
    }
  }
  return differing;
}

const NOTHING: Canonical = {
  text: NOT_SET,
  gaps: [],
  crossings: [],
  leadsTo: [],
  named: [],
  strangers: [],
  isSettled: false,
};

/**
 * Where another region's value leads to a type that was not (wholly) read here, this one's may too, though nothing tells:
 * it cannot be compared.
 */
function unresolved(place: string, all: Canonicals, { world }: RowInput): readonly Gap[] {
  const own = all.get(place);
  if (!own || own.text === NOT_SET) return [];
  const elsewhere = new Set([...all.values()].flatMap(({ leadsTo }) => leadsTo));
  for (const type of own.leadsTo) elsewhere.delete(type);
  return [...elsewhere].flatMap((type) => world.gapsOf(place, type)).slice(0, 1);
}

/**
 * Every region names its own in the same way, and nothing leads out of its region; but where all that is named is known by
 * its counterparts, they tell who it is: names may have been swapped.
 */
export function isSameByName(values: Values, canonicals: Canonicals, property: string, input: RowInput): boolean {
  const read = [...canonicals.values()];
  // What lies outside of the audit is the same seen from everywhere.
  const crosses = read.some(({ crossings }) =>
    crossings.some(({ to }) => input.world.regionOf(to) !== '' || input.world.regions.includes(to)),
  );
  if (holdsBlocks(input.collector, property) || crosses || read.every(({ isSettled }) => isSettled)) return false;
  const texts = new Set<string>();
  for (const [place, value] of values) {
    if (value === undefined) return false;
    texts.add(plainText(value, readingOf(property, place, input), input.world));
    if (texts.size > 1) return false;
  }
  return true;
}

/** The value of a place as it compares. */
export function canonicalOf(
  value: Json | undefined,
  property: string,
  place: string,
  input: RowInput,
  how: Pick<Reading, 'loose' | 'several'> = {},
): Canonical {
  if (value === undefined) return NOTHING;
  return canonicalOnce(value, { ...readingOf(property, place, input), ...how }, input.world);
}

function readingOf(property: string, place: string, input: RowInput): Reading {
  const { collector } = input;
  const policy = collector?.policies?.includes(property) ?? false;
  return {
    ...(!policy && { block: blocksOf(property, place, input) }),
    place,
    property,
    ...(collector?.ownNames?.includes(property) && { literal: true }),
    // What a resource lives in it names by an id that no service's pattern may tell: an API's is eight letters.
    references: own(collector?.references, property) ?? own(collector?.livesIn, property),
    policy,
    set: collector?.sets?.includes(property) ?? false,
  };
}
