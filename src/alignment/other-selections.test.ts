import { expect, it } from 'vitest';
import { emptyBaseline } from '../baseline/empty-baseline.ts';
import { collectors } from '../collectors/index.ts';
import { mergeSnapshots } from '../snapshot/merge.ts';
import type { Resource, Selection, Snapshot } from '../snapshot/snapshot.ts';
import { align } from './align.ts';

const ALL: Selection = { stackPrefixes: [], tags: {}, types: [], excludeTypes: [] };

function queue(region: string, name: string): Resource {
  return {
    type: 'AWS::SQS::Queue',
    stack: 'app',
    logicalId: name,
    name,
    selected: true,
    evidence: ['stack'],
    properties: null,
    unread: {},
    tags: null,
    region,
    id: name,
    arn: null,
  };
}

function snapshot(region: string, selection: Partial<Selection>, names: readonly string[]): Snapshot {
  const caller = { account: '123456789012', partition: 'aws', arn: 'arn:aws:iam::123456789012:user/a' };
  return {
    header: {
      schemaVersion: 1,
      tool: { name: 'infra-parity', version: '0' },
      takenAt: '2026-11-21T00:00:00Z',
      caller,
      selection: { ...ALL, ...selection },
      regions: [{ name: region, region, account: caller.account, partition: 'aws', state: 'enabled' }],
      digestKeyId: 'k',
      notes: [],
    },
    observations: [{ region, type: '*', state: 'observed', gaps: [] }],
    resources: names.map((name) => queue(region, name)),
  };
}

function cells(us: Partial<Selection>, eu: Partial<Selection>): Record<string, string> {
  const read = [snapshot('us-east-1', us, ['Jobs', 'Mail']), snapshot('eu-central-1', eu, ['Mail'])];
  const merged = mergeSnapshots(read.map((one) => ({ path: one.header.regions[0]?.name ?? '', snapshot: one })));
  const { rows } = align(merged, emptyBaseline(), collectors);
  const row = rows.find(({ counterpart }) => counterpart.endsWith('Jobs'));
  return Object.fromEntries([...(row?.cells ?? [])].map(([place, { state }]) => [place, state]));
}

it.each<[string, Partial<Selection>, Partial<Selection>, string]>([
  ['one prefix', { stackPrefixes: ['app'] }, { stackPrefixes: ['app'] }, 'absent'],
  ['a slip of the pen', { stackPrefixes: ['app-'] }, { stackPrefixes: ['apq-'] }, 'unknown'],
  [
    'each the name of its region',
    { stackPrefixes: ['app-us-east-1'] },
    { stackPrefixes: ['app-eu-central-1'] },
    'absent',
  ],
  ['a wider one', { stackPrefixes: ['app-data'] }, { stackPrefixes: ['app'] }, 'absent'],
  ['a narrower one', { stackPrefixes: ['app'] }, { stackPrefixes: ['app-data'] }, 'unknown'],
  ['one of two', { stackPrefixes: ['app', 'web'] }, { stackPrefixes: ['web'] }, 'unknown'],
  ['everything', { stackPrefixes: ['app'] }, {}, 'absent'],
  ['everything elsewhere', {}, { stackPrefixes: ['app'] }, 'unknown'],
  ['another value of a tag', { tags: { app: ['shop'] } }, { tags: { app: ['shpo'] } }, 'unknown'],
  ['one tag more', { tags: { app: ['shop'] } }, { tags: { app: ['shop'], env: ['prod'] } }, 'unknown'],
  ['one tag less', { tags: { app: ['shop'], env: ['prod'] } }, { tags: { app: ['shop'] } }, 'absent'],
  ['any value', { tags: { app: ['shop'] } }, { tags: { app: [] } }, 'absent'],
  ['a prefix here, a tag there', { stackPrefixes: ['app'] }, { tags: { app: ['shop'] } }, 'unknown'],
])('what a region lacks that was read with %s', (_what, us, eu, state) => {
  expect(cells(us, eu)).toEqual({ 'us-east-1': 'present', 'eu-central-1': state });
});
