import { expect, test } from 'vitest';
import { textDigest, variables, withoutSecretsIn } from './secret-values.ts';
import { withoutPlace } from './without-place.ts';

// As the collectors' context has it: see `collection.ts`.
const place = (region: string) => ({
  digest: (text: string) => `digest:<${withoutPlace(text, { region, account: '111122223333' })}>`,
});
const here = place('eu-central-1');
const variable = (name: string, value: string, where: typeof here) => variables({ [name]: value }, where)[name];

test('ARNs, switches, ids and queue URLs stay, as they lead to other resources', () => {
  const shown = {
    TOPIC: 'arn:aws:sns:eu-central-1:111122223333:ops',
    DEBUG: 'true',
    KEY_ID: '1234abcd-12ab-34cd-56ef-1234567890ab',
    QUEUE: 'https://sqs.eu-central-1.amazonaws.com/111122223333/orders.fifo',
    EMPTY: '',
  };
  expect(variables({ ...shown, KEY_ID: 'key-0123abcd0123abcd0' }, here)).toMatchObject({
    TOPIC: shown.TOPIC,
    DEBUG: 'true',
    QUEUE: shown.QUEUE,
    EMPTY: '',
  });
});

test('all else is a digest, whatever its name, of the text without its region and account', () => {
  expect(variables({ LEVEL: 'info', PORT: '8080', API_KEY: 's3cr3t' }, here)).toEqual({
    LEVEL: 'digest:<info>',
    PORT: 'digest:<8080>',
    API_KEY: 'digest:<s3cr3t>',
  });
  for (const region of ['eu-central-1', 'us-east-1'])
    expect(variable('HOST', `db.${region}.example.com`, place(region))).toBe('digest:<db.<region>.example.com>');
  expect(variable('BUCKET', 'logs-111122223333', here)).toBe('digest:<logs-<account>>');
  expect(withoutPlace('bucket', { region: 'eu-central-1', account: '' })).toBe('bucket');
});

test.each([
  ['TABLE', 'shop-Orders-1ABC2DEF3GHI', 'shop-Orders-9ZYX8WVU7TSR'],
  ['FUNCTION', 'shop-Function-lo4KQucg5Q24', 'shop-Function-b0wsLsAfmNDZ'],
  ['BUCKET', 'shop-bucket-1x2y3z4a5b6c', 'shop-bucket-9q8w7e6r5t4z'],
])('%s: %s and %s are names that CloudFormation made of one design', (name, first, second) => {
  expect(variable(name, first, here)).toBe(variable(name, second, here));
  expect(variable(name, first, here)).not.toContain(first);
  expect(variable(name, first, here)).not.toBe(variable(name, first.replace('shop-', 'other-'), here));
});

test.each([
  ['shop-db.c1abcdefghij.eu-central-1.rds.amazonaws.com', 'shop-db.c9zyxwvutsrq.us-east-1.rds.amazonaws.com'],
  [
    'shop.cluster-ro-c1abcdefghij.eu-central-1.rds.amazonaws.com',
    'shop.cluster-ro-c9zyxwvutsrq.us-east-1.rds.amazonaws.com',
  ],
  [
    'shop-db-1x2y3z4a5b6c.c1abcdefghij.eu-central-1.rds.amazonaws.com:5432',
    'shop-db-9q8w7e6r5t4z.c9zyxwvutsrq.us-east-1.rds.amazonaws.com:5432',
  ],
  ['master.shop.a1b2c3.euc1.cache.amazonaws.com', 'master.shop.z9y8x7.use1.cache.amazonaws.com'],
  [
    'internal-shop-web-1234567890.eu-central-1.elb.amazonaws.com',
    'internal-shop-web-987654321.us-east-1.elb.amazonaws.com',
  ],
  [
    'https://vpc-shop-abcdefghijklmnopqrstuvwxyz.eu-central-1.es.amazonaws.com',
    'https://vpc-shop-zyxwvutsrqponmlkjihgfedcba.us-east-1.es.amazonaws.com',
  ],
  [
    'https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com/prod',
    'https://z9y8x7w6v5.execute-api.us-east-1.amazonaws.com/prod',
  ],
])('%s and %s are hosts of one design, and no other', (first, second) => {
  const there = place('us-east-1');
  expect(variable('HOST', first, here)).toBe(variable('HOST', second, there));
  expect(variable('HOST', first, here)).not.toBe(
    variable('HOST', second.replace('shop', 'other').replace('prod', 'test'), there),
  );
});

test.each([
  ['LICENCE', 'AAAA-BBBB-1ABC2DEF3GHI', 'AAAA-BBBB-9ZYX8WVU7TSR'],
  ['API_KEY', 'shop-Orders-1ABC2DEF3GHI', 'shop-Orders-9ZYX8WVU7TSR'],
  ['TABLE', 'shop-Orders-prod', 'shop-Orders-test'],
  ['SEED', 'one-seed-1x2y3z4a5b6c', 'one-seed-9q8w7e6r5t4z'],
  ['SINCE', 'shop-since-202601010000', 'shop-since-202602020000'],
])('%s: %s and %s are two things', (name, first, second) => {
  expect(variable(name, first, here)).not.toBe(variable(name, second, here));
});

test('JSON is opened, and what stands in it is no more shown than what stands beside it', () => {
  expect(variable('CONFIG', '{"password":"x","topic":"arn:aws:sns:eu-central-1:1:ops","level":"info"}', here)).toEqual({
    password: 'digest:<x>',
    topic: 'arn:aws:sns:eu-central-1:1:ops',
    level: 'digest:<info>',
  });
});

test('base64 is opened before its region is taken out', () => {
  const script = (region: string) => Buffer.from(`#!/bin/sh\naws s3 cp --region ${region} x y\n`).toString('base64');
  expect(textDigest(script('eu-central-1'), here)).toBe(textDigest(script('us-east-1'), place('us-east-1')));
  expect(textDigest('not base64!', here)).toBe('digest:<not base64!>');
});

test('what looks like a secret is none the less shown nowhere', () => {
  expect(withoutSecretsIn('AWS::X::Y', { Command: ['run', 'postgres://u:p@host/db'] }, here)).toEqual({
    Command: ['run', 'digest:<postgres://u:p@host/db>'],
  });
});

test('where a secret is stays, with its name, and so does what a task is told of its name', () => {
  const Secrets = [{ Name: 'PASSWORD', ValueFrom: '/app/password' }];
  expect(withoutSecretsIn('AWS::ECS::TaskDefinition', { Secrets }, here)).toEqual({ Secrets });
  const Environment = [{ Name: 'TABLE', Value: 'shop-Orders-1ABC2DEF3GHI' }];
  expect(withoutSecretsIn('AWS::ECS::TaskDefinition', { Environment }, here)).toEqual({
    Environment: [{ Name: 'TABLE', Value: 'digest:<shop-Orders-<tail>>' }],
  });
});

test('a second pass over what was digested changes nothing', () => {
  const once = withoutSecretsIn(
    '',
    { Environment: { Variables: { A: 'b', PORT: '8080' } } },
    {
      digest: () => 'digest:00000000:00000000000000000000000000000000',
    },
  );
  expect(withoutSecretsIn('', once, here)).toEqual(once);
});
