/** `Fn::ToJsonString`: a map or list as JSON text. */
import type { TemplateFunction } from '../context.ts';
import { LONGEST_TEXT, TOO_LONG } from '../size.ts';
import { allUses, literal, plain, unknown } from '../values.ts';

const toJsonString: TemplateFunction = {
  name: 'Fn::ToJsonString',
  takes: 'values',
  run: (argument) => {
    if (argument.kind === 'literal' || argument.kind === 'none')
      return unknown('Fn::ToJsonString takes a map or a list', argument.uses);
    // A hole may be text, a number or a list: how it is written as JSON follows when it is known.
    const data = plain(argument);
    if (data === undefined) return null;
    const text = JSON.stringify(data);
    // Each time that a text stands in another one its quotes are written twice as long.
    return text.length > LONGEST_TEXT ? unknown(TOO_LONG, allUses(argument)) : literal(text, allUses(argument));
  },
};
export default toJsonString;
