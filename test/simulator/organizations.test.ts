/** A whole organization: planned once, read account by account, judged from packed files, and nothing lost on the way. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudTrailClient, CreateTrailCommand, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { EC2Client, EnableEbsEncryptionByDefaultCommand } from '@aws-sdk/client-ec2';
import { IAMClient, UpdateAccountPasswordPolicyCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/command.ts';
import { recorder } from '../../src/commands/testing.ts';
import type { RollUp } from '../../src/report/roll-up/roll-up.ts';
import type { Unit } from '../../src/snapshot/work-list.ts';
import { makeFolder } from '../folder.ts';
import { type Organization, openOrganization } from './organization.ts';
import type { World } from './simulator.ts';

const REGIONS = ['us-east-1', 'eu-central-1', 'eu-west-1'] as const;
const SECRET = 'between-us';
const ACCOUNTS = 10;
const ROLE = 'parity-read';
const TYPES = ['AWS::SQS::Queue', 'AWS::SNS::Topic', 'AWS::CloudTrail::Trail'];
const before = { ...process.env };
const folder = makeFolder();
let organization: Organization;
let units: readonly Unit[];

/** The design of every account in every region, but for what is left out of it. */
async function seed(world: World, n: number): Promise<void> {
  for (const region of REGIONS) {
    const sqs = new SQSClient(world.clients(region));
    const isShort = n === 2 && region === 'eu-west-1';
    const Attributes = { VisibilityTimeout: isShort ? '30' : '60' };
    await sqs.send(new CreateQueueCommand({ QueueName: 'orders', Attributes }));
    if (!(n === 4 && region === 'eu-central-1')) await sqs.send(new CreateQueueCommand({ QueueName: 'dead-letters' }));
    // Two accounts lack the topic of one region: one cause.
    if (!((n === 6 || n === 7) && region === 'eu-west-1'))
      await new SNSClient(world.clients(region)).send(new CreateTopicCommand({ Name: 'alarms' }));
  }
}

async function ran(...argv: string[]) {
  const { io, out, err } = recorder({ cwd: folder, env: { ...process.env, EXTERNAL: SECRET } });
  const code = await run(argv, io);
  return { code, out: out(), err: err() };
}

const line = (unit: Unit | undefined) => JSON.stringify(unit);

beforeAll(async () => {
  organization = await openOrganization(ACCOUNTS, { role: ROLE, externalId: SECRET });
  Object.assign(process.env, organization.management.env, { INFRA_PARITY_DIGEST_KEY: 'test' });
  await Promise.all(organization.members.map((world, n) => seed(world, n)));
  writeFileSync(join(folder, 'infra-parity.yaml'), 'defaultExpectations: false\n');
}, 120_000);
afterAll(() => {
  process.env = { ...before };
});

describe('org plan', () => {
  it('lists the accounts once and writes a line for each', async () => {
    await organization.management.clearCalls();
    const plan = ['org', 'plan', '--regions', REGIONS.join(), '--read-role', ROLE, '--external-id-from', 'EXTERNAL'];
    const exclude = ['--exclude-account', organization.management.account];
    const { code, err } = await ran(...plan, ...exclude, '--output', 'plan.jsonl');
    expect([code, err]).toEqual([0, `infra-parity: ${ACCOUNTS} of ${ACCOUNTS + 1} accounts, 3 regions each\n`]);
    units = readFileSync(join(folder, 'plan.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((one) => JSON.parse(one) as Unit);
    expect(units.map(({ unit }) => unit)).toEqual(organization.members.map(({ account }) => account).sort());
    expect(units[0]?.places[0]?.roleArn).toBe(`arn:aws:iam::${units[0]?.unit}:role/${ROLE}`);
    const { byAction } = await organization.management.calls();
    expect(Object.keys(byAction).map((one) => one.split(':').at(-1))).toEqual(['ListAccounts']);
  });

  it('takes a file instead, and filters', async () => {
    writeFileSync(join(folder, 'accounts.txt'), '111122223333 payments\n444455556666 shop-a\n777788889999 shop-b\n');
    const { out } = await ran(
      'org',
      'plan',
      '--regions',
      'us-east-1',
      '--accounts',
      'accounts.txt',
      '--name',
      'shop-*',
    );
    expect(
      out
        .trim()
        .split('\n')
        .map((one) => (JSON.parse(one) as Unit).title),
    ).toEqual(['shop-a', 'shop-b']);
    expect(
      (await ran('org', 'plan', '--regions', 'us-east-1', '--accounts', 'accounts.txt', '--name', 'none')).code,
    ).toBe(2);
  });
});

describe('ten accounts in three regions', () => {
  it('are read unit by unit into packed files; four planted deviations are told in forty lines', async () => {
    mkdirSync(join(folder, 'run'), { recursive: true });
    const types = TYPES.flatMap((type) => ['--type', type]);
    const codes = await Promise.all(
      units.map(async (unit) => {
        const { code } = await ran(
          'collect',
          '--quiet',
          '--unit',
          line(unit),
          ...types,
          '--output',
          'run/{unit}.jsonl.gz',
        );
        return code;
      }),
    );
    expect(codes).toEqual(units.map(() => 0));
    const files = readdirSync(join(folder, 'run')).map((name) => `run/${name}`);
    expect(files).toHaveLength(ACCOUNTS);
    const { code, out } = await ran('audit', '--from', ...files, '--groups', 'account', '--plan', 'plan.jsonl');
    expect(code).toBe(1);
    const [head = ''] = out.split('\n');
    expect(head).toBe('DEVIATION  10 groups: 6 at parity, 4 deviate');
    for (const n of [2, 4, 6, 7]) expect(out).toContain(organization.members[n]?.account);
    expect(out).toMatch(/2 of 10 groups: \d{12}, \d{12}/);
    expect(out.trim().split('\n').length).toBeLessThanOrEqual(40);
  }, 180_000);

  it('are held against each other in each region too', async () => {
    const files = readdirSync(join(folder, 'run')).map((name) => `run/${name}`);
    const { out } = await ran('audit', '--from', ...files, '--groups', 'region', '--report', 'json');
    const result = JSON.parse(out) as RollUp;
    const of = (name: string) => result.groups.find((one) => one.name === name);
    expect(of('us-east-1')?.verdict).toBe('parity');
    expect(of('eu-central-1')?.verdict).toBe('deviation');
    expect(result.causes.find(({ type }) => type === 'AWS::SQS::Queue')?.regions).toContain(
      organization.members[4]?.account,
    );
  });
});

describe('in S3', () => {
  it('snapshots go out and come in, in a bucket whose owner is named', async () => {
    const { management } = organization;
    const s3 = new S3Client({ ...management.clients('us-east-1'), forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: 'parity-snapshots' }));
    // Accounts in which nothing was changed; the list is in the order of the numbers, which are drawn.
    const sound = organization.members.slice(0, 2).map(({ account }) => account);
    const two = units.filter(({ places }) => places.every(({ account }) => sound.includes(account)));
    expect(two).toHaveLength(2);
    for (const unit of two) {
      const to = `s3://parity-snapshots/run-1/{unit}.jsonl.gz`;
      expect(
        (await ran('collect', '--quiet', '--unit', line(unit), '--type', 'AWS::SQS::Queue', '--output', to)).err,
      ).toBe('');
    }
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: 'parity-snapshots' }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(two.map(({ unit }) => `run-1/${unit}.jsonl.gz`));
    const from = ['--from', 's3://parity-snapshots/run-1/'];
    const { out, code } = await ran('audit', ...from, '--groups', '--plan', 'plan.jsonl', '--report', 'json');
    const result = JSON.parse(out) as RollUp;
    expect([code, result.verdicts]).toEqual([3, { parity: 2, deviation: 0, incomplete: 8, error: 0 }]);
    const other = await ran('audit', ...from, '--groups', '--bucket-owner', '999988887777');
    expect([other.code, other.err]).toEqual([2, expect.stringContaining('s3://parity-snapshots/run-1/')]);
  }, 60_000);
});

describe('the landing zone that ships', () => {
  it('judges each account by itself: what is not set is told, and what is not readable is unknown', async () => {
    const [good, bad, denied] = organization.members as [World, World, World];
    for (const region of REGIONS) {
      const ec2 = new EC2Client(good.clients(region));
      await ec2.send(new EnableEbsEncryptionByDefaultCommand({}));
    }
    await new IAMClient(good.clients('us-east-1')).send(
      new UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 14 }),
    );
    const s3 = new S3Client({ ...good.clients('us-east-1'), forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: `trail-${good.account}` }));
    const trail = new CloudTrailClient(good.clients('us-east-1'));
    await trail.send(
      new CreateTrailCommand({ Name: 'all', S3BucketName: `trail-${good.account}`, IsMultiRegionTrail: true }),
    );
    await trail.send(new StartLoggingCommand({ Name: 'all' }));
    await denied.faults([{ kind: 'deny', service: 'ec2', action: 'GetEbsEncryptionByDefault' }]);
    mkdirSync(join(folder, 'zone'), { recursive: true });
    const builtin = ['--baseline', 'builtin:landing-zone'];
    const chosen = [good, bad, denied].map(({ account }) => units.find(({ unit }) => unit === account));
    for (const unit of chosen) {
      const { code } = await ran(
        'collect',
        '--quiet',
        ...builtin,
        '--exclude-type',
        'AWS::S3::*',
        '--unit',
        line(unit),
        '--output',
        'zone/{unit}.jsonl.gz',
      );
      expect(code).toBe(unit?.unit === denied.account ? 3 : 0);
    }
    const files = readdirSync(join(folder, 'zone')).map((name) => `zone/${name}`);
    const { out } = await ran(
      'audit',
      ...builtin,
      '--from',
      ...files,
      '--report',
      'json',
      '--group-reports',
      'zone-reports',
    );
    const result = JSON.parse(out) as RollUp;
    const said = (account: string) =>
      result.causes.filter(({ groups }) => groups.includes(account)).map(({ rule, type }) => `${rule} ${type}`);
    expect(said(bad.account)).toEqual(
      expect.arrayContaining([
        'trail-coverage AWS::CloudTrail::Trail',
        'expected-property AWS::EC2::EBSEncryptionByDefault',
        'expected-resource AWS::IAM::AccountPasswordPolicy',
        'expected-resource AWS::Config::ConfigurationRecorder',
      ]),
    );
    expect(said(good.account).filter((one) => /EBS|Password|Trail/.test(one))).toEqual([]);
    expect(said(denied.account).filter((one) => one.includes('EBS'))).toEqual([]);
    expect(result.groups.find(({ name }) => name === denied.account)?.gaps).toBeGreaterThan(0);
  }, 120_000);
});
