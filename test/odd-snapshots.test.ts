// Holds that no snapshot, however odd, ends in a bug: it is judged, or refused in one line with its place.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../src/command.ts';
import { broken, resourcesOf, snapshot } from '../src/commands/sample-snapshot.ts';
import { recorder } from '../src/commands/testing.ts';
import { formats } from '../src/report/index.ts';
import type { AuditResult } from '../src/report/report.ts';
import { formatSnapshot } from '../src/snapshot/file.ts';
import type { Json, Resource, Snapshot } from '../src/snapshot/snapshot.ts';
import { makeFolder } from './folder.ts';

const REGIONS = ['us-east-1', 'eu-central-1'] as const;

async function audited(made: Snapshot | string, ...flags: string[]) {
  const folder = makeFolder();
  writeFileSync(join(folder, 's.jsonl'), typeof made === 'string' ? made : `${[...formatSnapshot(made)].join('\n')}\n`);
  writeFileSync(
    join(folder, 'w.yaml'),
    'waivers: [{ finding: 0123456789abcdef, reason: a, owner: b, until: 2026-12-31 }]\n',
  );
  const all = Object.keys(formats).flatMap((format) => ['--report', `${format}=${format}.out`]);
  const { io, out, err } = recorder({ cwd: folder });
  const code = await run(
    [
      'audit',
      '--from',
      's.jsonl',
      '--waivers',
      'w.yaml',
      '--report',
      'json',
      ...all.filter((_, i) => !all[i]?.startsWith('json=') && !all[i + 1]?.startsWith('json=')),
      ...flags,
    ],
    io,
  );
  return { code, err: err(), result: out() === '' ? null : (JSON.parse(out()) as AuditResult) };
}

/** Judged whole: no rule crashed. */
function judged({ code, err, result }: Awaited<ReturnType<typeof audited>>): AuditResult {
  expect({ code, err }).toEqual({
    code: expect.toSatisfy((one: number) => one !== 2),
    err: expect.not.stringContaining('bug'),
  });
  expect(result?.rules.filter(({ state }) => state === 'crashed')).toEqual([]);
  return result as AuditResult;
}

function refused({ code, err }: Awaited<ReturnType<typeof audited>>, line: RegExp): void {
  expect({ code, lines: err.trimEnd().split('\n') }).toEqual({ code: 2, lines: [expect.stringMatching(line)] });
}

const deep = (levels: number): Json => JSON.parse(`${'{"a":['.repeat(levels / 2)}${']}'.repeat(levels / 2)}`) as Json;

/** The second region's key with one property more. */
function withProperty(name: string, value: Json): Snapshot {
  const change = (one: Resource, region: string): Resource =>
    one.type === 'AWS::KMS::Key'
      ? { ...one, properties: { ...one.properties, [name]: region === 'us-east-1' ? value : 'x' } }
      : one;
  return snapshot(
    REGIONS.flatMap((region) => resourcesOf(region).map((one) => change(one, region))),
    REGIONS,
  );
}

describe('names that are alike', () => {
  const group = (region: string, name: string, index: number): Resource => ({
    ...(resourcesOf(region)[1] as Resource),
    stack: null,
    logicalId: null,
    evidence: ['tag'],
    name,
    tags: { Name: name, app: 'shop' },
    id: `sg-${region}-${index}`,
  });

  it.each([
    [['X', 'X', 'X #1']],
    [['X', 'X', 'X #1', 'X #2', 'X #2', 'X #1 #1']],
    [['unnamed 1', '', '', 'unnamed 1']],
    [['X', 'X', 'X']],
  ])('%j are all told, and no two findings have one fingerprint', async (names) => {
    const result = judged(
      await audited(
        snapshot(
          names.map((name, index) => group('us-east-1', name, index)),
          REGIONS,
        ),
      ),
    );
    const missing = result.findings.filter(({ rule }) => rule === 'missing-resource');
    const told = missing.flatMap(({ counterpart, counterparts }) => counterparts ?? [counterpart]);
    expect(new Set(told).size).toBe(names.length);
    const prints = result.findings.map(({ fingerprint }) => fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
  });
});

describe('an odd snapshot', () => {
  it.each([10, 400])('%i levels deep is judged', async (levels) => {
    judged(await audited(withProperty('Deep', deep(levels))));
    judged(await audited(withProperty('KeyPolicy', { Statement: [deep(levels)] })));
  });

  it.each([502, 3000, 20_000])('%i levels deep is refused in one line', async (levels) => {
    const text = `${[...formatSnapshot(withProperty('Deep', 'HERE'))].join('\n')}\n`;
    const value = `${'{"a":['.repeat(levels / 2)}${']}'.repeat(levels / 2)}`;
    refused(
      await audited(text.replace('"HERE"', value)),
      /^infra-parity: \S*s\.jsonl:\d+: the line does not read \(its properties have more than 500 levels\)/,
    );
  });

  it.each([3000, 200_000])('with a policy that is text, %i levels deep, is judged', async (levels) => {
    const text = `${'{"a":['.repeat(levels / 2)}${']}'.repeat(levels / 2)}`;
    judged(await audited(withProperty('KeyPolicy', text)));
  });

  it('with 10,000 names of regions in one text is judged', async () => {
    judged(await audited(withProperty('Text', 'us-east-1 '.repeat(10_000))));
    judged(await audited(withProperty('Text', '\\'.repeat(40_000))));
    judged(await audited(withProperty('Text', '<region>\\('.repeat(10_000))));
  });

  it.each([
    [[null]],
    [null],
    ['x'],
    [7],
    [[[]]],
    [[{ Effect: null, Action: null, Resource: null, Principal: null, Condition: null }]],
    [[{ Principal: [null], Condition: { a: { b: null } } }]],
  ])('with the statements %j is judged', async (Statement) => {
    judged(await audited(withProperty('KeyPolicy', { Statement } as Json)));
  });

  it.each(['', 'yesterday', '2026-13-45'])('taken at "%s" is refused', async (takenAt) => {
    const made = broken();
    refused(
      await audited({ ...made, header: { ...made.header, takenAt } }),
      /s\.jsonl:1: the line does not read \(takenAt: is no time\)/,
    );
  });

  it.each([
    ['SecurityGroupIngress', [{}]],
    ['SecurityGroupIngress', [{ IpProtocol: null, CidrIp: 7 }]],
    ['EventSelectors', [null]],
    ['EventSelectors', 'x'],
    ['CidrBlock', ['10.0.0.0/8']],
  ])('with %s %j is judged', async (name, value) => {
    const odd = (one: Resource): Resource => ({ ...one, properties: { ...one.properties, [name]: value as Json } });
    judged(await audited(snapshot([...resourcesOf('us-east-1').map(odd), ...resourcesOf('eu-central-1')], REGIONS)));
  });
});
