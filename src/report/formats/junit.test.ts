import { readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { plain } from '../facts.ts';
import type { AuditResult } from '../report.ts';
import { allUnknown, HOSTILE, hostile, livingWith, many, SITUATIONS } from '../result-fixtures.ts';
import { nineVersusFour } from '../sample.ts';
import junit from './junit.ts';

const XSD = readFileSync(new URL('../../../schemas/ext/junit-10.xsd', import.meta.url), 'utf8');
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  alwaysCreateTextNode: true,
  // Limits against XML of others; this is ours, and holds thousands of entities.
  processEntities: { enabled: true, maxTotalExpansions: 1e7, maxExpandedLength: 1e9 },
  isArray: (name) => ['testsuite', 'testcase', 'property', 'failure', 'error', 'skipped', 'system-out'].includes(name),
});

type Outcome = { readonly message: string; readonly type: string; readonly '#text': string };
type Case = { readonly name: string; readonly classname: string } & {
  readonly [kind in 'failure' | 'error' | 'skipped' | 'system-out']?: readonly Outcome[];
};
type Numbers = { readonly tests: string; readonly failures: string; readonly errors: string; readonly skipped: string };
type Suite = Numbers & { readonly name: string; readonly testcase?: readonly Case[] };

const render = (result: AuditResult) => junit.render(result);
const read = (text: string): Numbers & { readonly testsuite?: readonly Suite[] } => parser.parse(text).testsuites;
const suites = (result: AuditResult) => read(render(result)).testsuite ?? [];
const cases = (result: AuditResult) => suites(result).flatMap((suite) => suite.testcase ?? []);
const find = (result: AuditResult, name: string) => {
  const one = cases(result).find((each) => each.name === name);
  if (one === undefined) throw new Error(`no test case ${name}`);
  return one;
};
const count = (all: readonly Case[], kind: 'failure' | 'error' | 'skipped') => all.filter((one) => one[kind]).length;

describe.each(Object.entries(SITUATIONS))('JUnit of %s', (_, situation) => {
  it('holds to the XSD of the Jenkins xUnit plugin', async () => {
    const { valid, errors } = await validateXML({
      xml: [{ fileName: 'junit.xml', contents: render(situation()) }],
      schema: [XSD],
      initialMemoryPages: 1024,
      maxMemoryPages: 8192,
    });
    expect(errors.map((error) => error.message)).toEqual([]);
    expect(valid).toBe(true);
  });

  it('counts what it has', () => {
    const root = read(render(situation()));
    for (const suite of root.testsuite ?? []) {
      const all = suite.testcase ?? [];
      expect(Number(suite.tests)).toBe(all.length);
      expect(Number(suite.failures)).toBe(count(all, 'failure'));
      expect(Number(suite.errors)).toBe(count(all, 'error'));
      expect(Number(suite.skipped)).toBe(count(all, 'skipped'));
    }
    const every = cases(situation());
    expect(Number(root.tests)).toBe(every.length);
    expect(Number(root.failures)).toBe(count(every, 'failure'));
    expect(Number(root.errors)).toBe(count(every, 'error'));
  });

  it('is as GitLab takes it: one outcome a case, no name twice, under 30 MB', () => {
    const all = cases(situation());
    const named = all.map((one) => `${one.classname}\n${one.name}`);
    expect(new Set(named).size).toBe(named.length);
    for (const one of all) {
      const outcomes = [one.failure, one.error, one.skipped].flatMap((some) => some ?? []);
      expect(outcomes.length).toBeLessThanOrEqual(1);
    }
    expect(Buffer.byteLength(render(situation()))).toBeLessThan(30e6);
  });
});

describe('a test case', () => {
  it('is one for each counterpart and rule: what comes new is a newly failed test', () => {
    const { failure } = find(nineVersusFour(), 'AWS::CloudTrail::Trail Trail');
    expect(failure?.[0]?.message).toBe('Trail is missing in eu-central-1');
    expect(failure?.[0]?.['#text']).toContain(
      'high: Trail is missing in eu-central-1 [AWS::CloudTrail::Trail Trail, 0',
    );
    expect(count(cases(nineVersusFour()), 'failure')).toBe(6);
    const rest = find(nineVersusFour(), 'missing-resource');
    expect([rest.failure, rest.error, rest.skipped]).toEqual([undefined, undefined, undefined]);
  });

  it('is skipped, and never green, where findings do not make the run fail', () => {
    const result = { ...nineVersusFour(), failOn: 'critical' as const, gaps: [] };
    const minor = find(result, 'AWS::CloudTrail::Trail Trail');
    expect(minor.failure).toBeUndefined();
    expect(minor.skipped?.[0]?.message).toBe('Trail is missing in eu-central-1: does not make the run fail');
    expect(count(cases(result), 'failure')).toBe(1);
    expect(count(cases({ ...result, failOn: 'never' }), 'failure')).toBe(0);
  });

  it('is skipped with owner, date and reason where all is waived', () => {
    const living = livingWith();
    const waived = living.findings.filter((one) => one.status === 'waived');
    const result = {
      ...living,
      findings: waived,
      gaps: [],
      rules: [{ id: 'property-drift', state: 'failed' as const }],
    };
    const skipped = find(result, 'AWS::RDS::DBInstance Database').skipped?.[0];
    expect(skipped?.message).toBe('waived by payments-team until 2026-03-31: moves in March');
    expect(skipped?.['#text']).toContain('MultiAZ of Database differs (us-east-1: true; eu-central-1: false)');
  });

  it('is never green where not everything could be seen', () => {
    const all = cases(allUnknown());
    expect(count(all, 'error') + count(all, 'skipped')).toBe(all.length);
    expect(all.length).toBe(4);
    const [error] =
      find(
        livingWith(),
        suites(livingWith()).find(({ name }) => name === 'could-not-be-seen')?.testcase?.[0]?.name ?? '',
      ).error ?? [];
    expect(error?.type).toBe('denied');
    expect(error?.message).toContain('→ Grant rds:DescribeDBInstances.');
  });

  it('is an error where the rule crashed', () => {
    expect(find(livingWith(), 'tag-drift').error?.[0]?.message).toBe('the rule crashed: TypeError: x is undefined');
  });

  it('says what is exempt and which waivers are spent', () => {
    const names = suites(livingWith()).map(({ name }) => name);
    expect(names).toEqual([
      'property-drift',
      'tag-drift',
      'could-not-be-seen',
      'declared-to-differ',
      'waivers-to-tidy',
    ]);
    const skipped = cases(livingWith()).flatMap((one) => one.skipped ?? []);
    expect(skipped.map(({ type }) => type)).toEqual(['exempt', 'expired', 'stale']);
    expect(skipped[0]?.message).toBe('Replica is exempt in eu-central-1: read from Frankfurt only');
  });

  it('lists at most 1,000 findings and says how many more there are', () => {
    const value = many(5000);
    const one = {
      ...value,
      findings: value.findings.map((finding) => ({ ...finding, type: 'T', counterpart: 'One' })),
    };
    const text = find(one, 'T One').failure?.[0]?.['#text'].split('\n');
    expect(text).toHaveLength(1001);
    expect(text?.at(-1)).toMatch(/^… and \d+ more$/);
  });
});

describe('hostile names', () => {
  it('are read back as what is shown, and make no element', () => {
    const text = render(hostile());
    const kinds = new Set([...text.matchAll(/<([\w-]+)/g)].map((match) => match[1]));
    const known = [
      'testsuites',
      'testsuite',
      'properties',
      'property',
      'testcase',
      'failure',
      'error',
      'skipped',
      'system-out',
    ];
    expect([...kinds].filter((kind) => !known.includes(kind ?? ''))).toEqual([]);
    const shown = plain(HOSTILE).replace(/[\ufffe\uffff]/g, '\ufffd');
    const crashed = cases(hostile()).flatMap((one) => one.error ?? []);
    expect(crashed.map(({ message }) => message)).toContain(`the rule crashed: ${shown}`);
  });
});
