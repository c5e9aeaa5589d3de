/** What to show of values that differ. */
import { own } from '../common/own-member.ts';
import type { Json } from '../snapshot/snapshot.ts';
import { around } from './difference-window.ts';
import { visible } from './escape.ts';
import { canonical, isList, isMembers, line, SHOWN, securityGroupRule } from './value.ts';

/** One thing in which values differ: where, and what each region has, ready to print. */
export type Contrast = {
  /** Path below the property, '' for the property itself. */
  readonly path: string;
  readonly values: ReadonlyMap<string, string>;
  /** Of lists of objects what each region has for itself, as it is: for those who show it line by line. */
  readonly documents?: ReadonlyMap<string, Json>;
};

export type Values = ReadonlyMap<string, Json | undefined>;

/** A value as it is held against those of the other regions. */
type Told = (region: string, value: Json | undefined) => string;

/** Names of the region inside a value are no difference: `app-us-east-1` beside `app-eu-central-1`. */
function withoutRegion(region: string, value: Json | undefined): string {
  const name = region.slice(region.indexOf('/') + 1);
  return canonical(value).replaceAll(name, '{region}').replaceAll(name.replaceAll('-', ''), '{region}');
}

function alike(values: Values, told: Told): boolean {
  const texts = [...values].map(([region, value]) => told(region, value));
  return texts.every((text) => text === texts[0]);
}

/** Lists are contrasted as sets: what every region has is left out, what is left is listed. */
function lists(path: string, values: Values, told: Told): Contrast {
  const sets = new Map(
    [...values].map(([region, value]) => [
      region,
      new Map((isList(value) ? value : []).map((item) => [told(region, item), item])),
    ]),
  );
  const shared = (key: string) => [...sets.values()].every((items) => items.has(key));
  const own = new Map(
    [...sets].map(([region, items]) => [region, [...items].filter(([key]) => !shared(key)).map(([, item]) => item)]),
  );
  const shownOf = beside(own);
  const lines = [...sets].map(([region, items]): [string, string] => {
    const shown = shownOf.get(region) ?? [];
    return [region, shown.length > 0 ? shown.join('; ') : items.size > 0 ? 'nothing more' : 'nothing'];
  });
  const documents = documentsOf(own);
  return { path, values: new Map(lines), ...(documents && { documents }) };
}

/** A single item stands for its list. */
function documentsOf(own: ReadonlyMap<string, readonly Json[]>): ReadonlyMap<string, Json> | undefined {
  const all = [...own.values()];
  if (!all.every((items) => items.length > 0 && items.every(isMembers))) return undefined;
  const single = all.every((items) => items.length === 1);
  return new Map([...own].map(([region, items]) => [region, single ? (items[0] as Json) : items]));
}

/** The items that each region has for itself, ready to print: the first cut beside the first of the others, and so on. */
function beside(own: ReadonlyMap<string, readonly Json[]>): ReadonlyMap<string, readonly string[]> {
  const most = Math.max(0, ...[...own.values()].map((items) => items.length));
  const rounds = Array.from({ length: most }, (_, index) =>
    around(
      new Map([...own].flatMap(([region, items]) => (index < items.length ? [[region, line(items[index])]] : []))),
      SHOWN,
    ),
  );
  return new Map(
    [...own].map(([region, items]) => [region, items.map((_, index) => visible(rounds[index]?.get(region) ?? ''))]),
  );
}

/**
 * Where the values differ, at the deepest member that tells. A long policy of which one statement differs shows that
 * statement, not the policy. When nothing but names of regions differs, the whole values are shown as they are.
 *
 * @param compared the same as the comparison read them, where it said so: then what it found is what is shown, with names for ids
 */
export function contrast(values: Values, compared?: { readonly [region: string]: Json }): readonly Contrast[] {
  // Beside nothing the value is shown as it was given.
  const isNothing = [...values.values()].some((value) => value === undefined || value === null);
  if (compared === undefined || isNothing) return parts(values, '', withoutRegion);
  const regions = [...values.keys()];
  const read = new Map(regions.map((region) => [region, readable(compared[region] ?? null, region, regions)]));
  const isReference = [...values.values()].every((value) => !isList(value) && !isMembers(value));
  if (!isReference) return parts(read, '', (_region, value) => canonical(value));
  const named = regions.map((region): [string, Json | undefined] => [
    region,
    withName(values.get(region), read.get(region)),
  ]);
  return parts(new Map(named), '', withoutRegion);
}

/** An id with who it is beside it: `2475fa5b-… (Key:AppKey)`. */
function withName(value: Json | undefined, compared: Json | undefined): Json | undefined {
  const name = typeof compared === 'string' && compared.startsWith('@') ? compared.slice(1) : null;
  return name === null || typeof value !== 'string' || name === value ? value : `${value} (${name})`;
}

/** A compared value as a person reads it: the region's name where it was taken out. */
function readable(value: Json, region: string, regions: readonly string[]): Json {
  const name = (place: string) => place.slice(place.indexOf('/') + 1);
  const other = regions.length === 2 ? regions.find((one) => one !== region) : undefined;
  const text = (given: string) =>
    given
      .replace(/<region(?:~[^>]*)?>/g, name(region))
      .replace(/<other(?:~[^>]*)?>/g, (token) => (other === undefined ? token : name(other)))
      .replace(/^arn:<partition>:/, 'arn:aws:')
      .replace(/\\([(@\\])/g, (_, sign: string) => (sign === '(' ? '<' : sign));
  if (typeof value === 'string') return text(value);
  if (isList(value)) return value.map((item) => readable(item, region, regions));
  if (!isMembers(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [text(key), readable(item, region, regions)]));
}

function parts(values: Values, path: string, told: Told): readonly Contrast[] {
  const given = [...values.values()].filter((value) => value !== undefined && value !== null);
  const every = given.length > 0 && given.length === values.size;
  const rules = given.some((value) => securityGroupRule(value) !== null);
  if (every && !rules && given.every(isMembers)) {
    const members = [...new Set(given.flatMap((value) => Object.keys(value)))].sort();
    const found = members.flatMap((member) => {
      const below = new Map(
        [...values].map(([region, value]) => [region, isMembers(value) ? own(value, member) : undefined]),
      );
      return alike(below, told) ? [] : parts(below, path === '' ? member : `${path}.${member}`, told);
    });
    if (found.length > 0) return found;
  }
  if (every && given.every(isList) && !alike(values, told)) return [lists(path, values, told)];
  const leaf = (value: Json | undefined) =>
    rules && (value === undefined || value === null) ? 'no such rule' : line(value);
  const shown = around(new Map([...values].map(([region, value]) => [region, leaf(value)])), SHOWN);
  return [{ path, values: new Map([...shown].map(([region, value]) => [region, visible(value)])) }];
}
