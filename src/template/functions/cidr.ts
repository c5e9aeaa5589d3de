/** `Fn::Cidr`: the first blocks of a size inside a block. */
import { blocksOf } from '../cidr-blocks.ts';
import type { TemplateFunction } from '../context.ts';
import { allUses, list, literal, literalText, unknown } from '../values.ts';

const cidr: TemplateFunction = {
  name: 'Fn::Cidr',
  takes: 'values',
  run: (argument) => {
    const uses = allUses(argument);
    const items = argument.kind === 'list' ? argument.items : [];
    if (items.length !== 3) return unknown('Fn::Cidr takes a block, a count and a number of bits', uses);
    if (items.some(({ kind }) => kind === 'hole' || kind === 'text')) return null;
    const [block, count, bits] = items.map(literalText);
    const blocks = blocksOf(block ?? '', wholeOf(count), wholeOf(bits));
    if (blocks === null) return unknown(`Fn::Cidr cannot take ${count} blocks of ${bits} bits from ${block}`, uses);
    return list(
      blocks.map((made) => literal(made)),
      uses,
    );
  },
};
export default cidr;

function wholeOf(text: string | null | undefined): number {
  return typeof text === 'string' && /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
}
