import { expect, test } from 'vitest';
import { makeTokeniser } from './region-tokens.ts';

const tokens = makeTokeniser(['us-east-1', 'us-east-2']);

test('a region is seen before a CDK hash that begins with a digit', () => {
  expect(tokens.regionsIn('TapStackpr1TapStackrdsuseast24F0A1B2C')).toEqual(['us-east-2']);
  expect(tokens.regionsIn('TapStackpr1TapStackrdsuseast2C0A1B2CF')).toEqual(['us-east-2']);
});

test('another number is another region, and no hash', () => {
  expect(tokens.regionsIn('us-east-21')).toEqual([]);
  expect(tokens.regionsIn('us-east-212345678901')).toEqual([]);
});
