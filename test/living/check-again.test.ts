import { beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../src/command.ts';
import { recorder } from '../../src/commands/testing.ts';
import type { AuditResult } from '../../src/report/report.ts';
import { makeFolder } from '../folder.ts';
import { openWorld, type World } from '../simulator/simulator.ts';
import { type Block, bucket, key, template, vpc } from '../worlds/designs.ts';

/** `check` while the second region is still being deployed: what it reads again, and what comes of it. */
const US = 'us-east-1';
const EU = 'eu-central-1';
const WHOLE: Block = {
  Vpc: vpc('10.0.0.0/16', 'shop'),
  Files: bucket('shop-files-${AWS::Region}-${AWS::AccountId}'),
  Key: key('shop'),
  Jobs: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'shop-jobs' } },
};
const { Key: _, Jobs: __, ...HALF } = WHOLE;

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.deploy(US, 'shop', template(WHOLE));
});

/** Runs `check`; `meanwhile` is what happens while it waits for the first time. */
async function check(meanwhile: () => Promise<void>, ...more: string[]) {
  const { io, out, err } = recorder({ cwd: makeFolder(), env: world.env });
  let time = Date.parse('2026-01-02T03:04:05.000Z');
  const slept: number[] = [];
  const sleep = async (milliseconds: number) => {
    slept.push(milliseconds);
    time += milliseconds;
    if (slept.length === 1) await meanwhile();
  };
  const before = { ...process.env };
  Object.assign(process.env, world.env);
  try {
    const argv = ['check', '--regions', `${US},${EU}`, '--stack-prefix', 'shop', '--report', 'json', ...more];
    const code = await run(argv, { ...io, sleep, now: () => new Date(time) });
    return { code, result: JSON.parse(out()) as AuditResult, err: err(), slept };
  } finally {
    process.env = before;
  }
}
const readings = (calls: Readonly<Record<string, number>>) =>
  Object.keys(calls)
    .filter((action) => !/GetCallerIdentity|DescribeRegions/.test(action))
    .map((action) => action.split(':').slice(0, 2).join(':'));

describe('a deviation that is gone two seconds later', () => {
  it('is dropped with a note, and only what deviated is read again', async () => {
    await world.deploy(EU, 'shop', template(HALF));
    const { code, result, slept } = await check(async () => {
      await world.deploy(EU, 'shop', template(WHOLE));
      await world.clearCalls();
    });
    expect({ code, verdict: result.verdict, findings: result.findings }).toEqual({
      code: 0,
      verdict: 'parity',
      findings: [],
    });
    expect(slept).toEqual([2000]);
    expect(result.snapshot.notes.filter((note) => note.startsWith('gone when')).length).toBe(2);
    expect(result.counts[EU]).toMatchObject({ total: 4, same: 4 });
    const { byAction, writes } = await world.calls();
    expect(writes).toEqual([]);
    // Stacks and tags tell what belongs; the queue is read by its own calls; of the key there are its listing and its parts.
    const services = ['cloudformation', 'kms', 'sqs', 'tagging'].map((service) => `${service}:${EU}`);
    expect(new Set(readings(byAction))).toEqual(new Set(services));
  });

  it('stands when it is still there, in the same bytes as when it was seen once', async () => {
    await world.deploy(EU, 'shop', template(HALF));
    const twice = await check(async () => {});
    const once = await check(async () => {}, '--no-confirm');
    expect(twice.code).toBe(1);
    expect(once.slept).toEqual([]);
    expect(twice.result.findings).toEqual(once.result.findings);
    expect(twice.result.rows).toEqual(once.result.rows);
    expect(twice.result.counts).toEqual(once.result.counts);
  });

  it('stands when AWS does not answer the second time', async () => {
    await world.deploy(EU, 'shop', template(HALF));
    const { code, result } = await check(() => world.faults([{ kind: 'deny', service: 'kms', region: EU }]));
    expect(code).toBe(1);
    expect(result.findings.map(({ type }) => type).sort()).toEqual(['AWS::KMS::Key', 'AWS::SQS::Queue']);
    expect(result.gaps).toEqual([]);
    expect(result.snapshot.notes.filter((note) => note.includes('could not be read again')).length).toBeGreaterThan(0);
  });
});

describe('--wait', () => {
  it('sees the stack come, whole, though nothing of it was there at first', async () => {
    const { code, result, slept, err } = await check(
      () => world.deploy(EU, 'shop', template(WHOLE)).then(() => {}),
      '--wait',
      '5m',
    );
    expect({ code, findings: result.findings }).toEqual({ code: 0, findings: [] });
    expect(slept.length).toBe(1);
    expect(result.counts[EU]).toMatchObject({ total: 4, same: 4 });
    expect(err).toMatch(/^waiting: \d+ deviations; reading .* in eu-central-1 again in 2s \(5m00s left\)$/m);
  });

  it('sees what could not be read at first', async () => {
    await world.deploy(EU, 'shop', template(WHOLE));
    await world.faults([{ kind: 'deny', service: 'kms', region: EU }]);
    const { code, result } = await check(() => world.clearFaults(), '--wait', '1m');
    expect({ code, verdict: result.verdict, gaps: result.gaps }).toEqual({ code: 0, verdict: 'parity', gaps: [] });
  });

  it('ends at the deadline', async () => {
    await world.deploy(EU, 'shop', template(HALF));
    const { code, slept } = await check(async () => {}, '--wait', '10s');
    expect(code).toBe(1);
    expect(slept).toEqual([2000, 4000, 4000]);
  });
});
