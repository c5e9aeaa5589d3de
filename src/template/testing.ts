/** For the tests of this room: a template in one environment in one call. */
import type { Json } from '../snapshot/snapshot.ts';
import type { Environment } from './environment.ts';
import { type Design, evaluate } from './evaluate.ts';
import { parse } from './parse.ts';

export const US: Environment = {
  region: 'us-east-1',
  accountId: '111111111111',
  partition: 'aws',
  urlSuffix: 'amazonaws.com',
  stackName: 'shop',
};
export const EU: Environment = { ...US, region: 'eu-central-1' };

/** The design of a template's text. */
export function design(text: string, environment: Environment = US): Design {
  return evaluate(parse(text), environment);
}

/** What the expression, YAML on lines of its own, is designed to be; `more` = other sections. */
export function designed(expression: string, environment: Environment = US, more = ''): Json | undefined {
  const indented = expression.replace(/^/gm, '        ');
  const text = `${more}\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      Value:\n${indented}\n  Key: {Type: AWS::KMS::Key}\n`;
  const properties = design(text, environment).resources.get('Topic')?.properties as { readonly [name: string]: Json };
  return properties.Value;
}
