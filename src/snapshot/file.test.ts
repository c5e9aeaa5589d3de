import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../common/usage-error.ts';
import { sharedBodyText } from './body-text.ts';
import { formatSnapshot, readSnapshots, writeSnapshot } from './file.ts';
import type { Gap, Header, Resource, Snapshot } from './snapshot.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'snapshot-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const gap: Gap = {
  region: 'us-east-1',
  type: 'AWS::KMS::Key',
  cause: 'denied',
  operation: 'kms:ListKeys',
  detail: 'no',
  remedy: 'grant it',
};

function bucket(region: string, over: Partial<Resource> = {}): Resource {
  return {
    type: 'AWS::S3::Bucket',
    stack: 'app',
    logicalId: 'Logs',
    name: `logs-${region}`,
    selected: true,
    evidence: ['stack'],
    properties: { Zebra: 1, Alpha: { b: [3, 1], a: ',"region":"x' } },
    unread: {},
    tags: { z: 'last', a: ',"properties":{"x":1}' },
    region,
    id: `logs-${region}`,
    arn: `arn:aws:s3:::logs-${region}`,
    ...over,
  };
}

function snapshot(region: string, account = '111122223333', over: Partial<Header> = {}): Snapshot {
  return {
    header: {
      schemaVersion: 1,
      tool: { name: 'infra-parity', version: '0.1.0' },
      takenAt: '2026-11-21T00:00:00.000Z',
      caller: { account, partition: 'aws', arn: `arn:aws:iam::${account}:user/x` },
      selection: { stackPrefixes: [], tags: {}, types: [], excludeTypes: [] },
      regions: [{ name: region, region, account, partition: 'aws', state: 'enabled' }],
      digestKeyId: 'abcd1234',
      notes: [],
      ...over,
    },
    observations: [
      { region, type: '*', state: 'observed', gaps: [] },
      { region, type: 'AWS::KMS::Key', state: 'unknown', gaps: [{ ...gap, region }] },
      { region, type: 'AWS::S3::Bucket', state: 'observed', gaps: [] },
    ],
    resources: [
      bucket(region),
      bucket(region, { type: 'AWS::SQS::Queue', properties: null, tags: null, id: 'q', arn: null }),
    ],
  };
}

async function write(name: string, content: Snapshot): Promise<string> {
  const path = join(folder, name);
  await writeSnapshot(path, content);
  return path;
}

/** What a walk over the members meets: a reader keeps more under symbols. */
const told = <T>(value: T): T => JSON.parse(JSON.stringify(value));

const edit = (path: string, change: (lines: string[]) => string[]) => {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  writeFileSync(
    path,
    change(lines)
      .map((line) => `${line}\n`)
      .join(''),
  );
};
const failure = (read: () => unknown): UsageError => {
  try {
    JSON.stringify(read());
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return error as UsageError;
  }
  throw new Error('it was read');
};

const sorted = (line: object): object => Object.fromEntries(Object.entries(line).sort(([a], [b]) => (a < b ? -1 : 1)));

describe('a snapshot file', () => {
  it('is read as it was written', async () => {
    const written = snapshot('us-east-1');
    expect(told(readSnapshots([await write('a.jsonl', written)]))).toEqual(written);
    expect(readdirSync(folder)).toEqual(['a.jsonl']);
  });

  it.each([
    { depth: 'live' },
    { depth: 'presence', depthReason: 'Cloud Control cannot read it' },
    { depth: 'declared', depthReason: 'it says "no", \\ and \n more' },
    { stackRegion: 'eu-central-1', depth: 'live' },
  ] as const)('keeps how much of a resource was read: %j', async (over) => {
    const base = snapshot('us-east-1');
    const [first, ...others] = base.resources;
    const written = { ...base, resources: [{ ...(first as Resource), ...over }, ...others] };
    expect(told(readSnapshots([await write('a.jsonl', written)]))).toEqual(written);
  });

  it('keeps what stacks list and no listing has, also when two accounts are merged', async () => {
    const gone = (region: string) => ({ region, stack: 'app', logicalId: 'Key', id: 'id-1' });
    const withGone = (account: string): Snapshot => {
      const plain = snapshot('us-east-1', account);
      const observations = plain.observations.map((one) => ({ ...one, gone: [gone(one.region)] }));
      return { ...plain, observations };
    };
    const paths = ['111122223333', '444455556666'].map((account) => join(folder, account));
    for (const path of paths) await writeSnapshot(path, withGone(path.slice(-12)));
    expect(readSnapshots(paths.slice(0, 1)).observations).toEqual(withGone('111122223333').observations);
    const merged = readSnapshots(paths).observations.map(({ region, gone: list }) => [region, list]);
    expect(merged).toContainEqual(['444455556666/us-east-1', [gone('444455556666/us-east-1')]]);
  });

  it('has a header, then observations with their counts, then resources with sorted members and the regional ones last', () => {
    const lines = [...formatSnapshot(snapshot('us-east-1'))];
    expect(lines.map((line) => line.slice(0, 18))).toEqual([
      '{"kind":"header","',
      '{"kind":"observati',
      '{"kind":"observati',
      '{"kind":"observati',
      '{"type":"AWS::S3::',
      '{"type":"AWS::SQS:',
    ]);
    expect(lines.slice(1, 4).map((line) => JSON.parse(line).resources)).toEqual([1, 0, 1]);
    expect(Object.keys(JSON.parse(lines[4] as string))).toEqual([
      'type',
      'stack',
      'logicalId',
      'name',
      'selected',
      'evidence',
      'properties',
      'unread',
      'tags',
      'region',
      'id',
      'arn',
    ]);
    expect(lines[4]).toContain('"properties":{"Alpha":{"a":",\\"region\\":\\"x","b":[3,1]},"Zebra":1}');
  });

  it('parses the body of two regions once where it is known to be the same', async () => {
    const one = await write('a.jsonl', snapshot('us-east-1'));
    const two = await write('b.jsonl', snapshot('eu-central-1'));
    const { resources } = readSnapshots([one, two]);
    const pair = [resources[0], resources[2]] as [Resource, Resource];
    expect(sharedBodyText(pair)).toMatch(/^"properties":/);
    expect(pair[0].region).not.toBe(pair[1].region);
    expect(pair[0].properties).toBe(pair[1].properties);
    expect(pair[0].tags).toBe(pair[1].tags);
    expect(pair[0].unread).toBe(pair[1].unread);
    expect(told(pair)).toEqual([snapshot('us-east-1').resources[0], snapshot('eu-central-1').resources[0]]);
  });

  it.each([
    ['nothing unread', {}],
    ['a property unread', { unread: { Policy: gap } }],
    ['a member that is called unread', { properties: { X: { unread: {}, tags: {} }, unread: {} } }],
    ['one that is, and a property unread', { properties: { X: { unread: {}, tags: {} } }, unread: { Policy: gap } }],
    ['tags that are called so', { tags: { unread: '},"unread":{},"tags":{', tags: 'x' } }],
    ['no properties', { properties: null }],
    ['no tags', { tags: null }],
  ])('reads %s, whichever member is asked for first', async (_, body) => {
    const resources = [bucket('us-east-1', body), snapshot('us-east-1').resources[1] as Resource];
    const path = await write('a.jsonl', { ...snapshot('us-east-1'), resources });
    for (const first of ['properties', 'unread', 'tags'] as const) {
      const [read] = readSnapshots([path]).resources;
      expect(read?.[first]).toEqual(resources[0]?.[first]);
      expect(told([read as Resource])).toEqual([resources[0]]);
    }
  });

  it('sees what is unread behind a member that was put there by hand to look like the end', async () => {
    const resources = [
      bucket('us-east-1', { unread: { Policy: gap } }),
      snapshot('us-east-1').resources[1] as Resource,
    ];
    const path = await write('a.jsonl', { ...snapshot('us-east-1'), resources });
    edit(path, (lines) => lines.map((line) => line.replace('"Zebra":1}', '"Zebra":{"x":{},"unread":{},"tags":{}}}')));
    const [read] = readSnapshots([path]).resources;
    expect(read?.unread).toEqual({ Policy: gap });
    expect(read?.properties?.Zebra).toEqual({ x: {}, unread: {}, tags: {} });
    expect(read?.tags).toEqual(resources[0]?.tags);
  });

  it('is read whatever the order of members', async () => {
    const path = await write('a.jsonl', snapshot('us-east-1'));
    edit(path, (lines) => lines.map((line) => (line.startsWith('{"type"') ? reversed(line) : line)));
    expect(readSnapshots([path])).toEqual(snapshot('us-east-1'));
  });

  const forms: readonly (readonly [string, (text: string) => string | Buffer])[] = [
    ['with a byte order mark', (text) => `\ufeff${text}`],
    ['with Windows line ends', (text) => text.replaceAll('\n', '\r\n')],
    [
      'with blanks and empty lines',
      (text) => text.replace(/.+/g, (line) => `${JSON.stringify(JSON.parse(line), null, 1).replaceAll('\n', ' ')}\n`),
    ],
    [
      'with its members sorted',
      (text) => text.replace(/.+/g, (line) => JSON.stringify(sorted(JSON.parse(line) as object))),
    ],
    ['packed by gzip', (text) => gzipSync(text)],
    ['packed by gzip in several members', (text) => Buffer.concat(text.split(/(?<=\n)/).map((line) => gzipSync(line)))],
  ];
  it.each(forms)('is read %s', async (_, form) => {
    const path = await write('a.jsonl', snapshot('us-east-1'));
    const before = told(readSnapshots([path]));
    writeFileSync(path, form(readFileSync(path, 'utf8')));
    expect(told(readSnapshots([path]))).toEqual(before);
  });

  it('is packed where its name says so, and reads the same', async () => {
    const path = await write('a.jsonl', snapshot('us-east-1'));
    const packed = join(folder, 'packed.jsonl.gz');
    await writeSnapshot(packed, readSnapshots([path]));
    expect(gunzipSync(readFileSync(packed)).toString()).toBe(readFileSync(path, 'utf8'));
    expect([...formatSnapshot(readSnapshots([packed]))]).toEqual([...formatSnapshot(readSnapshots([path]))]);
  });

  it('that is packed and cut off, or unpacks without end, is one line', async () => {
    const path = await write('a.jsonl', snapshot('us-east-1'));
    const whole = gzipSync(readFileSync(path));
    writeFileSync(path, whole.subarray(0, whole.length - 20));
    expect(() => readSnapshots([path])).toThrow(/is compressed by gzip, and damaged or cut off/);
    const part = gzipSync(Buffer.alloc(64 << 20));
    writeFileSync(path, Buffer.concat(Array.from({ length: 17 }, () => part)));
    expect(() => readSnapshots([path])).toThrow(/unpacks to more than 1024 MB/);
  });

  it('keeps hostile names as they are', async () => {
    const hostile = snapshot('us-east-1');
    const name = '\u001b[31m]]><script>\u2028","region":"x","properties":{}\n\ud83d\ude00';
    const resources = [
      bucket('us-east-1', { name, id: name, tags: { [name]: 'x'.repeat(200_000) } }),
      hostile.resources[1] as Resource,
    ];
    expect(told(readSnapshots([await write('a.jsonl', { ...hostile, resources })]).resources)).toEqual(resources);
  });

  it('is longer than what is read at once', async () => {
    const big = snapshot('us-east-1');
    const resources = Array.from({ length: 3000 }, (_, index) =>
      bucket('us-east-1', { id: `b${index}`, tags: { text: `é${'x'.repeat(5000)}${index % 7}` } }),
    );
    const read = readSnapshots([
      await write('a.jsonl', { ...big, resources: [...resources, big.resources[1] as Resource] }),
    ]);
    expect(told(read.resources.slice(0, -1))).toEqual(resources);
  });

  it('leaves nothing behind when it cannot be written', async () => {
    await expect(writeSnapshot(join(folder, 'none', 'a.jsonl'), snapshot('us-east-1'))).rejects.toThrow('ENOENT');
    await expect(writeSnapshot(folder, snapshot('us-east-1'))).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a damaged snapshot file', () => {
  const damage = async (change: (lines: string[]) => string[]) => {
    const path = await write('a.jsonl', snapshot('us-east-1'));
    edit(path, change);
    return failure(() => readSnapshots([path])).message.replace(`${folder}/`, '');
  };

  it('was cut off between lines', async () => {
    expect(await damage((lines) => lines.slice(0, -1))).toMatch(
      /^a\.jsonl:5: us-east-1 \* has 0 resources where line 2 says 1/,
    );
  });

  it('was cut off in a line', async () => {
    expect(await damage((lines) => [...lines.slice(0, -1), (lines.at(-1) as string).slice(0, -20)])).toMatch(
      /^a\.jsonl:6: the line does not read/,
    );
  });

  it('has a broken middle, which is found when it is read', async () => {
    expect(await damage((lines) => lines.map((line) => line.replace('"Zebra":1', '"Zebra":')))).toMatch(
      /^a\.jsonl:5: /,
    );
  });

  it('is of a newer version', async () => {
    expect(
      await damage(([header, ...lines]) => [
        (header as string).replace('"schemaVersion":1', '"schemaVersion":2').replace('0.1.0', '3.0.0'),
        ...lines,
      ]),
    ).toMatch(/^a\.jsonl:1: schemaVersion 2 was written by infra-parity 3\.0\.0; .*update infra-parity$/);
  });

  it.each([
    ['something else', '{"a":1}\n', /a\.jsonl:1: this is not a snapshot/],
    ['no JSON', 'hello\n', /a\.jsonl:1: the line does not read/],
    ['empty', '', /a\.jsonl: the file is empty/],
  ])('is %s', (_what, content, message) => {
    const path = join(folder, 'a.jsonl');
    writeFileSync(path, content);
    expect(failure(() => readSnapshots([path])).message).toMatch(message);
  });

  it('is not there', () => {
    expect(failure(() => readSnapshots([join(folder, 'none.jsonl')])).message).toMatch(
      /none\.jsonl: there is no such file/,
    );
    expect(failure(() => readSnapshots([folder])).message).toMatch(/it is a folder/);
  });
});

it('a depth that is none is refused', async () => {
  const path = await write('a.jsonl', snapshot('us-east-1'));
  edit(path, (lines) =>
    lines.map((line) => (line.startsWith('{"type"') ? line.replace(/\}$/, ',"depth":"deep"}') : line)),
  );
  expect(failure(() => readSnapshots([path])).message).toContain('its depth is none');
});

describe('several snapshots', () => {
  it('of two regions become one', async () => {
    const paths = [await write('a.jsonl', snapshot('us-east-1')), await write('b.jsonl', snapshot('eu-central-1'))];
    const { header, observations, resources } = readSnapshots(paths);
    expect(header.regions.map((place) => place.name)).toEqual(['us-east-1', 'eu-central-1']);
    expect(observations).toHaveLength(6);
    expect(resources).toHaveLength(4);
  });

  it('of one region of two accounts become two places', async () => {
    const paths = [
      await write('a.jsonl', snapshot('us-east-1', '1')),
      await write('b.jsonl', snapshot('us-east-1', '2')),
    ];
    const merged = readSnapshots(paths);
    expect(merged.header.regions.map((place) => place.name)).toEqual(['1/us-east-1', '2/us-east-1']);
    expect(new Set(merged.resources.map((one) => one.region))).toEqual(new Set(['1/us-east-1', '2/us-east-1']));
    expect(merged.observations[1]?.gaps[0]?.region).toBe('1/us-east-1');
    expect(merged.resources[0]?.properties).toEqual(bucket('us-east-1').properties);
  });

  it('of one region of one account are refused', async () => {
    const paths = [await write('a.jsonl', snapshot('us-east-1')), await write('b.jsonl', snapshot('us-east-1'))];
    expect(failure(() => readSnapshots(paths)).message).toMatch(
      /b\.jsonl: \* in us-east-1 of account 111122223333 is in .*a\.jsonl too/,
    );
  });

  it('say so when secrets or selections do not compare', async () => {
    const other = snapshot('eu-central-1', undefined, {
      digestKeyId: 'ffff0000',
      selection: { stackPrefixes: ['app'], tags: {}, types: [], excludeTypes: [] },
    });
    const { header } = readSnapshots([await write('a.jsonl', snapshot('us-east-1')), await write('b.jsonl', other)]);
    expect(header.digestKeyId).toBe('abcd1234+ffff0000');
    expect(header.notes.join('\n')).toMatch(/secret values do not compare.*different selections/s);
  });

  it('share what is global, and the reading that selected it stays', async () => {
    const role = bucket('global', { type: 'AWS::IAM::Role', id: 'monitoring', arn: 'arn:aws:iam::1:role/monitoring' });
    const withRole = (region: string, over: Partial<Resource>): Snapshot => {
      const base = snapshot(region);
      return {
        ...base,
        observations: [...base.observations, { region: 'global', type: 'AWS::IAM::Role', state: 'observed', gaps: [] }],
        resources: [...base.resources, { ...role, ...over }],
      };
    };
    const paths = [
      await write('a.jsonl', withRole('us-east-1', { selected: false, stack: null })),
      await write('b.jsonl', withRole('eu-central-1', { stackRegion: 'eu-central-1' })),
    ];
    const merged = readSnapshots(paths);
    expect(merged.observations.filter((one) => one.region === 'global')).toHaveLength(1);
    expect(told(merged.resources.filter((one) => one.region === 'global'))).toEqual([
      { ...role, stackRegion: 'eu-central-1' },
    ]);
  });
});

function reversed(line: string): string {
  return JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(line)).reverse()));
}
