/** Groups: each an audit of its own, a roll-up of all, and nothing that is lost on the way. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AuditResult } from '../report/report.ts';
import type { RollUp } from '../report/roll-up/roll-up.ts';
import { sharedCauses, toldCauses } from '../report/roll-up/shared-causes.ts';
import { formatSnapshot } from '../snapshot/file.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { unitLine } from '../snapshot/work-list.ts';
import { resourcesOf, snapshot } from './sample-snapshot.ts';
import { workshop } from './testing.ts';

const REGIONS = ['us-east-1', 'eu-central-1'];
const account = (n: number) => String(n).padStart(12, '0');

/** What a worker has read of one account. */
function ofAccount(n: number, without: (type: string, region: string) => boolean = () => false): Snapshot {
  const own = REGIONS.flatMap((region) => resourcesOf(region).filter(({ type }) => !without(type, region)));
  const made = snapshot(own, REGIONS);
  const { header } = made;
  return {
    ...made,
    header: {
      ...header,
      caller: { ...header.caller, account: account(n) },
      regions: header.regions.map((one) => ({ ...one, account: account(n) })),
    },
  };
}

const { folder, put, read, ran } = workshop();
const lacksTrail = (type: string, region: string) => type === 'AWS::CloudTrail::Trail' && region === 'eu-central-1';
const files = ['1', '2', '3', '4'].map((n) => `account-${n}.jsonl.gz`);

beforeAll(() => {
  for (const n of [1, 2, 3, 4]) {
    const one = ofAccount(n, n > 2 ? lacksTrail : undefined);
    writeFileSync(join(folder, `account-${n}.jsonl.gz`), gzipSync([...formatSnapshot(one)].join('\n')));
  }
  put('none.yaml', 'defaultExpectations: false\n');
  put(
    'plan.jsonl',
    [1, 2, 3, 4, 5]
      .map((n) =>
        unitLine({
          unit: account(n),
          title: `team-${n}`,
          places: [{ name: 'us-east-1', region: 'us-east-1', account: account(n) }],
        }),
      )
      .join(''),
  );
});

const audit = (...argv: string[]) => ran('audit', '--from', ...files, '--baseline', 'none.yaml', ...argv);
const rolled = async (...argv: string[]) => {
  const { code, out, err } = await audit('--report', 'json', ...argv);
  return { code, err, result: JSON.parse(out) as RollUp };
};

describe('by account', () => {
  it('judges each by itself and tells what several share once', async () => {
    const { code, result } = await rolled('--groups', 'account');
    expect([code, result.verdict, result.gate.why]).toEqual([1, 'deviation', '2 of 4 groups deviate']);
    expect(result.groups.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual([
      `${account(3)} deviation`,
      `${account(4)} deviation`,
      `${account(1)} parity`,
      `${account(2)} parity`,
    ]);
    const [first, ...others] = result.causes;
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      rule: 'missing-resource',
      type: 'AWS::CloudTrail::Trail',
      regions: ['eu-central-1'],
      groups: [account(3), account(4)],
      of: 4,
    });
  });

  it('says it in words', async () => {
    const { out } = await audit('--groups', 'account');
    expect(out.split('\n')[0]).toBe('DEVIATION  4 groups: 2 at parity, 2 deviate');
    expect(out).toContain(`2 of 4 groups: ${account(3)}, ${account(4)}`);
    expect(out).toMatch(/parity {2}2 groups/);
  });

  it('keeps a report of each group, from which roll-up comes to the same', async () => {
    const reports = [
      '--group-reports',
      'out/groups',
      '--report',
      'html=out/index.html',
      '--report',
      'json=out/all.json',
    ];
    mkdirSync(join(folder, 'out'), { recursive: true });
    const { code } = await audit('--groups', ...reports);
    expect(code).toBe(1);
    expect(read('out/index.html')).toContain(`href="groups/${account(3)}.html"`);
    expect(read(`out/groups/${account(3)}.html`)).toContain('<h1');
    const saved = [1, 2, 3, 4].map((n) => `out/groups/${account(n)}.json`);
    const again = await ran('roll-up', '--from', ...saved, '--report', 'json');
    expect(again.code).toBe(1);
    const bare = (one: RollUp) => one.groups.map(({ report: _, ...group }) => group);
    const [direct, later] = [JSON.parse(read('out/all.json')), JSON.parse(again.out)] as [RollUp, RollUp];
    expect(bare(later)).toEqual(bare(direct));
    expect(later.causes).toEqual(direct.causes);
  });

  it('holds the work list against what is there: what is not there is unknown', async () => {
    const fine = await ran(
      'audit',
      '--from',
      files[0] as string,
      '--groups',
      '--plan',
      'plan.jsonl',
      '--report',
      'json',
    );
    const result = JSON.parse(fine.out) as RollUp;
    expect([fine.code, result.verdict]).toEqual([3, 'incomplete']);
    expect(result.groups.find(({ name }) => name === account(5))).toMatchObject({
      title: 'team-5',
      verdict: 'incomplete',
      missing: 'the work list has it, and nothing of it was handed in',
    });
    put('bad.json', '{');
    const bad = await ran('roll-up', '--from', 'bad.json', '--report', 'text');
    expect(bad.code).toBe(3);
    expect(bad.out).toContain('its report does not read');
  });
});

describe('a declaration', () => {
  it('of one group is none of the others; one that applies in no group does not pass', async () => {
    const waiver = (where: string) =>
      `defaultExpectations: false\nasymmetry:\n  - {type: 'AWS::CloudTrail::Trail', only: [us-east-1], reason: one trail}\n${where}`;
    put('waived.yaml', waiver(''));
    const fine = await ran('audit', '--from', ...files, '--baseline', 'waived.yaml', '--groups', '--report', 'json');
    const result = JSON.parse(fine.out) as RollUp;
    expect(result.groups.filter(({ verdict }) => verdict === 'parity').map(({ name }) => name)).toEqual(
      [3, 4].map(account),
    );
    put('vain.yaml', waiver("  - {type: 'AWS::SNS::Topic', only: [us-east-1], reason: none}\n"));
    const vain = JSON.parse(
      (await ran('audit', '--from', ...files, '--baseline', 'vain.yaml', '--groups', '--report', 'json')).out,
    ) as RollUp;
    expect(vain.notes.join()).toContain('in every group: ');
    expect(vain.exitCode).toBe(1);
  });
});

describe('by region', () => {
  it('holds the accounts against each other in each region', async () => {
    const { code, result } = await rolled('--groups', 'region');
    expect(code).toBe(1);
    expect(result.groups.map(({ name, verdict }) => `${name} ${verdict}`).sort()).toEqual([
      'eu-central-1 deviation',
      'us-east-1 parity',
    ]);
    expect(result.groups.find(({ name }) => name === 'us-east-1')?.places.map(({ name }) => name)).toEqual(
      [1, 2, 3, 4].map(account),
    );
  });
});

describe('by name', () => {
  it('takes the places that the patterns name, and tells what is in no group', async () => {
    put(
      'named.yaml',
      `defaultExpectations: false\ngroups:\n  first: ['${account(1)}/*', '${account(3)}/*']\n  nobody: [nothing-*]\n`,
    );
    const { code, out } = await ran('audit', '--from', ...files, '--baseline', 'named.yaml', '--report', 'json');
    const result = JSON.parse(out) as RollUp;
    expect(code).toBe(1);
    expect(result.groups.map(({ name, verdict, missing }) => [name, verdict, missing])).toEqual([
      ['first', 'deviation', undefined],
      ['nobody', 'incomplete', 'no place fits its patterns'],
    ]);
    expect(result.notes.join()).toContain(`in no group, and not judged: ${account(2)}/us-east-1`);
  });
});

describe('the names of places', () => {
  const places = [1, 3]
    .flatMap((n) => REGIONS.map((region) => `  team-${n}-${region}: {region: ${region}, account: '${account(n)}'}`))
    .join('\n');
  const declared = `defaultExpectations: false\nplaces:\n${places}\n`;

  it('are those that the baseline declares, in patterns and in reports', async () => {
    put('declared.yaml', `${declared}groups: {both: [team-1-*], other: [team-3-*]}\n`);
    const { out } = await ran('audit', '--from', ...files, '--baseline', 'declared.yaml', '--report', 'json');
    const result = JSON.parse(out) as RollUp;
    expect(result.groups.map(({ name, verdict, missing }) => [name, verdict, missing])).toEqual([
      ['other', 'deviation', undefined],
      ['both', 'parity', undefined],
    ]);
    expect(result.causes[0]?.regions).toEqual(['team-3-eu-central-1']);
    // Places that nobody declared keep the name of their account and region, and are told as left out.
    expect(result.notes.join()).toContain(`${account(2)}/us-east-1`);
    expect(result.notes.join()).not.toContain(`${account(1)}/us-east-1`);
  });

  it('of one group keep the number of its account, of several name none', () => {
    const of = (n: number) =>
      toldCauses({
        findings: [
          {
            rule: 'missing-resource',
            type: 'AWS::S3::Bucket',
            severity: 'high',
            status: 'open',
            counterpart: `logs-${account(n)}`,
            regions: ['eu-central-1'],
            message: `logs-${account(n)} is missing`,
            fingerprint: 'f',
          },
        ],
        snapshot: { caller: { account: account(n) }, regions: [{ account: account(n) }] },
      } as unknown as AuditResult);
    const [one] = sharedCauses([
      { group: 'one', causes: of(1) },
      { group: 'two', causes: [] },
    ]);
    expect(one).toMatchObject({
      counterpart: `logs-${account(1)}`,
      message: `logs-${account(1)} is missing`,
      groups: ['one'],
    });
    const [both, ...more] = sharedCauses([
      { group: 'one', causes: of(1) },
      { group: 'two', causes: of(2) },
    ]);
    expect(more).toEqual([]);
    expect(both).toMatchObject({
      counterpart: 'logs-<account>',
      message: 'logs-<account> is missing',
      groups: ['one', 'two'],
    });
    expect(both).not.toHaveProperty('own');
  });

  it('what is global is no group where nothing is', async () => {
    const { result } = await rolled('--groups', 'region');
    expect(result.groups.map(({ name }) => name).sort()).toEqual(REGIONS.toSorted());
  });
});

describe('the formats', () => {
  it('are lines, metrics and pages', async () => {
    const lines = (await audit('--groups', '--report', 'jsonl')).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ kind }) => kind)).toEqual(['group', 'group', 'group', 'group', 'cause']);
    const metrics = (await audit('--groups', '--report', 'openmetrics')).out;
    expect(metrics).toContain(`infra_parity_group_verdict{group="${account(3)}",verdict="deviation"} 1`);
    expect(metrics).toContain(
      `infra_parity_group_places{group="${account(1)}",place="us-east-1",region="us-east-1",account="${account(1)}"} 1`,
    );
    const { code, err } = await audit('--groups', '--report', 'sarif');
    expect([code, err]).toEqual([2, expect.stringContaining('--group-reports keeps one of each group')]);
  });

  it('refuse what is of one audit', async () => {
    for (const argv of [
      ['--history', 'course'],
      ['--since', 'last.json'],
      ['--publish', 'securityhub'],
      ['--rule', 'missing-resource'],
      ['--severity', 'high'],
      ['--stack', 'shop'],
      ['--place', 'us-east-1'],
    ])
      expect(await audit('--groups', ...argv)).toMatchObject({
        code: 2,
        err: expect.stringContaining(`${argv[0]}: is of one audit`),
      });
    expect((await audit('--group-reports', 'x')).code).toBe(2);
  });
});
