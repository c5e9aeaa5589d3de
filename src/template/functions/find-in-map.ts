/** `Fn::FindInMap`: an entry of a mapping, and with the language extensions a default where there is none. */
import type { TemplateFunction } from '../context.ts';
import { fromRaw } from '../literal-values.ts';
import { member } from '../raw.ts';
import { allUses, literalText, union, unknown, uses, using, type Value } from '../values.ts';

const findInMap: TemplateFunction = {
  name: 'Fn::FindInMap',
  takes: 'values',
  run: (argument, { mappings }) => {
    const [name, top, second, options, more] = argument.kind === 'list' ? argument.items : [];
    if (name === undefined || top === undefined || second === undefined || more !== undefined)
      return unknown('Fn::FindInMap takes a mapping and two keys', allUses(argument));
    const keys = [name, top, second];
    if (keys.some(({ kind }) => kind === 'hole' || kind === 'text') || mappings === undefined) return null;
    const from = union(argument.uses, ...keys.map(allUses));
    const [map, first, last] = keys.map(literalText);
    if (
      map === null ||
      first === null ||
      last === null ||
      map === undefined ||
      first === undefined ||
      last === undefined
    )
      return unknown('Fn::FindInMap takes a mapping and two keys', from);
    const used = union(from, uses(`mapping ${[map, first, last].join('\t')}`));
    const table = member(mappings, map);
    const found = member(member(table, first), last);
    if (found !== undefined) return using(fromRaw(found), used);
    for (const part of [mappings, table, member(table, first)])
      if (member(part, 'Fn::Transform') !== undefined)
        return unknown(`a macro in the mapping ${map} was not run`, used);
    const fallback = defaultOf(options);
    return fallback === null ? unknown(`the mapping ${map} has no ${first}.${last}`, used) : using(fallback, used);
  },
};
export default findInMap;

function defaultOf(options: Value | undefined): Value | null {
  return options?.kind === 'map' ? (options.entries.get('DefaultValue') ?? null) : null;
}
