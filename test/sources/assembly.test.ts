/** The two founding designs, found in the cloud assembly before they are deployed, and live afterwards under the same fingerprints. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { describe, expect, test } from 'vitest';
import type { AuditResult } from '../../src/report/report.ts';
import { openWorld } from '../simulator/simulator.ts';
import { runIn } from '../worlds/run-story.ts';
import { appIn, shopApp, siblingsApp } from './cdk-apps.ts';
import { deployAssembly } from './deploy-assembly.ts';

const [US, EU, OHIO] = ['us-east-1', 'eu-central-1', 'us-east-2'] as const;
const ACCOUNT = '111111111111';

async function audited(...args: readonly string[]) {
  const { exitCode, stdout, stderr } = await runIn('none', ['audit', ...args, '--no-baseline', '--report', 'json']);
  return { exitCode, stderr, result: stdout === '' ? null : (JSON.parse(stdout) as AuditResult) };
}

const told = ({ findings }: AuditResult) =>
  findings
    .map(
      ({ rule, counterpart, regions, property }) =>
        `${rule} ${counterpart} ${regions}${property ? ` ${property}` : ''}`,
    )
    .sort();

const LACKING = ['Database', 'DatabaseSubnets', 'DataKey', 'MonitoringRole', 'Trail'];

describe('the shop: one design in two regions', () => {
  test('whole in both it is at parity, compared by design', async () => {
    const { exitCode, result } = await audited('--from', shopApp(ACCOUNT));
    expect({ exitCode, findings: result?.findings, gaps: result?.gaps }).toEqual({
      exitCode: 0,
      findings: [],
      gaps: [],
    });
    expect(result?.counts[US]?.compared).toMatchObject({ live: 0, declared: 12, presence: 0 });
  });

  test('the code for the second region lacks five resources and opens another port', async () => {
    const { exitCode, result } = await audited('--from', shopApp(ACCOUNT, { whole: false, databasePort: 3306 }));
    expect(exitCode).toBe(1);
    expect(told(result as AuditResult)).toEqual(
      [
        ...LACKING.map((name) => `missing-resource shop/${name} ${EU}`),
        `security-group-rules shop/DatabaseGroup ${EU} ingress tcp 5432 from group shop/AppGroup`,
        `security-group-rules shop/DatabaseGroup ${US} ingress tcp 3306 from group shop/AppGroup`,
      ].sort(),
    );
  });
});

describe('siblings: stacks beside each other, the region in every name', () => {
  test('whole they are counterparts; a stack that the second region lacks is one cause', async () => {
    const regions = { [US]: US, [OHIO]: OHIO };
    const whole = await audited('--from', siblingsApp(ACCOUNT, regions));
    expect({ exitCode: whole.exitCode, findings: whole.result?.findings }).toEqual({ exitCode: 0, findings: [] });
    const { exitCode, result } = await audited('--from', siblingsApp(ACCOUNT, regions, OHIO));
    expect(exitCode).toBe(1);
    expect(result?.findings.map(({ type, regions: where }) => `${type} ${where}`).sort()).toEqual([
      `AWS::KMS::Key ${OHIO}`,
      `AWS::S3::Bucket ${OHIO}`,
    ]);
    expect(new Set(result?.findings.map(({ cause }) => cause)).size).toBe(1);
  });
});

describe('the same design, deployed', () => {
  test('what the assembly lacks is found live under the same fingerprints, and nothing else', async () => {
    const world = await openWorld();
    const assembly = shopApp(world.account, { whole: false, databasePort: 3306 });
    const before = await audited('--from', assembly);
    await deployAssembly(world, assembly);
    const live = await runIn(
      'none',
      [
        'check',
        '--regions',
        `${US},${EU}`,
        '--stack-prefix',
        'shop',
        '--no-baseline',
        '--report',
        'json',
        '--no-confirm',
        '--quiet',
      ],
      world.env,
    );
    const after = JSON.parse(live.stdout) as AuditResult;
    const fingerprints = ({ findings }: AuditResult) =>
      findings.map(({ fingerprint, rule, counterpart }) => `${fingerprint} ${rule} ${counterpart}`).sort();
    expect(fingerprints(after)).toEqual(fingerprints(before.result as AuditResult));
  });
});

/** Synthesised, and the folder with its manifest. */
function synthesised(make: (app: ReturnType<typeof appIn>) => void): string {
  const app = appIn();
  make(app);
  return app.synth().directory;
}
const both = [US, EU].map((region) => ({ account: ACCOUNT, region }));

describe('what an assembly may hold', () => {
  test('nested stacks and stages', async () => {
    const make = (lacking: boolean) =>
      synthesised((app) => {
        for (const env of both) {
          const stage = new Stage(app, `Prod-${env.region}`, { env });
          const stack = new Stack(stage, 'App', { stackName: 'app' });
          const nested = new NestedStack(stack, 'Inner');
          const topic = new CfnTopic(nested, 'Topic', { displayName: 'orders' });
          if (lacking && env.region === EU) continue;
          new CfnTopic(nested, 'More', { displayName: topic.attrTopicName });
          new CfnTopic(stack, 'Outer', { displayName: topic.ref });
        }
      });
    expect(await audited('--from', make(false))).toMatchObject({ exitCode: 0, result: { findings: [], gaps: [] } });
    const { exitCode, result } = await audited('--from', make(true));
    expect(exitCode).toBe(1);
    expect(told(result as AuditResult).map((one) => one.split(' ').slice(0, 3).join(' '))).toEqual([
      `missing-resource app/InnerNestedStackInnerNestedStackResource745E041B/More ${EU}`,
      `missing-resource app/Outer ${EU}`,
    ]);
  });

  test('stacks that name no region are where --place says, and nowhere without it', async () => {
    const assembly = synthesised((app) => new Key(new Stack(app, 'App'), 'Key', { enableKeyRotation: true }));
    const { exitCode, stderr } = await audited('--from', assembly);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringMatching(
        /^infra-parity: .*manifest\.json: stack App names no region .*--place us-east-1.*\n$/,
      ),
    });
    const { result } = await audited('--from', assembly, '--place', US, '--place', EU);
    expect(result).toMatchObject({ verdict: 'parity', findings: [] });
    expect(Object.keys(result?.counts ?? {})).toEqual([US, EU]);
  });

  test('references to another region are references', async () => {
    const make = (other: boolean) =>
      synthesised((app) => {
        const buckets = both.map((env) => {
          const stack = new Stack(app, `Data-${env.region}`, { env, crossRegionReferences: true });
          return [new CfnBucket(stack, 'Files'), new CfnBucket(stack, 'Others')] as const;
        });
        for (const [at, env] of both.entries()) {
          const [files, others] = buckets[1 - at] as (typeof buckets)[number];
          const stack = new Stack(app, `Use-${env.region}`, { env, crossRegionReferences: true });
          const seen = other && env.region === EU ? others : files;
          new CfnTopic(stack, 'Topic', { displayName: seen.attrArn });
        }
      });
    const same = await audited('--from', make(false));
    expect(same.result?.findings.filter(({ rule }) => rule !== 'region-isolation')).toEqual([]);
    const { result } = await audited('--from', make(true));
    const found = result?.findings.filter(({ rule }) => rule === 'property-drift');
    expect(found?.map(({ counterpart, property, compared }) => ({ counterpart, property, compared }))).toMatchObject([
      {
        property: 'DisplayName',
        compared: { [US]: expect.stringContaining('Files'), [EU]: expect.stringContaining('Others') },
      },
    ]);
  });

  test('what was not looked up is a dummy, alike in every region: what hangs on it is not known', async () => {
    const assembly = synthesised((app) => {
      for (const env of both) new CfnTopic(new Stack(app, `App-${env.region}`, { env, stackName: 'app' }), 'Topic');
    });
    const manifest = JSON.parse(readFileSync(join(assembly, 'manifest.json'), 'utf8')) as object;
    const missing = [
      { key: 'ami', provider: 'ami', props: { account: ACCOUNT, region: EU, filters: {} } },
      { key: 'vpc', provider: 'vpc-provider', props: { account: ACCOUNT, region: EU } },
    ];
    writeFileSync(join(assembly, 'manifest.json'), JSON.stringify({ ...manifest, missing }));
    const { exitCode, result } = await audited('--from', assembly);
    expect({ exitCode, findings: result?.findings }).toEqual({ exitCode: 3, findings: [] });
    expect(result?.gaps.map(({ region, type, detail }) => `${region} ${type} ${detail}`)).toEqual([
      expect.stringMatching(`^${EU} \\* .*manifest.json: ami was not looked up, and a dummy stands for what it finds$`),
      expect.stringMatching(`^${EU} \\* .*manifest.json: vpc-provider was not looked up`),
    ]);
  });

  test('without the template of a nested stack what it makes is unknown, and not missing', async () => {
    const assembly = synthesised((app) => {
      for (const env of both) {
        const nested = new NestedStack(new Stack(app, `App-${env.region}`, { env, stackName: 'app' }), `Inner`);
        new CfnTopic(nested, 'Topic', { displayName: env.region });
      }
    });
    rmSync(
      join(
        assembly,
        readdirSync(assembly).find((name) => name.includes('eucentral1') && name.includes('nested')) as string,
      ),
    );
    const { exitCode, result } = await audited('--from', assembly);
    expect({ exitCode, findings: result?.findings }).toEqual({ exitCode: 3, findings: [] });
    expect(result?.gaps[0]?.detail).toContain('is not in the assembly');
  });

  test.each([
    ['{', /manifest\.json:1: is no JSON/],
    ['[]', /manifest\.json: is no JSON object/],
    [
      '{"artifacts": {"A": {"type": "aws:cloudformation:stack", "environment": "aws://1/us-east-1", "properties": {"templateFile": "../../x.json"}}}}',
      /stack A names the template \.\.\/\.\.\/x\.json, which is not there/,
    ],
    [
      '{"artifacts": {"A": {"type": "cdk:cloud-assembly", "properties": {"directoryName": "gone"}}}}',
      /stage A names the folder gone/,
    ],
    ['{"artifacts": {}}', /holds no stack/],
  ])('%s is refused in one line', async (manifest, line) => {
    const assembly = synthesised(
      (app) => new CfnTopic(new Stack(app, 'App', { env: { account: ACCOUNT, region: US } }), 'Topic', {}),
    );
    writeFileSync(join(assembly, 'manifest.json'), manifest);
    const { exitCode, stderr } = await audited('--from', assembly);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(line) });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
