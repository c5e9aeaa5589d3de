/** `Fn::GetAtt`: the hole of a resource's attribute, written as a list or with a dot. */
import type { TemplateFunction } from '../context.ts';
import type { Raw } from '../raw.ts';
import { literalText, union, unknown, using } from '../values.ts';
import { attributeOf } from '../yaml-tags.ts';

const getAtt: TemplateFunction = {
  name: 'Fn::GetAtt',
  takes: 'raw',
  run: (argument, context) => {
    const named = typeof argument === 'string' ? attributeOf(argument) : argument;
    if (!Array.isArray(named) || named.length < 2) return unknown('Fn::GetAtt takes a resource and an attribute');
    const parts = (named as readonly Raw[]).map(context.evaluate);
    const texts = parts.map(literalText);
    const uses = union(...parts.map((part) => part.uses));
    if (texts.includes(null)) return unknown('the attribute that Fn::GetAtt names is not known', uses);
    const [resource, ...attribute] = texts as string[];
    return using(context.attribute(resource as string, attribute.join('.')), uses);
  },
};
export default getAtt;
