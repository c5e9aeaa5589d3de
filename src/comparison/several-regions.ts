/** Texts and lists that name several regions: by the set that they name, where that is what every place says. */
import type { Json } from '../snapshot/snapshot.ts';
import { withSets } from './sets-in-lists.ts';
import type { World } from './world.ts';

/** A region's token, and the place behind a reference that leads to another region. */
const TOKEN = /<(region|other|[a-z]{2,4}(?:-[a-z]+)+-\d+)(~[^>]*)?>/g;

/**
 * The value with the places of one text, or of one list of texts that are alike but for the region, told as a set: all that are audited, all
 * others, or these. Two of three regions are all others to the third: so it is one way or the other. Order is kept by the first mention, so that `us, eu, us` is not `us, us, eu`.
 *
 * @param value as `canonical` walked it
 * @param byOthers whether a set that is all others is called so, or by its regions
 */
export function inSets(
  value: Json,
  place: string,
  world: World,
  { isSet, byOthers }: { readonly isSet: boolean; readonly byOthers: boolean },
): Json {
  const own = world.regionOf(place);
  const regions = world.regions;
  const regionOf = (word: string) =>
    word === 'region' ? own : word === 'other' ? (regions.find((one) => one !== own) ?? word) : word;
  const nameOf = (set: ReadonlySet<string>): string => {
    const others = regions.filter((one) => one !== own);
    if (regions.every((one) => set.has(one)) && set.size === regions.length) return 'all';
    if (byOthers && others.every((one) => set.has(one)) && set.size === others.length) return 'others';
    return [...set].sort().join(' ');
  };
  const namedIn = (text: string) => [...text.matchAll(TOKEN)].map(([, word]) => regionOf(word as string));
  const collapsed = (text: string): string => {
    // An ARN says where the one thing is that it names.
    if (text.startsWith('arn:') || text.startsWith('@')) return text;
    const order = [...new Set(namedIn(text))];
    if (order.length < 2) return text;
    const name = nameOf(new Set(order));
    return text.replace(TOKEN, (_, word: string, how = '') => `<${order.indexOf(regionOf(word))} of ${name}${how}>`);
  };
  const namedBy = (json: string) => {
    const text = marked(json);
    const [member, another] = new Set(namedIn(text));
    if (member === undefined || another !== undefined) return null;
    return { member, shape: text.replace(TOKEN, (_, _word, how = '') => `<${how}>`) };
  };
  return withSets(value, { collapsed, namedBy, nameOf }, isSet);
}

/** A reference with its place, also the own one's. */
function marked(json: string): string {
  return json.replace(/"(@[^"]*)"/g, (whole, reference: string) =>
    / in <[^>]+>$/.test(reference) ? whole : `"${reference} in <region>"`,
  );
}
