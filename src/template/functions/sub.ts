/** `Fn::Sub`: text in which `${Name}`, `${Resource.Attribute}` and the names of its own map are replaced. */
import type { Context, TemplateFunction } from '../context.ts';
import type { Hole } from '../holes.ts';
import { isMap, member, type Raw } from '../raw.ts';
import { LONGEST_TEXT, lengthOf, TOO_LONG } from '../size.ts';
import { literal, partsOf, text, type Uses, unionOf, unknown, type Value } from '../values.ts';
import { attributeOf } from '../yaml-tags.ts';

const sub: TemplateFunction = {
  name: 'Fn::Sub',
  takes: 'raw',
  run: (argument, context) => {
    const [pattern, own] = Array.isArray(argument) ? (argument as readonly Raw[]) : [argument, undefined];
    const written = typeof pattern === 'number' || typeof pattern === 'boolean' ? String(pattern) : pattern;
    if (typeof written !== 'string' || !(own === undefined || isMap(own)))
      return unknown('Fn::Sub takes a text, and with it a map at most');
    const parts: (string | Hole)[] = [];
    const uses: Uses[] = [];
    let length = 0;
    for (const piece of pieces(written)) {
      const value = typeof piece === 'string' ? literal(piece) : named(piece.name, own, context);
      const inside = partsOf(value);
      if (inside === null) return unknown(`\${${nameIn(piece)}} in Fn::Sub is no text`, unionOf([value.uses, ...uses]));
      length += lengthOf(inside);
      if (length > LONGEST_TEXT) return unknown(TOO_LONG, unionOf([value.uses, ...uses]));
      for (const part of inside) parts.push(part);
      uses.push(value.uses);
    }
    return text(parts, unionOf(uses));
  },
};
export default sub;

function named(name: string, own: Raw | undefined, context: Context): Value {
  const given = member(own, name);
  if (given !== undefined) return context.evaluate(given);
  if (!name.includes('.')) return context.reference(name);
  const [resource, attribute] = attributeOf(name) as readonly string[];
  return context.attribute(resource as string, attribute as string);
}

type Piece = string | { readonly name: string };
const nameIn = (piece: Piece) => (typeof piece === 'string' ? piece : piece.name);

/** Literal text and names, in one walk; `${!Name}` is the literal `${Name}`. */
function* pieces(pattern: string): Generator<Piece> {
  let from = 0;
  for (;;) {
    const open = pattern.indexOf('${', from);
    const close = open < 0 ? -1 : pattern.indexOf('}', open);
    if (close < 0) break;
    yield pattern.slice(from, open);
    const name = pattern.slice(open + 2, close);
    yield name.startsWith('!') ? `\${${name.slice(1)}}` : { name };
    from = close + 1;
  }
  yield pattern.slice(from);
}
