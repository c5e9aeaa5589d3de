/**
 * The audit of two large snapshots, beside merely parsing their files: read into lines, JSON.parse each, keep nothing.
 * One resource in a hundred differs. In `alike` what the regions' resources say is the same text otherwise; in `linked`
 * each names resources of its own region (a key, a group) besides, as many types do, so no two lines are alike.
 */
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { ACCOUNT } from './inventory.mjs';
import { CLI, interleaved, run, scratch } from './process.mjs';

const REGIONS = ['us-east-1', 'eu-central-1'];
const PER_STACK = 100;
const DIFFERS_EVERY = 100;
const parser = fileURLToPath(new URL('parse.mjs', import.meta.url));

const pad = (index) => String(index).padStart(6, '0');
const filler = (index, length) => `${pad(index)} `.repeat(Math.ceil(length / 7)).slice(0, length);

const MAKERS = [
  (index, spoilt) => ({
    type: 'AWS::RDS::DBInstance',
    service: 'rds',
    kind: 'db:',
    properties: {
      ...{
        DBInstanceClass: 'db.r6g.large',
        Engine: 'postgres',
        EngineVersion: '16.4',
        AllocatedStorage: 100 + (index % 50),
      },
      ...{ BackupRetentionPeriod: spoilt ? 1 : 7, MultiAZ: true, StorageEncrypted: true, DeletionProtection: true },
      ...{
        MonitoringInterval: 60,
        StorageType: 'gp3',
        Iops: 3000,
        Port: 5432,
        MasterUsername: 'app',
        PubliclyAccessible: false,
      },
    },
    link: (region) => ({
      KmsKeyId: `arn:aws:kms:${region}:${ACCOUNT}:key/00000000-0000-4000-8000-${pad(index)}${pad(index)}`,
    }),
  }),
  (index, spoilt) => ({
    type: 'AWS::KMS::Key',
    service: 'kms',
    kind: 'key/',
    properties: {
      ...{ Aliases: [`alias/app-${index}`], KeyManager: 'CUSTOMER', KeySpec: 'SYMMETRIC_DEFAULT', KeyState: 'Enabled' },
      ...{
        KeyUsage: 'ENCRYPT_DECRYPT',
        MultiRegion: false,
        Origin: 'AWS_KMS',
        EnableKeyRotation: !spoilt,
        Enabled: true,
      },
      KeyPolicy: policy(`arn:aws:iam::${ACCOUNT}:root`, '*'),
    },
    link: (region) => ({ KeyPolicy: policy(`arn:aws:iam::${ACCOUNT}:root`, `arn:aws:kms:${region}:${ACCOUNT}:key/*`) }),
  }),
  (index, spoilt) => ({
    type: 'AWS::S3::Bucket',
    service: 's3',
    kind: '',
    properties: {
      VersioningConfiguration: { Status: spoilt ? 'Suspended' : 'Enabled' },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      LifecycleConfiguration: { Rules: [{ Id: `keep-${index % 9}`, Status: 'Enabled', ExpirationInDays: 365 }] },
    },
    link: (region) => ({ LoggingConfiguration: { DestinationBucketName: `logs-${region}-${ACCOUNT}` } }),
  }),
];

function policy(principal, Resource) {
  return {
    Version: '2012-10-17',
    Statement: [{ Sid: 'Root', Effect: 'Allow', Principal: { AWS: principal }, Action: 'kms:*', Resource }],
  };
}

/** One resource of the region, of the design that all regions have. */
export function resource(region, index, linked) {
  const spoilt = region === REGIONS[1] && index % DIFFERS_EVERY === 0;
  const { type, service, kind, properties, link } = MAKERS[index % MAKERS.length](index, spoilt);
  const id = `app-${region}-${pad(index)}`;
  const stack = `app-stack-${pad(Math.floor(index / PER_STACK))}`;
  const own = linked ? { ...properties, ...link(region) } : properties;
  const base = { app: 'app', Name: `app-${pad(index)}` };
  const tags = { ...base, notes: filler(index, 300) };
  const head = { type, stack, logicalId: `Resource${pad(index)}`, name: id, selected: true, evidence: ['stack'] };
  return {
    ...head,
    properties: own,
    unread: {},
    tags,
    region,
    id,
    arn: `arn:aws:${service}:${region}:${ACCOUNT}:${kind}${id}`,
  };
}

function snapshotOf(region, count, linked) {
  const resources = Array.from({ length: count }, (_, index) => resource(region, index, linked));
  const types = [...new Set(resources.map(({ type }) => type)), '*'];
  const place = { name: region, region, account: ACCOUNT, partition: 'aws', state: 'enabled' };
  return {
    header: {
      schemaVersion: 1,
      tool: { name: 'infra-parity', version: '0.1.0' },
      takenAt: '2026-01-01T00:00:00.000Z',
      caller: { account: ACCOUNT, partition: 'aws', arn: `arn:aws:iam::${ACCOUNT}:user/bench` },
      selection: { stackPrefixes: ['app'], tags: {}, types: [], excludeTypes: [] },
      regions: [place],
      digestKeyId: 'bench',
      notes: [],
    },
    observations: types.map((type) => ({ region, type, state: 'observed', gaps: [] })),
    resources,
  };
}

/** The product's own writer, from the sources: what is audited is what it would have collected. */
export async function writer() {
  const outfile = join(scratch, 'snapshot-file.mjs');
  const entryPoints = [fileURLToPath(new URL('../src/snapshot/file.ts', import.meta.url))];
  await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'warning' });
  return (await import(pathToFileURL(outfile).href)).writeSnapshot;
}

async function one(write, resources, rounds, linked) {
  const files = REGIONS.map((region) => join(scratch, `${region}${linked ? '-linked' : ''}.jsonl`));
  for (const [index, file] of files.entries()) await write(file, snapshotOf(REGIONS[index], resources, linked));
  const audit = [CLI, 'audit', ...files.flatMap((file) => ['--from', file]), '--no-baseline'];
  const report = join(scratch, 'big-report.txt');
  const sides = {
    parse: () => checked([parser, ...files], 0),
    audit: () => checked([...audit, '--report', `text=${report}`], 1),
  };
  const results = await interleaved(rounds, sides);
  const found = (readFileSync(report, 'utf8').match(/Resource\d{6}|app-\d{6}/g) ?? []).length;
  if (found === 0) throw new Error('the audit found none of the differences that were put in');
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  for (const file of files) rmSync(file);
  return { resources, bytes, ...results, ratio: results.audit.wall / results.parse.wall };
}

async function checked(args, code) {
  const result = await run(args);
  if (result.code !== code)
    throw new Error(`${args[1] ?? args[0]} ended with ${result.code}, not ${code}:\n${result.stderr}`);
  return result;
}

/** @param sizes `{ resources, rounds, linked }`: resources in each of the two files; linked ones too? */
export async function bigAudits(sizes) {
  const write = await writer();
  const results = [];
  for (const { resources, rounds, linked } of sizes) {
    const alike = await one(write, resources, rounds, false);
    results.push({ alike, ...(linked && { linked: await one(write, resources, rounds, true) }) });
  }
  return results;
}
