import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { AuditResult } from '../report.ts';
import { allUnknown, hostile, livingWith, many, SITUATIONS } from '../result-fixtures.ts';
import { nineVersusFour } from '../sample.ts';
import { messageText, uriOf } from '../sarif/results.ts';
import sarif from './sarif.ts';

/** The schema is of draft 4; what of it differs from draft 7 is the name of `id`. */
const {
  id,
  $schema: _,
  ...schema
} = JSON.parse(readFileSync(new URL('../../../schemas/ext/sarif-2.1.0-rtm.5.json', import.meta.url), 'utf8'));
const RFC_3986 = /^([A-Za-z][A-Za-z0-9+.-]*:)?([A-Za-z0-9._~:/?#[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*$/;
const validate = new Ajv({
  strict: false,
  allErrors: true,
  // One pattern of the schema is none in Unicode mode.
  unicodeRegExp: false,
  formats: {
    uri: (text) => RFC_3986.test(text) && URL.canParse(text),
    'uri-reference': RFC_3986,
    'date-time': /^\d{4}-\d\d-\d\dT[\d:.]+Z$/,
  },
}).compile({ ...schema, $id: id });

type Location = {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region: { readonly startLine: number };
  };
  readonly logicalLocations: readonly { readonly fullyQualifiedName: string }[];
};
type Result = {
  readonly ruleId: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly Location[];
  readonly partialFingerprints: { readonly primaryLocationLineHash: string };
  readonly suppressions: readonly object[];
  readonly baselineState?: string;
};
type Rule = {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription?: { readonly text: string };
  readonly help?: { readonly text: string; readonly markdown: string };
  readonly properties: { readonly 'security-severity': string; readonly tags: readonly string[] };
};
type Note = {
  readonly descriptor: { readonly id: string };
  readonly level: string;
  readonly message: { readonly text: string };
};

const render = (result: AuditResult) => sarif.render(result);
const runOf = (result: AuditResult) => JSON.parse(render(result)).runs[0];
const results = (result: AuditResult): readonly Result[] => runOf(result).results;
const rules = (result: AuditResult): readonly Rule[] => runOf(result).tool.driver.rules;
const notes = (result: AuditResult): readonly Note[] => runOf(result).invocations[0].toolExecutionNotifications;

describe.each(Object.entries(SITUATIONS))('SARIF of %s', (_, situation) => {
  it('is valid against the OASIS schema', () => {
    const valid = validate(JSON.parse(render(situation())));
    expect(validate.errors?.slice(0, 5) ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it('is accepted by code scanning, which is stricter', () => {
    const known = rules(situation());
    const ids = known.map((rule) => rule.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const one of results(situation())) {
      expect(ids).toContain(one.ruleId);
      expect(one.message.text).not.toBe('');
      expect(one.locations).toHaveLength(1);
      const place = one.locations[0]?.physicalLocation;
      expect(place?.artifactLocation.uri).not.toBe('');
      expect(place?.region.startLine).toBeGreaterThan(0);
    }
    const prints = results(situation()).map((one) => one.partialFingerprints.primaryLocationLineHash);
    expect(new Set(prints).size).toBe(prints.length);
    for (const rule of known) {
      const score = Number(rule.properties['security-severity']);
      expect(score).toBeGreaterThan(0);
      expect(score).toBeLessThanOrEqual(10);
      expect(rule.properties.tags).toContain('security');
      expect(rule.properties.tags.length).toBeLessThanOrEqual(10);
      expect(rule.shortDescription.text.length).toBeLessThanOrEqual(1024);
      expect(rule.fullDescription?.text.length ?? 0).toBeLessThanOrEqual(1024);
    }
  });
});

it('is refused by the schema when a member is wrong', () => {
  const log = JSON.parse(render(nineVersusFour()));
  log.runs[0].results[0].level = 'high';
  expect(validate(log)).toBe(false);
  expect(validate({ ...log, runs: [{ ...log.runs[0], news: 1 }] })).toBe(false);
});

describe('a result', () => {
  it('stands on the line of the baseline that states it, with the resource as logical location', () => {
    const [first] = results(livingWith());
    expect(first?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'config/infra-parity.yaml' },
      region: { startLine: 12 },
    });
    expect(first?.locations[0]?.logicalLocations).toEqual([
      { name: 'Database', fullyQualifiedName: 'eu-central-1/AWS::RDS::DBInstance/Database', kind: 'resource' },
    ]);
    expect(first?.message.text).toContain('(us-east-1: 7; eu-central-1: 1)');
  });

  it('stands at the head of the baseline, named as it usually is when there is none', () => {
    const places = (result: AuditResult) => results(result).map((one) => one.locations[0]?.physicalLocation);
    const head = (uri: string) => ({ artifactLocation: { uri }, region: { startLine: 1 } });
    expect(places(nineVersusFour())[0]).toEqual(head('infra-parity.yaml'));
    expect(places({ ...nineVersusFour(), baseline: './ops/base line.yaml' })[0]).toEqual(head('ops/base%20line.yaml'));
  });

  it('comes worst first, with the level and the score of its severity', () => {
    expect(results(nineVersusFour()).map((one) => one.level)).toEqual([
      ...['error', 'error', 'error', 'error', 'error', 'warning', 'note'],
    ]);
    const scores = rules(nineVersusFour()).map((rule) => [rule.id, rule.properties['security-severity']]);
    expect(scores).toContainEqual(['world-open-port', '9.5']);
    expect(scores).toContainEqual(['tag-drift', '2.0']);
  });

  it('is suppressed when waived, and says whether it is new', () => {
    const [open, waived] = results(livingWith());
    expect([open?.suppressions, open?.baselineState]).toEqual([[], 'new']);
    expect([waived?.suppressions, waived?.baselineState]).toEqual([
      [
        {
          kind: 'external',
          status: 'accepted',
          justification: 'waived by payments-team until 2026-03-31: moves in March',
        },
      ],
      'unchanged',
    ]);
    expect(results(nineVersusFour()).every((one) => !('baselineState' in one))).toBe(true);
  });
});

describe('the run', () => {
  it('has help with every rule of ours', () => {
    for (const { help } of rules(nineVersusFour())) {
      expect(help?.text).toContain('What to do: ');
      expect(help?.markdown).toContain('## What it cannot see');
    }
  });

  it('tells what is no result as notifications', () => {
    expect(notes(livingWith()).map((note) => [note.descriptor.id, note.level])).toEqual([
      ['rule-crashed', 'error'],
      ['could-not-be-seen', 'warning'],
      ['waiver-to-tidy', 'warning'],
      ['waiver-to-tidy', 'warning'],
      ['declared-to-differ', 'note'],
      ['resolved-since', 'note'],
    ]);
    const declared = new Set(runOf(livingWith()).tool.driver.notifications.map((one: { id: string }) => one.id));
    for (const note of notes(livingWith())) expect(declared).toContain(note.descriptor.id);
  });

  it('was successful unless a rule crashed, and has the exit code', () => {
    const invocation = (result: AuditResult) => runOf(result).invocations[0];
    expect(invocation(livingWith())).toMatchObject({ executionSuccessful: false, exitCode: 2 });
    expect(invocation(allUnknown())).toMatchObject({ executionSuccessful: true, exitCode: 3 });
    expect(notes(allUnknown())).toHaveLength(2);
  });
});

describe('the limits of code scanning', () => {
  it('keep the worst 25,000 results and tell how many were left out', () => {
    const run = runOf(many(25_010));
    const kept: readonly Result[] = run.results;
    expect(kept).toHaveLength(25_000);
    expect(kept.filter((one) => one.level === 'note')).toHaveLength(6243);
    const told: readonly Note[] = run.invocations[0].toolExecutionNotifications;
    const left = told.filter((note) => note.descriptor.id === 'left-out').map((note) => note.message.text);
    expect(left[0]).toMatch(/^10 of 25010 results were left out/);
    expect(left[1]).toMatch(/^20000 of 25000 results are not shown/);
    expect(notes(many(5000)).filter((note) => note.descriptor.id === 'left-out')).toEqual([]);
  });

  it('keep the file under 20 MB gzipped, whatever it holds', () => {
    // Letters that no compressor can foresee: ideographs by xorshift.
    let seed = 1;
    const letter = () => {
      seed ^= seed << 13;
      seed ^= seed >>> 17;
      seed ^= seed << 5;
      return String.fromCharCode(0x4e00 + ((seed >>> 0) % 20_000));
    };
    const value = many(13_000);
    const findings = value.findings.map((one) => ({ ...one, message: Array.from({ length: 1000 }, letter).join('') }));
    const text = render({ ...value, findings });
    expect(gzipSync(text).length).toBeLessThanOrEqual(20 * 1024 * 1024);
    const kept = JSON.parse(text).runs[0].results.length;
    expect(kept).toBeGreaterThan(8000);
    expect(kept).toBeLessThan(13_000);
    expect(text).toContain(`${13_000 - kept} of 13000 results were left out`);
  }, 120_000);
});

describe('text of AWS', () => {
  it.each([
    ['infra-parity.yaml', 'infra-parity.yaml'],
    ['.\\ops\\a.yaml', 'ops/a.yaml'],
    ['/srv/a b.yaml', 'file:///srv/a%20b.yaml'],
    ['C:\\ops\\a#1.yaml', 'file:///C:/ops/a%231.yaml'],
    ['a:b.yaml', 'a%3Ab.yaml'],
    ['../up.yaml', '../up.yaml'],
  ])('makes of the path %s the URI %s', (path, uri) => expect(uriOf(path)).toBe(uri));

  it('makes no link and no placeholder', () => {
    expect(messageText('{0} [link](x) {{y}}')).toBe('{{0}} [link] (x) {{{{y}}}}');
    for (const one of results(hostile())) expect(one.message.text).not.toMatch(/\]\(|(?<!\{)\{(\{\{)*(?!\{)/);
  });
});
