import type { Json } from '../../collectors/snapshot.ts';
import { cut } from '../escape.ts';
import { canonical, isList, isMembers } from '../value.ts';

/** A line of a pretty-printed value; `changed`: what it says does not hold in every region. */
export type Line = { readonly indent: number; readonly text: string; readonly changed: boolean };

/** Characters of one string that are shown. */
const LONG = 2000;

type Others = readonly Json[];

/** The value as text in which the region's own name is no difference: `app-us-east-1` beside `app-eu-central-1`. */
export function neutral(region: string, value: Json | undefined): string {
  const place = region.slice(region.indexOf('/') + 1);
  if (!/^[a-z][a-z0-9-]+$/.test(place)) return canonical(value);
  return canonical(value).replaceAll(place, '{region}').replaceAll(place.replaceAll('-', ''), '{region}');
}

function regionless(region: string, value: Json): Json {
  return JSON.parse(neutral(region, value)) as Json;
}

/**
 * The values as indented JSON, line by line, each line marked when another region does not have it. Members are held
 * against the member of the same name, items of a list against all items of the others' list: order is no difference.
 */
export function pretty(values: ReadonlyMap<string, Json>): ReadonlyMap<string, readonly Line[]> {
  const plain = new Map([...values].map(([region, value]) => [region, regionless(region, value)]));
  return new Map(
    [...values].map(([region, value]) => {
      const others = [...plain].filter(([other]) => other !== region).map(([, one]) => one);
      return [region, walk('', value, plain.get(region) ?? null, others, 0, '')];
    }),
  );
}

/** `plain` is `value` without the region's name, and of the same shape; `others` are the counterparts of it, `null` where there is none. */
function walk(key: string, value: Json, plain: Json, others: Others, indent: number, comma: string): readonly Line[] {
  const mine = canonical(plain);
  const changed = others.some((other) => canonical(other) !== mine);
  if (isList(value) && isList(plain) && value.length > 0) {
    const pool = others.map((other) => new Set(isList(other) ? other.map(canonical) : []));
    const items = value.flatMap((item, index) => {
      const own = plain[index] ?? null;
      const everywhere = pool.every((set) => set.has(canonical(own)));
      const beside = everywhere ? [] : others.map((other) => nearest(own, index, other));
      return walk('', item, own, beside, indent + 1, index < value.length - 1 ? ',' : '');
    });
    return framed('[', ']', items);
  }
  if (isMembers(value) && isMembers(plain) && Object.keys(value).length > 0) {
    const names = Object.keys(value).sort();
    // Names sort as before unless one holds the region; then the member is held against nothing and shows as changed.
    const members = names.flatMap((member, index) => {
      const below = others.map((other) => (isMembers(other) ? (other[member] ?? null) : null));
      const tail = index < names.length - 1 ? ',' : '';
      return walk(`${JSON.stringify(member)}: `, value[member] ?? null, plain[member] ?? null, below, indent + 1, tail);
    });
    return framed('{', '}', members);
  }
  return [{ indent, text: `${cut(`${key}${leaf(value)}`, LONG)}${comma}`, changed }];

  function framed(open: string, close: string, inner: readonly Line[]): readonly Line[] {
    const first = { indent, text: `${key}${open}`, changed: changed && !inner.some((line) => line.changed) };
    return [first, ...inner, { indent, text: `${close}${comma}`, changed: false }];
  }
}

/** The item to compare with: the one of the same `Sid` or the like, else the one in the same place, else none. */
function nearest(item: Json, index: number, other: Json): Json {
  if (!isList(other)) return null;
  if (!isMembers(item)) return null;
  const named = ['Sid', 'Id', 'Name', 'Key'].find((member) => typeof item[member] === 'string');
  const same = (one: Json) => named !== undefined && isMembers(one) && one[named] === item[named];
  return other.find(same) ?? other[index] ?? null;
}

function leaf(value: Json): string {
  return typeof value === 'string' ? JSON.stringify(cut(value, LONG)) : JSON.stringify(value);
}

/** The middle of two or more texts in which they differ: where it begins, and how many characters follow it. Null when too little is shared. */
export function middle(texts: readonly string[]): { readonly start: number; readonly end: number } | null {
  const [first = ''] = texts;
  const shortest = Math.min(...texts.map((text) => text.length));
  let start = 0;
  while (start < shortest && texts.every((text) => text[start] === first[start])) start++;
  let end = 0;
  const at = (text: string) => text[text.length - 1 - end];
  while (end < shortest - start && texts.every((text) => at(text) === at(first))) end++;
  const word = /[\p{L}\p{N}_\p{Cs}]/u;
  // Whole words, so that it reads; and so neither half of a character of two units is shown alone.
  while (start > 0 && word.test(first[start - 1] ?? '')) start--;
  while (end > 0 && word.test(first[first.length - end] ?? '')) end--;
  const whole = texts.every((text) => text === first);
  return whole || start + end < 4 ? null : { start, end };
}
