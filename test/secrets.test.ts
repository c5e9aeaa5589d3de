// Holds that no secret leaves: what is read of AWS reaches neither a snapshot nor a report, in whichever type it stands.
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateDBParameterGroupCommand, ModifyDBParameterGroupCommand, RDSClient } from '@aws-sdk/client-rds';
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { run } from '../src/command.ts';
import { broken } from '../src/commands/sample-snapshot.ts';
import { recorder } from '../src/commands/testing.ts';
import { formats } from '../src/report/index.ts';
import { makeDigester } from '../src/snapshot/digest.ts';
import { formatSnapshot } from '../src/snapshot/file.ts';
import type { Snapshot } from '../src/snapshot/snapshot.ts';
import { makeFolder } from './folder.ts';
import { openWorld, type World } from './simulator/simulator.ts';
import { runIn } from './worlds/run-story.ts';

const REGIONS = ['us-east-1', 'eu-central-1'] as const;
const statement = (condition: object, more: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Condition: condition, ...more }] });

/** One secret a place and region: what differs is found, too. */
async function plant(world: World): Promise<void> {
  const iam = new IAMClient(world.clients('us-east-1'));
  const trust = statement(
    { StringEquals: { 'sts:ExternalId': 'secret-role' } },
    { Principal: { AWS: 'arn:aws:iam::999999999999:root' }, Action: 'sts:AssumeRole' },
  );
  await iam.send(new CreateRoleCommand({ RoleName: 'partner', AssumeRolePolicyDocument: trust }));
  for (const region of REGIONS) {
    const secret = `secret-${region === 'us-east-1' ? 'a' : 'b'}`;
    const s3 = new S3Client({ ...world.clients(region), forcePathStyle: true });
    const Bucket = `site-${region}`;
    const where = region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region as never } };
    await s3.send(new CreateBucketCommand({ Bucket, ...where }));
    const resource = { Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/*` };
    await s3.send(
      new PutBucketPolicyCommand({
        Bucket,
        Policy: statement({ StringLike: { 'AWS:referer': `https://x/${secret}` } }, resource),
      }),
    );
    const key = { Principal: { AWS: `arn:aws:iam::${world.account}:root` }, Action: 'kms:*', Resource: '*' };
    await new KMSClient(world.clients(region)).send(
      new CreateKeyCommand({
        Policy: statement({ StringEquals: { 'sts:externalid': [secret] } }, key),
        BypassPolicyLockoutSafetyCheck: true,
      }),
    );
    const rds = new RDSClient(world.clients(region));
    const DBParameterGroupName = 'app';
    await rds.send(
      new CreateDBParameterGroupCommand({
        DBParameterGroupName,
        DBParameterGroupFamily: 'mysql8.0',
        Description: 'app',
      }),
    );
    const set = (ParameterName: string, ParameterValue: string) => ({
      ParameterName,
      ParameterValue,
      ApplyMethod: 'immediate' as const,
    });
    const Parameters = [set('init_connect', `SET @p = '${secret}'`), set('max_connections', '100')];
    await rds.send(new ModifyDBParameterGroupCommand({ DBParameterGroupName, Parameters }));
  }
}

describe('a secret', () => {
  it('stands in no snapshot and no report, and a difference of it is found all the same', async () => {
    const world = await openWorld();
    await plant(world);
    const folder = makeFolder();
    const reports = Object.keys(formats).flatMap((format) => [
      '--report',
      `${format}=${join(folder, `report.${format}`)}`,
    ]);
    const flags = [
      '--regions',
      REGIONS.join(','),
      '--save-snapshot',
      join(folder, 's.jsonl'),
      '--confirm-after',
      '1ms',
    ];
    const { stderr } = await runIn('none', ['check', ...flags, ...reports], world.env);
    expect(stderr).toMatch(/DEVIATION|INCOMPLETE|PARITY/);
    const files = readdirSync(folder);
    expect(files.length).toBe(Object.keys(formats).length + 1);
    for (const file of files) {
      expect({ file, secret: /secret-(role|a|b)/.exec(readFileSync(join(folder, file), 'utf8'))?.[0] }).toEqual({
        file,
        secret: undefined,
      });
      expect({ file, mode: statSync(join(folder, file)).mode & 0o777 }).toEqual({ file, mode: 0o600 });
    }
    const snapshot = readFileSync(join(folder, 's.jsonl'), 'utf8');
    expect(snapshot).toContain('"max_connections":"100"');
    expect(snapshot.match(/digest:[0-9a-f]{8}:[0-9a-f]{32}/g)?.length).toBeGreaterThanOrEqual(7);
    const { findings } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
    const drifted = findings.filter(({ rule }: { rule: string }) => rule === 'property-drift');
    expect(drifted.map(({ property }: { property: string }) => property)).toEqual(
      expect.arrayContaining(['Parameters.init_connect']),
    );
  }, 120_000);
});

describe('digests', () => {
  const withSecrets = (secrets: readonly [string, string]): Snapshot => {
    const made = broken();
    const change = (one: Snapshot['resources'][number]) =>
      one.type === 'AWS::KMS::Key'
        ? { ...one, properties: { ...one.properties, Secret: secrets[one.region === 'us-east-1' ? 0 : 1] } }
        : one;
    return { ...made, resources: made.resources.map(change) };
  };
  async function said(secrets: readonly [string, string]) {
    const folder = makeFolder();
    writeFileSync(join(folder, 's.jsonl'), `${[...formatSnapshot(withSecrets(secrets))].join('\n')}\n`);
    const { io, out } = recorder({ cwd: folder });
    await run(['audit', '--from', 's.jsonl', '--report', 'json'], io);
    const { findings, gaps } = JSON.parse(out());
    return {
      findings: findings.filter(({ property }: { property: string }) => property === 'Secret').length,
      gaps: gaps
        .filter(({ properties }: { properties?: string[] }) => properties?.includes('Secret'))
        .map(({ cause }: { cause: string }) => cause),
    };
  }
  const [one, other] = [makeDigester('one'), makeDigester('other')];

  it('of one key say whether two secrets are equal', async () => {
    expect(await said([one.digest('x'), one.digest('x')])).toEqual({ findings: 0, gaps: [] });
    for (let index = 0; index < 20; index++)
      expect(await said([one.digest(`x${index}`), one.digest(`y${index}`)])).toEqual({ findings: 1, gaps: [] });
  });

  it('of two keys say nothing: neither equal nor different', async () => {
    const { findings, gaps } = await said([one.digest('x'), other.digest('x')]);
    expect(findings).toBe(0);
    expect(gaps).toContain('ambiguous');
  });

  it('are made with a key that costs whoever guesses it', () => {
    const started = performance.now();
    makeDigester('a key that nobody had before');
    expect(performance.now() - started).toBeGreaterThan(20);
  });
});

describe('a file that is written again', () => {
  it.each([0o600, 0o640, 0o644, 0o660])('keeps its mode: %o', async (mode) => {
    const folder = makeFolder();
    writeFileSync(join(folder, 's.jsonl'), `${[...formatSnapshot(broken())].join('\n')}\n`);
    for (const name of ['r.json', 'w.yaml']) {
      writeFileSync(join(folder, name), '');
      chmodSync(join(folder, name), mode);
    }
    mkdirSync(join(folder, 'new'));
    const { io } = recorder({ cwd: folder });
    await run(['audit', '--from', 's.jsonl', '--report', 'json=r.json', '--report', 'html=new/r.html'], io);
    await run(
      ['waive', '0123456789abcdef', '--waivers', 'w.yaml', '--reason', 'a', '--owner', 'b', '--until', '2026-12-31'],
      io,
    );
    for (const name of ['r.json', 'w.yaml']) {
      expect(statSync(join(folder, name)).mode & 0o777).toBe(mode);
      expect(statSync(join(folder, name)).size).toBeGreaterThan(10);
    }
    expect(statSync(join(folder, 'new/r.html')).mode & 0o777).toBe(0o600);
  });
});
