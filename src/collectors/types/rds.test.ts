import { expect, test } from 'vitest';
import { domainOf, isRds, masterUserSecret, stateOf } from './rds.ts';

test.each([
  ['available', 'available'],
  ['backing-up', 'available'],
  ['configuring-enhanced-monitoring', 'available'],
  ['storage-optimization', 'available'],
  ['upgrading', 'available'],
  ['creating', 'creating'],
  ['deleting', 'deleting'],
  ['stopped', 'stopped'],
  ['starting', 'stopped'],
  ['storage-full', 'failed'],
  ['incompatible-network', 'failed'],
  ['inaccessible-encryption-credentials', 'failed'],
  ['a-status-of-tomorrow', 'failed'],
])('the status %s is of the class %s', (status, state) => {
  expect(stateOf(status)).toBe(state);
});

test('no status is no class', () => {
  expect(stateOf(undefined)).toBeUndefined();
});

test('Neptune and DocumentDB are not RDS', () => {
  expect(['neptune', 'docdb', 'docdb-elastic', 'aurora-mysql', 'postgres', undefined].map(isRds)).toEqual([
    false,
    false,
    false,
    true,
    true,
    true,
  ]);
});

test('the name that RDS gives a secret is not kept, its key is', () => {
  expect(masterUserSecret(undefined)).toEqual({ ManageMasterUserPassword: false });
  const secret = { SecretArn: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:rds!db-1', KmsKeyId: 'key' };
  expect(masterUserSecret(secret)).toEqual({ ManageMasterUserPassword: true, MasterUserSecret: { KmsKeyId: 'key' } });
});

test('a database without a directory has no Domain', () => {
  expect(domainOf([])).toEqual({});
});
