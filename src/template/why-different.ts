/** Why a resource, or a value of it, is designed differently in two places: the parameter, mapping, condition or text that does it. */
import type { Json } from '../snapshot/snapshot.ts';
import { pseudoValue } from './environment.ts';
import type { Design, DesignedResource } from './evaluate.ts';
import { fromRaw } from './literal-values.ts';
import { member, type Path, type Raw } from './raw.ts';
import type { Side } from './same-design.ts';
import { allUses, encode, NOTHING, type Uses, union, type Value } from './values.ts';

/** An input that both designs depend upon and that says different things in them. `a`, `b`: what it says, null when nothing. */
export type InputCause = {
  readonly kind: 'condition' | 'mapping' | 'parameter' | 'pseudo' | 'import' | 'zones';
  /** `IsProd`, `Regions` (the map), `Env`, `AWS::Region`, the name of an export. */
  readonly name: string;
  readonly a: Json;
  readonly b: Json;
};

export type Cause =
  | InputCause
  /** The condition that keeps it out of that side. */
  | { readonly kind: 'absent'; readonly side: Side; readonly condition: string }
  /** The template of that side does not have it. */
  | { readonly kind: 'not-in-template'; readonly side: Side }
  /** The templates themselves say different things, at `path` of each. */
  | { readonly kind: 'template'; readonly a: Path; readonly b: Path }
  /** It cannot be told on that side. */
  | { readonly kind: 'unknown'; readonly side: Side; readonly reason: string };

/** One resource of one side: its design and its logical id there. */
export type Sided = { readonly design: Design; readonly logicalId: string };

/**
 * The causes, those nearest to the value first: conditions, mappings, parameters, pseudo parameters, the template's text.
 * `path` starts in the resource (`['Properties', 'Tags', 0]`); without one its presence is meant. Empty: nothing differs.
 */
export function whyDifferent(a: Sided, b: Sided, path: Path = []): readonly Cause[] {
  const [left, right] = [a, b].map(({ design, logicalId }) => design.resources.get(logicalId));
  const absence = [...absenceOf(left, a.design, 'a'), ...absenceOf(right, b.design, 'b')];
  if (absence.length > 0 || path.length === 0 || left === undefined || right === undefined) {
    const [ours, theirs] = [left?.uses ?? NOTHING, right?.uses ?? NOTHING];
    // Where one side has it not at all, what the other was made from can tell why: the list of a loop.
    const both = left && right ? shared(ours, theirs) : ((left ?? right)?.loopUses ?? NOTHING);
    const same = left !== undefined && left.presence === right?.presence && left.presence !== 'unknown';
    return same ? [] : [...absence, ...inputs(both, ours, theirs, a.design, b.design)];
  }
  const [from, to] = [valueAt(left, path), valueAt(right, path)];
  if (JSON.stringify(from.value && encode(from.value)) === JSON.stringify(to.value && encode(to.value))) return [];
  const both = shared(from.uses, to.uses);
  return [...inputs(both, from.uses, to.uses, a.design, b.design), ...textCause(a, b, left, right, path)];
}

function absenceOf(resource: DesignedResource | undefined, design: Design, side: Side): Cause[] {
  if (resource === undefined)
    return [design.open === null ? { kind: 'not-in-template', side } : { kind: 'unknown', side, reason: design.open }];
  if (resource.presence === 'unknown') return [{ kind: 'unknown', side, reason: resource.reason ?? '' }];
  if (resource.presence === 'present' || resource.condition === null) return [];
  return [{ kind: 'absent', side, condition: resource.condition }];
}

/** The value at a path, and everything that it and what surrounds it were made from. */
function valueAt(resource: DesignedResource, path: Path): { readonly value: Value | undefined; readonly uses: Uses } {
  const [top, ...rest] = path;
  let value = resource.values.get(String(top));
  let uses: Uses = resource.uses;
  for (const part of rest) {
    if (value === undefined) break;
    uses = union(uses, value.uses);
    if (value.kind === 'list') value = value.items[Number(part)];
    else if (value.kind === 'map') value = value.entries.get(String(part));
    else break;
  }
  return { value, uses: value === undefined ? uses : union(uses, allUses(value)) };
}

/** Nearest first: what decides, then what is looked up, then what was given. */
const ORDER = ['condition', 'mapping', 'parameter', 'pseudo', 'import', 'zones'] as const;

/** The inputs among these that say different things on both sides; mappings of which each side asked for its own entries. */
function inputs(shared: Uses, ours: Uses, theirs: Uses, a: Design, b: Design): InputCause[] {
  const named = [...shared].map(parsed).filter(([kind]) => kind !== 'mapping');
  const causes = named.map(
    ([kind, name]): InputCause => ({
      kind: kind as InputCause['kind'],
      name,
      a: inputValue(kind, name, a),
      b: inputValue(kind, name, b),
    }),
  );
  const all = [...causes, ...mappingCauses(entriesOf(ours, a), entriesOf(theirs, b))];
  const differing = all.filter((cause) => JSON.stringify(cause.a) !== JSON.stringify(cause.b));
  return differing.sort((x, y) => ORDER.indexOf(x.kind) - ORDER.indexOf(y.kind) || (x.name < y.name ? -1 : 1));
}

function parsed(use: string): readonly [string, string] {
  const space = use.indexOf(' ');
  return [use.slice(0, space), use.slice(space + 1)];
}

function shared(a: Uses, b: Uses): Uses {
  return new Set([...a].filter((use) => b.has(use)));
}

function inputValue(kind: string, name: string, { environment, parameters, conditions }: Design): Json {
  if (kind === 'parameter') return parameters.get(name) ?? null;
  if (kind === 'condition') return conditions.get(name)?.value ?? null;
  if (kind === 'pseudo') return pseudoValue(name, environment) ?? null;
  if (kind === 'import') return environment.exports?.[name] ?? null;
  return environment.zones?.[name] ?? null;
}

/** What a side asked of its mappings: by map, each entry's key and value. */
type Asked = ReadonlyMap<string, readonly { readonly key: string; readonly second: string; readonly value: Json }[]>;

function entriesOf(uses: Uses, { template }: Design): Asked {
  const keys = [...uses]
    .map(parsed)
    .filter(([kind]) => kind === 'mapping')
    .map(([, name]) => name.split('\t'));
  const found = keys.map(([map = '', top = '', second = '']) => {
    const raw = member(member(member(template.content.Mappings, map), top), second);
    return { map, key: `${top}.${second}`, second, value: encode(fromRaw(raw ?? null)) ?? null };
  });
  return grouped(found);
}

function grouped<T extends { readonly map: string; readonly key: string; readonly second: string }>(
  found: readonly T[],
) {
  const maps = [...new Set(found.map(({ map }) => map))];
  const rank = ({ second, key }: T) => `${second}\t${key}`;
  return new Map(
    maps.map((map) => [map, found.filter((each) => each.map === map).sort((x, y) => (rank(x) < rank(y) ? -1 : 1))]),
  );
}

/** A mapping is a cause when the entries that both sides asked for hold different values, whichever their keys are. */
function mappingCauses(a: Asked, b: Asked): InputCause[] {
  return [...a].flatMap(([name, ours]) => {
    const theirs = b.get(name);
    if (theirs === undefined) return [];
    const values = [ours, theirs].map((entries) => JSON.stringify(entries.map(({ value }) => value)));
    const told = [ours, theirs].map(
      (entries) => Object.fromEntries(entries.map(({ key, value }) => [key, value])) as Json,
    );
    return values[0] === values[1] ? [] : [{ kind: 'mapping' as const, name, a: told[0] ?? null, b: told[1] ?? null }];
  });
}

/** The templates' own texts, as far down as both go. */
function textCause(a: Sided, b: Sided, left: DesignedResource, right: DesignedResource, path: Path): Cause[] {
  let [from, to]: (Raw | undefined)[] = [rawAt(a.design, left.path), rawAt(b.design, right.path)];
  let depth = 0;
  for (const part of path) {
    const next = [from, to].map((raw) =>
      Array.isArray(raw) ? (raw as readonly Raw[])[Number(part)] : member(raw, String(part)),
    );
    if (next[0] === undefined && next[1] === undefined) break;
    [from, to] = next;
    depth += 1;
  }
  if (JSON.stringify(from) === JSON.stringify(to)) return [];
  const below = path.slice(0, depth);
  return [{ kind: 'template', a: [...left.path, ...below], b: [...right.path, ...below] }];
}

function rawAt(design: Design, path: Path): Raw | undefined {
  return path.reduce<Raw | undefined>(
    (raw, part) => (Array.isArray(raw) ? (raw as readonly Raw[])[Number(part)] : member(raw, String(part))),
    design.template.content,
  );
}
