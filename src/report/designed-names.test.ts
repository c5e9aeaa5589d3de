/** What a reader sees of what is only designed: who is meant, and no token. */
import { expect, it } from 'vitest';
import { designToken } from '../normalise/design-token.ts';
import { withDesignedNames } from './designed-names.ts';

const token = (attribute: string | null, stack = 'app', logicalId = 'Database') =>
  designToken({ region: 'us-east-1', account: '111111111111', stack, logicalId, attribute });

it.each([
  [token(null), 'app/Database, made by the deploy'],
  [token('Endpoint.Address'), 'Endpoint.Address of app/Database, made by the deploy'],
  [
    `postgres://${token('Endpoint.Address')}:5432`,
    'postgres://Endpoint.Address of app/Database, made by the deploy:5432',
  ],
  [token(null, 'address', 'aws_kms_key_main'), 'aws_kms_key_main, made by the deploy'],
])('%s', (text, said) => {
  expect(withDesignedNames({ values: { 'us-east-1': [text, 1] }, [text]: null })).toEqual({
    values: { 'us-east-1': [said, 1] },
    [said]: null,
  });
});

it('is the same object where there is none', () => {
  const value = { findings: [{ message: 'x', at: { y: [1, null, 'design'] } }] };
  expect(withDesignedNames(value)).toBe(value);
});
