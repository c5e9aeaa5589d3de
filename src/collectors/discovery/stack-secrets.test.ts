// Holds that what a template makes a password of is told nowhere in its design: neither as parameter, mapping, import nor output.
import { describe, expect, it } from 'vitest';
import { makeDigester } from '../../snapshot/digest.ts';
import { designRecord } from '../../snapshot/stack-design.ts';
import { parse } from '../../template/parse.ts';
import { stackDesign } from './stack-designs.ts';

const { digest } = makeDigester('key');

function told(
  template: string,
  given: { parameters?: object; exports?: object; outputs?: object; id?: string } = {},
): string {
  const { parameters = {}, exports = {}, outputs = {}, id = 'x' } = given;
  const answers = {
    ...{ region: 'us-east-1', name: 'app', status: 'CREATE_COMPLETE', body: template, digest, notificationArns: [] },
    arn: 'arn:aws:cloudformation:us-east-1:111122223333:stack/app/1',
    parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
    outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
    rows: new Map([['R', { id, status: 'CREATE_COMPLETE' }]]),
    exports: new Map(Object.entries(exports)),
  };
  return JSON.stringify(designRecord(stackDesign(answers, parse(template))));
}

const of = (properties: string, type = 'AWS::RDS::DBInstance') => `
Parameters: {Db: {Type: String, Default: x}, Stage: {Type: String, Default: prod}}
Mappings: {Cfg: {prod: {Db: hunter2, Size: 100}}}
Conditions: {Prod: !Equals [!Ref Stage, prod]}
Resources:
  R:
    Type: ${type}
    Properties: ${properties}
`;

describe('a password', () => {
  it.each([
    ['of a parameter of any name', '{MasterUserPassword: !Ref Db}', { parameters: { Db: 'hunter2' } }],
    ['of a mapping', '{MasterUserPassword: !FindInMap [Cfg, !Ref Stage, Db]}', {}],
    ['of an import', '{MasterUserPassword: !ImportValue shared}', { exports: { shared: 'hunter2' } }],
    ['of an import by its own name', '{A: !ImportValue db-password}', { exports: { 'db-password': 'hunter2' } }],
    [
      'that an output tells',
      '{MasterUserPassword: !Ref Db}',
      { parameters: { Db: 'hunter2' }, outputs: { Out: 'hunter2' } },
    ],
    ['inside an address', `{A: !Sub "postgres://app:\${Db}@host/app"}`, { parameters: { Db: 'hunter2' } }],
    ['by a condition', '{MasterUserPassword: !If [Prod, hunter2, !Ref Db]}', {}],
  ])('%s is told nowhere', (_, properties, given) => {
    const text = told(of(properties), given);
    expect(text).not.toContain('hunter2');
    expect(JSON.parse(text).resources.R.type).toBe('AWS::RDS::DBInstance');
  });

  it('hides nothing else: the stage, the sizes, what is no secret', () => {
    const text = told(
      of('{MasterUserPassword: !If [Prod, hunter2, x], A: !Ref Stage, B: !FindInMap [Cfg, prod, Size]}'),
    );
    expect(JSON.parse(text).parameters).toEqual({});
    expect(JSON.parse(text).inputs).toMatchObject({ 'parameter Stage': 'prod', 'mapping Cfg\tprod\tSize': 100 });
  });
});

describe('what else a design tells', () => {
  it('are headers and free text of a database as little', () => {
    const headers = '{DistributionConfig: {Origins: [{OriginCustomHeaders: [{HeaderName: X, HeaderValue: hunter2}]}]}}';
    expect(told(of(headers, 'AWS::CloudFront::Distribution'))).not.toContain('hunter2');
    const sql = "{Parameters: {init_connect: \"SET @p = 'hunter2'\", max_connections: '100', sql_mode: ANSI}}";
    const text = told(of(sql, 'AWS::RDS::DBParameterGroup'));
    expect(text).not.toContain('hunter2');
    expect(JSON.parse(text).resources.R.properties.Parameters).toMatchObject({
      init_connect: { '?': { unknown: 'it may hold a secret' } },
      max_connections: '100',
      sql_mode: 'ANSI',
    });
  });

  it('is no key that is an id', () => {
    const key = ['da', '2-abcdefghijklmnopqrstuvwxyz'].join('');
    expect(
      told(of('{ApiId: x}', 'AWS::AppSync::ApiKey'), { id: `arn:aws:appsync:us-east-1:1:apis/x/apikeys/${key}` }),
    ).not.toContain(key);
  });
});
