/** `Fn::ToJsonString`: a map or list as JSON text. */
import type { TemplateFunction } from '../context.ts';
import { allUses, literal, plain, unknown } from '../values.ts';

const toJsonString: TemplateFunction = {
  name: 'Fn::ToJsonString',
  takes: 'values',
  run: (argument) => {
    if (argument.kind === 'literal' || argument.kind === 'none')
      return unknown('Fn::ToJsonString takes a map or a list', argument.uses);
    // A hole may be text, a number or a list: how it is written as JSON follows when it is known.
    const data = plain(argument);
    return data === undefined ? null : literal(JSON.stringify(data), allUses(argument));
  },
};
export default toJsonString;
