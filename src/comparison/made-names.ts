/** Who goes by an id or a name that AWS or CloudFormation made: the rows of the snapshot, never the looks of a text. */
import type { Collector } from '../collectors/collector.ts';
import { listIn } from '../common/lists.ts';
import { isMadeByRow, piecesOfId } from '../normalise/made-by-row.ts';
import { alsoKnownAs } from './also-known-as.ts';
import type { Item } from './item.ts';

export type MadeNames = {
  /** Those of a place that go by an id, whatever it looks like. */
  withId(id: string, place: string): readonly Item[];
  /** The one of a place that goes by a made name, and by nothing else; undefined where nobody or several do. */
  word(word: string, place: string): Item | undefined;
  /** Whether a place has any of them. */
  has(place: string): boolean;
  /** Those of a place and of one of the types. */
  ofTypes(types: readonly string[], place: string): readonly Item[];
};

/** @param items every resource with the place it counts for */
export function makeMadeNames(items: readonly Item[], byType: ReadonlyMap<string, Collector>): MadeNames {
  let ids: Map<string, Item[]> | undefined;
  let words: Map<string, Map<string, Item | null>> | undefined;
  const make = () => {
    ids = new Map();
    words = new Map();
    for (const item of items) index(item, byType.get(item.resource.type), ids, words);
  };
  return {
    withId(id, place) {
      if (ids === undefined) make();
      return ids?.get(`${place} ${id}`) ?? [];
    },
    word(word, place) {
      if (words === undefined) make();
      return words?.get(place)?.get(word) ?? undefined;
    },
    has(place) {
      if (words === undefined) make();
      return (words?.get(place)?.size ?? 0) > 0;
    },
    ofTypes: (types, place) => items.filter((item) => item.place === place && types.includes(item.resource.type)),
  };
}

function index(
  item: Item,
  collector: Collector | undefined,
  ids: Map<string, Item[]>,
  words: Map<string, Map<string, Item | null>>,
): void {
  const { resource, place } = item;
  const known = alsoKnownAs(resource, collector);
  const all = new Set([...piecesOfId(resource.id), ...piecesOfId(resource.arn ?? ''), ...known]);
  for (const id of all) listIn(ids, `${place} ${id}`).push(item);
  const ofPlace = words.get(place) ?? new Map<string, Item | null>();
  words.set(place, ofPlace);
  for (const word of all) {
    if (word.length < LEAST || !isMadeByRow(word, resource)) continue;
    // Condition keys are kept in small letters.
    for (const spelling of new Set([word, word.toLowerCase()])) {
      const before = ofPlace.get(spelling);
      ofPlace.set(spelling, before === undefined || before?.resource === resource ? item : null);
    }
  }
}

const LEAST = 8;
