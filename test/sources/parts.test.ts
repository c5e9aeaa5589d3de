/** What templates declare apart, in texts, or in other sizes, is compared as what it will be; bugs that the changed templates of the bench found. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AuditResult } from '../../src/report/report.ts';
import { runIn } from '../worlds/run-story.ts';

const folder = mkdtempSync(join(tmpdir(), 'parts-'));
type Resources = { readonly [id: string]: { readonly Type: string; readonly Properties?: object } };

async function audited(us: Resources, eu: Resources) {
  const from = Object.entries({ 'us-east-1': us, 'eu-central-1': eu }).flatMap(([region, Resources]) => {
    const file = join(folder, `${region}.json`);
    writeFileSync(file, JSON.stringify({ Resources }));
    return ['--from', `${region}:app=${file}`];
  });
  const { stdout, stderr } = await runIn('none', ['audit', ...from, '--no-baseline', '--report', 'json']);
  if (stdout === '') throw new Error(stderr);
  const { findings, gaps } = JSON.parse(stdout) as AuditResult;
  return [
    ...findings.map(({ rule, type, property }) => `${rule} ${type} ${property ?? ''}`.trim()),
    ...gaps.map(({ detail }) => detail),
  ];
}

const vpc = (CidrBlock: string) => ({ Type: 'AWS::EC2::VPC', Properties: { CidrBlock } });
const more = (CidrBlock: string) => ({
  Type: 'AWS::EC2::VPCCidrBlock',
  Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock },
});

test('networks of another size differ, those with another address do not', async () => {
  expect(await audited({ Vpc: vpc('10.1.0.0/16') }, { Vpc: vpc('10.2.0.0/16') })).toEqual([]);
  expect(await audited({ Vpc: vpc('10.1.0.0/16') }, { Vpc: vpc('10.2.0.0/17') })).toEqual([
    'property-drift AWS::EC2::VPC CidrBlock',
  ]);
});

test('a second block of a network is one of its blocks', async () => {
  const of = (net: number, size = 24) => ({ Vpc: vpc(`10.${net}.0.0/16`), More: more(`100.64.${net}.0/${size}`) });
  expect(await audited(of(1), of(2))).toEqual([]);
  expect(await audited(of(1), of(2, 25))).toEqual(['property-drift AWS::EC2::VPC AdditionalCidrBlocks']);
});

test('a policy that is declared apart is one of its role, beside those that it has itself', async () => {
  const named = (PolicyName: string, Action: string) => ({
    PolicyName,
    PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] },
  });
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  const role = {
    Type: 'AWS::IAM::Role',
    Properties: { AssumeRolePolicyDocument: trust, Policies: [named('own', 'sqs:SendMessage')] },
  };
  const apart = (action: string) => ({
    Type: 'AWS::IAM::Policy',
    Properties: { Roles: [{ Ref: 'Role' }], ...named('more', action) },
  });
  const whole = { Role: role, More: apart('sns:Publish') };
  expect(await audited(whole, whole)).toEqual([]);
  expect(await audited(whole, { Role: role })).toEqual(['property-drift AWS::IAM::Role Policies']);
  expect(await audited(whole, { Role: role, More: apart('sns:*') })).toEqual([
    'property-drift AWS::IAM::Role Policies',
  ]);
});

const database = (more: object) => ({
  Type: 'AWS::RDS::DBInstance',
  Properties: { DBInstanceClass: 'db.t4g.micro', BackupRetentionPeriod: 7, MonitoringInterval: 60, ...more },
});

test('switches and amounts that are written as text are read as what they are', async () => {
  const text = database({ StorageEncrypted: 'true', AllocatedStorage: '20' });
  const plain = database({ StorageEncrypted: true, AllocatedStorage: 20 });
  expect(await audited({ Db: text }, { Db: plain })).toEqual([]);
  expect(
    await audited({ Db: plain }, { Db: database({ StorageEncrypted: 'false', AllocatedStorage: '20' }) }),
  ).toContain('database-encryption AWS::RDS::DBInstance StorageEncrypted');
});

test('a replica has of its source what its template leaves open', async () => {
  const source = database({
    DBInstanceIdentifier: 'stock-us-east-1',
    StorageEncrypted: true,
    Engine: 'postgres',
    AllocatedStorage: 20,
  });
  const replica = (of: string) =>
    database({
      DBInstanceIdentifier: 'stock-eu-central-1',
      StorageEncrypted: true,
      SourceDBInstanceIdentifier: `arn:aws:rds:us-east-1:111111111111:db:${of}`,
    });
  expect(
    (await audited({ Db: source }, { Db: replica('stock-us-east-1') })).filter((one) =>
      one.startsWith('property-drift'),
    ),
  ).toEqual([]);
  // That of something else is none: the link is a difference.
  expect(await audited({ Db: source }, { Db: replica('other') })).toContain(
    'property-drift AWS::RDS::DBInstance SourceDBInstanceIdentifier',
  );
});

test('the instances of a cluster with a name of its own are its instances', async () => {
  const of = (region: string, isFirst: boolean) => ({
    Cluster: {
      Type: 'AWS::RDS::DBCluster',
      Properties: {
        DBClusterIdentifier: `ledger-${region}`,
        GlobalClusterIdentifier: 'ledger',
        Engine: 'aurora-postgresql',
        StorageEncrypted: true,
        ...(!isFirst && { ReplicationSourceIdentifier: 'arn:aws:rds:us-east-1:111111111111:cluster:ledger-us-east-1' }),
      },
    },
    First: {
      Type: 'AWS::RDS::DBInstance',
      Properties: {
        DBInstanceClass: 'db.r6g.large',
        Engine: 'aurora-postgresql',
        DBClusterIdentifier: { Ref: 'Cluster' },
      },
    },
  });
  const told = await audited(of('us-east-1', true), of('eu-central-1', false));
  expect(told.filter((one) => one.startsWith('replica-readiness'))).toEqual([]);
  const { First: _, ...headless } = of('eu-central-1', false);
  expect((await audited(of('us-east-1', true), headless)).join()).toContain('replica-readiness AWS::RDS::DBCluster');
});
