/** `Fn::Length`: how many items a list has. */
import type { TemplateFunction } from '../context.ts';
import { allUses, literal, unknown } from '../values.ts';

const length: TemplateFunction = {
  name: 'Fn::Length',
  takes: 'values',
  run: (argument) => {
    if (argument.kind === 'hole') return null;
    if (argument.kind !== 'list') return unknown('Fn::Length takes a list', allUses(argument));
    return literal(argument.items.length, allUses(argument));
  },
};
export default length;
