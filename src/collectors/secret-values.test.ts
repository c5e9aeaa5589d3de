import { expect, test } from 'vitest';
import { textDigest, variable, variables, withoutSecretsIn } from './secret-values.ts';
import { withoutPlace } from './without-place.ts';

// As the collectors' context has it: see `collection.ts`.
const place = (region: string) => ({
  digest: (text: string) => `digest:<${withoutPlace(text, { region, account: '111122223333' })}>`,
});
const here = place('eu-central-1');

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
