import { expect, it } from 'vitest';
import { judgedBy } from '../findings/testing.ts';

const TYPE = 'AWS::RDS::DBInstance';
const [A, B] = ['us-east-1', 'eu-central-1'];
const arn = (region: string, id: string) => `arn:aws:rds:${region}:111122223333:db:${id}`;
const database = (region: string, properties: { readonly [name: string]: string | number } = {}) => [
  { type: TYPE, name: 'orders', id: 'orders', arn: arn(region, 'orders'), logicalId: 'Db', stack: 'app', properties },
];
const drift = (second: { readonly [name: string]: string | number }) =>
  judgedBy('property-drift', { regions: { [A]: database(A, { BackupRetentionPeriod: 7 }), [B]: database(B, second) } })
    .findings.map(({ property, severity }) => `${severity} ${property}`)
    .sort();

it('a replica of its counterpart: the link is no difference, and what a replica may have otherwise is only said', () => {
  const source = { SourceDBInstanceIdentifier: arn(A, 'orders') };
  expect(drift({ ...source, BackupRetentionPeriod: 1 })).toEqual(['low BackupRetentionPeriod']);
});

it('a replica of something else is a difference, and is held to all that its counterpart has', () => {
  const source = { SourceDBInstanceIdentifier: arn(B, 'invoices') };
  expect(drift({ ...source, BackupRetentionPeriod: 1 })).toEqual([
    'high BackupRetentionPeriod',
    'medium SourceDBInstanceIdentifier',
  ]);
  expect(drift({ SourceDBClusterIdentifier: 'invoices', BackupRetentionPeriod: 7 })).toEqual([
    'medium SourceDBClusterIdentifier',
  ]);
});
