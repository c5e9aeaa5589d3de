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

describe('a member called __proto__', () => {
  const header = (tags: string) => {
    const [first = '', ...lines] = formatSnapshot(broken());
    return `${[first.replace(/"tags":\{[^}]*\}/, `"tags":${tags}`), ...lines].join('\n')}\n`;
  };
  it.each(['null', '7', '{}', '[null]'])('that is %s is refused in one line', async (value) => {
    refused(await audited(header(`{"__proto__":${value}}`)), /s\.jsonl:1: the line does not read \(selection\.tags/);
  });
  it('may be a tag', async () => void judged(await audited(header('{"__proto__":["x"],"constructor":["y"]}'))));
});

describe('a design of a stack', () => {
  const STACK = 'AWS::CloudFormation::Stack';
  /** Two stacks that differ, each with a design in which `odd` stands. */
  function designed(odd: unknown, at: 'property' | 'part' | 'argument' | 'resource' | 'uses'): string {
    const resources = REGIONS.flatMap((region, index): Resource[] => {
      const own = {
        stack: 'app',
        selected: true,
        evidence: ['stack'] as const,
        unread: {},
        tags: {},
        region,
        arn: null,
      };
      return [
        { ...own, type: STACK, stack: null, logicalId: null, name: 'app', id: `app-${region}`, properties: {} },
        {
          ...own,
          type: 'AWS::X::Y',
          logicalId: 'Y',
          name: 'y',
          id: `y-${region}`,
          properties: { A: `x${index}`, B: [index] },
        },
        {
          ...own,
          type: 'AWS::X::Z',
          logicalId: 'Z',
          name: `z${index}`,
          id: `z-${region}`,
          properties: null,
          tags: null,
        },
      ];
    });
    const value =
      at === 'part'
        ? { '?text': ['x', odd] }
        : at === 'argument'
          ? { '?': { function: 'Fn::Join', argument: ['', [odd]] } }
          : odd;
    const properties = at === 'property' || at === 'part' || at === 'argument' ? { A: value, B: [value] } : { A: 'x0' };
    const one = (type: string) => ({ type, properties, ...(at === 'uses' && { uses: odd }) });
    const design = (region: string) => ({
      ...{
        kind: 'design',
        region,
        stack: 'app',
        status: 'CREATE_COMPLETE',
        parameters: {},
        outputs: {},
        inputs: {},
        open: null,
      },
      resources: at === 'resource' ? odd : { Y: one('AWS::X::Y'), Z: one('AWS::X::Z') },
    });
    const made = snapshot(resources, REGIONS);
    const types = new Set(resources.map(({ type }) => type));
    const observations = [...types].flatMap((type) =>
      REGIONS.map((region) => ({ region, type, state: 'observed' as const, gaps: [] })),
    );
    const all = {
      ...made,
      observations: [...made.observations.filter(({ type }) => !types.has(type)), ...observations],
    };
    const lines = [...formatSnapshot(all)];
    return `${[...lines, ...REGIONS.map((region) => JSON.stringify(design(region)))].join('\n')}\n`;
  }
  const own = (json: string): unknown => JSON.parse(json);
  const HOLES: readonly unknown[] = [
    ...[null, 1, 'x', [], {}, { resource: null }, { resource: 'Y', attribute: 7 }, { parameter: {} }, { pseudo: 7 }],
    ...[
      { unknown: null },
      { oneOf: null, reason: '' },
      { oneOf: [] },
      { oneOf: [null], reason: 'x' },
      { oneOf: 'abc' },
    ],
    ...[{ function: null }, { function: 'Fn::Base64' }, { function: 'Fn::ToJsonString', argument: { '?': null } }],
    ...[
      { import: { '?': null } },
      { dynamic: { '?text': 7 } },
      { zones: { '?': [] } },
      { constructor: 1 },
      { toString: 1 },
    ],
    ...[{ resource: 'Y', oneOf: null }, own('{"__proto__":{"resource":"Y"}}')],
  ];

  it.each(HOLES.map((hole) => [JSON.stringify(hole), hole]))(
    'with the hole %s is refused in one line',
    async (_, hole) => {
      for (const at of ['property', 'argument'] as const)
        refused(await audited(designed({ '?': hole }, at)), /s\.jsonl:\d+: the line does not read \(resources\.Y: /);
      if (typeof hole !== 'string')
        refused(await audited(designed(hole, 'part')), /s\.jsonl:\d+: the line does not read/);
    },
  );

  it.each([[7], ['abc'], [{}], [[null]], [[7]], [[['a']]]])(
    'with the text %j is refused in one line',
    async (parts) => {
      refused(await audited(designed({ '?text': parts }, 'property')), /the line does not read \(resources\.Y: /);
    },
  );

  it.each(['{"__proto__":null}', '{"__proto__":{"type":"AWS::X::Y"}}'])(
    'with the resources %s is refused',
    async (json) => {
      refused(await audited(designed(own(json), 'resource')), /the line does not read \(resources\S*\(__proto__\)/);
      refused(await audited(designed(own(json), 'uses')), /the line does not read \(resources\S*\(__proto__\)/);
    },
  );

  it.each([[null], [[]], [{ '??': 1 }], [{ '?x': 1 }], [{ '?': { resource: 'constructor' } }], [{ '?text': [] }]])(
    'with %j is judged',
    async (value) => void judged(await audited(designed(value, 'property'))),
  );

  it.each([600, 20_000])('that is %i levels deep is refused in one line', async (levels) => {
    const text = designed('HERE', 'property').replaceAll('"HERE"', `${'['.repeat(levels)}${']'.repeat(levels)}`);
    refused(await audited(text), /the line does not read \(it has more than 500 levels|the line does not read/);
  });
});
