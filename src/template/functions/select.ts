/** `Fn::Select`: one item of a list, counted from 0. */
import type { TemplateFunction } from '../context.ts';
import { allUses, literalText, union, unknown, using } from '../values.ts';

const select: TemplateFunction = {
  name: 'Fn::Select',
  takes: 'values',
  run: (argument) => {
    const [index, items, more] = argument.kind === 'list' ? argument.items : [];
    if (index === undefined || items === undefined || more !== undefined)
      return unknown('Fn::Select takes an index and a list', allUses(argument));
    if (items.kind === 'hole' || index.kind === 'hole' || index.kind === 'text') return null;
    const written = literalText(index);
    if (written === null || !/^\d{1,6}$/.test(written) || items.kind !== 'list')
      return unknown('Fn::Select takes an index and a list', allUses(argument));
    const item = items.items[Number(written)];
    const uses = union(argument.uses, index.uses, items.uses);
    if (item === undefined)
      return unknown(`Fn::Select asks for item ${written} of ${items.items.length}`, union(uses, allUses(items)));
    return using(item, uses);
  },
};
export default select;
