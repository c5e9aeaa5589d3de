/** `Fn::ImportValue`: what another stack of the region exports under a name. */
import type { TemplateFunction } from '../context.ts';
import { argumentOf, hole, literal, literalText, union, unknown, uses } from '../values.ts';

const importValue: TemplateFunction = {
  name: 'Fn::ImportValue',
  takes: 'values',
  run: (argument, { environment }) => {
    if (argument.kind === 'hole' || argument.kind === 'text')
      return hole({ import: argumentOf(argument) }, argument.uses);
    const name = literalText(argument);
    if (name === null) return unknown('Fn::ImportValue takes the name of an export', argument.uses);
    const from = union(argument.uses, uses(`import ${name}`));
    const exports = environment.exports;
    if (exports === undefined || !Object.hasOwn(exports, name)) return hole({ import: name }, from);
    return literal(exports[name] as string, from);
  },
};
export default importValue;
