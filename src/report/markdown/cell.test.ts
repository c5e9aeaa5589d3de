/** Sentences in Markdown. */
import { expect, it } from 'vitest';
import { sentence } from './cell.ts';

it('ends a name where the sentence does', () => {
  expect(sentence('Stack prod-web is not in eu-central-1: 15 resources missing')).toBe(
    'Stack `prod-web` is not in `eu-central-1`: `15` resources missing',
  );
  expect(sentence('X differs in eu-central-1: BlockPublicAcls, BlockPublicPolicy')).toBe(
    '`X` differs in `eu-central-1`: `BlockPublicAcls`, `BlockPublicPolicy`',
  );
  expect(sentence('`a`, @everyone: #1')).toBe('`` `a` ``, `@everyone`: `#1`');
});
