/**
 * A whole organization judged from files by one process: a snapshot an account, packed, each with its regions; one account in
 * twenty lacks a key in its last region. Time and peak are those of `audit --groups account`; the files are made before and gone after.
 */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resource, writer } from './big-audit.mjs';
import { CLI, run, scratch } from './process.mjs';

const REGIONS = ['us-east-1', 'eu-central-1', 'eu-west-1', 'ap-southeast-2'];
const FULL = { accounts: 500, resources: 400 };
const QUICK = { accounts: 25, resources: 400 };
const LACKS_EVERY = 20;

const accountOf = (n) => String(100_000_000_000 + n);

/** The bench's hundredth resources differ between its two regions: these are none of them. */
const unspoilt = (index) => index + 1 + Math.floor(index / 99);

/** Each place's own resources: those of the design, with the account's number where the bench's stands. */
function snapshotOf(account, count, lacks) {
  const last = REGIONS.at(-1);
  const resources = REGIONS.flatMap((region) =>
    Array.from({ length: count }, (_, index) => resource(region, unspoilt(index), true))
      .filter(({ region: own, type }, index) => !(lacks && own === last && type === 'AWS::KMS::Key' && index < 6))
      .map((one) => ({ ...one, arn: one.arn.replace(/\d{12}/, account) })),
  );
  const types = [...new Set(resources.map(({ type }) => type)), '*'];
  const partition = 'aws';
  return {
    header: {
      schemaVersion: 1,
      tool: { name: 'infra-parity', version: '0.1.0' },
      takenAt: '2026-01-01T00:00:00.000Z',
      caller: { account, partition, arn: `arn:aws:sts::${account}:assumed-role/parity-read/bench` },
      selection: { stackPrefixes: [], tags: {}, types: [], excludeTypes: [] },
      regions: REGIONS.map((region) => ({ name: region, region, account, partition, state: 'enabled' })),
      digestKeyId: 'bench',
      notes: [],
    },
    observations: REGIONS.flatMap((region) => types.map((type) => ({ region, type, state: 'observed', gaps: [] }))),
    resources,
  };
}

/** @param quick a twentieth of it */
export async function organisation(quick) {
  const { accounts, resources } = quick ? QUICK : FULL;
  const folder = join(scratch, 'organisation');
  mkdirSync(folder);
  const write = await writer();
  const { gzipSync } = await import('node:zlib');
  const plain = join(folder, 'one.jsonl');
  const files = [];
  let bytes = 0;
  for (let n = 0; n < accounts; n += 1) {
    await write(plain, snapshotOf(accountOf(n), resources, n % LACKS_EVERY === 0));
    const packed = join(folder, `${accountOf(n)}.jsonl.gz`);
    writeFileSync(packed, gzipSync(readFileSync(plain), { level: 1 }));
    bytes += statSync(packed).size;
    files.push(packed);
  }
  rmSync(plain);
  const report = join(folder, 'all.json');
  const argv = [CLI, 'audit', ...files.flatMap((file) => ['--from', file]), '--no-baseline', '--groups', 'account'];
  const result = await run([...argv, '--report', `json=${report}`]);
  if (result.code !== 1) throw new Error(`the audit ended with ${result.code}, not 1:\n${result.stderr}`);
  const { groups } = JSON.parse(readFileSync(report, 'utf8'));
  const deviating = groups.filter(({ verdict }) => verdict === 'deviation').length;
  const planted = Math.ceil(accounts / LACKS_EVERY);
  if (groups.length !== accounts || deviating !== planted)
    throw new Error(`${deviating} of ${groups.length} groups deviate, not ${planted} of ${accounts}`);
  rmSync(folder, { recursive: true });
  return { accounts, regions: REGIONS.length, resources, bytes, wall: result.wall, cpu: result.cpu, peak: result.peak };
}

export function organisationLines({ accounts, regions, resources, wall, peak, cpu }) {
  const about = `organization of ${accounts} accounts x ${regions} regions x ${resources} resources:`;
  const judged = accounts >= FULL.accounts;
  return [
    { what: `${about} wall`, value: wall / 1000, unit: 's', ...(judged && { target: 180 }) },
    { what: `${about} CPU`, value: cpu / 1000, unit: 's' },
    { what: `${about} peak`, value: peak, unit: 'MiB', target: 1024 },
  ];
}
