/** Why two templates design a property differently: the parameter, mapping, condition or text that does it. */
import type { Json, JsonObject, StackDesign } from '../snapshot/snapshot.ts';
import type { Path } from '../template/raw.ts';
import { pointer } from '../template/recorded.ts';
import type { OwnDesign } from './designs.ts';

/** What several differences follow from. */
export type DesignCause = {
  /** `template`: the templates themselves say different things. */
  readonly kind: 'parameter' | 'condition' | 'mapping' | 'import' | 'zones' | 'pseudo' | 'template';
  /** Of the parameter, condition, map, export …; of a `template` the property. */
  readonly name: string;
  /** The stack of the first place. */
  readonly stack: string;
  /** What it says, by place; null = nothing, or nothing that may be told. */
  readonly values: { readonly [place: string]: Json };
  /** What leads from it to the property: `condition IsProd`. */
  readonly through: readonly string[];
};

/** The nearest to what a person decides first: what is given to a stack decides its conditions, and what they choose. */
const ORDER: readonly DesignCause['kind'][] = [
  'template',
  'parameter',
  'condition',
  'mapping',
  'import',
  'zones',
  'pseudo',
];

type Sided = { readonly place: string; readonly own: OwnDesign };
type Found = { readonly kind: DesignCause['kind']; readonly name: string; readonly a: Json; readonly b: Json };

/**
 * What makes the two designs differ at a path below the properties, and what it goes through; undefined where nothing that
 * was kept tells it.
 *
 * @param comparable false where the texts of the two templates were digested under different keys
 */
export function causeOf(a: Sided, b: Sided, path: Path, comparable: boolean): DesignCause | undefined {
  return told([...textCause(a.own, b.own, path, comparable), ...inputCauses(a.own, b.own, path)], a, b.place);
}

/** What makes a resource be there in one place and be left out by its condition in the other; undefined where nothing tells it. */
export function presenceCause(
  a: Sided,
  b: { readonly place: string; readonly stack: StackDesign; readonly logicalId: string },
): DesignCause | undefined {
  const design = b.stack.resources[b.logicalId];
  if (design === undefined) return undefined;
  const found = inputCauses(a.own, { logicalId: b.logicalId, design, stack: b.stack }, null);
  return told(found, a, b.place);
}

function told(found: readonly Found[], a: Sided, other: string): DesignCause | undefined {
  const [first, ...others] = [...found].sort(
    (x, y) => ORDER.indexOf(x.kind) - ORDER.indexOf(y.kind) || (x.name < y.name ? -1 : 1),
  );
  if (first === undefined) return undefined;
  const through = others.filter(({ kind }) => kind !== 'pseudo').map(({ kind, name }) => `${kind} ${name}`);
  const values = { [a.place]: first.a, [other]: first.b };
  return { kind: first.kind, name: first.name, stack: a.own.stack.stack, values, through };
}

function textCause(a: OwnDesign, b: OwnDesign, [top = '']: Path, comparable: boolean): readonly Found[] {
  if (!comparable) return [];
  // Literally the same: that it leads to another thing from each place is no difference of the templates.
  const [ours, theirs] = [a, b].map(({ design }) =>
    JSON.stringify((design.properties as JsonObject | null)?.[String(top)]),
  );
  if (ours === theirs && !ours?.includes('"?')) return [];
  const [left, right] = [a, b].map(({ design }) => design.texts?.[String(top)]);
  return left === right ? [] : [{ kind: 'template', name: String(top), a: null, b: null }];
}

/** Inputs that both depend upon, and that say different things; of mappings, whichever entries each asked for. */
function inputCauses(a: OwnDesign, b: OwnDesign, path: Path | null): readonly Found[] {
  const [ours, theirs] = [usesAt(a, path), usesAt(b, path)];
  const shared = [...ours].filter((use) => theirs.has(use) && !use.startsWith('mapping '));
  const plain = shared.map((use): Found => {
    const space = use.indexOf(' ');
    const kind = use.slice(0, space) as Found['kind'];
    return { kind, name: use.slice(space + 1), a: a.stack.inputs[use] ?? null, b: b.stack.inputs[use] ?? null };
  });
  const differing = [...plain, ...mappings(a, b, ours, theirs)];
  return differing.filter((one) => JSON.stringify(one.a) !== JSON.stringify(one.b));
}

/** What a value was made from, and what that says: parameters, conditions, mappings and imports. */
export function inputsAt(own: OwnDesign, path: Path): { readonly [input: string]: Json } {
  const uses = [...usesAt(own, path)].filter((use) => /^(?:parameter|condition|mapping|import) /.test(use)).sort();
  return Object.fromEntries(uses.map((use) => [use.replaceAll('\t', '.'), own.stack.inputs[use] ?? null]));
}

/** Of what surrounds the value, the value itself, and what is in it; null = of whether the resource is there. */
function usesAt({ design }: OwnDesign, path: Path | null): ReadonlySet<string> {
  if (path === null) return new Set(design.uses?.[''] ?? []);
  const at = pointer(['Properties', ...path]);
  const near = Object.entries(design.uses ?? {}).filter(
    ([one]) => one !== '' && (one === at || at.startsWith(`${one}/`) || one.startsWith(`${at}/`)),
  );
  return new Set(near.flatMap(([, uses]) => uses));
}

function mappings(
  a: OwnDesign,
  b: OwnDesign,
  ours: ReadonlySet<string>,
  theirs: ReadonlySet<string>,
): readonly Found[] {
  const [left, right] = [entriesOf(a, ours), entriesOf(b, theirs)];
  return [...left].flatMap(([name, entries]): Found[] => {
    const others = right.get(name);
    if (others === undefined || JSON.stringify([...entries.values()]) === JSON.stringify([...others.values()]))
      return [];
    return [{ kind: 'mapping', name, a: asJson(entries), b: asJson(others) }];
  });
}

/** By map, what was asked of it: `us-east-1.Ami` to its value, in the order of the last key. */
function entriesOf({ stack }: OwnDesign, uses: ReadonlySet<string>): ReadonlyMap<string, ReadonlyMap<string, Json>> {
  const maps = new Map<string, Map<string, Json>>();
  const sorted = [...uses]
    .filter((use) => use.startsWith('mapping '))
    .map((use) => use.slice('mapping '.length).split('\t'));
  sorted.sort((x, y) => ((x[2] ?? '') < (y[2] ?? '') ? -1 : 1));
  for (const [map = '', top = '', second = ''] of sorted) {
    const value = stack.inputs[`mapping ${map}\t${top}\t${second}`] ?? null;
    maps.set(map, (maps.get(map) ?? new Map<string, Json>()).set(`${top}.${second}`, value));
  }
  return maps;
}

function asJson(entries: ReadonlyMap<string, Json>): Json {
  return Object.fromEntries(entries);
}
