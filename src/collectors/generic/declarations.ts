/** How the properties of a type compare that nobody wrote a collector for: its declaration, from the type knowledge. */
import { listIn, memo } from '../../common/lists.ts';
import { isDesigned } from '../../snapshot/design-text.ts';
import type { Json, Resource, Snapshot } from '../../snapshot/snapshot.ts';
import { STACK } from '../../snapshot/stack-type.ts';
import { type Collector, defineCollector } from '../collector.ts';
import type { Comparators } from '../comparator.ts';
import { isSet } from './comparable-model.ts';
import { filledComparator } from './filled-values.ts';
import type { Path } from './paths.ts';
import type { TypeFacts } from './type-facts.ts';
import { typeKnowledge } from './type-knowledge.ts';

/** The collectors, and a declaration for each other type of which the snapshot holds properties. */
export function withGenericTypes(collectors: readonly Collector[], snapshot: Snapshot): readonly Collector[] {
  const written = new Set(collectors.map(({ type }) => type));
  const byType = new Map<string, Resource[]>();
  const foreign = new Map<string, Set<string>>();
  for (const resource of snapshot.resources) {
    const { type, depth, stack, address } = resource;
    // A stack is what it holds: where its template lies is no property of a design.
    if (type === STACK || (depth !== 'live' && !isDesigned(resource))) continue;
    if (!written.has(type)) listIn(byType, type).push(resource);
    else if (stack === null && address !== undefined)
      foreignLists(
        resource,
        memo(foreign, type, () => new Set()),
      );
  }
  if (byType.size === 0 && foreign.size === 0) return collectors;
  const knowledge = typeKnowledge();
  const declared = [...byType].map(([type, resources]) => declarationOf(type, knowledge.facts(type), resources));
  return [...collectors.map((one) => withSets(one, foreign.get(one.type))), ...declared];
}

/** Lists that another tool names in its own way: it keeps sets in an order of its own. */
function foreignLists({ properties }: Resource, found: Set<string>): void {
  const walk = (value: Json, name: string): void => {
    if (Array.isArray(value)) found.add(name);
    if (typeof value !== 'object' || value === null) return;
    for (const [key, item] of Object.entries(value)) walk(item as Json, Array.isArray(value) ? name : `${name}.${key}`);
  };
  for (const [name, value] of Object.entries(properties ?? {})) if (/^[a-z]/.test(name)) walk(value, name);
}

function withSets(collector: Collector, sets: ReadonlySet<string> | undefined): Collector {
  return sets === undefined ? collector : { ...collector, sets: [...(collector.sets ?? []), ...sets] };
}

const NO_LISTS = { unordered: [], ordered: [], folded: [] };

/** @param resources those of the type: which of their lists are sets, the values tell too */
export function declarationOf(type: string, facts: TypeFacts | null, resources: readonly Resource[]): Collector {
  const seen = {
    sets: new Set<string>(),
    sequences: new Set<string>(),
    names: new Set<string>(),
    policies: new Set<string>(),
  };
  for (const { properties } of resources) look(properties ?? {}, [], facts ?? NO_LISTS, seen);
  const writeOnly = (facts?.writeOnly ?? []).filter((path) => !path.includes('.'));
  return defineCollector({
    type,
    summary: 'Read by Cloud Control.',
    scope: 'regional',
    actions: ['cloudformation:GetResource'],
    async *list() {},
    tags: facts?.tags === undefined ? 'none' : 'listed',
    comparators: comparatorsOf(seen.names),
    sets: [...seen.sets].filter((path) => !seen.sequences.has(path)).sort(),
    policies: [...new Set([...(facts?.policies ?? []), ...seen.policies])].sort(),
    references: referencesOf(facts),
    ...(writeOnly.length > 0 && { writeOnly }),
    orderUnknown: true,
    cannotSee: (facts?.writeOnly ?? []).map((path) => `${path}: never returned`),
  });
}

type Seen = {
  readonly sets: Set<string>;
  readonly sequences: Set<string>;
  readonly names: Set<string>;
  readonly policies: Set<string>;
};

/** Paths are as comparison writes them: names with dots, the items of a list not told apart. */
function look(value: Json, path: Path, lists: Parameters<typeof isSet>[2], seen: Seen): void {
  const name = path.filter((step) => step !== '*').join('.');
  if (Array.isArray(value)) {
    if (value.length > 0) (isSet(value, path, lists) ? seen.sets : seen.sequences).add(name);
    for (const item of value as readonly Json[]) look(item, [...path, '*'], lists, seen);
    return;
  }
  if (value === null || typeof value !== 'object') return;
  const { Statement } = value as { readonly Statement?: Json };
  if (path.length > 0 && Statement !== undefined && typeof Statement === 'object') seen.policies.add(name);
  for (const [key, member] of Object.entries(value)) {
    const inside = [...path, key];
    seen.names.add(inside.filter((step) => step !== '*').join('.'));
    look(member as Json, inside, lists, seen);
  }
}

function comparatorsOf(names: ReadonlySet<string>): Comparators {
  const found = [...names].sort().flatMap((name) => {
    const comparator = filledComparator(name.split('.').at(-1) ?? '');
    return comparator === null ? [] : [[name, comparator] as const];
  });
  return Object.fromEntries(found);
}

/** Where one type alone can be meant, and the property holds no ARN: those say themselves whose they are. */
function referencesOf(facts: TypeFacts | null): NonNullable<Collector['references']> {
  const found = Object.entries(facts?.references ?? {}).flatMap(([path, targets]) => {
    const types = new Set(targets.split(' ').map((target) => target.split('.')[0] ?? ''));
    const [only] = types;
    return types.size === 1 && only !== undefined
      ? [
          [
            path
              .split('.')
              .filter((step) => step !== '*')
              .join('.'),
            only,
          ] as const,
        ]
      : [];
  });
  return Object.fromEntries(found);
}
