/** A value in which the names of its own place are no difference: `app-us-east-1` beside `app-eu-central-1`. */
import { isRegion } from '../normalise/regions.ts';
import type { Header, Json } from '../snapshot/snapshot.ts';
import { isMembers } from './value.ts';

/** What AWS calls a place: its region and its account, where they are known. */
export type PlaceNames = { readonly region?: string; readonly account?: string };
/** The names of a place, by what the report calls it. */
export type NamesOf = (place: string) => PlaceNames;

/** As the place's own name says it: `us-east-1`, `111122223333/us-east-1`. A name like `prod` says neither. */
export const namesInPlace: NamesOf = (place) => {
  const region = place.slice(place.indexOf('/') + 1);
  const [account = ''] = place.split('/');
  return { ...(isRegion(region) && { region }), ...(isAccount(account) && { account }) };
};

/** As the snapshot says it, which knows where `prod` is. */
export function namesOf(places: Header['regions']): NamesOf {
  const made = MADE.get(places);
  if (made !== undefined) return made;
  const names = namesAmong(places);
  MADE.set(places, names);
  return names;
}

/** Made once for a report, however many findings it has. */
const MADE = new WeakMap<Header['regions'], NamesOf>();

function namesAmong(places: Header['regions']): NamesOf {
  const known = new Map(places.map(({ name, region, account }) => [name, { region, account }]));
  return (place) => {
    const { region = '', account = '' } = known.get(place) ?? {};
    const said = { ...(isRegion(region) && { region }), ...(isAccount(account) && { account }) };
    return { ...namesInPlace(place), ...said };
  };
}

function isAccount(text: string): boolean {
  return /^\d{12}$/.test(text);
}

/** What finds the names in a text; null where the place has none. Each is followed by what stands for it. */
export function ownPattern({ region, account }: PlaceNames): RegExp | null {
  const parts = [
    ...(region === undefined ? [] : [`(?:${region}|${region.replaceAll('-', '')})`]),
    ...(account === undefined ? [] : [`(?<!\\d)${account}(?!\\d)`]),
  ];
  return parts.length === 0 ? null : new RegExp(parts.join('|'), 'g');
}

/** `{account}` for what begins with a digit, which no region does. */
export function tokenFor(found: string): string {
  return /^\d/.test(found) ? '{account}' : '{region}';
}

/** The text with `{region}` and `{account}` for the place's own. */
export function textWithout(place: string, names: NamesOf): (text: string) => string {
  const pattern = ownPattern(names(place));
  return pattern === null ? (text) => text : (text) => text.replace(pattern, tokenFor);
}

/** The value with `{region}` and `{account}` for the place's own. */
export function regionless(place: string, value: Json, names: NamesOf = namesInPlace): Json {
  const text = textWithout(place, names);
  const walk = (json: Json): Json => {
    if (typeof json === 'string') return text(json);
    if (Array.isArray(json)) return json.map((item: Json) => walk(item));
    if (!isMembers(json)) return json;
    return Object.fromEntries(Object.entries(json).map(([key, member]) => [text(key), walk(member as Json)]));
  };
  return walk(value);
}
