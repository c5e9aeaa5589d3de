/** `Fn::Base64`: a text in base 64, of its UTF-8. */
import type { TemplateFunction } from '../context.ts';
import { LONGEST_TEXT, TOO_LONG } from '../size.ts';
import { literal, literalText, unknown } from '../values.ts';

const base64: TemplateFunction = {
  name: 'Fn::Base64',
  takes: 'values',
  run: (argument) => {
    if (argument.kind === 'hole' || argument.kind === 'text') return null;
    const text = literalText(argument);
    if (text === null) return unknown('Fn::Base64 takes a text', argument.uses);
    if (text.length > LONGEST_TEXT) return unknown(TOO_LONG, argument.uses);
    return literal(Buffer.from(text, 'utf8').toString('base64'), argument.uses);
  },
};
export default base64;
