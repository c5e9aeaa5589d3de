// What --dry-run says is held against what the run then sends.
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openWorld, type World } from '../../test/simulator/simulator.ts';
import { run } from '../command.ts';
import { planLines } from './dry-run.ts';
import { recorder } from './testing.ts';

let world: World;
const before = { ...process.env };
beforeEach(async () => {
  world = await openWorld();
  Object.assign(process.env, world.env);
});
afterEach(() => {
  process.env = { ...before };
});

const TEMPLATE = {
  Resources: {
    Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Version: '2012-10-17', Statement: [] } } },
    Queue: { Type: 'AWS::SQS::Queue', Properties: {} },
    Other: { Type: 'AWS::SQS::Queue', Properties: {} },
    Project: { Type: 'AWS::IoT::Thing', Properties: { ThingName: 'lamp' } },
  },
};
const DISCOVERY = /:(GetCallerIdentity|DescribeRegions|ListStacks|ListStackResources|DescribeStacks|GetResources)$/;

async function ran(...argv: string[]): Promise<{ code: number; out: string; err: string; actions: string[] }> {
  await world.clearCalls();
  const { io, out, err } = recorder({ env: { ...process.env } });
  const code = await run(argv, io);
  const { byAction } = await world.calls();
  const actions = Object.entries(byAction).flatMap(([action, times]) => Array<string>(times).fill(action));
  return { code, out: out(), err: err(), actions };
}

/** The numbers of a place's row: stacks, named, lists, of each, templates, Cloud Control, calls. */
function row(out: string, name: string): readonly number[] {
  const line = out.split('\n').find((one) => one.startsWith(`${name} `)) ?? '';
  return line.slice(name.length).trim().split(/\s+/).map(Number);
}

it('tells the calls that a run then sends, and sends none of them', async () => {
  for (const region of ['us-east-1', 'eu-central-1']) await world.deploy(region, 'app', TEMPLATE);
  const command = ['check', '--regions', 'us-east-1,eu-central-1', '--stack-prefix', 'app', '--no-baseline', '--quiet'];
  const history = join(tmpdir(), `infra-parity-dry-${process.pid}`);
  const dry = await ran(...command, '--dry-run', '--history', history);
  expect(existsSync(history)).toBe(false);
  expect(dry.code).toBe(0);
  expect(dry.actions.filter((action) => !DISCOVERY.test(action))).toEqual([]);
  expect(dry.out).toContain(`us-east-1, eu-central-1: account ${world.account} as`);

  const real = await ran(...command, '--no-confirm');
  const sent = real.actions.filter((action) => !DISCOVERY.test(action));
  const count = (pattern: RegExp) => sent.filter((action) => pattern.test(action)).length;
  const [stacks, named, , ofEach = 0, templates, cloudControl, calls = 0] = row(dry.out, 'us-east-1');
  expect([stacks, named]).toEqual([1, 4]);
  expect(templates).toBe(count(/us-east-1:GetTemplate$/));
  expect(cloudControl).toBe(count(/us-east-1:GetResource$/));
  expect(cloudControl).toBe(1);
  expect(ofEach).toBeGreaterThan(2);
  const [, , , , , , all = 0] = row(dry.out, 'all');
  expect(all).toBeGreaterThanOrEqual(sent.length);
  expect(calls).toBeGreaterThan(ofEach);
  // It is of this selection and not of everything that can be read.
  expect(all).toBeLessThan(sent.length * 2);
});

it('leaves open what only a listing tells, and what may not be asked', async () => {
  const everything = await ran('collect', '--regions', 'us-east-1', '--no-baseline', '--quiet', '--dry-run');
  expect(everything.code).toBe(0);
  expect(everything.out).toMatch(/^us-east-1 .* \? .*\d\+$/m);
  expect(everything.out).toMatch(/shows\s+only\s+when\s+all\s+are\s+listed/);

  await world.settings({ policy: ['sts:*', 'ec2:DescribeRegions'] });
  const denied = await ran(
    'collect',
    '--regions',
    'us-east-1',
    '--stack-prefix',
    'app',
    '--no-baseline',
    '--quiet',
    '--dry-run',
  );
  expect(denied.code).toBe(3);
  expect(denied.out).toMatch(/^us-east-1: there may be more: /m);
});

it('names each place by whose credentials it is read', async () => {
  await world.deploy('us-east-1', 'app', TEMPLATE);
  const { code, out } = await ran(
    ...['check', '--place', 'one=us-east-1', '--place', 'two=eu-central-1', '--stack-prefix', 'app'],
    ...['--no-baseline', '--quiet', '--dry-run'],
  );
  expect(code).toBe(0);
  expect(row(out, 'one').slice(0, 2)).toEqual([1, 4]);
  expect(row(out, 'two').slice(0, 2)).toEqual([0, 0]);
  expect(out).toContain(`one, two: account ${world.account} as`);
});

it.each([60, 80, 200])('fits %i columns, with every number', (width) => {
  const place = (name: string) => ({
    name,
    caller: { account: '111122223333', partition: 'aws', arn: 'arn:aws:iam::111122223333:role/audit' },
    state: 'enabled' as const,
    stacks: 1234,
    resources: 5678,
    lists: 94,
    ofEach: 9876,
    templates: 1234,
    cloudControl: 4321,
    unknown: [],
  });
  const lines = planLines([place('us-east-1'), place('production-of-the-whole-company/eu-central-1')], width);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
  for (const number of ['5678', '9876', '4321', '15525', '31050']) expect(lines.join(' ')).toContain(number);
});
