import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { align } from '../alignment/align.ts';
import { emptyBaseline } from '../baseline/empty-baseline.ts';
import { collectors } from '../collectors/index.ts';
import { readSnapshots, writeSnapshot } from '../snapshot/file.ts';
import type { JsonObject, Resource, Snapshot } from '../snapshot/snapshot.ts';
import { makeIsRegional } from './regional-text.ts';

const ACCOUNT = '111122223333';
const REGIONS = ['us-east-1', 'eu-central-1'] as const;
const folder = mkdtempSync(join(tmpdir(), 'infra-parity-alike-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Body = Pick<Resource, 'properties' | 'unread' | 'tags'>;
const GAP = {
  region: 'us-east-1',
  type: 'AWS::SQS::Queue',
  cause: 'denied',
  operation: 'sqs:GetQueueAttributes',
  detail: 'no',
  remedy: 'grant it',
} as const;
const place = (region: string) =>
  ({ name: region, region, account: ACCOUNT, partition: 'aws', state: 'enabled' }) as const;

/** One design, both regions with the very same body; a bucket of the first region that values may lead to. */
function world(type: string, body: Body): Snapshot {
  const one = (region: string): Resource => ({
    ...{ type, stack: 'app', logicalId: 'Thing', name: `thing-${region}`, selected: true, evidence: ['stack'] },
    ...body,
    ...{ region, id: `thing-${region}`, arn: null },
  });
  const logs: Resource = {
    ...{ type: 'AWS::S3::Bucket', stack: 'app', logicalId: 'Logs', name: 'logs', selected: true, evidence: ['stack'] },
    ...{ properties: {}, unread: {}, tags: {}, region: 'us-east-1', id: 'logs', arn: 'arn:aws:s3:::logs' },
  };
  return {
    header: {
      ...{ schemaVersion: 1, tool: { name: 'infra-parity', version: '0.0.0' }, takenAt: '2026-01-01T00:00:00.000Z' },
      caller: { account: ACCOUNT, partition: 'aws', arn: `arn:aws:iam::${ACCOUNT}:user/test` },
      selection: { stackPrefixes: [], tags: {}, types: [], excludeTypes: [] },
      regions: REGIONS.map(place),
      ...{ digestKeyId: 'test', notes: [] },
    },
    observations: REGIONS.flatMap((region) =>
      [...new Set([type, 'AWS::S3::Bucket'])].map((each) => ({
        region,
        type: each,
        state: 'observed' as const,
        gaps: [],
      })),
    ),
    resources: [...REGIONS.map(one), logs],
  };
}

/** What the comparison says of the thing; without its row's lazy parts. */
function compared(snapshot: Snapshot) {
  const row = align(snapshot, emptyBaseline(), collectors).rows.find((each) => each.counterpart.endsWith('Thing'));
  return { comparisons: row?.comparisons, crossings: row?.crossings };
}

const QUEUE = 'AWS::SQS::Queue';
const dotted = (properties: JsonObject) => ({ properties: { About: 'İ'.repeat(40), ...properties } });
const bodies: readonly (readonly [string, string, Partial<Body>])[] = [
  ['nothing regional', QUEUE, { properties: { Size: 1, Name: 'orders' }, tags: { app: 'app' } }],
  ['the region', QUEUE, { properties: { Zone: 'us-east-1a' } }],
  ['the region in a tag', QUEUE, { tags: { zone: 'USEast1' } }],
  ['the region in short', QUEUE, { properties: { Zone: 'use1-az1' } }],
  ['the account', QUEUE, { properties: { Owner: ACCOUNT } }],
  ['an ARN of one region', QUEUE, { properties: { Dead: `arn:aws:sqs:us-east-1:${ACCOUNT}:dead` } }],
  ['an ARN of no region', QUEUE, { properties: { Owner: `arn:aws:iam::${ACCOUNT}:root` } }],
  ['an ARN that leads to the other region', QUEUE, { properties: { Logs: 'arn:aws:s3:::logs' } }],
  ['a longer one that does', QUEUE, { properties: { Logs: ['x', { y: 'arn:aws:s3:::logs/AWSLogs/*' }] } }],
  ['one inside a text', QUEUE, { properties: { Logs: 'to arn:aws:s3:::logs, daily' } }],
  ['one inside an escaped text', QUEUE, { properties: { Policy: '{"Resource":"arn:aws:s3:::logs"}' } }],
  ['one after an escape', QUEUE, { properties: { Logs: '\\arn:aws:s3:::logs' } }],
  ['one after a letter that has more places in lower case', QUEUE, dotted({ Logs: 'arn:aws:s3:::logs/x', Size: '1' })],
  ['one in capitals after such a letter', QUEUE, dotted({ Logs: 'ARN:aws:s3:::logs/x', Size: '1' })],
  ['one in a tag', QUEUE, { tags: { logs: 'arn:aws:s3:::logs' } }],
  ['one in the name of a member', QUEUE, { properties: { X: { 'arn:aws:s3:::logs': 1 } } }],
  ['an id of nothing known', QUEUE, { properties: { Group: 'sg-0123456789abcdef0' } }],
  ['a key id', QUEUE, { properties: { Key: '12345678-1234-1234-1234-123456789012' } }],
  ['a name that leads to another region', 'AWS::CloudTrail::Trail', { properties: { S3BucketName: 'logs' } }],
  ['a property that was not read', QUEUE, { unread: { Policy: GAP } }],
  ['tags that were not read', QUEUE, { tags: null }],
  ['no properties', QUEUE, { properties: null }],
  ['a tag that is called tags', QUEUE, { tags: { tags: 'x' } }],
  ['a member that is called unread', QUEUE, { properties: { X: { unread: {}, tags: 1 } }, unread: { Policy: GAP } }],
];

describe('rows of one text', () => {
  it.each(bodies)('compare as they do without the text: %s', async (name, type, some) => {
    const snapshot = world(type, { properties: {} as JsonObject, unread: {}, tags: {}, ...some });
    const file = join(folder, `${name.replaceAll(' ', '-')}.jsonl`);
    await writeSnapshot(file, snapshot);
    expect(compared(readSnapshots([file]))).toEqual(compared(snapshot));
  });

  it('are not parsed where nothing in them is regional', async () => {
    const file = join(folder, 'unparsed.jsonl');
    const properties = {
      Size: 1,
      Owner: ACCOUNT,
      Policy: [`arn:aws:iam::${ACCOUNT}:root`, 'arn:aws:iam::aws:policy/X'],
    };
    await writeSnapshot(file, world(QUEUE, { properties, unread: {}, tags: {} }));
    const snapshot = readSnapshots([file]);
    const parse = JSON.parse;
    const texts: string[] = [];
    JSON.parse = (text: string, ...rest: []) => {
      texts.push(text);
      return parse(text, ...rest);
    };
    try {
      expect(compared(snapshot)).toEqual({ comparisons: [], crossings: [] });
    } finally {
      JSON.parse = parse;
    }
    expect(texts.filter((text) => text.includes('Size'))).toEqual([]);
  });
});

describe('isRegional', () => {
  const nobody = () => {
    throw new Error('nothing in it leads anywhere');
  };
  const isRegional = makeIsRegional(REGIONS.map(place), nobody);
  it.each(['us-east-1', 'app-USEast1', 'use1-az1', 'SG-0A1B2C3D', 'sg-0a1b2c3d', 'mrk-1', 'a-1234-5678', '\\arn:x'])(
    'says so of %s',
    (text) => expect(isRegional(text)).toBe(true),
  );
  it.each(['orders', 'db.r6g.large', 'app-000001', '16.4', '{"Size":1}', ACCOUNT])('not of %s', (text) =>
    expect(isRegional(text)).toBe(false),
  );
  it('says so of an account where there are two', () => {
    const places = REGIONS.map((region, index) => ({ ...place(region), account: `${index}`.repeat(12) }));
    expect(makeIsRegional(places, nobody)('000000000000')).toBe(true);
  });
});
