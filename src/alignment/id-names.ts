// Names with an id in them that AWS made: `/aws/apigateway/a1b2c3d4e5/prod`, `d-90675153fc_controllers`. The id is an id there as well.
import type { Collector } from '../collectors/collector.ts';
import { EC2_ID } from '../normalise/generated-ids.ts';
import type { Family } from './cluster.ts';
import { type Cluster, type Item, merge } from './cluster.ts';
import { difference, type Shape } from './shape.ts';

/** Counterparts differ in no more than this part of what is known of them. */
const MOST = 0.5;
/** Words in which an id may stand; dashes are of ids as well. */
const WORD = /[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*/g;
/** An id of EC2, of a directory or of a file system, beyond doubt. */
const DIRECTORY = /^d-[0-9a-f]{10}$/;
/** What services make of letters and digits: nobody gives such a name. */
const OPAQUE = /^(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{10,26}$|^(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z0-9]{10,26}$/;

export type IdEvidence = {
  readonly shapeOf: (item: Item) => Shape;
  readonly token: (text: string, place: string) => string;
  readonly world: { labelOf(resource: Item['resource']): string };
  readonly byType: ReadonlyMap<string, Collector>;
};

type Read = { readonly text: string; readonly known: boolean };

/**
 * Merges what is named alike but for ids, one in each place: where every id is that of a counterpart, or where what they lead to was not
 * read and the two are alike. Two of one place are left alone.
 *
 * @returns whether anything was merged
 */
export function matchByIdNames(families: readonly Family[], places: number, evidence: IdEvidence): boolean {
  const ids = idsOf(families, evidence);
  let merged = false;
  for (const family of families) {
    const groups = new Map<string, { clusters: Cluster[]; items: Item[]; known: boolean }>();
    for (const cluster of family.clusters) {
      const [item, another] = [...cluster.items.values()];
      if (item === undefined || another !== undefined || places < 2) continue;
      const read = readName(item, ids, evidence);
      if (read === null) continue;
      const group = groups.get(read.text) ?? { clusters: [], items: [], known: true };
      group.clusters.push(cluster);
      group.items.push(item);
      groups.set(read.text, { ...group, known: group.known && read.known });
    }
    for (const [text, group] of groups) if (mergeOne(text, group, evidence)) merged = true;
    family.clusters = family.clusters.filter((cluster) => !cluster.mergedInto);
  }
  return merged;
}

type Group = { readonly clusters: readonly Cluster[]; readonly items: readonly Item[]; readonly known: boolean };

function mergeOne(text: string, { clusters, items, known }: Group, { shapeOf }: IdEvidence): boolean {
  const [first, ...rest] = clusters;
  if (first === undefined || rest.length === 0 || new Set(items.map(({ place }) => place)).size < items.length)
    return false;
  const logical = items.map(({ resource }) => resource.logicalId);
  if (logical.every((id) => id !== null) && new Set(logical).size > 1) return false;
  if (!known && !isAlike(items, shapeOf)) return false;
  const key = known ? text : `${text}, alike in what is read`;
  for (const other of rest) merge(first, other, { by: 'name', key });
  return true;
}

function isAlike(items: readonly Item[], shapeOf: IdEvidence['shapeOf']): boolean {
  if (items.some(({ resource }) => resource.properties === null)) return false;
  const [first, ...rest] = items.map(shapeOf) as [Shape, ...Shape[]];
  return first.size > 0 && rest.every((shape) => difference(first, shape) <= MOST);
}

/** The name with who each id is; null where there is none in it. */
function readName(
  { resource: { name, id, tags }, place }: Item,
  ids: ReadonlyMap<string, string>,
  { token }: IdEvidence,
): Read | null {
  if (name === null || name === tags?.Name) return null;
  let found = false;
  let known = true;
  const text = name.replace(WORD, (word) => {
    const at = [...pieces(word)].find((piece) => piece !== id && (ids.has(`${place} ${piece}`) || isMade(piece)));
    if (at === undefined) return word;
    found = true;
    const label = ids.get(`${place} ${at}`);
    known &&= label !== undefined;
    return word.replace(at, () => `<${label ?? 'id'}>`);
  });
  return found ? { text: token(text, place), known } : null;
}

/** The word, and what begins or ends at one of its dashes: the longest first. */
function* pieces(word: string): Iterable<string> {
  const parts = word.split('-');
  for (let length = parts.length; length > 0; length--)
    for (let from = 0; from + length <= parts.length; from++) yield parts.slice(from, from + length).join('-');
}

function isMade(piece: string): boolean {
  return EC2_ID.test(piece) || DIRECTORY.test(piece);
}

/** A name without the ids in it that tell by their form that AWS made them. */
export function withoutIds(name: string): string {
  return name.replace(WORD, (word) => {
    const at = [...pieces(word)].find(isMade);
    return at === undefined ? word : word.replace(at, '<id>');
  });
}

/** `PLACE ID` of all that has a counterpart and goes by an id that AWS made, and who it is. */
function idsOf(families: readonly Family[], { world }: IdEvidence): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const { clusters } of families) {
    for (const { items } of clusters) {
      if (items.size < 2) continue;
      for (const { resource, place } of items.values()) {
        const { id, name } = resource;
        if (isMade(id) || (id !== name && OPAQUE.test(id))) ids.set(`${place} ${id}`, world.labelOf(resource));
      }
    }
  }
  return ids;
}
