import { describe, expect, it } from 'vitest';
import type { Json } from '../snapshot/snapshot.ts';
import { ACCOUNT, allowing, apart, EU, type Here, row, TAILS, US } from './testing.ts';

const UUIDS = ['2475fa5b-4f89-4e22-b529-0b6c41047bd5', '3c7dd670-ad24-49c7-9b1b-15ee41e57d5f'] as const;
const HEX = ['4E1C2C1F3A7B8D90A1B2C3D4E5F60718', '9B0D1E2F3A4B5C6D7E8F90A1B2C3D4E5'] as const;
const arn = (service: string, region: string, rest: string) => `arn:aws:${service}:${region}:${ACCOUNT}:${rest}`;
const both = (make: (region: string, nth: 0 | 1) => Here) => ({ [US]: make(US, 0), [EU]: make(EU, 1) });

describe('an id that a service made, of a row of the snapshot', () => {
  const pools = [`${US}_W6ST8sYH6`, `${EU}_Zq91LmNop`] as const;
  it.each<[string, (region: string, nth: 0 | 1) => Here]>([
    [
      'the time of a stream',
      (region, nth) => ({
        value: allowing(arn('dynamodb', region, `table/orders/stream/2024-0${nth + 1}-28T01:36:39.391`)),
        beside: [row('AWS::DynamoDB::Table', region, 'Table', 'orders')],
      }),
    ],
    [
      'an API',
      (region, nth) => ({
        value: allowing(arn('execute-api', region, `${['1n8sqoadeg', 'pevpfvidpm'][nth]}/prod/*`)),
        beside: [row('AWS::ApiGateway::RestApi', region, 'Api', ['1n8sqoadeg', 'pevpfvidpm'][nth] as string)],
      }),
    ],
    [
      'an HTTP API',
      (region, nth) => ({
        value: allowing(`arn:aws:apigateway:${region}::/apis/${['a1b2c3d4e5', 'z9y8x7w6v5'][nth]}/stages/live`),
        beside: [row('AWS::ApiGatewayV2::Api', region, 'Http', ['a1b2c3d4e5', 'z9y8x7w6v5'][nth] as string)],
      }),
    ],
    [
      'an origin access identity',
      (region, nth) => ({
        value: allowing(
          `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${['E2QWRUHAPOMQZL', 'E15MNIMTCFKK4C'][nth]}`,
        ),
        beside: [
          {
            ...row(
              'AWS::CloudFront::CloudFrontOriginAccessIdentity',
              'global',
              'Oai',
              ['E2QWRUHAPOMQZL', 'E15MNIMTCFKK4C'][nth] as string,
            ),
            stackRegion: region,
          },
        ],
      }),
    ],
    [
      'a user pool',
      (region, nth) => ({
        value: allowing(arn('cognito-idp', region, `userpool/${pools[nth]}`)),
        beside: [row('AWS::Cognito::UserPool', region, 'Users', pools[nth] as string)],
      }),
    ],
    [
      'an identity pool',
      (region, nth) => ({
        value: { Condition: `${region}:${UUIDS[nth]}` },
        beside: [row('AWS::Cognito::IdentityPool', region, 'Pool', `${region}:${UUIDS[nth]}`)],
      }),
    ],
    [
      'a file system',
      (region, nth) => ({
        value: allowing(arn('elasticfilesystem', region, `file-system/fs-0a1b2c3d4e5f6070${nth}`)),
        beside: [row('AWS::EFS::FileSystem', region, 'Files', `fs-0a1b2c3d4e5f6070${nth}`)],
      }),
    ],
    [
      'an issuer of EKS, by its provider',
      (region, nth) => ({
        value: allowing(`arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.eks.${region}.amazonaws.com/id/${HEX[nth]}`),
        beside: [
          {
            ...row(
              'AWS::IAM::OIDCProvider',
              'global',
              'Oidc',
              `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.eks.${region}.amazonaws.com/id/${HEX[nth]}`,
            ),
            stackRegion: region,
          },
        ],
      }),
    ],
    [
      'an issuer of EKS in a condition, by its one cluster',
      (region, nth) => ({
        value: {
          Statement: [
            {
              Effect: 'Allow',
              Action: 'sts:AssumeRoleWithWebIdentity',
              Condition: {
                StringEquals: { [`oidc.eks.${region}.amazonaws.com/id/${HEX[nth]}:sub`]: 'system:serviceaccount:a:b' },
              },
            },
          ],
        },
        beside: [row('AWS::EKS::Cluster', region, 'Cluster', 'shop')],
      }),
    ],
    [
      'a database, by IAM',
      (region, nth) => ({
        value: allowing(arn('rds-db', region, `dbuser:db-${HEX[nth].slice(0, 26)}/app`)),
        beside: [
          {
            ...row('AWS::RDS::DBInstance', region, 'Db', 'shop-db'),
            properties: { DbiResourceId: `db-${HEX[nth].slice(0, 26)}` },
            tags: {},
          },
        ],
      }),
    ],
    [
      'a database whose row does not say its id',
      (region, nth) => ({
        value: allowing(arn('rds-db', region, `dbuser:db-${HEX[nth].slice(0, 26)}/app`)),
        beside: [{ ...row('AWS::RDS::DBInstance', region, 'Db', 'shop-db'), properties: {}, tags: {} }],
      }),
    ],
    [
      'a secret',
      (region, nth) => ({
        value: allowing(arn('secretsmanager', region, `secret:shop/db-${['szSdLD', 'AwMLKc'][nth]}`)),
      }),
    ],
    [
      'a target group',
      (region, nth) => ({
        value: allowing(arn('elasticloadbalancing', region, `targetgroup/web/${HEX[nth].slice(0, 16).toLowerCase()}`)),
      }),
    ],
    [
      'a load balancer',
      (region, nth) => ({
        value: allowing(
          arn('elasticloadbalancing', region, `loadbalancer/app/web/${HEX[nth].slice(0, 16).toLowerCase()}`),
        ),
      }),
    ],
    ['a web ACL', (region, nth) => ({ value: allowing(arn('wafv2', region, `regional/webacl/web/${UUIDS[nth]}`)) })],
    [
      'a group of instances',
      (region, nth) => ({
        value: allowing(arn('autoscaling', region, `autoScalingGroup:${UUIDS[nth]}:autoScalingGroupName/web`)),
      }),
    ],
    ['a stack', (region, nth) => ({ value: allowing(arn('cloudformation', region, `stack/web/${UUIDS[nth]}`)) })],
    ['a broker', (region, nth) => ({ value: allowing(arn('mq', region, `broker:web:b-${UUIDS[nth]}`)) })],
    ['an execution', (region, nth) => ({ value: allowing(arn('states', region, `execution:web:${UUIDS[nth]}`)) })],
  ])('is the counterpart, or adds nothing: %s', (_what, make) => expect(apart(both(make))).toEqual([]));
});

describe('an id of a type that was not read', () => {
  it.each<[string, (region: string, nth: 0 | 1) => Json]>([
    ['an API', (region, nth) => allowing(arn('execute-api', region, `${['1n8sqoadeg', 'pevpfvidpm'][nth]}/prod/*`))],
    [
      'a user pool',
      (region, nth) => allowing(arn('cognito-idp', region, `userpool/${region}_${['W6ST8sYH6', 'Zq91LmNop'][nth]}`)),
    ],
    [
      'a file system',
      (region, nth) => allowing(arn('elasticfilesystem', region, `file-system/fs-0a1b2c3d4e5f6070${nth}`)),
    ],
    [
      'a distribution',
      (_region, nth) =>
        allowing(`arn:aws:cloudfront::${ACCOUNT}:distribution/${['E2QWRUHAPOMQZL', 'E15MNIMTCFKK4C'][nth]}`),
    ],
    ['a certificate', (region, nth) => allowing(arn('acm', region, `certificate/${UUIDS[nth]}`))],
    [
      'an API of AppSync',
      (region, nth) =>
        allowing(arn('appsync', region, `apis/${['abcdefghijklmnop1234', 'zyxwvutsrqponmlk9876'][nth]}`)),
    ],
    [
      'a collection',
      (region, nth) =>
        allowing(arn('aoss', region, `collection/${['0a1b2c3d4e5f6g7h8i9j', '9z8y7x6w5v4u3t2s1r0q'][nth]}`)),
    ],
    [
      'a function that CloudFormation named',
      (region, nth) => allowing(arn('lambda', region, `function:shop-Fn-${TAILS[nth]}`)),
    ],
    ['an endpoint of a VPC', (_region, nth) => ({ Condition: `vpce-0a1b2c3d4e5f6070${nth}` })],
    ["another account's key", (region, nth) => allowing(`arn:aws:kms:${region}:999988887777:key/${UUIDS[nth]}`)],
  ])('is unknown, neither the same nor different: %s', (_what, make) =>
    expect(apart(both((region, nth) => ({ value: make(region, nth) })))).toEqual(['unknown']),
  );

  it('hides no other difference', () => {
    const policy = (region: string, nth: 0 | 1, action: string) => ({
      Statement: [
        {
          Effect: 'Allow',
          Action: action,
          Resource: arn('execute-api', region, `${['1n8sqoadeg', 'pevpfvidpm'][nth]}/prod/*`),
        },
      ],
    });
    expect(
      apart(both((region, nth) => ({ value: policy(region, nth, nth ? 'execute-api:*' : 'execute-api:Invoke') }))),
    ).toEqual(['different']);
    const more = (region: string, nth: 0 | 1) => ({
      Statement: [
        ...policy(region, nth, 'a:b').Statement,
        ...(nth ? [{ Effect: 'Allow', Action: '*', Resource: '*' }] : []),
      ],
    });
    expect(apart(both((region, nth) => ({ value: more(region, nth) })))).toEqual(['different']);
  });
});

describe('an id that is known where the counterpart is another', () => {
  const api = (region: string, id: string) => row('AWS::ApiGateway::RestApi', region, 'Api', id);
  it('is a difference: the second region names an API that is not its own', () => {
    const value = (region: string, id: string) => allowing(arn('execute-api', region, `${id}/prod/*`));
    expect(
      apart({
        [US]: { value: value(US, '1n8sqoadeg'), beside: [api(US, '1n8sqoadeg')] },
        [EU]: { value: value(EU, 'zzzzzzzzz1'), beside: [api(EU, 'pevpfvidpm')] },
      }),
    ).toEqual(['different']);
  });
  it('is one where two of a region are swapped', () => {
    const other = (region: string, id: string) => row('AWS::ApiGateway::RestApi', region, 'Other', id);
    const value = (region: string, id: string) => allowing(arn('execute-api', region, `${id}/prod/*`));
    expect(
      apart({
        [US]: { value: value(US, '1n8sqoadeg'), beside: [api(US, '1n8sqoadeg'), other(US, 'aaaaaaaaa1')] },
        [EU]: { value: value(EU, 'bbbbbbbbb1'), beside: [api(EU, 'pevpfvidpm'), other(EU, 'bbbbbbbbb1')] },
      }),
    ).toEqual(['different']);
  });
});

describe('names that CloudFormation made', () => {
  const fn = (region: string, tail: string) => row('AWS::Lambda::Function', region, 'Fn', `shop-Fn-${tail}`);
  it.each<[string, (region: string, name: string) => Json]>([
    ['in a log group', (region, name) => allowing(arn('logs', region, `log-group:/aws/lambda/${name}:*`))],
    ['in an ARN', (region, name) => allowing(arn('lambda', region, `function:${name}`))],
    ['with a version', (region, name) => allowing(arn('lambda', region, `function:${name}:live`))],
    ['as the beginning of a pattern', (region, name) => allowing(arn('secretsmanager', region, `secret:${name}*`))],
    ['inside of a longer name', (region, name) => allowing(arn('sqs', region, `${name}-dead`))],
    ['in a text', (_region, name) => ({ Text: `/aws/lambda/${name}` })],
    ['in a list', (_region, name) => ({ Names: [name, 'other'] })],
  ])('are their rows: %s', (_what, value) => {
    for (const [one, other] of [
      [0, 1],
      [2, 3],
      [0, 3],
    ] as const)
      expect(
        apart({
          [US]: { value: value(US, `shop-Fn-${TAILS[one]}`), beside: [fn(US, TAILS[one])] },
          [EU]: { value: value(EU, `shop-Fn-${TAILS[other]}`), beside: [fn(EU, TAILS[other])] },
        }),
      ).toEqual([]);
  });
  it('are a difference where they are the rows of two', () => {
    const other = (region: string, tail: string) => row('AWS::Lambda::Function', region, 'Other', `shop-Other-${tail}`);
    const value = (region: string, name: string) => allowing(arn('logs', region, `log-group:/aws/lambda/${name}:*`));
    expect(
      apart({
        [US]: { value: value(US, `shop-Fn-${TAILS[0]}`), beside: [fn(US, TAILS[0]), other(US, TAILS[2])] },
        [EU]: { value: value(EU, `shop-Other-${TAILS[3]}`), beside: [fn(EU, TAILS[1]), other(EU, TAILS[3])] },
      }),
    ).toEqual(['different']);
  });
});

describe('a key by any of its names', () => {
  const key = (region: string, nth: 0 | 1) => ({
    ...row('AWS::KMS::Key', region, 'Key', UUIDS[nth]),
    arn: arn('kms', region, `key/${UUIDS[nth]}`),
    properties: { Aliases: ['alias/shop'] },
    tags: {},
  });
  const forms = (region: string, nth: 0 | 1) => [
    UUIDS[nth],
    arn('kms', region, `key/${UUIDS[nth]}`),
    'alias/shop',
    arn('kms', region, 'alias/shop'),
  ];
  const asked = { type: 'AWS::S3::Bucket', property: 'Key' };
  it.each([0, 1, 2, 3].flatMap((one) => [0, 1, 2, 3].map((other) => [one, other] as const)))(
    'is one key: form %i here, form %i there',
    (one, other) => {
      const here = { value: forms(US, 0)[one] as string, beside: [key(US, 0)] };
      expect(
        apart({ [US]: here, [EU]: { value: forms(EU, 1)[other] as string, beside: [key(EU, 1)] } }, asked),
      ).toEqual([]);
    },
  );
  it("is not AWS's own key, nor another alias", () => {
    for (const other of ['alias/aws/s3', 'alias/other', arn('kms', EU, 'alias/other')])
      expect(
        apart(
          { [US]: { value: 'alias/shop', beside: [key(US, 0)] }, [EU]: { value: other, beside: [key(EU, 1)] } },
          asked,
        ),
      ).toEqual(['different']);
  });
});

it('the names that a key goes by are texts: another alias is another name, whatever it leads to', () => {
  const key = (region: string, alias: string): Here => ({
    value: [alias],
    beside: [
      { type: 'AWS::KMS::Alias', region, id: alias, name: alias, properties: { TargetKeyId: `subject-${region}` } },
    ],
  });
  const asked = { type: 'AWS::KMS::Key', property: 'Aliases' };
  expect(apart({ [US]: key(US, 'alias/data'), [EU]: key(EU, 'alias/data') }, asked)).toEqual([]);
  expect(apart({ [US]: key(US, `alias/${US}`), [EU]: key(EU, `alias/${EU}`) }, asked)).toEqual([]);
  expect(apart({ [US]: key(US, 'alias/data'), [EU]: key(EU, 'alias/other') }, asked)).toEqual(['different']);
});

it('a name that a key goes by is its row where a tool may have made its end', () => {
  const key = (region: string, name: string): Here => ({
    value: [name],
    beside: [
      {
        ...{ type: 'AWS::KMS::Alias', region, id: name, name, stack: 'subject', logicalId: 'Alias' },
        properties: { TargetKeyId: `subject-${region}` },
      },
    ],
  });
  const asked = { type: 'AWS::KMS::Key', property: 'Aliases' };
  const both = (us: string, eu: string) => apart({ [US]: key(US, us), [EU]: key(EU, eu) }, asked);
  expect(both('alias/app-1a2b3c4d', 'alias/app-9f8e7d6c')).toEqual([]);
  expect(both('alias/app-20240501101112131400000002', 'alias/app-20240502101112131400000002')).toEqual([]);
  expect(both('alias/app', 'alias/other')).toEqual(['different']);
});

it.each([
  ['AWS::SQS::Queue', 'KmsMasterKeyId'],
  ['AWS::Logs::LogGroup', 'KmsKeyId'],
  ['AWS::EFS::FileSystem', 'KmsKeyId'],
])('a key is one by id, ARN, alias and alias ARN: %s', (type, property) => {
  const forms = (region: string) => {
    const id = `${region.length % 10}1111111-1111-4111-8111-111111111111`;
    const arns = (rest: string) => arn('kms', region, rest);
    return {
      said: ['alias/app', arns('alias/app'), id, arns(`key/${id}`)],
      beside: [
        { type: 'AWS::KMS::Key', region, id, name: null, arn: arns(`key/${id}`), stack: 'keys', logicalId: 'Key' },
        { type: 'AWS::KMS::Alias', region, id: 'alias/app', arn: arns('alias/app'), properties: { TargetKeyId: id } },
      ],
    };
  };
  const [us, eu] = [forms(US), forms(EU)];
  for (const one of us.said)
    for (const other of eu.said) {
      const values = { [US]: { value: one, beside: us.beside }, [EU]: { value: other, beside: eu.beside } };
      expect(apart(values, { type, property }), `${one} and ${other}`).toEqual([]);
    }
});

describe('a snapshot that is older than the collector of a type', () => {
  const named = (region: string) => ({ value: `shop-${region === US ? '20240501' : '20240502'}101112131400000004` });
  const asked = { type: 'AWS::RDS::DBInstance', property: 'OptionGroupName' };
  it('takes no name with a generated tail for one that nobody made', () => {
    const values = { [US]: named(US), [EU]: named(EU) };
    expect(apart(values, asked)).toEqual(['different']);
    expect(apart(values, { ...asked, unlisted: 'AWS::RDS::OptionGroup' })).toEqual([]);
  });
});
