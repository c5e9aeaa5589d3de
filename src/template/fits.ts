/** Does a live value fit its design? What is literal must be equal; a hole stands for anything, or for what the caller knows of it. */
import type { Json, JsonObject } from '../snapshot/snapshot.ts';
import { pairItems, type Verdict } from './fit-lists.ts';
import { jsonIn, sameScalar } from './fit-scalars.ts';
import { compareText, type TextResult } from './fit-text.ts';
import { unknownOf } from './holes.ts';
import type { Path } from './raw.ts';
import { choicesOf, type Resolve } from './resolve.ts';
import { decode, encode, type Value } from './values.ts';

export type FitOptions = {
  /** The values that a hole may stand for; undefined = not known, and then it stands for anything. */
  readonly resolve?: Resolve;
  /** Whether the order of a list says nothing. Where it is not said to, a list in another order is a difference of kind `order`. */
  readonly unordered?: (path: Path) => boolean;
  /** Whether AWS or others may add to a list what the design does not name. `aws:` tags may be added to any. */
  readonly partial?: (path: Path) => boolean;
  /** Whether a map may hold nothing but what the design names; other maps AWS fills. */
  readonly closed?: (path: Path) => boolean;
  /** Whether one item stands for a list of one, as in policies. */
  readonly oneIsList?: (path: Path) => boolean;
  /** The template came from `GetTemplate`, which gives `?` for what is not ASCII. */
  readonly masked?: boolean;
};

/** `absent`: designed, and not in the live value. `more`: live, and nobody designed it. `order`: the same items in another order. */
export type Difference = {
  readonly path: Path;
  readonly kind: 'value' | 'absent' | 'more' | 'order';
  readonly designed: Json | undefined;
  readonly live: Json | undefined;
};

export type Fit = {
  /** `differs` as soon as one thing does; `unknown` when nothing differs and something cannot be told. */
  readonly state: 'fits' | 'differs' | 'unknown';
  readonly differences: readonly Difference[];
  readonly unknowns: readonly { readonly path: Path; readonly reason: string }[];
};

/** Items of both lists, multiplied, that are held against each other at most; and values in all. */
const MOST_PAIRS = 250_000;
const MOST_WORK = 2_000_000;
const EXACT: ReadonlySet<Verdict> = new Set(['fits']);
const LOOSE: ReadonlySet<Verdict> = new Set(['fits', 'unknown']);

type Run = { readonly options: FitOptions; work: number };
type Told = Pick<Fit, 'differences' | 'unknowns'>;
const FITS: Told = { differences: [], unknowns: [] };

/** Holds a live value against a design as `holes.ts` writes it. `live` undefined: the property is not there. */
export function fits(designed: Json, live: Json | undefined, options: FitOptions = {}, path: Path = []): Fit {
  const told = compare(decode(designed), live, path, { options, work: 0 });
  return { state: verdict(told), ...told };
}

function verdict({ differences, unknowns }: Told): Verdict {
  return differences.length > 0 ? 'differs' : unknowns.length > 0 ? 'unknown' : 'fits';
}

function all(told: readonly Told[]): Told {
  return { differences: told.flatMap((each) => each.differences), unknowns: told.flatMap((each) => each.unknowns) };
}

function differs(kind: Difference['kind'], value: Value | undefined, live: Json | undefined, path: Path): Told {
  return { differences: [{ path, kind, designed: value && encode(value), live }], unknowns: [] };
}

function unknown(path: Path, reason: string): Told {
  return { differences: [], unknowns: [{ path, reason }] };
}

function compare(value: Value, live: Json | undefined, path: Path, run: Run): Told {
  run.work += 1;
  if (run.work > MOST_WORK) return unknown(path, 'there is more to compare than any resource has');
  if (value.kind === 'none') return FITS;
  if (value.kind === 'hole') return compareHole(value, live, path, run);
  if (live === undefined || live === null) return compareAbsent(value, path, run);
  if (value.kind === 'literal' && typeof live !== 'object' && sameScalar(value.value, live)) return FITS;
  const opened = value.kind === 'list' || value.kind === 'map' ? openedOf(live) : live;
  if (value.kind === 'list' && Array.isArray(opened)) return compareList(value, opened, path, run);
  if (value.kind === 'map' && isObject(opened)) return compareMap(value, opened, path, run);
  if (run.options.oneIsList?.(path)) {
    const [designedOnly, more] = value.kind === 'list' ? value.items : [];
    if (designedOnly !== undefined && more === undefined) return compare(designedOnly, live, path, run);
    if (Array.isArray(live) && live.length === 1 && value.kind !== 'list') return compare(value, live[0], path, run);
  }
  if (value.kind === 'list')
    return value.items.length === 0 && live === '' ? FITS : differs('value', value, live, path);
  if (value.kind === 'map') return differs('value', value, live, path);
  return told(compareText(value, live, run.options), value, live, path, run);
}

/** What comparing texts said, or what the two structures in them say. */
function told(result: TextResult, value: Value, live: Json, path: Path, run: Run): Told {
  if (result === 'fits') return FITS;
  if (result === 'differs') return differs('value', value, live, path);
  return 'reason' in result ? unknown(path, result.reason) : compare(result.designed, result.live, path, run);
}

/** A live structure, or the one that its text holds as JSON. */
function openedOf(live: Json): Json {
  const inside = typeof live === 'string' ? jsonIn(live) : undefined;
  return inside === undefined ? live : (inside as Json);
}

function isObject(live: Json): live is JsonObject {
  return typeof live === 'object' && live !== null && !Array.isArray(live);
}

/** Nothing is there: what is empty fits, what is unknown is unknown. */
function compareAbsent(value: Value, path: Path, run: Run): Told {
  if (value.kind === 'none' || (value.kind === 'literal' && (value.value === null || value.value === ''))) return FITS;
  if (value.kind === 'hole') return compareHole(value, undefined, path, run);
  if (value.kind === 'list' && value.items.length === 0) return FITS;
  if (value.kind === 'map') {
    const inside = [...value.entries].map(([name, item]) => compare(item, undefined, [...path, name], run));
    if (inside.every(({ differences }) => differences.length === 0)) return all(inside);
  }
  return differs('absent', value, undefined, path);
}

function compareHole(value: Value & { kind: 'hole' }, live: Json | undefined, path: Path, run: Run): Told {
  const reason = unknownOf(value.hole);
  if (reason !== null) return unknown(path, reason);
  if (live === undefined || live === null) return differs('absent', value, undefined, path);
  const choices = choicesOf(value.hole, run.options.resolve);
  if (choices !== null) {
    const verdicts = choices.map((choice) => verdict(compare(choice, live, path, run)));
    return verdicts.includes('fits') ? FITS : differs('value', value, live, path);
  }
  return 'function' in value.hole ? compareInverse(value, decode(value.hole.argument), live, path, run) : FITS;
}

/** Functions whose result tells their argument: what was made of holes is taken apart again. */
function compareInverse(value: Value & { kind: 'hole' }, argument: Value, live: Json, path: Path, run: Run): Told {
  const name = 'function' in value.hole ? value.hole.function : '';
  if (name === 'Fn::ToJsonString') return compare(argument, live, path, run);
  if (name !== 'Fn::Base64') return FITS;
  const text = typeof live === 'string' ? Buffer.from(live, 'base64').toString('utf8') : null;
  const whole = text !== null && Buffer.from(text, 'utf8').toString('base64') === live;
  return whole ? compare(argument, text, path, run) : differs('value', value, live, path);
}

function compareMap(value: Value & { kind: 'map' }, live: JsonObject, path: Path, run: Run): Told {
  const designed = [...value.entries].map(([name, item]) =>
    compare(item, Object.hasOwn(live, name) ? live[name] : undefined, [...path, name], run),
  );
  const beside = run.options.closed?.(path) ? Object.entries(live).filter(([name]) => !value.entries.has(name)) : [];
  return all([...designed, ...beside.map(([name, item]) => differs('more', undefined, item, [...path, name]))]);
}

function compareList(value: Value & { kind: 'list' }, listed: readonly Json[], path: Path, run: Run): Told {
  const ownAwsTags = value.items.some((item) => isAwsTag(encode(item) ?? null));
  const live = ownAwsTags ? listed : listed.filter((item) => !isAwsTag(item));
  const partial = run.options.partial?.(path) === true;
  if (run.options.unordered?.(path) === true || live.length !== value.items.length)
    return compareSets(value.items, live, path, run, partial);
  const inOrder = all(value.items.map((item, at) => compare(item, live[at], [...path, at], run)));
  if (verdict(inOrder) !== 'differs' || live.length < 2) return inOrder;
  const reordered = verdict(compareSets(value.items, live, path, run, false)) === 'fits';
  return reordered ? differs('order', value, live, path) : inOrder;
}

/** Items in any order: each designed one needs a live one of its own. */
function compareSets(items: readonly Value[], live: readonly Json[], path: Path, run: Run, partial: boolean): Told {
  if (items.length * live.length > MOST_PAIRS)
    return unknown(path, `the list is too long to be compared in any order (${live.length} items)`);
  const verdicts = items.map((item) => live.map((other) => verdict(compare(item, other, path, run))));
  const exact = pairItems(verdicts, live.length, EXACT);
  if (!exact.pairs.includes(null) && (partial || exact.spare.length === 0)) return FITS;
  const loose = pairItems(verdicts, live.length, LOOSE);
  const paired = loose.pairs.map((other, at) =>
    other === null ? FITS : compare(items[at] as Value, live[other], [...path, at], run),
  );
  const missing = loose.pairs.flatMap((other, at) => (other === null ? [at] : []));
  const [lonely, spare] = [missing[0], loose.spare[0]];
  // One left over on each side is the same item, changed: the difference is told where it is.
  if (missing.length === 1 && loose.spare.length === 1 && lonely !== undefined && spare !== undefined)
    return all([...paired, compare(items[lonely] as Value, live[spare], [...path, lonely], run)]);
  const absent = missing.map((at) => compareAbsent(items[at] as Value, [...path, at], run));
  const more = partial ? [] : loose.spare.map((at) => differs('more', undefined, live[at] as Json, [...path, at]));
  return all([...paired, ...absent, ...more]);
}

/** AWS adds `aws:cloudformation:…` tags to whatever a stack makes; no template may name such a key. */
function isAwsTag(item: Json): boolean {
  if (!isObject(item)) return false;
  const key = item.Key ?? item.key ?? item.TagKey;
  return typeof key === 'string' && key.startsWith('aws:');
}
