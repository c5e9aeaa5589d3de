import { describe, expect, it } from 'vitest';
import { emptyBaseline } from '../baseline/empty-baseline.ts';
import { UsageError } from '../common/usage-error.ts';
import type { Again } from '../snapshot/second-reading.ts';
import type { Gap, Observation, Snapshot } from '../snapshot/snapshot.ts';
import { broken, resourcesOf, snapshot, whole } from './sample-snapshot.ts';
import { judge } from './stages.ts';
import { type Patience, settled, type Tools } from './wait.ts';

const US = 'us-east-1';
const EU = 'eu-central-1';
const PATIENCE: Patience = { wait: 0, confirm: true, pause: 2000 };
const audit = (one: Snapshot) => judge(one, emptyBaseline());
const first = (one: Snapshot) => ({ snapshot: one, result: audit(one) });

/** What AWS would say to a second reading of a part. */
function part(full: Snapshot, only: Again, takenAt: string): Snapshot {
  const asked = ({ region, type }: { region: string; type: string }) => {
    const types = only.get(region);
    return types === 'all' || types?.has(type) === true;
  };
  const observations = full.observations.filter(asked);
  const hides = observations.filter(({ state }) => state === 'unknown');
  const lost = (one: { region: string; type: string }) =>
    hides.some(({ region, type }) => region === one.region && type === one.type);
  return {
    header: { ...full.header, takenAt, regions: full.header.regions.filter(({ name }) => only.has(name)) },
    observations,
    resources: full.resources.filter((one) => asked(one) && !lost(one)),
  };
}

/** Time that only passes while somebody waits; each reading takes the next of `later`, the last one again and again. */
function bench(later: readonly (Snapshot | Error)[]) {
  let time = Date.parse('2026-01-02T03:04:05.000Z');
  let at = 0;
  const said: string[] = [];
  const slept: number[] = [];
  const asked: { readonly [region: string]: readonly string[] | 'all' }[] = [];
  const controller = new AbortController();
  const tools: Tools = {
    judge: audit,
    readAgain: async (only) => {
      asked.push(
        Object.fromEntries([...only].map(([region, types]) => [region, types === 'all' ? types : [...types].sort()])),
      );
      const next = later[Math.min(at++, later.length - 1)];
      if (next === undefined || next instanceof Error) throw next;
      return part(next, only, new Date(time).toISOString());
    },
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      time += milliseconds;
    },
    now: () => new Date(time),
    say: (line) => void said.push(line),
    signal: controller.signal,
  };
  return { tools, said, slept, asked, controller };
}

const gapOf = (type: string): Gap => ({
  region: EU,
  type,
  cause: 'throttled',
  operation: 'rds:DescribeDBInstances',
  detail: 'Throttling',
  remedy: '',
});
const denied = (of: Snapshot, type: string): Snapshot => ({
  ...of,
  observations: of.observations.map(
    (one): Observation =>
      one.region === EU && one.type === type ? { ...one, state: 'unknown', gaps: [gapOf(type)] } : one,
  ),
  resources: of.resources.filter((one) => one.region !== EU || one.type !== type),
});

describe('a deviation', () => {
  it('that is gone at the second reading is dropped, with a note', async () => {
    const { tools, slept, asked, said } = bench([whole()]);
    const last = await settled(first(broken()), PATIENCE, tools);
    expect(last.result).toMatchObject({ verdict: 'parity', exitCode: 0, findings: [] });
    expect(last.result.snapshot.notes).toEqual(last.snapshot.header.notes);
    expect(last.result.snapshot.notes).toContainEqual(
      expect.stringMatching(/^gone when it was read a second time, and dropped: .*Database is missing in eu-central-1/),
    );
    expect(slept).toEqual([2000]);
    expect(said).toEqual([
      '3 deviations; reading AWS::EC2::SecurityGroup, AWS::RDS::DBInstance in eu-central-1 a second time in 2s',
    ]);
    expect(asked).toEqual([{ [EU]: ['AWS::EC2::SecurityGroup', 'AWS::RDS::DBInstance'] }]);
    expect(last.snapshot.header.takenAt).toBe('2026-01-02T03:04:07.000Z');
    // The snapshot that is kept says the same.
    expect(audit(last.snapshot)).toEqual(last.result);
  });

  it('that is still there is believed, without a note', async () => {
    const { tools, asked } = bench([broken()]);
    const last = await settled(first(broken()), PATIENCE, tools);
    expect(last.result).toMatchObject({ verdict: 'deviation', exitCode: 1 });
    expect(last.result.findings).toEqual(audit(broken()).findings);
    expect(last.result.snapshot.notes).toEqual([]);
    expect(asked.length).toBe(1);
  });

  it('that could not be read a second time stands', async () => {
    const { tools } = bench([denied(whole(), 'AWS::RDS::DBInstance')]);
    const last = await settled(first(broken()), PATIENCE, tools);
    expect(last.result.findings.map(({ rule }) => rule)).toContain('missing-resource');
    expect(last.result.gaps).toEqual([]);
    expect(last.result.snapshot.notes).toContain(
      'AWS::RDS::DBInstance in eu-central-1 could not be read again, so the reading before stands',
    );
  });

  it('stands when the credentials are over', async () => {
    const { tools } = bench([new UsageError(null, 'the AWS credentials have expired')]);
    const last = await settled(first(broken()), PATIENCE, tools);
    expect(last.result.findings).toEqual(audit(broken()).findings);
    expect(last.result.snapshot.notes).toEqual([
      'could not be read again, so the reading before stands: the AWS credentials have expired',
    ]);
  });

  it('is not read again when nobody wants it', async () => {
    const { tools, asked, slept } = bench([whole()]);
    const last = await settled(first(broken()), { ...PATIENCE, confirm: false }, tools);
    expect(last.result.exitCode).toBe(1);
    expect([asked, slept]).toEqual([[], []]);
  });

  it('ends when it is interrupted', async () => {
    const { tools, controller } = bench([new Error('interrupted by SIGINT')]);
    controller.abort();
    await expect(settled(first(broken()), PATIENCE, tools)).rejects.toThrow('interrupted by SIGINT');
  });
});

describe('at parity, or with nothing but gaps', () => {
  it('nothing is read again', async () => {
    for (const one of [whole(), denied(whole(), 'AWS::RDS::DBInstance')]) {
      const { tools, asked, slept } = bench([whole()]);
      expect(await settled(first(one), PATIENCE, tools)).toEqual(first(one));
      expect([asked, slept]).toEqual([[], []]);
    }
  });
});

describe('--wait', () => {
  const wait: Patience = { ...PATIENCE, wait: 15 * 60_000 };

  it('looks until parity, at what deviates only, and says so', async () => {
    const { tools, said, slept, asked } = bench([broken(), broken(), whole()]);
    const last = await settled(first(broken()), wait, tools);
    expect(last.result).toMatchObject({ verdict: 'parity', exitCode: 0 });
    expect(slept).toEqual([2000, 4000, 8000]);
    expect(new Set(asked.map((one) => JSON.stringify(one)))).toEqual(
      new Set([JSON.stringify({ [EU]: ['AWS::EC2::SecurityGroup', 'AWS::RDS::DBInstance'] })]),
    );
    expect(said[0]).toBe(
      `waiting: ${audit(broken()).findings.filter(({ severity }) => severity !== 'low').length} deviations; reading AWS::EC2::SecurityGroup, AWS::RDS::DBInstance in eu-central-1 again in 2s (15m00s left)`,
    );
    expect(said[1]).toMatch(/again in 4s \(14m58s left\)$/);
    expect(last.result.snapshot.notes).toEqual(['waited 14s, 4 readings in all']);
  });

  it('gives up at the deadline, and not after', async () => {
    const { tools, slept } = bench([broken()]);
    const last = await settled(first(broken()), wait, tools);
    expect(last.result.exitCode).toBe(1);
    expect(slept.reduce((sum, one) => sum + one, 0)).toBe(wait.wait);
    expect(Math.max(...slept)).toBe(30_000);
    expect(last.result.findings).toEqual(audit(broken()).findings);
  });

  it('looks at what could not be read, which a deviation may be behind', async () => {
    const { tools, asked } = bench([broken(), whole()]);
    const last = await settled(first(denied(whole(), 'AWS::RDS::DBInstance')), wait, tools);
    expect(asked[0]).toEqual({ [EU]: ['AWS::RDS::DBInstance'] });
    expect(last.result).toMatchObject({ verdict: 'parity', exitCode: 0 });
    expect(asked.length).toBe(2);
  });

  it('looks at a whole region while a stack is in progress there', async () => {
    const one = broken();
    const stack = {
      ...(one.resources[0] as (typeof one.resources)[number]),
      type: 'AWS::CloudFormation::Stack',
      id: 'shop',
      region: EU,
    };
    const moving = {
      ...one,
      resources: [...one.resources, { ...stack, properties: { StackStatus: 'CREATE_IN_PROGRESS' } }],
    };
    const { tools, asked } = bench([whole()]);
    await settled(first(moving), { ...wait, wait: 1000 }, tools);
    expect(asked[0]?.[EU]).toBe('all');
  });

  it('does not wait for what waiting does not mend', async () => {
    const off = denied(whole(), 'AWS::RDS::DBInstance');
    const disabled = {
      ...off,
      observations: off.observations.map((one) => ({
        ...one,
        gaps: one.gaps.map((gap): Gap => ({ ...gap, cause: 'disabled' })),
      })),
    };
    const { tools, slept } = bench([whole()]);
    const last = await settled(first(disabled), wait, tools);
    expect(last.result.exitCode).toBe(3);
    expect(slept).toEqual([]);
  });

  it('reads a second time what only the last look found', async () => {
    const { tools, slept } = bench([broken(), whole()]);
    const blind = denied(whole(), 'AWS::RDS::DBInstance');
    // The time is over when the look behind the gap finds that the database is missing: that was seen once only.
    const last = await settled(first(blind), { ...wait, wait: 2000 }, tools);
    expect(slept).toEqual([2000, 2000]);
    expect(last.result.verdict).toBe('parity');
  });

  it('keeps the first reading of one region of which no more is heard', async () => {
    const lost = snapshot(resourcesOf(US), [US, EU], [gapOf('AWS::RDS::DBInstance')]);
    const { tools } = bench([lost]);
    const last = await settled(first(broken()), { ...wait, wait: 5000 }, tools);
    expect(last.result.exitCode).toBe(1);
    expect(last.result.gaps).toEqual([]);
  });
});
