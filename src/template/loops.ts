/** `Fn::ForEach::Name` in a map: its body once for each item of a list, the item in place of the identifier. */
import type { Context } from './context.ts';
import { isMap, member, members, Odd, type Path, type Raw, type RawMap, single } from './raw.ts';
import { allUses, literalText, NOTHING, type Uses, union } from './values.ts';

const LOOP = 'Fn::ForEach::';
/** More members than a template may have by ten times. */
const MOST = 5000;

/** A member of a map, its loops unrolled: what it was made from, and where it stands in the template. */
export type Entry = { readonly name: string; readonly raw: Raw; readonly uses: Uses; readonly path: Path };

/** `open`: why there may be more members than these; null when these are all. */
export type Entries = {
  readonly entries: readonly Entry[];
  readonly byName: ReadonlyMap<string, Entry>;
  readonly open: { readonly reason: string; readonly uses: Uses } | null;
};

/** The members of a map with its loops unrolled. A name that comes twice keeps its first place and its last value. */
export function entriesOf(map: RawMap, context: Context, path: Path = []): Entries {
  const found = new Map<string, Entry>();
  let open: Entries['open'] = null;
  for (const each of unrolled(map, context, path, NOTHING)) {
    if ('reason' in each) open ??= each;
    else if (found.size < MOST) found.set(each.name, each);
    else open ??= { reason: `a loop makes more than ${MOST} members`, uses: each.uses };
  }
  return { entries: [...found.values()], byName: found, open };
}

type Step = Entry | NonNullable<Entries['open']>;

function* unrolled(map: RawMap, context: Context, path: Path, from: Uses): Generator<Step> {
  for (const [name, raw] of members(map)) {
    if (name.startsWith(LOOP)) yield* loop(name, raw, context, [...path, name], from);
    else yield { name, raw, uses: from, path: [...path, name] };
  }
}

function* loop(name: string, raw: Raw, context: Context, path: Path, from: Uses): Generator<Step> {
  const [identifier, collection, body, more] = Array.isArray(raw) ? (raw as readonly Raw[]) : [];
  if (typeof identifier !== 'string' || collection === undefined || !isMap(body) || more !== undefined) {
    yield { reason: `${name} takes an identifier, a list and a map`, uses: from };
    return;
  }
  const items = context.evaluate(collection);
  const uses = union(from, allUses(items));
  const texts = items.kind === 'list' ? items.items.map(literalText) : [null];
  if (texts.includes(null)) {
    yield { reason: `the list that ${name} goes through is not known`, uses };
    return;
  }
  for (const item of texts as readonly string[]) {
    const made = substituted(body, identifier, item, context);
    if (isMap(made) && context.spend(0)) yield* unrolled(made, context, [...path, 2], uses);
    else {
      yield { reason: 'the template asks for more work than any template does', uses };
      return;
    }
  }
}

/** A body with the item in place of `${identifier}`, `&{identifier}` (letters and digits only) and `Ref`; null past the limit. */
function substituted(raw: Raw, identifier: string, item: string, context: Context): Raw {
  if (!context.spend(1)) return null;
  if (typeof raw === 'string') return written(raw, identifier, item);
  if (raw === null || typeof raw !== 'object' || raw instanceof Odd) return raw;
  if (Array.isArray(raw)) return (raw as readonly Raw[]).map((part) => substituted(part, identifier, item, context));
  if (single(raw)?.[0] === 'Ref' && member(raw, 'Ref') === identifier) return item;
  const parts = members(raw).map(([name, part]) => [
    written(name, identifier, item),
    substituted(part, identifier, item, context),
  ]);
  return Object.fromEntries(parts) as RawMap;
}

function written(text: string, identifier: string, item: string): string {
  return text
    .replaceAll(`\${${identifier}}`, () => item)
    .replaceAll(`&{${identifier}}`, () => item.replace(/[^A-Za-z0-9]/g, ''));
}
