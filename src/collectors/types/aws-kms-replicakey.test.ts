import { expect, test } from 'vitest';
import { listAll, refusingContext } from '../testing.ts';
import key from './aws-kms-key.ts';
import collector from './aws-kms-replicakey.ts';

test('is listed with the keys, so it asks for nothing of its own', async () => {
  expect(collector).toMatchObject({ listedBy: key.type, equivalent: key.type, actions: [] });
  expect(key.equivalent).toBe(collector.type);
  expect(await listAll(collector, refusingContext())).toEqual([]);
});

test('is compared as a key is: the replica in one region is the counterpart of the primary in the other', () => {
  expect(collector.comparators).toBe(key.comparators);
  expect(collector.policies).toEqual(key.policies);
  expect(collector.sets).toEqual(key.sets);
});
