/** What of a design is worth keeping when the template is not: what each value was made from, and what its inputs say. */
import type { Json } from '../snapshot/snapshot.ts';
import { pseudoValue } from './environment.ts';
import type { Design, DesignedResource } from './evaluate.ts';
import { fromRaw } from './literal-values.ts';
import { member, type Path, type Raw } from './raw.ts';
import { encode, type Uses, type Value } from './values.ts';

/** A path as one text: `/Properties/Tags/0`, names with `~` and `/` written `~0` and `~1`. */
export function pointer(path: Path): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** What the values of a resource were made from, by pointer; `` = what its presence depended upon. */
export function usesOf({ values, uses }: DesignedResource): { readonly [pointer: string]: readonly string[] } {
  const found: { [pointer: string]: readonly string[] } = {};
  const add = (at: Path, from: Uses) => {
    if (from.size > 0) found[pointer(at)] = [...from].sort();
  };
  const walk = (value: Value, at: Path): void => {
    add(at, value.uses);
    // What is as if it were not written has no index in the design either.
    const items = value.kind === 'list' ? value.items.filter(({ kind }) => kind !== 'none') : [];
    for (const [index, item] of items.entries()) walk(item, [...at, index]);
    if (value.kind === 'map') for (const [name, item] of value.entries) walk(item, [...at, name]);
  };
  add([], uses);
  const properties = values.get('Properties');
  if (properties !== undefined) walk(properties, ['Properties']);
  return found;
}

/** The text of each property as the template has it, before anything was evaluated. */
export function textsOf({ path }: DesignedResource, { template }: Design): { readonly [property: string]: string } {
  const raw = [...path, 'Properties'].reduce<Raw | undefined>(
    (at, part) => (Array.isArray(at) ? (at as readonly Raw[])[Number(part)] : member(at, String(part))),
    template.content,
  );
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return {};
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, JSON.stringify(value)]));
}

/** What an input says in a design, by the name that `usesOf` gives it; null = nothing is known. */
export function inputValue(use: string, { environment, parameters, conditions, template }: Design): Json {
  const space = use.indexOf(' ');
  const [kind, name] = [use.slice(0, space), use.slice(space + 1)];
  if (kind === 'parameter') return parameters.get(name) ?? null;
  if (kind === 'condition') return conditions.get(name)?.value ?? null;
  if (kind === 'pseudo') return pseudoValue(name, environment) ?? null;
  if (kind === 'import') return environment.exports?.[name] ?? null;
  if (kind === 'zones') return environment.zones?.[name] ?? null;
  const [map = '', top = '', second = ''] = name.split('\t');
  const raw = member(member(member(template.content.Mappings, map), top), second);
  return encode(fromRaw(raw ?? null)) ?? null;
}
