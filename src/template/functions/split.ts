/** `Fn::Split`: a text cut at a delimiter. */
import type { TemplateFunction } from '../context.ts';
import { allUses, list, literal, literalText, unknown } from '../values.ts';

const split: TemplateFunction = {
  name: 'Fn::Split',
  takes: 'values',
  run: (argument) => {
    const uses = allUses(argument);
    const [delimiter, source, more] = argument.kind === 'list' ? argument.items : [];
    if (delimiter === undefined || source === undefined || more !== undefined)
      return unknown('Fn::Split takes a delimiter and a text', uses);
    // A hole may hold the delimiter itself, so that not even the pieces around it are certain.
    if ([delimiter, source].some(({ kind }) => kind === 'hole' || kind === 'text')) return null;
    const between = literalText(delimiter);
    const text = literalText(source);
    if (between === null || between === '' || text === null)
      return unknown('Fn::Split takes a delimiter and a text', uses);
    return list(
      text.split(between).map((piece) => literal(piece)),
      uses,
    );
  },
};
export default split;
