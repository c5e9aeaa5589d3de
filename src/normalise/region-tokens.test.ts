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

test('what a person wrote is no token', () => {
  const place = { name: 'us-east-1', region: 'us-east-1', account: '111122223333', partition: 'aws' };
  const token = (text: string) => tokens.tokenise(text, place);
  expect(token('in us-east-1 of 111122223333')).toBe('in <region> of <account>');
  const written = [
    '<region>',
    '\\(region>',
    '\\<region>',
    '\\\\(region>',
    '<us-east-1>',
    'us-east-1',
    '<account>',
    '<<region>>',
  ];
  expect(new Set(written.map(token)).size).toBe(written.length);
  expect(written.filter((text) => token(text).includes('<region>'))).toEqual(['<us-east-1>', 'us-east-1']);
  expect(token('C:\\a <b>')).toBe('C:\\a <b>');
});
