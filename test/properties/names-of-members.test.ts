// Holds that a name which every object answers to (constructor, __proto__ …) is a name like any other, wherever it comes from outside.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/command.ts';
import { resourcesOf, snapshot } from '../../src/commands/sample-snapshot.ts';
import { recorder } from '../../src/commands/testing.ts';
import { formats } from '../../src/report/index.ts';
import type { AuditResult } from '../../src/report/report.ts';
import { formatSnapshot } from '../../src/snapshot/file.ts';
import type { Json, JsonObject, Resource, Snapshot } from '../../src/snapshot/snapshot.ts';
import { makeFolder } from '../folder.ts';

const TRAPS = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'];
const ORDINARY = 'ordinary';
const REGIONS = ['us-east-1', 'eu-central-1'] as const;

/** Whatever the name is, `__proto__` too: an object literal would take that for the prototype. */
const object = (entries: readonly (readonly [string, Json])[]): JsonObject => Object.fromEntries(entries);

type Slot = (name: string, second: boolean) => (one: Resource, at: number) => Resource;

const policy = (one: Resource, condition: JsonObject, more: JsonObject = {}): Resource => {
  if (one.type !== 'AWS::KMS::Key') return one;
  const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Condition: condition, ...more };
  return { ...one, properties: { ...one.properties, KeyPolicy: { Statement: [statement] } } };
};

/** Where a name from outside can stand; each differs between the two regions, so that something is to be said of it. */
const SLOTS: { readonly [where: string]: Slot } = {
  property: (name, second) => (one) => ({
    ...one,
    properties: { ...one.properties, ...object([[name, second ? 'b' : 'a']]) },
  }),
  'property in one region': (name, second) => (one) =>
    second ? one : { ...one, properties: { ...one.properties, ...object([[name, 'a']]) } },
  'inner member': (name, second) => (one) => ({
    ...one,
    properties: {
      ...one.properties,
      Outer: { list: [object([[name, second ? 1 : 2]])], ...object([[name, { x: second }]]) },
    },
  }),
  tag: (name, second) => (one) => ({
    ...one,
    tags: { ...one.tags, ...(object([[name, second ? 'b' : 'a']]) as object) },
  }),
  'tag in one region': (name, second) => (one) =>
    second ? one : { ...one, tags: { ...one.tags, ...(object([[name, 'a']]) as object) } },
  'key of a condition': (name, second) => (one) => policy(one, { StringEquals: object([[name, second ? 'b' : 'a']]) }),
  'operator of a condition': (name, second) => (one) => policy(one, object([[name, { 'aws:x': second ? 'b' : 'a' }]])),
  'element of a statement': (name, second) => (one) =>
    policy(one, {}, { ...object([[name, second ? 'b' : 'a']]), Principal: object([[name, second ? 'b' : 'a']]) }),
  type: (name, second) => (one, at) =>
    at === 0 ? { ...one, type: name, properties: null, id: `${one.id}${second}` } : one,
  stack: (name) => (one) => ({ ...one, stack: name }),
  'logical id': (name) => (one, at) => (at === 0 ? { ...one, logicalId: name } : one),
  name: (name) => (one, at) => (at === 0 ? { ...one, logicalId: null, stack: null, name, tags: { Name: name } } : one),
  id: (name) => (one, at) => (at === 0 ? { ...one, id: name, arn: name } : one),
  'unread property': (name, second) => (one) =>
    ({
      ...one,
      unread: second
        ? {}
        : Object.fromEntries([
            [
              name,
              {
                region: one.region,
                type: one.type,
                cause: 'denied',
                operation: null,
                detail: '',
                remedy: '',
                properties: [name],
              },
            ],
          ]),
    }) as Resource,
};

function world(slot: Slot, name: string): Snapshot {
  const resources = REGIONS.flatMap((region, index) => resourcesOf(region).map(slot(name, index === 1)));
  const made = snapshot(resources, REGIONS);
  const types = new Set(made.observations.map(({ type }) => type));
  const more = [...new Set(resources.map(({ type }) => type))].filter((type) => !types.has(type));
  const observations = more.flatMap((type) =>
    REGIONS.map((region) => ({ region, type, state: 'observed' as const, gaps: [] })),
  );
  return { ...made, observations: [...made.observations, ...observations] };
}

async function audit(made: Snapshot, name: string, ...flags: string[]) {
  const folder = makeFolder();
  const lines = [...formatSnapshot(made)].join('\n');
  writeFileSync(join(folder, 's.jsonl'), `${lines}\n`);
  const { io, out, err } = recorder({ cwd: folder });
  const code = await run(['audit', '--from', 's.jsonl', ...flags], io);
  return { code, err: err().replaceAll(name, ORDINARY), out: out() };
}

/** What a result says, without what depends on the spelling of names: fingerprints, and the order of things. */
function said(text: string, name: string) {
  const result = JSON.parse(text) as AuditResult;
  const plain = (value: unknown) =>
    JSON.stringify(value).replaceAll(name, ORDINARY).replaceAll(name.toLowerCase(), ORDINARY);
  const findings = result.findings.map(({ fingerprint: _, cause: __, ...rest }) => plain(rest)).sort();
  const { verdict, counts, rules, gaps } = result;
  return {
    verdict,
    counts: plain(counts).length,
    findings,
    rules: rules.map(({ id, state }) => `${id} ${state}`),
    gaps: gaps.map(plain).sort(),
  };
}

describe.each(Object.entries(SLOTS))('%s', (_, slot) => {
  it.each(TRAPS)('called %s is said as one of any other name', async (name) => {
    const [odd, ordinary] = [
      await audit(world(slot, name), name, '--report', 'json'),
      await audit(world(slot, ORDINARY), ORDINARY, '--report', 'json'),
    ];
    expect({ code: odd.code, err: odd.err }).toEqual({ code: ordinary.code, err: ordinary.err });
    expect(said(odd.out, name)).toEqual(said(ordinary.out, ORDINARY));
  });

  it.each(TRAPS)('called %s ends no format', async (name) => {
    const made = world(slot, name);
    const reports = Object.keys(formats).flatMap((format) => ['--report', `${format}=${format}.out`]);
    const { err, code } = await audit(made, name, ...reports);
    expect(err).not.toContain('bug');
    expect(code).not.toBe(2);
  });
});

describe('a region', () => {
  const inRegion = (name: string): Snapshot =>
    JSON.parse(
      JSON.stringify(
        world((_, second) => (one, at) => (second && at === 4 ? { ...one, properties: {} } : one), ''),
      ).replaceAll('"eu-central-1"', JSON.stringify(name)),
    ) as Snapshot;

  it.each([...TRAPS, 'true', 'null', '0'])('called %s is said as one of any other name', async (name) => {
    const [odd, ordinary] = [
      await audit(inRegion(name), name, '--report', 'json'),
      await audit(inRegion(ORDINARY), ORDINARY, '--report', 'json'),
    ];
    expect({ code: odd.code, err: odd.err }).toEqual({ code: ordinary.code, err: ordinary.err });
    expect(odd.code).not.toBe(2);
    const reports = Object.keys(formats).flatMap((format) => ['--report', `${format}=${format}.out`]);
    expect((await audit(inRegion(name), name, ...reports)).code).toBe(odd.code);
    const [rules, other] = [odd.out, ordinary.out].map((text) =>
      (JSON.parse(text) as AuditResult).rules.map(({ id, state }) => `${id} ${state}`),
    );
    expect(rules).toEqual(other);
  });
});

describe('the sources', () => {
  const root = fileURLToPath(new URL('../../src/', import.meta.url));
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?<!\.test)\.ts$/.test(file),
  );

  it.each(files)('%s gathers by name in no plain object: what every object answers to is no list of ours', (file) => {
    const text = readFileSync(join(root, file), 'utf8');
    expect(text.match(/(\w+)\[(\w+)\] = \[\.\.\.\(\1\[\2\] \?\? /g)).toBeNull();
    expect(text.match(/\w+\[\w+\] \?\?= (?:\[\]|\{\}|0)/g)).toBeNull();
  });
});
