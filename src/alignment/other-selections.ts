/** Snapshots that were taken with different selections: what one lacks it may have left out. */
import type { Place } from '../normalise/place.ts';
import type { Tokeniser } from '../normalise/region-tokens.ts';
import { type Gap, GLOBAL, type RegionStatus, type Selection, type Snapshot } from '../snapshot/snapshot.ts';
import type { Cluster } from './cluster.ts';

/** Why a place that lacks what others selected may have it all the same; undefined where it would have been selected there too. */
export type SelectionGap = (cluster: Cluster, type: string, place: string) => Gap | undefined;

/** Of places whose selections agree up to the region's name none is narrower. */
export function makeSelectionGap(
  { header }: Snapshot,
  places: readonly RegionStatus[],
  tokens: Tokeniser,
): SelectionGap {
  const { selections } = header;
  if (selections === undefined) return () => undefined;
  const asked = new Map(
    places.flatMap((place) => {
      const own = selections[place.name];
      return own === undefined ? [] : [[place.name, tokenised(own, (text) => tokens.tokenise(text, place as Place))]];
    }),
  );
  return ({ items }, type, place) => {
    const own = asked.get(place);
    if (own === undefined) return undefined;
    const owners = [...items].filter(([at, { resource }]) => at !== GLOBAL && resource.selected).map(([at]) => at);
    const isWider = (at: string) => {
      const others = asked.get(at);
      return others !== undefined && !covers(own, others);
    };
    const [first] = owners;
    if (first === undefined || !owners.every(isWider)) return undefined;
    return {
      region: place,
      type,
      cause: 'failed',
      operation: null,
      detail: `it was selected by ${inWords(selections[place])}, and what ${first} has by ${inWords(selections[first])}`,
      remedy: 'Read it with the same selection as the others: look for a slip of the pen in one of them.',
    };
  };
}

type Asked = Pick<Selection, 'stackPrefixes' | 'tags'>;

function tokenised({ stackPrefixes, tags }: Selection, token: (text: string) => string): Asked {
  return {
    stackPrefixes: stackPrefixes.map(token),
    tags: Object.fromEntries(Object.entries(tags).map(([key, values]) => [key, values.map(token)])),
  };
}

/** Whether everything that the one selects the other would select as well. */
function covers(wide: Asked, narrow: Asked): boolean {
  if (isEverything(wide)) return true;
  if (isEverything(narrow)) return false;
  const prefixes = narrow.stackPrefixes.every((text) => wide.stackPrefixes.some((prefix) => text.startsWith(prefix)));
  return prefixes && (Object.keys(narrow.tags).length === 0 || coversTags(wide.tags, narrow.tags));
}

/** Fewer keys select more, and so do more values of one; a key without values stands for any. */
function coversTags(wide: Selection['tags'], narrow: Selection['tags']): boolean {
  const keys = Object.entries(wide);
  return (
    keys.length > 0 &&
    keys.every(([key, values]) => {
      const others = narrow[key];
      if (others === undefined) return false;
      return values.length === 0 || (others.length > 0 && others.every((value) => values.includes(value)));
    })
  );
}

function isEverything({ stackPrefixes, tags }: Asked): boolean {
  return stackPrefixes.length === 0 && Object.keys(tags).length === 0;
}

function inWords(selection: Selection | undefined): string {
  if (selection === undefined || isEverything(selection)) return 'nothing (everything counts)';
  const prefixes = selection.stackPrefixes.map((prefix) => `--stack-prefix ${prefix}`);
  const tags = Object.entries(selection.tags).map(([key, values]) =>
    values.length === 0 ? `--tag ${key}` : `--tag ${key}=${values.join('|')}`,
  );
  return [...prefixes, ...tags].join(' ');
}
