/** Whether a text may read otherwise from another place. */
import { logDeliveryAccounts } from '../normalise/log-delivery-accounts.ts';
import { regionNamed } from '../normalise/regions.ts';
import type { RegionStatus } from '../snapshot/snapshot.ts';
import { canonical } from './canonical.ts';
import type { World } from './world.ts';

/** What every region's name has, and how the id of a multi-region key begins. */
const WORDS = ['mrk-', 'east', 'west', 'north', 'south', 'central'];

/** In every id that AWS makes (`sg-0a1b2c3d`) and in every UUID. */
const ID = /-[0-9a-f]{4}(?:-|[0-9a-f]{4})/i;

/**
 * Tells a text that may read otherwise from another place: it names a region, an account of one of several or of one region, an id, or an ARN
 * that leads elsewhere from there. A "no" must be certain and a "yes" costs only time, so words that merely look regional
 * count as such. The text may be a string or the JSON of anything.
 *
 * @param world what ARNs lead to; asked only when one is there
 * @param wordsOfPlaces other words that stand for a place, in small letters: stages, ids of organizations
 */
export function makeIsRegional(
  places: readonly RegionStatus[],
  world: () => World,
  wordsOfPlaces: readonly string[] = [],
): (text: string) => boolean {
  const short = places.flatMap(({ region }) => regionNamed(region)?.azPrefix ?? []);
  const accounts = new Set(places.map(({ account }) => account));
  const loadBalancers = places.flatMap(({ region }) => logDeliveryAccounts(region));
  const several = accounts.size > 1 ? [...accounts] : [];
  const words = [...new Set([...WORDS, ...short, ...loadBalancers, ...several, ...wordsOfPlaces])].filter(
    (word) => word !== '',
  );
  const known = new Map<string, boolean>();
  const isSame = (arn: string): boolean => {
    const before = known.get(arn) ?? readsTheSame(arn, places, world);
    known.set(arn, before);
    return before;
  };
  return (text) => {
    const lower = text.toLowerCase();
    return words.some((word) => lower.includes(word)) || ID.test(text) || !arnsIn(text).every(isSame);
  };
}

/** Looked for in the text itself: `İ` is two characters long in lower case, and every place after it another. */
const ARN_BEGINS = /arn:/gi;

/** Every string of the JSON that holds an ARN, or the text itself where it is no JSON. */
function arnsIn(text: string): readonly string[] {
  const found: string[] = [];
  let end = 0;
  for (const { index } of text.matchAll(ARN_BEGINS)) {
    if (index < end) continue;
    const quote = text.indexOf('"', index);
    end = quote < 0 ? text.length : quote;
    found.push(text.slice(text.lastIndexOf('"', index) + 1, end));
  }
  return found;
}

/** Whether it is the same thing, and one that can be told, from each of the places. */
function readsTheSame(text: string, places: readonly RegionStatus[], world: () => World): boolean {
  // Something is escaped: where the string begins and ends, and what it says, takes a parser.
  if (text.includes('\\')) return false;
  const from = (place: string) => canonical(text, { place, property: '', policy: false, set: false }, world());
  const read = places.map(({ name }) => from(name));
  const [first] = read;
  return read.every(
    (one) =>
      one.text === first?.text &&
      one.leadsTo.join() === first.leadsTo.join() &&
      one.gaps.length === 0 &&
      one.crossings.length === 0,
  );
}
