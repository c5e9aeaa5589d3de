/** `Fn::If`: one of two values by a condition; of a condition that is not known neither, unless both are the same. */
import type { TemplateFunction } from '../context.ts';
import { unknownIn } from '../holes.ts';
import type { Raw } from '../raw.ts';
import { allUses, encode, union, unknown, uses, using } from '../values.ts';

const choose: TemplateFunction = {
  name: 'Fn::If',
  takes: 'raw',
  run: (argument, context) => {
    const [name, yes, no, more] = Array.isArray(argument) ? (argument as readonly Raw[]) : [];
    if (typeof name !== 'string' || yes === undefined || no === undefined || more !== undefined)
      return unknown('Fn::If takes the name of a condition and two values');
    const { value, reason, uses: from } = context.condition(name);
    const used = union(uses(`condition ${name}`), from);
    if (value !== null) return using(context.evaluate(value ? yes : no), used);
    const both = [context.evaluate(yes), context.evaluate(no)] as const;
    const [first, second] = both.map(encode);
    const same = JSON.stringify(first) === JSON.stringify(second) && (first === undefined || unknownIn(first) === null);
    if (same) return using(both[0], used);
    return unknown(`condition ${name} is not known: ${reason}`, union(used, ...both.map(allUses)));
  },
};
export default choose;
