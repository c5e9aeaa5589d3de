import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openWorld } from '../../test/simulator/simulator.ts';
import type { Json, Resource } from '../snapshot/snapshot.ts';
import { collect } from './collect.ts';
import { EVERYTHING } from './collect-options.ts';
import type { Member } from './discovery/member.ts';
import { collectors } from './index.ts';
import { makeVariables, withNamesShown } from './variables.ts';

const US = 'us-east-1';
const DIGEST = 'digest:00000000:00000000000000000000000000000000';

const row = (over: Partial<Member>): Member => ({
  ...{ region: US, type: 'AWS::DynamoDB::Table', stack: 'shop', logicalId: 'Orders', id: '', arn: null, tags: null },
  ...{ says: 'stack' as const, doubtful: false },
  ...over,
});

/** What a variable of that text is in the snapshot, when a stack has those rows. */
function shown(
  text: string,
  rows: readonly Member[],
  { also = [], errors = [] }: { also?: readonly string[]; errors?: readonly unknown[] } = {},
): Json | undefined {
  const variables = makeVariables();
  for (const one of [text, ...also]) variables.put(US, DIGEST, one);
  const regions = [US, 'eu-central-1'];
  const discovered = new Map(regions.map((region) => [region, { stackErrors: region === US ? [] : errors }]));
  const from = { variables, rows, regions, lost: new Map(), discovered, caller: { account: '111122223333' } };
  const resource = { region: US, properties: { Environment: { Variables: { X: DIGEST } } } } as unknown as Resource;
  const made = withNamesShown(from)(resource).properties as { Environment: { Variables: { X: Json } } };
  return made.Environment.Variables.X;
}

const alphabet = (letters: string) => fc.string({ unit: fc.constantFrom(...letters), minLength: 12, maxLength: 12 });
const SMALL = 'abcdefghijklmnopqrstuvwxyz0123456789';

it('a name that the row of a stack made is shown, whatever chance spells in its tail', () => {
  fc.assert(
    fc.property(alphabet(SMALL), alphabet(`${SMALL}ABCDEFGHIJKLMNOPQRSTUVWXYZ`), (small, any) => {
      const bucket = row({ type: 'AWS::S3::Bucket', logicalId: 'Data', id: `shop-data-${small}` });
      const table = row({ id: `shop-Orders-${any}` });
      const queue = row({ id: `https://sqs.us-east-1.amazonaws.com/111122223333/shop-Orders-${any}.fifo` });
      const nested = row({ stack: `shop-Data-${any}`, id: `shop-Data-${any}-Orders-${any}` });
      for (const text of [bucket.id, `s3://${bucket.id}/`, `https://${bucket.id}.s3.us-east-1.amazonaws.com`])
        expect(shown(text, [bucket])).toBe(text);
      expect(shown(table.id, [table])).toBe(table.id);
      expect(shown(`shop-Orders-${any}.fifo`, [queue])).toBe(`shop-Orders-${any}.fifo`);
      expect(shown(nested.id, [nested])).toBe(nested.id);
    }),
  );
});

it.each([
  ['the id of a user pool', 'AWS::Cognito::UserPool', 'us-east-1_W6ST8sYH6'],
  ['the id of its client', 'AWS::Cognito::UserPoolClient', '98fa69dnrhw3avoa2xsauwtr15'],
  ['a name cut to what the type allows', 'AWS::ElasticLoadBalancingV2::TargetGroup', 'sho-Orde-oglb6MR7K6Er'],
])('%s is shown', (_, type, id) => {
  expect(shown(id, [row({ type, id })])).toBe(id);
});

it.each([
  ['a name that no row has', 'shop-Orders-oglb6MR7K6Er', []],
  ['a name that a person gave', 'orders', [row({ id: 'orders' })]],
  ['more than a name', 'https://shop-Orders-oglb6MR7K6Er/hunter2', [row({ id: 'shop-Orders-oglb6MR7K6Er' })]],
  ['a name between signs', '!shop-Orders-oglb6MR7K6Er#', [row({ id: 'shop-Orders-oglb6MR7K6Er' })]],
  [
    'what a provider made up',
    '4f2a9c81b0d34f2a9c81b0d3',
    [row({ type: 'Custom::Random', id: '4f2a9c81b0d34f2a9c81b0d3' })],
  ],
  [
    'an id of a third party’s',
    '4f2a9c81b0d34f2a9c81b0d3',
    [row({ type: 'Acme::A::B', id: '4f2a9c81b0d34f2a9c81b0d3' })],
  ],
  [
    'the UUID of a stack, which many take for a password',
    '6f1c6e0a-2f3b-4a1d-9c55-0a1b2c3d4e5f',
    [
      row({
        type: 'AWS::CloudFormation::Stack',
        id: 'arn:aws:cloudformation:us-east-1:111122223333:stack/shop-Data-1ABCDEFGHIJKL/6f1c6e0a-2f3b-4a1d-9c55-0a1b2c3d4e5f',
      }),
    ],
  ],
  ['another name that begins so', 'shop-Orders-oglb6MR7K6ErX', [row({ id: 'shop-Orders-oglb6MR7K6Er' })]],
])('%s stays a digest', (_, text, rows) => {
  expect(shown(text, rows)).toBe(DIGEST);
});

it('nothing is shown but what is a piece of a row’s id, with an address around it', () => {
  const id = 'shop-Orders-oglb6MR7K6Er';
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (before, after) => {
      const text = `${before}${id}${after}`;
      const words = `${before} ${after}`.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
      if (words.length > 0 && words.some((word) => !/^(?:https?|s3|aws|com|sqs|logs|lambda|cn)$/.test(word)))
        expect(shown(text, [row({ id })])).toBe(DIGEST);
    }),
  );
});

it('what stands elsewhere as a secret is shown nowhere', () => {
  const id = 'shop-Orders-oglb6MR7K6Er';
  expect(shown(id, [row({ id })], { also: [''] })).toBe(DIGEST);
});

it('a digest of two texts is of none', () => {
  const rows = [row({ id: 'shop-Orders-oglb6MR7K6Er' })];
  expect(shown('shop-Orders-oglb6MR7K6Er', rows, { also: ['shop-Orders-Qx2rT8vLw0Zp'] })).toBe(DIGEST);
});

it('where the rows of one region could not be read names are shown in none', () => {
  const rows = [row({ id: 'shop-Orders-oglb6MR7K6Er' })];
  expect(shown('shop-Orders-oglb6MR7K6Er', rows, { errors: [new Error('denied')] })).toBe(DIGEST);
});

it('a task is told by the bucket of its stack, and its password is not', async () => {
  const world = await openWorld();
  const before = { ...process.env };
  Object.assign(process.env, world.env);
  try {
    const template = {
      Resources: {
        Data: { Type: 'AWS::S3::Bucket' },
        Other: { Type: 'AWS::S3::Bucket' },
        Task: {
          Type: 'AWS::ECS::TaskDefinition',
          Properties: {
            Family: 'shop',
            ContainerDefinitions: [
              {
                ...{ Name: 'web', Image: 'web:1', Memory: 128 },
                Environment: [
                  { Name: 'BUCKET', Value: { Ref: 'Data' } },
                  { Name: 'DB_PASSWORD', Value: { Ref: 'Other' } },
                  { Name: 'MODE', Value: 'fast' },
                ],
              },
            ],
          },
        },
      },
    };
    await world.deploy(US, 'shop', template);
    const selection = { ...EVERYTHING, stackPrefixes: ['shop'] };
    const { resources } = await collect({ regions: [US], selection, collectors, maxAttempts: 3, digestKey: 'test' });
    const bucket = resources.find(({ type }) => type === 'AWS::S3::Bucket')?.id;
    const task = JSON.stringify(resources.find(({ type }) => type === 'AWS::ECS::TaskDefinition')?.properties);
    expect(task).toContain(`{"Name":"BUCKET","Value":"${bucket}"}`);
    expect(task).toMatch(/"DB_PASSWORD","Value":"digest:[^"]+"\},\{"Name":"MODE","Value":"digest:/);
  } finally {
    process.env = before;
  }
});
