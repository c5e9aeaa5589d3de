/** Regions, accounts and partitions in text, as tokens. */
import { regions as table } from './regions.ts';

/**
 * Region, account and partition in every spelling become tokens, so that names and values of two regions compare:
 * `us-east-1`, `useast1`, `us_east_1`, `USEast1`, `use1` (AZ ids, delimited only). The resource's own region becomes
 * `<region>`, another one `<eu-central-1>`; the AZ letter after a region stays (`<region>a`). A token in the text itself is
 * written `\(region>`, so that what a person wrote is never taken for one.
 */
export type Place = {
  readonly name: string;
  readonly region: string;
  readonly account: string;
  readonly partition: string;
};

/** A token that a person wrote, and what an escaped one looks like; the rest of a text is left as it is, as names are shown. */
const MISTAKABLE = /<(?=(?:region|other|account|partition|unknown|id|tail)>)|\\(?=\\*(?:\(|<))/g;

function escaped(text: string): string {
  if (!text.includes('<') && !text.includes('\\')) return text;
  return text.replace(MISTAKABLE, (one) => (one === '<' ? '\\(' : '\\\\'));
}

/** Every AWS region name has one of these; most names have none, which makes the test cheap. */
const COMPASS = /east|west|north|south|central/i;

type Spelling = { readonly pattern: RegExp; readonly byText: ReadonlyMap<string, string> };

export type Tokeniser = {
  /** The text with own region, other regions and account replaced. */
  tokenise(text: string, place: Place): string;
  /** Audited regions that the text names, by region (not place) name, in order of appearance. */
  regionsIn(text: string): readonly string[];
  /** Whether the text names a region that is not audited. */
  namesAnotherRegion(text: string): boolean;
};

/**
 * @param audited the regions of this audit: they are recognised anywhere in a word (`TapStackvpcuseast1VpcStack`), as CDK
 * removes separators from logical ids; other regions only where no letter stands before them, so that `timecentral1` is left alone.
 */
export function makeTokeniser(audited: readonly string[]): Tokeniser {
  const long = longSpelling(audited);
  const short = shortSpelling(audited);
  const memo = new Map<string, Map<string, string>>();

  const replaceRegions = (text: string, token: (region: string) => string): string => {
    const afterLong = COMPASS.test(text) ? text.replace(long.pattern, (match) => token(regionOf(long, match))) : text;
    return short.pattern.test(afterLong)
      ? afterLong.replace(short.pattern, (match) => token(regionOf(short, match)))
      : afterLong;
  };

  return {
    tokenise(given, place) {
      const text = escaped(given);
      const named = COMPASS.test(text) || short.pattern.test(text);
      short.pattern.lastIndex = 0;
      const account = place.account !== '' && text.includes(place.account);
      if (!named && !account) return text;
      const known = memo.get(place.name) ?? new Map<string, string>();
      memo.set(place.name, known);
      const before = known.get(text);
      if (before !== undefined) return before;
      // The own region in its own spelling is the common case, and needs no search for the others.
      const plain = place.region === '' ? text : replacePlain(text, place.region);
      const regional = replaceRegions(plain, (region) => (region === place.region ? '<region>' : `<${region}>`));
      const result = account ? regional.replaceAll(place.account, '<account>') : regional;
      if (known.size < 200_000) known.set(text, result);
      return result;
    },
    regionsIn(text) {
      const found: string[] = [];
      replaceRegions(text, (region) => {
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
}

/** `us-east-1` but not the `us-east-1` of `us-east-10`. */
function replacePlain(text: string, region: string): string {
  const at = text.indexOf(region);
  if (at < 0) return text;
  const next = text.charCodeAt(at + region.length);
  const isDigit = next >= 48 && next <= 57;
  const own = isDigit ? region : '<region>';
  return text.slice(0, at) + own + replacePlain(text.slice(at + region.length), region);
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
