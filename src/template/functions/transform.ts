/** `Fn::Transform`: a macro inside a template. What it would make is not known before AWS has run it. */
import type { TemplateFunction } from '../context.ts';
import { member } from '../raw.ts';
import { unknown } from '../values.ts';

const transform: TemplateFunction = {
  name: 'Fn::Transform',
  takes: 'raw',
  run: (argument) => {
    const name = member(argument, 'Name');
    return unknown(`the macro ${typeof name === 'string' ? name : 'of Fn::Transform'} was not run`);
  },
};
export default transform;
