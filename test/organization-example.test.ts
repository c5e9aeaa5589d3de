/** The example for organizations: its state machine, walked state by state, with every task answered by the real command. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DeleteRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { ListRootsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { CreateBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { run } from '../src/command.ts';
import { recorder } from '../src/commands/testing.ts';
import type { RollUp } from '../src/report/roll-up/roll-up.ts';
import { evaluated, type Machine, type Outcome, walk } from './examples/state-machine.ts';
import { parseTemplate } from './examples/template.ts';
import { makeFolder } from './folder.ts';
import { type Organization, openOrganization } from './simulator/organization.ts';
import type { World } from './simulator/simulator.ts';

const text = readFileSync(fileURLToPath(new URL('../examples/organization/template.yaml', import.meta.url)), 'utf8');
const CLI = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));
const REGIONS = ['us-east-1', 'eu-central-1'];
const BUCKET = 'parity-organization';
const SECRET = 'between-us';
const ACCOUNTS = 6;

let organization: Organization;
let root = '';
const member = (n: number) => organization.members[n] as World;

function machine(): Machine {
  const { Properties } = parseTemplate(text).Resources.Machine;
  const given: { readonly [name: string]: string } = {
    Cluster: 'cluster',
    Task: 'task',
    Subnets: 'subnet-1","subnet-2',
    Network: 'sg-1',
    AssignPublicIp: 'DISABLED',
    Bucket: BUCKET,
    Regions: REGIONS.join(),
    Units: root,
    ReadRole: 'parity-read',
    Baseline: 'none.yaml',
    MaxConcurrency: '3',
    Tolerated: '100',
    Owner: organization.management.account,
  };
  expect(Object.keys(Properties.DefinitionSubstitutions).sort()).toEqual(Object.keys(given).sort());
  return JSON.parse(
    Properties.DefinitionString.replace(/\$\{(\w+)\}/g, (_: string, name: string) => given[name] ?? ''),
  );
}

describe('the read role of every account', () => {
  it('may read what the baseline that ships is read by, and nothing else', async () => {
    const baseline = readFileSync(
      fileURLToPath(new URL('../fixtures/baselines/landing-zone.yaml', import.meta.url)),
      'utf8',
    );
    const types = (parse(baseline) as { select: { types: readonly string[] } }).select.types;
    const { io, out } = recorder();
    expect(await run(['iam-policy', ...types.flatMap((type) => ['--type', type])], io)).toBe(0);
    const { TemplateBody } = parseTemplate(text).Resources.ReadRole.Properties;
    const { Statement } = parseTemplate(TemplateBody).Resources.Role.Properties.Policies[0].PolicyDocument;
    const actions = (statements: readonly { Action: readonly string[] }[]) =>
      statements.flatMap(({ Action }) => Action).sort();
    expect(actions(Statement)).toEqual(actions(JSON.parse(out()).Statement));
    expect(JSON.stringify(parseTemplate(TemplateBody).Resources.Role.Properties.AssumeRolePolicyDocument)).toContain(
      'sts:ExternalId',
    );
  });
});

describe('the intrinsic functions', () => {
  it('are as Step Functions has them', () => {
    const at = { input: { run: 'runs/1', unit: '{"a":1}' }, context: {} };
    expect(evaluated("States.Format('s3://b/{}/\\{unit\\}.gz', $.run)", at)).toBe('s3://b/runs/1/{unit}.gz');
    expect(evaluated("States.Array('a', $.unit, States.Format('{}-{}', 'x', $.run))", at)).toEqual([
      'a',
      '{"a":1}',
      'x-runs/1',
    ]);
  });
});

describe.skipIf(!existsSync(CLI))('a run over six accounts', () => {
  const cwd = makeFolder();
  let killed = 0;

  beforeAll(async () => {
    organization = await openOrganization(ACCOUNTS, { externalId: SECRET });
    const { Roots } = await new OrganizationsClient(organization.management.clients('us-east-1')).send(
      new ListRootsCommand({}),
    );
    root = Roots?.[0]?.Id ?? '';
    const s3 = new S3Client({ ...organization.management.clients('us-east-1'), forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
    for (const world of organization.members)
      for (const region of REGIONS)
        await new SQSClient(world.clients(region)).send(new CreateQueueCommand({ QueueName: 'orders' }));
    // One may not be entered, one answers nothing but denials, one is slow to answer.
    await new IAMClient(member(0).clients('us-east-1')).send(new DeleteRoleCommand({ RoleName: 'parity-read' }));
    await member(1).faults([{ kind: 'deny', service: 'sqs' }]);
    await member(2).faults([{ kind: 'throttle', service: 'sqs', times: 3 }]);
  }, 60_000);
  afterAll(() => expect(killed).toBe(1));

  const env = () => ({
    PATH: process.env.PATH,
    HOME: cwd,
    ...organization.management.env,
    INFRA_PARITY_EXTERNAL_ID: SECRET,
    INFRA_PARITY_DIGEST_KEY: 'one key',
  });

  /** What Fargate would run; the first task of one account is killed half way, as a spot task is. */
  const answer = (argv: readonly string[]): Promise<Outcome> =>
    new Promise((resolve) => {
      const more = argv[0] === 'collect' ? ['--type', 'AWS::SQS::Queue'] : argv[0] === 'org' ? [] : [];
      const baseline = argv.map((word) => (word === 'none.yaml' ? '--no-baseline' : word));
      const words = baseline.filter((word, at) => word !== '--baseline' || baseline[at + 1] !== '--no-baseline');
      const child = spawn(process.execPath, [CLI, ...words, ...more], {
        cwd,
        env: env(),
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (part: Buffer) => {
          said += part.toString();
        });
      if (argv[0] === 'collect' && argv.join().includes(member(3).account) && killed === 0) {
        killed += 1;
        child.kill('SIGKILL');
      }
      child.on('exit', (code) => resolve({ ok: code === 0, said: `${code}: ${said}` }));
    });

  const s3 = () => new S3Client({ ...organization.management.clients('us-east-1'), forcePathStyle: true });
  const stored = async (Key: string) =>
    (await (await s3().send(new GetObjectCommand({ Bucket: BUCKET, Key }))).Body?.transformToString()) ?? '';

  it('loses nothing: who was denied is unknown, who was throttled or killed is read', async () => {
    const tasks: string[] = [];
    const result = await walk(machine(), {
      name: 'night-1',
      answer: async (argv) => {
        tasks.push(argv[0] ?? '');
        return answer(argv);
      },
      read: stored,
    });
    // The run fails as the worst group does, and the map tells which account could not be read.
    expect(
      result.failed.map((one) => JSON.parse(one).unit),
      result.last.said,
    ).toEqual([member(0).account, organization.management.account].sort());
    expect(tasks.filter((one) => one === 'audit')).toHaveLength(1);
    const rollUp = JSON.parse(await stored('runs/night-1/reports/roll-up.json')) as RollUp;
    const of = (world: World) => rollUp.groups.find(({ name }) => name === world.account);
    expect(rollUp.groups).toHaveLength(ACCOUNTS + 1);
    expect(of(member(0))).toMatchObject({
      verdict: 'incomplete',
      missing: expect.stringContaining('nothing of it was handed in'),
    });
    expect(of(member(1))).toMatchObject({ verdict: 'incomplete', gaps: expect.any(Number) });
    for (const n of [2, 3, 4, 5]) expect([n, of(member(n))?.verdict]).toEqual([n, 'parity']);
    expect(await stored('runs/night-1/reports/index.html')).toContain(`groups/${member(4).account}.html`);
    expect(await stored(`runs/night-1/reports/groups/${member(4).account}.json`)).toContain('"verdict": "parity"');
    expect(result.last.ok).toBe(false);
    expect(result.last.said).toMatch(/^3: /);
  }, 240_000);
});
