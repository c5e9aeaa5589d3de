import { expect, it } from 'vitest';
import { isDigest, makeDigester, sameSecret } from './digest.ts';

it('gives equal digests for equal secrets under one key, and says nothing across keys', () => {
  const one = makeDigester('key');
  const again = makeDigester('key');
  const other = makeDigester('another');
  expect(one.digest('hunter2')).toBe(again.digest('hunter2'));
  expect(one.keyId).toBe(again.keyId);
  expect(one.keyId).not.toBe(other.keyId);
  expect(sameSecret(one.digest('hunter2'), again.digest('hunter2'))).toBe(true);
  expect(sameSecret(one.digest('hunter2'), one.digest('hunter3'))).toBe(false);
  expect(sameSecret(one.digest('hunter2'), other.digest('hunter2'))).toBeNull();
});

it('holds neither the secret nor the key', () => {
  const digest = makeDigester('my key').digest('my secret');
  expect(isDigest(digest)).toBe(true);
  expect(digest).not.toContain('secret');
  expect(makeDigester('my key').keyId).not.toContain('key');
});

it('makes a key for each snapshot when none is given', () => {
  expect(makeDigester('').keyId).not.toBe(makeDigester('').keyId);
});
