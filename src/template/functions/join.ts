/** `Fn::Join`: the items of a list with a delimiter between them. */
import type { TemplateFunction } from '../context.ts';
import type { Hole } from '../holes.ts';
import { LONGEST_TEXT, lengthOf, TOO_LONG } from '../size.ts';
import { allUses, literalText, partsOf, text, union, unknown } from '../values.ts';

const join: TemplateFunction = {
  name: 'Fn::Join',
  takes: 'values',
  run: (argument) => {
    const [delimiter, items, more] = argument.kind === 'list' ? argument.items : [];
    if (delimiter === undefined || items === undefined || more !== undefined)
      return unknown('Fn::Join takes a delimiter and a list', allUses(argument));
    if (items.kind === 'hole' || delimiter.kind === 'hole' || delimiter.kind === 'text') return null;
    const between = literalText(delimiter);
    if (between === null || items.kind !== 'list')
      return unknown('Fn::Join takes a delimiter and a list', allUses(argument));
    const parts: (string | Hole)[] = [];
    let length = 0;
    for (const [index, item] of items.items.entries()) {
      const inside = partsOf(item);
      if (inside === null) return unknown(`item ${index} of Fn::Join is no text`, allUses(argument));
      if (index > 0) parts.push(between);
      length += lengthOf(inside) + between.length;
      if (length > LONGEST_TEXT) return unknown(TOO_LONG, allUses(argument));
      for (const part of inside) parts.push(part);
    }
    return text(parts, union(argument.uses, delimiter.uses, allUses(items)));
  },
};
export default join;
