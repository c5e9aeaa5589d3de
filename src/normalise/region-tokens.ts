/** Regions, accounts and partitions in text, as tokens. */
import { withWholeRegion } from './cut-names.ts';
import type { Place } from './place.ts';
import { codeSpelling, type PlaceWords, replaceWords, wordSpelling } from './region-words.ts';
import { regions as table } from './regions.ts';

/**
 * Region, account and partition in every spelling become tokens, so that names and values of two regions compare:
 * `us-east-1`, `useast1`, `us_east_1`, `USEast1`, `use1` (AZ ids, delimited only). The resource's own region becomes
 * `<region>`, another one `<eu-central-1>`; the AZ letter after a region stays (`<region>a`). A token in the text itself is
 * written `\(region>`, so that what a person wrote is never taken for one.
 */
/** A token that a person wrote, and what an escaped one looks like; the rest of a text is left as it is, as names are shown. */
const MISTAKABLE = /<(?=(?:region|other|account|partition|unknown|id|tail)>)|(?<!\\)\\+(?=[(<])/g;

function escaped(text: string): string {
  if (!text.includes('<') && !text.includes('\\')) return text;
  return text.replace(MISTAKABLE, (one) => (one === '<' ? '\\(' : one + one));
}

/** Every AWS region name has one of these; most names have none, which makes the test cheap. */
const COMPASS = /east|west|north|south|central/i;

type Spelling = { readonly pattern: RegExp; readonly byText: ReadonlyMap<string, string> };

export type Tokeniser = {
  /** The text with own region, other regions and account replaced. */
  tokenise(text: string, place: Place): string;
  /**
   * The same, and also what stands for a region only where its counterpart says its own: words and roles that the baseline declares, codes
   * (`ue1`, `usea1`), and a zone's prefix without a delimiter (`shopuse1`). Two that agree by this alone agree by less.
   */
  loose(text: string, place: Place): string;
  /**
   * For ARNs and names of buckets: the spelling is a part of the token (`<region>` for `us-east-1`, `<region~_>` for `us_east_1`), so that
   * two spellings are never one, as `logs-us-east-1` and `logs-eucentral1` are two buckets.
   */
  strict(text: string, place: Place): string;
  /** Audited regions that the text names, by region (not place) name, in order of appearance. */
  regionsIn(text: string): readonly string[];
  /** Whether the text names a region that is not audited. */
  namesAnotherRegion(text: string): boolean;
};

/**
 * @param audited the regions of this audit: they are recognised anywhere in a word (`TapStackvpcuseast1VpcStack`), as CDK
 * removes separators from logical ids; other regions only where no letter stands before them, so that `timecentral1` is left alone.
 */
export function makeTokeniser(
  audited: readonly string[],
  words: PlaceWords = new Map(),
  zones: ZoneLetters = () => undefined,
  organizations: ReadonlyMap<string, string> = new Map(),
): Tokeniser {
  const long = longSpelling(audited);
  const short = shortSpelling(audited);
  const codes = codeSpelling(audited);
  const declared = wordSpelling(words);
  const memo = new Map<string, Map<string, string>>();
  const looseMemo = new Map<string, Map<string, string>>();

  const replaceRegions = (text: string, token: (region: string) => string): string => {
    const afterLong = COMPASS.test(text) ? text.replace(long.pattern, (match) => token(regionOf(long, match))) : text;
    return short.pattern.test(afterLong)
      ? afterLong.replace(short.pattern, (match) => token(regionOf(short, match)))
      : afterLong;
  };

  const remembered = (
    all: Map<string, Map<string, string>>,
    text: string,
    place: Place,
    make: () => string,
  ): string => {
    const known = all.get(place.name) ?? new Map<string, string>();
    all.set(place.name, known);
    const before = known.get(text);
    if (before !== undefined) return before;
    const result = make();
    if (known.size < MOST_KNOWN) known.set(text, result);
    return result;
  };
  const organized = (text: string, place: Place): string => {
    const organization = organizations.get(place.name);
    return organization === undefined ? text : text.replaceAll(organization, '<organization>');
  };
  const token = (region: string, place: Place) => (region === place.region ? '<region>' : `<${region}>`);

  const tokeniser: Tokeniser = {
    tokenise(given, place) {
      const text = escaped(withWholeRegion(given, audited));
      const named = COMPASS.test(text) || short.pattern.test(text);
      short.pattern.lastIndex = 0;
      const account = place.account !== '' && text.includes(place.account);
      if (!named && !account) return organized(text, place);
      return remembered(memo, text, place, () => {
        // The own region in its own spelling is the common case, and needs no search for the others.
        const plain = place.region === '' ? text : replacePlain(text, place.region);
        const regional = zoned(
          replaceRegions(plain, (region) => token(region, place)),
          () => zones(place.name),
        );
        return organized(account ? regional.replaceAll(place.account, '<account>') : regional, place);
      });
    },
    loose(given, place) {
      const sure = tokeniser.tokenise(given, place);
      return remembered(looseMemo, sure, place, () => {
        const coded = replaceWords(sure, codes, (region) => token(region, place));
        const zone = coded === sure ? sure : zoned(coded, () => zones(place.name));
        return replaceWords(zone, declared(place), (region) => token(region, place));
      });
    },
    strict(given, place) {
      const text = escaped(given);
      const spelt = (spelling: Spelling) => (match: string) => {
        const region = regionOf(spelling, match);
        const how = spellingOf(match, region);
        return how === '' ? token(region, place) : `${token(region, place).slice(0, -1)}~${how}>`;
      };
      const regional = COMPASS.test(text) ? text.replace(long.pattern, spelt(long)) : text;
      const all = regional.replace(short.pattern, spelt(short));
      return organized(place.account === '' ? all : all.replaceAll(place.account, '<account>'), place);
    },
    regionsIn(text) {
      const found: string[] = [];
      // Several names may stand side by side.
      const whole = text.split(' ').map((word) => withWholeRegion(word, audited));
      replaceRegions(whole.join(' '), (region) => {
        if (audited.includes(region) && !found.includes(region)) found.push(region);
        return region;
      });
      return found;
    },
    namesAnotherRegion(text) {
      let another = false;
      replaceRegions(text, (region) => {
        another ||= !audited.includes(region);
        return region;
      });
      return another;
    },
  };
  return tokeniser;
}

const MOST_KNOWN = 200_000;

/** The letters of the zones that a place uses, in order (`acd`); undefined = not known. */
export type ZoneLetters = (place: string) => string | undefined;

/** A zone's letter is its place among those that are used: Tokyo's a, c and d are a first, a second and a third one. */
function zoned(text: string, lettersOf: () => string | undefined): string {
  return text.replace(/<region>([a-z])(?![A-Za-z0-9])/g, (zone, letter: string) => {
    const nth = lettersOf()?.indexOf(letter) ?? -1;
    return nth < 0 ? zone : `<region>${String.fromCharCode(97 + nth)}`;
  });
}

/** How a region is spelt, the same for all regions: '' for `us-east-1`, `_` for `us_east_1`, `use` for `use1`, with `^` for upper case. */
function spellingOf(match: string, region: string): string {
  if (match === region) return '';
  const between = [...match.matchAll(/[^A-Za-z0-9]/g)].map(([sign]) => sign);
  const kind = squeeze(match) === squeeze(region) ? 'long' : 'short';
  const shape = match === match.toLowerCase() ? '' : match === match.toUpperCase() ? '^' : 'A';
  return `${kind}${shape}${[...new Set(between)].join('')}`;
}

/** `us-east-1` but not the `us-east-1` of `us-east-10`. */
function replacePlain(text: string, region: string): string {
  const parts = text.split(region);
  let out = parts[0] as string;
  for (const part of parts.slice(1)) {
    const next = part.charCodeAt(0);
    const isDigit = next >= 48 && next <= 57;
    out += (isDigit ? region : '<region>') + part;
  }
  return out;
}

function regionOf(spelling: Spelling, match: string): string {
  return spelling.byText.get(squeeze(match)) ?? match;
}

function squeeze(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function longSpelling(audited: readonly string[]): Spelling {
  const names = table.map((region) => region.name).sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const byText = new Map(names.map((name) => [squeeze(name), name]));
  const loose = (name: string) => name.split('-').join('[-_. ]?');
  const inside = names.filter((name) => audited.includes(name)).map(loose);
  const alone = names.filter((name) => !audited.includes(name)).map((name) => `(?<![A-Za-z])${loose(name)}`);
  // A digit after it makes it another word, unless it is the first of CDK's hash: `TapStackvpcuseast2` and `4F0A1B2C`.
  const ends = '(?:(?!\\d)|(?=\\d[0-9A-F]{7}(?![0-9A-Za-z])))';
  return { pattern: new RegExp(`(?:${[...inside, ...alone].join('|')})${ends}`, 'gi'), byText };
}

function shortSpelling(audited: readonly string[]): Spelling {
  const pairs = table
    .filter((region) => audited.includes(region.name))
    .map((region) => [region.azPrefix, region.name] as const);
  if (pairs.length === 0) return { pattern: /(?!)/g, byText: new Map() };
  const alternatives = pairs.map(([prefix]) => prefix).join('|');
  return { pattern: new RegExp(`(?<![A-Za-z0-9])(?:${alternatives})(?![A-Za-z0-9])`, 'gi'), byText: new Map(pairs) };
}
