/** Values on the page, with what differs marked. */
import type { Json } from '../../snapshot/snapshot.ts';
import { around } from '../difference-window.ts';
import { cut } from '../escape.ts';
import { regionless } from '../regionless.ts';
import { canonical, isList, isMembers } from '../value.ts';

/** A line of a pretty-printed value; `changed`: what it says does not hold in every region. */
export type Line = { readonly indent: number; readonly text: string; readonly changed: boolean };

/** Characters of one string that are shown. */
const LONG = 2000;

/** The value as text in which the region's own name is no difference: `app-us-east-1` beside `app-eu-central-1`. */
export function neutral(region: string, value: Json | undefined): string {
  return canonical(value === undefined ? undefined : regionless(region, value));
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
      return [region, walk({ region, key: '', value, plain: plain.get(region) ?? null, others, indent: 0, comma: '' })];
    }),
  );
}

type Node = {
  readonly region: string;
  /** `"Name": ` before a member, '' before an item. */
  readonly key: string;
  readonly value: Json;
  /** `value` without the region's name. */
  readonly plain: Json;
  /** Its counterparts without their regions' names; null where there is none. */
  readonly others: readonly Json[];
  readonly indent: number;
  readonly comma: string;
};

/** A member of its own, never one that every object inherits; null when there is none. */
function member(of: Json, name: string): Json {
  return isMembers(of) && Object.hasOwn(of, name) ? (of[name] ?? null) : null;
}

function walk(node: Node): readonly Line[] {
  const { key, value, plain, others, indent, comma } = node;
  if (isList(value) && isList(plain) && value.length > 0) return listLines(node, value, plain);
  if (isMembers(value) && Object.keys(value).length > 0) return memberLines(node, value);
  const mine = canonical(plain);
  const changed = others.some((other) => canonical(other) !== mine);
  return [{ indent, text: `${cut(`${key}${leaf(node)}`, LONG)}${comma}`, changed }];
}

function listLines(node: Node, value: readonly Json[], plain: readonly Json[]): readonly Line[] {
  const { others, indent } = node;
  const pool = others.map((other) => new Set(isList(other) ? other.map(canonical) : []));
  const own = new Set(plain.map(canonical));
  const inner = value.flatMap((item, index) => {
    const same = plain[index] ?? null;
    const everywhere = pool.every((set) => set.has(canonical(same)));
    const beside = everywhere ? [] : others.map((other) => nearest(same, index, other));
    const comma = index < value.length - 1 ? ',' : '';
    return walk({ ...node, key: '', value: item, plain: same, others: beside, indent: indent + 1, comma });
  });
  const lacks = others.some((other) => !isList(other) || other.some((item) => !own.has(canonical(item))));
  return framed(node, '[]', inner, lacks);
}

function memberLines(node: Node, value: { readonly [key: string]: Json }): readonly Line[] {
  const { region, plain, others, indent } = node;
  const names = Object.keys(value).sort();
  const inner = names.flatMap((name, index) => {
    const same = String(regionless(region, name));
    return walk({
      region,
      key: `${JSON.stringify(name)}: `,
      value: member(value, name),
      plain: member(plain, same),
      others: others.map((other) => member(other, same)),
      indent: indent + 1,
      comma: index < names.length - 1 ? ',' : '',
    });
  });
  const own = new Set(isMembers(plain) ? Object.keys(plain) : []);
  const lacks = others.some((other) => !isMembers(other) || Object.keys(other).some((name) => !own.has(name)));
  return framed(node, '{}', inner, lacks);
}

/** The opening is marked when the difference is what this side lacks. */
function framed(
  { key, indent, comma }: Node,
  [open, close]: string,
  inner: readonly Line[],
  lacks: boolean,
): readonly Line[] {
  const first = { indent, text: `${key}${open}`, changed: lacks && !inner.some((line) => line.changed) };
  return [first, ...inner, { indent, text: `${close}${comma}`, changed: false }];
}

/** The item to compare with: the one of the same `Sid` or the like, else the one in the same place, else none. */
function nearest(item: Json, index: number, other: Json): Json {
  if (!isList(other)) return null;
  if (!isMembers(item)) return null;
  const named = ['Sid', 'Id', 'Name', 'Key'].find((member) => typeof item[member] === 'string');
  const same = (one: Json) => named !== undefined && isMembers(one) && one[named] === item[named];
  return other.find(same) ?? other[index] ?? null;
}

/** A long text is cut around the place where its counterparts part from it. */
function leaf({ region, value, others }: Node): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const beside = others.flatMap((other, index) => (typeof other === 'string' ? [[`#${index}`, other] as const] : []));
  return JSON.stringify(around(new Map([[region, value], ...beside]), LONG).get(region));
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
