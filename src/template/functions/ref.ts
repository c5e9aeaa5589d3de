/** `Ref`: a parameter's value, a pseudo parameter's, or the hole of a resource. */
import type { TemplateFunction } from '../context.ts';
import { unknown } from '../values.ts';

const ref: TemplateFunction = {
  name: 'Ref',
  takes: 'raw',
  run: (argument, context) =>
    typeof argument === 'string'
      ? context.reference(argument)
      : unknown('Ref takes the name of a parameter or resource'),
};
export default ref;
