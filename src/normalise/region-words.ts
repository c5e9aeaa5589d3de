/** Words that stand for a region in names only: what the baseline declares, roles, and the codes that people make of a region's name. */
import type { Place } from './place.ts';
import { regions as table } from './regions.ts';

/** The words of each audited place, by the place's name, and the region that each stands for. */
export type PlaceWords = ReadonlyMap<string, { readonly region: string; readonly words: readonly string[] }>;

/** What to look for, and the region that a match stands for. */
export type WordSpelling = { readonly pattern: RegExp; regionOf(match: string): string | undefined };

const NOTHING: WordSpelling = { pattern: /(?!)/g, regionOf: () => undefined };

/** The text with a token for each word. */
export function replaceWords(
  text: string,
  { pattern, regionOf }: WordSpelling,
  token: (region: string) => string,
): string {
  return text.replace(pattern, (match) => {
    const region = regionOf(match);
    return region === undefined ? match : token(region);
  });
}

/** Words that mean something else to everybody who uses AWS: `ec2` is no Zurich. */
const TAKEN = new Set(['ec2', 's3']);

/**
 * Codes of the audited regions: the prefix of their zones where no delimiter sets it apart (`shopuse1`, `ShopUse1Vpc`, `use1a`), initials
 * (`ue1`), and area with the first two letters of the direction (`usea1`, `euwe1`). A code that would stand for two of them stands for none.
 */
export function codeSpelling(audited: readonly string[]): WordSpelling {
  const byCode = new Map<string, string | null>();
  const prefixes: string[] = [];
  for (const { name, azPrefix } of table) {
    if (!audited.includes(name)) continue;
    prefixes.push(azPrefix);
    for (const code of new Set([azPrefix, ...codesOf(name)])) {
      if (TAKEN.has(code)) continue;
      byCode.set(code, byCode.has(code) ? null : name);
    }
  }
  const codes = [...byCode].flatMap(([code, name]) => (name === null ? [] : [code]));
  if (codes.length === 0) return NOTHING;
  const either = (words: readonly string[]) => [...words].sort((a, b) => b.length - a.length).join('|');
  const capital = prefixes.map((prefix) => `${prefix.charAt(0).toUpperCase()}${prefix.slice(1)}`);
  const forms = [
    // Set apart, perhaps with a zone's letter, or with a dash inside as in `us-e1`.
    `(?<![A-Za-z0-9])(?:${either(codes)})(?=[a-f]?(?![A-Za-z0-9]))`,
    `(?<![A-Za-z0-9])(?:${either(codes.flatMap(dashed))})(?=[a-f]?(?![A-Za-z0-9]))`,
    // At the end of a word of small letters, and as a word of its own in CamelCase.
    `(?<=[a-z]{2})(?:${either(prefixes)})(?![A-Za-z0-9])`,
    `(?<=[a-z0-9])(?:${either(capital)})(?=[A-Z]|(?![A-Za-z0-9]))`,
  ];
  return {
    pattern: new RegExp(forms.join('|'), 'g'),
    regionOf: (match) => byCode.get(match.toLowerCase().replaceAll('-', '')) ?? undefined,
  };
}

/** `us-e1` of `use1`: the area, a dash, the rest. */
function dashed(code: string): readonly string[] {
  const area = /^(us|eu|ap|sa|ca|af|me|il|mx|cn)(?=[a-z]+\d$)/.exec(code)?.[1];
  return area === undefined ? [] : [`${area}-${code.slice(area.length)}`];
}

/** `ue1` and `usea1` of `us-east-1`, `as2` and `apso2`, `apse2` of `ap-southeast-2`. */
function codesOf(name: string): readonly string[] {
  const parts = name.split('-');
  if (parts.length !== 3) return [];
  const [area = '', direction = '', number = ''] = parts;
  const points = direction.match(/north|south|east|west|central/g) ?? [];
  const initials = points.map((point) => point[0]).join('');
  return [
    `${area[0]}${initials[0]}${number}`,
    ...(points.length > 1 ? [`${area[0]}${initials}${number}`] : []),
    `${area}${direction.slice(0, 2)}${number}`,
    `${area}${direction}${number}`,
  ];
}

/** The declared words: set apart by anything but letters and digits, or by capitals. The place's own meaning goes first. */
export function wordSpelling(words: PlaceWords): (place: Place) => WordSpelling {
  const all = [...words.values()].flatMap((one) => one.words);
  if (all.length === 0) return () => NOTHING;
  const literal = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const sorted = [...new Set(all)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const capital = (word: string) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  const apart = sorted.flatMap((word) => [word, word.toUpperCase(), capital(word)]).map(literal);
  const inside = sorted.map(capital).map(literal);
  const pattern = new RegExp(
    `(?<![A-Za-z0-9<])(?:${[...new Set(apart)].join('|')})(?![A-Za-z0-9>])|(?<=[a-z0-9]|^)(?:${inside.join('|')})(?=[A-Z0-9]|$)|(?<=[a-z0-9])(?:${inside.join('|')})(?![a-z])`,
    'g',
  );
  return (place) => ({ pattern, regionOf: (match) => meant(match.toLowerCase(), place, words) });
}

/** The region that a word stands for; where another place has that region too, the place, unless it is the own one. */
function meant(word: string, place: Place, words: PlaceWords): string | undefined {
  const says = (name: string) => words.get(name)?.words.some((one) => one.toLowerCase() === word) ?? false;
  const owner = says(place.name) ? place.name : [...words.keys()].find(says);
  if (owner === undefined) return undefined;
  const region = words.get(owner)?.region;
  const isShared = [...words].some(([name, other]) => name !== owner && other.region === region);
  return isShared && owner !== place.name ? owner : region;
}
