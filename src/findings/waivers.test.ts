import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align } from '../alignment/align.ts';
import { parseWaivers, withWaivers } from '../baseline/waiver-file.ts';
import { collectors } from '../collectors/index.ts';
import { assemble } from '../report/assemble.ts';
import { fails } from '../report/verdict.ts';
import { evaluate } from '../rules/evaluate.ts';
import { rules } from '../rules/index.ts';
import type { Example } from '../rules/rule.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { snapshotOf } from './example.ts';
import { baselineOf } from './testing.ts';

const US = 'us-east-1';
const EU = 'eu-central-1';
const queue = (name: string) => ({ type: 'AWS::SQS::Queue', name, logicalId: name, stack: 'app' });
/** `Jobs` and `jobs` are missing in the second region, `Mails` is there. */
const REGIONS: Example['regions'] = {
  [US]: [queue('Jobs'), queue('jobs'), queue('Mails')],
  [EU]: [queue('Mails')],
};

type Change = (snapshot: Snapshot) => Snapshot;
const at =
  (takenAt: string): Change =>
  (snapshot) => ({ ...snapshot, header: { ...snapshot.header, takenAt } });
const selecting =
  (selection: Partial<Snapshot['header']['selection']>): Change =>
  (snapshot) => ({
    ...snapshot,
    header: { ...snapshot.header, selection: { ...snapshot.header.selection, ...selection } },
  });

function audit(waivers: string, regions = REGIONS, change: Change = (snapshot) => snapshot, more = '') {
  const alignment = align(change(snapshotOf({ regions })), baselineOf(`${more}\nwaivers:\n${waivers}`), collectors);
  return assemble(alignment, evaluate(alignment));
}

const WHO = 'reason: by design, owner: payments';
const target = (what: string, until = '2026-06-30') =>
  `  - {rule: missing-resource, ${what}, ${WHO}, until: ${until}}\n`;
const byPrint = (print: string, until = '2026-06-30') => `  - {finding: "${print}", ${WHO}, until: ${until}}\n`;
const JOBS = target(`type: AWS::SQS::Queue, counterpart: app/Jobs, regions: [${EU}]`);

const of = (result: ReturnType<typeof audit>, rule: string) => result.findings.filter((one) => one.rule === rule);
const printOf = (counterpart: string) =>
  of(audit('  []'), 'missing-resource').find((one) => one.counterpart === counterpart)?.fingerprint ?? '';

describe('a waiver', () => {
  it('hides its finding, which stays in sight with who accepted it', () => {
    const result = audit(JOBS);
    expect(
      of(result, 'missing-resource').map(({ counterpart, status, waiver }) => [counterpart, status, waiver]),
    ).toEqual([
      ['app/Jobs', 'waived', { reason: 'by design', owner: 'payments', until: '2026-06-30' }],
      ['app/jobs', 'open', undefined],
    ]);
    expect(result.severities.high).toBe(1);
    expect(result).toMatchObject({ verdict: 'deviation', exitCode: 1 });
    expect(result.waivers).toEqual([
      {
        state: 'active',
        target: 'missing-resource of AWS::SQS::Queue app/Jobs in eu-central-1',
        reason: 'by design',
        owner: 'payments',
        until: '2026-06-30',
        place: 'infra-parity.yaml:3',
        findings: [printOf('app/Jobs')],
      },
    ]);
  });

  it('of every finding lets the run pass, and makes no parity', () => {
    const all = audit('  []').findings.map(({ fingerprint }) => byPrint(fingerprint));
    const result = audit(all.join(''));
    expect(result.verdict).toBe('deviation');
    expect(result.findings.some((one) => fails(result, one))).toBe(false);
    expect(result.findings.length).toBe(all.length);
    expect(result.findings.every(({ status }) => status === 'waived')).toBe(true);
    expect(result.severities).toEqual({ low: 0, medium: 0, high: 0, critical: 0 });
  });

  it('names a fingerprint, or a pattern; a name without wildcards is exact to the letter', () => {
    const waived = (text: string) =>
      of(audit(text), 'missing-resource').flatMap(({ counterpart, status }) =>
        status === 'waived' ? [counterpart] : [],
      );
    expect(waived(byPrint(printOf('app/jobs')))).toEqual(['app/jobs']);
    expect(waived(target(`type: AWS::SQS::Queue, counterpart: app/jobs, regions: [${EU}]`))).toEqual(['app/jobs']);
    expect(waived(target(`type: AWS::SQS::*, counterpart: "*obs", regions: [${EU}]`))).toEqual([
      'app/Jobs',
      'app/jobs',
    ]);
    expect(waived(target(`type: AWS::SQS::Queue, counterpart: app/Jobs, regions: [${US}]`))).toEqual([]);
    expect(waived(target(`type: AWS::SQS::Queue, counterpart: app/Jobs, regions: [${US}, ${EU}]`))).toEqual([
      'app/Jobs',
    ]);
  });

  it('does not hide what has come to deviate in one more region', () => {
    const regions = { [US]: [queue('Jobs')], 'us-west-2': [queue('Jobs')], [EU]: [], 'ap-south-1': [] };
    const [finding] = of(audit(JOBS, regions), 'missing-resource');
    expect(finding).toMatchObject({ regions: [EU, 'ap-south-1'], status: 'open' });
  });

  it('may be of one property only', () => {
    const regions = {
      [US]: [{ ...queue('Jobs'), properties: { A: 1, B: 1 } }],
      [EU]: [{ ...queue('Jobs'), properties: { A: 2, B: 2 } }],
    };
    const drift = (more: string) =>
      audit(
        `  - {rule: property-drift, type: AWS::SQS::Queue, counterpart: app/Jobs, regions: [${US}, ${EU}], ${more}${WHO}, until: 2026-06-30}`,
        regions,
      ).findings.map(({ property, status }) => [property, status]);
    expect(drift('property: A, ')).toEqual([
      ['A', 'waived'],
      ['B', 'open'],
    ]);
    expect(drift('')).toEqual([
      ['A', 'waived'],
      ['B', 'waived'],
    ]);
  });
});

describe('the last day', () => {
  const statusAt = (time: string) => of(audit(JOBS, REGIONS, at(time)), 'missing-resource')[0]?.status;

  it('is included to its last second, UTC', () => {
    expect(statusAt('2026-06-30T00:00:00.000Z')).toBe('waived');
    expect(statusAt('2026-06-30T23:59:59.999Z')).toBe('waived');
    expect(statusAt('2026-07-01T00:00:00.000Z')).toBe('open');
    // Still the thirtieth in Honolulu, and the first already in Auckland.
    expect(statusAt('2026-06-30T23:59:59-10:00')).toBe('open');
    expect(statusAt('2026-07-01T01:00:00+12:00')).toBe('waived');
  });

  it('once past, the waiver says what it hid, and until when', () => {
    const result = audit(JOBS, REGIONS, at('2026-07-01T00:00:00.000Z'));
    expect(of(result, 'expired-waiver')).toEqual([
      expect.objectContaining({
        severity: 'low',
        status: 'open',
        regions: [EU],
        stated: 'infra-parity.yaml:3',
        message:
          'The waiver of missing-resource of AWS::SQS::Queue app/Jobs in eu-central-1 expired: its last day was 2026-06-30, and "app/Jobs is missing in eu-central-1; it is in us-east-1" counts again',
      }),
    ]);
    expect(result.waivers?.[0]).toMatchObject({ state: 'expired', findings: [printOf('app/Jobs')] });
    expect(result.severities.high).toBe(2);
  });

  it('is told in the same bytes whenever it is judged', () => {
    expect(JSON.stringify(audit(JOBS))).toBe(JSON.stringify(audit(JOBS)));
  });

  it('of one waiver leaves another of the same finding in force', () => {
    const result = audit(byPrint(printOf('app/Jobs'), '2025-12-31') + JOBS);
    expect(of(result, 'missing-resource')[0]).toMatchObject({ status: 'waived', waiver: { until: '2026-06-30' } });
    expect(result.waivers?.map(({ state }) => state)).toEqual(['expired', 'active']);
  });
});

describe('a waiver that matches nothing', () => {
  const MAILS = target(`type: AWS::SQS::Queue, counterpart: app/Mails, regions: [${EU}]`);
  const NOBODY = target(`type: AWS::SQS::Queue, counterpart: app/Nobody, regions: [${EU}]`);
  const PRINT = byPrint('00000000000000ff');
  const stateOf = (text: string, regions = REGIONS, change?: Change, more = '') => {
    const result = audit(text, regions, change, more);
    const [use] = result.waivers ?? [];
    expect(of(result, 'stale-waiver').length).toBe(use?.state === 'stale' ? 1 : 0);
    return use?.state;
  };

  it('is stale where everything was read', () => {
    for (const text of [MAILS, NOBODY, PRINT]) expect(stateOf(text)).toBe('stale');
    expect(of(audit(PRINT), 'stale-waiver')[0]).toMatchObject({
      severity: 'low',
      message: 'The waiver of finding 00000000000000ff matches nothing',
      regions: [US, EU],
    });
  });

  it('is stale though its time is over: it is to be taken out either way', () => {
    expect(stateOf(target(`type: AWS::SQS::Queue, counterpart: app/Mails, regions: [${EU}]`, '2025-01-01'))).toBe(
      'stale',
    );
  });

  it('is not judged where a region could not be read', () => {
    const regions = { [US]: [queue('Mails')], [EU]: 'denied' as const };
    for (const text of [MAILS, NOBODY, PRINT]) expect(stateOf(text, regions)).toBe('active');
  });

  it('is not judged by another type that could not be read, but for a fingerprint, which may be of that', () => {
    const gap = {
      region: EU,
      type: 'AWS::KMS::Key',
      cause: 'denied' as const,
      operation: 'kms:ListKeys',
      detail: 'AccessDenied',
      remedy: 'Grant it.',
    };
    const denied: Change = (snapshot) => ({
      ...snapshot,
      observations: [...snapshot.observations, { region: EU, type: gap.type, state: 'unknown', gaps: [gap] }],
    });
    expect(stateOf(MAILS, REGIONS, denied)).toBe('stale');
    expect(stateOf(PRINT, REGIONS, denied)).toBe('active');
  });

  it('is not judged by a run of other regions', () => {
    const elsewhere = target('type: AWS::SQS::Queue, counterpart: app/Mails, regions: [ap-south-1]');
    expect(stateOf(elsewhere)).toBe('active');
    expect(stateOf(PRINT, REGIONS, undefined, `regions: [${US}, ${EU}, ap-south-1]`)).toBe('active');
  });

  it('is not judged by a run of other types', () => {
    for (const selection of [{ types: ['AWS::S3::*'] }, { excludeTypes: ['AWS::SQS::Queue'] }])
      for (const text of [MAILS, PRINT]) expect(stateOf(text, REGIONS, selecting(selection))).toBe('active');
    expect(stateOf(MAILS, REGIONS, selecting({ types: ['AWS::SQS::*'] }))).toBe('stale');
  });

  it('is judged by a run of some stacks only where the resource is there, or where the baseline declares these', () => {
    const some = selecting({ stackPrefixes: ['app'] });
    expect(stateOf(NOBODY, REGIONS, some)).toBe('active');
    expect(stateOf(MAILS, REGIONS, some)).toBe('stale');
    expect(stateOf(NOBODY, REGIONS, some, 'select: {stackPrefixes: [app]}')).toBe('stale');
    expect(stateOf(NOBODY, REGIONS, some, 'select: {stackPrefixes: [app, data]}')).toBe('active');
    expect(stateOf(PRINT, REGIONS, some, 'select: {stackPrefixes: [app, data]}')).toBe('active');
    const tagged = selecting({ tags: { stage: ['prod'] } });
    expect(stateOf(NOBODY, REGIONS, tagged, 'select: {tags: {stage: prod}}')).toBe('stale');
    expect(stateOf(NOBODY, REGIONS, tagged, 'select: {tags: {stage: test}}')).toBe('active');
  });

  it('is not judged when its rule is off', () => {
    expect(stateOf(MAILS, REGIONS, undefined, 'rules: {missing-resource: off}')).toBe('active');
    expect(stateOf(PRINT, REGIONS, undefined, 'defaultExpectations: false')).toBe('active');
  });

  it('is not reported when that rule is off, and its state is told all the same', () => {
    const result = audit(MAILS, REGIONS, undefined, 'rules: {stale-waiver: off}');
    expect(of(result, 'stale-waiver')).toEqual([]);
    expect(result.waivers?.[0]?.state).toBe('stale');
  });
});

describe('the laws', () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[A-Za-z]{1,6}$/), {
    minLength: 2,
    maxLength: 8,
    selector: (name) => name.toLowerCase(),
  });
  const world = (all: readonly string[], missing: (name: string) => boolean, salt: string) => ({
    [US]: all.map((name) => ({ ...queue(name), id: `${name}-us-${salt}`, arn: `arn:aws:sqs:${US}:1:${name}${salt}` })),
    [EU]: all
      .filter((name) => !missing(name))
      .map((name) => ({ ...queue(name), id: `${name}-eu-${salt}`, arn: `arn:aws:sqs:${EU}:1:${name}${salt}` })),
  });

  it('a waived finding stays waived after a redeploy with new ids', () => {
    fc.assert(
      fc.property(names, fc.stringMatching(/^[0-9a-f]{4,8}$/), (all, salt) => {
        const regions = world(all, () => true, 'old');
        const waivers = audit('  []', regions).findings.map(({ fingerprint }) => byPrint(fingerprint));
        const again = audit(
          waivers.join(''),
          world(all, () => true, salt),
        );
        expect(again.findings.map(({ status }) => status)).toEqual(waivers.map(() => 'waived'));
        expect(again.waivers?.every(({ state }) => state === 'active')).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('a waiver for one finding hides that one and no other', () => {
    fc.assert(
      fc.property(names, fc.nat(), fc.boolean(), (all, pick, byTarget) => {
        const regions = world(all, () => true, 'x');
        const { findings } = audit('  []', regions);
        const chosen = findings[pick % findings.length];
        if (chosen === undefined) throw new Error('nothing deviates');
        const { rule, type, counterpart, property } = chosen;
        const named = { rule, type, counterpart, regions: chosen.regions, ...(property !== null && { property }) };
        const said = { reason: 'r', owner: 'o', until: '2026-06-30' };
        const text = `  - ${JSON.stringify({ ...(byTarget ? named : { finding: chosen.fingerprint }), ...said })}\n`;
        const waived = audit(text, regions).findings.filter(({ status }) => status === 'waived');
        expect(waived.map(({ fingerprint }) => fingerprint)).toEqual([chosen.fingerprint]);
      }),
      { numRuns: 60 },
    );
  });
});

it('the example of docs/waivers.md is a baseline', () => {
  const page = readFileSync(new URL('../../docs/waivers.md', import.meta.url), 'utf8');
  const [, example] = /```yaml\n([^`]*)```/.exec(page) ?? [];
  expect(baselineOf(example).waivers?.map(({ until }) => until)).toEqual(['2026-06-30', '2026-03-31']);
});

describe('a waiver that is refused', () => {
  const refused = (text: string) => {
    try {
      baselineOf(`waivers:\n${text}`);
    } catch (error) {
      return (error as Error).message;
    }
    return 'accepted';
  };
  const full = {
    rule: 'missing-resource',
    type: 'T::T::T',
    counterpart: 'C',
    regions: [EU],
    reason: 'r',
    owner: 'o',
    until: '2026-06-30',
  };
  const entry = (change: object) => `  - ${JSON.stringify({ ...full, ...change })}`;

  it.each([
    ['2026-02-30', /^infra-parity\.yaml:2 waivers\.0\.until: expected a day of the calendar/],
    ['2026-13-01', /waivers\.0\.until: expected a day of the calendar/],
    ['2025-02-29', /waivers\.0\.until: expected a day of the calendar/],
    ['2026-6-30', /waivers\.0\.until: expected a day of the calendar/],
    ['2026-06-30T00:00:00Z', /waivers\.0\.until: expected a day of the calendar/],
    ['soon', /waivers\.0\.until: expected a day of the calendar/],
  ])('until %s', (until, message) => expect(refused(entry({ until }))).toMatch(message));

  it('accepts the 29th of February of a leap year, unquoted too', () => {
    expect(refused(entry({ until: '2028-02-29' }))).toBe('accepted');
    expect(refused('  - {finding: "0a1b2c3d4e5f6071", reason: r, owner: o, until: 2028-02-29}')).toBe('accepted');
  });

  it.each([
    ['reason', { reason: undefined }, /waivers\.0\.reason: is missing/],
    ['owner', { owner: undefined }, /waivers\.0\.owner: is missing/],
    ['until', { until: undefined }, /waivers\.0\.until: is missing/],
    ['a blank reason', { reason: '  ' }, /waivers\.0\.reason: expected some text/],
    ['one of the four', { regions: undefined }, /waivers\.0: regions: missing; without finding it takes rule, type/],
    ['both kinds', { finding: '0a1b2c3d4e5f6071' }, /waivers\.0\.rule: the fingerprint under `finding` says it all/],
    ['everything', { rule: '*', type: '*', counterpart: '**' }, /waivers\.0: this would accept everything/],
    [
      'an unknown rule',
      { rule: 'missing-resourse' },
      /waivers\.0\.rule: there is no such rule; did you mean missing-resource\?/,
    ],
    ['a waiver of a waiver', { rule: 'stale-waiver' }, /waivers\.0\.rule: mend the waiver/],
    ['no region', { regions: [] }, /waivers\.0\.regions/],
    ['a region that is none', { regions: ['europe'] }, /waivers\.0\.regions\.0: expected an AWS region/],
    ['an unknown key', { untill: 1 }, /waivers\.0\.untill: unknown key; did you mean until\?/],
  ])('%s', (_, change, message) => expect(refused(entry(change))).toMatch(message));

  it('a fingerprint that YAML takes for a number, and one that is too short', () => {
    expect(refused('  - {finding: 1234567890123456, reason: r, owner: o, until: 2026-06-30}')).toMatch(
      /waivers\.0\.finding: expected a fingerprint in quotes/,
    );
    expect(refused('  - {finding: abc, reason: r, owner: o, until: 2026-06-30}')).toMatch(/expected the 16 hex digits/);
  });

  it('one that is there twice, in one file or in both', () => {
    expect(refused(`${entry({})}\n${entry({ reason: 'other' })}`)).toMatch(
      /^infra-parity\.yaml:3 waivers\.1: missing-resource of T::T::T C in eu-central-1 is waived already, in infra-parity\.yaml:2/,
    );
    const own = parseWaivers(`version: 1\nwaivers:\n${entry({})}`, 'own.yaml', rules);
    expect(own[0]?.place).toBe('own.yaml:3');
    const baseline = baselineOf(`waivers:\n${entry({})}`);
    expect(() => withWaivers(baseline, own, rules)).toThrow(
      /^own\.yaml:3: .* is waived already, in infra-parity\.yaml:2$/,
    );
    expect(withWaivers(baselineOf(''), own, rules).waivers).toEqual(own);
  });

  it('says the place in a file of its own, and reads one that holds nothing', () => {
    expect(() => parseWaivers(`waivers:\n${entry({ until: '2026-02-30' })}`, 'own.yaml', rules)).toThrow(
      /^own\.yaml:2 waivers\.0\.until: expected a day/,
    );
    expect(() => parseWaivers('waiver: []', 'own.yaml', rules)).toThrow(
      /^own\.yaml:1 waiver: unknown key; did you mean waivers\?/,
    );
    expect(parseWaivers('', 'own.yaml', rules)).toEqual([]);
    expect(parseWaivers('waivers:\n', 'own.yaml', rules)).toEqual([]);
  });
});
