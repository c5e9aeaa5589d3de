/** Texts and lists that name several regions: by the set that they name, where that is what every place says. */
import type { Json } from '../snapshot/snapshot.ts';
import { type Law, memberLabels, withSets } from './sets-in-lists.ts';
import type { World } from './world.ts';

/** A region's token, and the place behind a reference that leads to another region. */
const TOKEN = /<(region|other|[a-z]{2,4}(?:-[a-z]+)+-\d+)(~[^>]*)?>/g;

/**
 * The value with the regions of one text, or of one list of texts that are alike but for the region, told as what `memberLabels` calls them: a
 * value names the same ones everywhere, or all others, or its own and all others, and has them in an order that is one law for all.
 *
 * @param value as `canonical` walked it
 */
export function inSets(
  value: Json,
  place: string,
  world: World,
  { isSet, law }: { readonly isSet: boolean; readonly law: Law },
): Json {
  const own = world.regionOf(place);
  const regions = world.regions;
  const regionOf = (word: string) =>
    word === 'region' ? own : word === 'other' ? (regions.find((one) => one !== own) ?? word) : word;
  const labelsOf = (members: readonly string[]) => memberLabels({ own, all: regions, law, what: '' }, members);
  const namedIn = (text: string) => [...text.matchAll(TOKEN)].map(([, word]) => regionOf(word as string));
  const collapsed = (text: string): string => {
    // An ARN says where the one thing is that it names.
    if (text.startsWith('arn:') || text.startsWith('@')) return text;
    const order = [...new Set(namedIn(text))];
    if (order.length < 2) return text;
    const label = labelsOf(order);
    return text.replace(TOKEN, (_, word: string, how = '') => {
      const member = regionOf(word);
      return `<${label(member, order.indexOf(member))}${how}>`;
    });
  };
  const namedBy = (json: string) => {
    const text = marked(json);
    const [member, another] = new Set(namedIn(text));
    if (member === undefined || another !== undefined) return null;
    return { member, shape: text.replace(TOKEN, (_, _word, how = '') => `<${how}>`) };
  };
  return withSets(value, { collapsed, namedBy, labelsOf }, isSet);
}

/** A reference with its place, also the own one's. */
function marked(json: string): string {
  return json.replace(/"(@[^"]*)"/g, (whole, reference: string) =>
    / in <[^>]+>$/.test(reference) ? whole : `"${reference} in <region>"`,
  );
}
