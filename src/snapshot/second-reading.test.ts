import { describe, expect, it } from 'vitest';
import { notReadAgain, withReadAgain } from './second-reading.ts';
import type { Gap, Observation, Resource, Snapshot } from './snapshot.ts';

const US = 'us-east-1';
const EU = 'eu-central-1';
const QUEUE = 'AWS::SQS::Queue';
const KEY = 'AWS::KMS::Key';

function thing(region: string, type: string, id: string, more: Partial<Resource> = {}): Resource {
  return {
    type,
    stack: null,
    logicalId: null,
    name: id,
    selected: true,
    evidence: ['listed'],
    properties: {},
    unread: {},
    tags: {},
    region,
    id,
    arn: null,
    ...more,
  };
}
const gap: Gap = { region: EU, type: KEY, cause: 'throttled', operation: 'kms:ListKeys', detail: 'slow', remedy: '' };
const seen = (region: string, type: string): Observation => ({ region, type, state: 'observed', gaps: [] });
const blind = (region: string, type: string): Observation => ({
  region,
  type,
  state: 'unknown',
  gaps: [{ ...gap, region, type }],
});
function snapshot(
  observations: readonly Observation[],
  resources: readonly Resource[],
  more: Partial<Snapshot['header']> = {},
): Snapshot {
  const regions =
    more.regions ??
    [US, EU].map((name) => ({ name, region: name, account: '1', partition: 'aws', state: 'enabled' as const }));
  return {
    header: {
      schemaVersion: 1,
      tool: { name: 'infra-parity', version: '0' },
      takenAt: '2026-01-01T00:00:00.000Z',
      caller: { account: '1', partition: 'aws', arn: '' },
      selection: { stackPrefixes: [], tags: {}, types: [], excludeTypes: [] },
      digestKeyId: 'k',
      notes: [],
      ...more,
      regions,
    },
    observations,
    resources,
  };
}
const only = (region: string) => [{ name: region, region, account: '1', partition: 'aws', state: 'enabled' as const }];
const ids = ({ resources }: Snapshot) => resources.map(({ region, id }) => `${region} ${id}`);

const BEFORE = snapshot(
  [seen(EU, KEY), seen(US, KEY), seen(EU, '*'), seen(US, '*'), seen('global', '*'), blind(EU, 'AWS::S3::Bucket')],
  [
    thing(EU, KEY, 'context', { selected: false }),
    thing(EU, KEY, 'old'),
    thing(EU, QUEUE, 'q'),
    thing(US, KEY, 'there'),
  ],
);

describe('what is read again', () => {
  it('takes the place of what was read before, in its region and of its type', () => {
    const again = snapshot([seen(EU, KEY)], [thing(EU, KEY, 'new')], {
      regions: only(EU),
      takenAt: '2026-01-01T00:00:02.000Z',
    });
    const after = withReadAgain(BEFORE, again);
    expect(ids(after)).toEqual([`${EU} context`, `${EU} new`, `${EU} q`, `${US} there`]);
    expect(after.header.takenAt).toBe('2026-01-01T00:00:02.000Z');
    expect(after.header.regions.map(({ name }) => name)).toEqual([US, EU]);
    expect(after.observations).toEqual(BEFORE.observations);
  });

  it('does not when less could be read, and says so', () => {
    const again = snapshot([blind(EU, KEY)], [], { regions: only(EU) });
    expect(ids(withReadAgain(BEFORE, again))).toEqual(ids(BEFORE));
    expect(withReadAgain(BEFORE, again).observations).toEqual(BEFORE.observations);
    expect(notReadAgain(BEFORE, again)).toEqual([`${KEY} in ${EU}`]);
    const half = { ...seen(EU, KEY), gaps: [{ ...gap, properties: ['Enabled'] }] };
    expect(notReadAgain(BEFORE, snapshot([half], [], { regions: only(EU) }))).toEqual([`${KEY} in ${EU}`]);
  });

  it('fills what could not be read before', () => {
    const again = snapshot([seen(EU, 'AWS::S3::Bucket')], [thing(EU, 'AWS::S3::Bucket', 'files')], {
      regions: only(EU),
    });
    const after = withReadAgain(BEFORE, again);
    expect(after.observations).toContainEqual(seen(EU, 'AWS::S3::Bucket'));
    expect(ids(after)).toContain(`${EU} files`);
    expect(notReadAgain(BEFORE, again)).toEqual([]);
  });

  it('brings the types that only stacks and tags tell of with the reading of these', () => {
    const again = snapshot([seen(EU, '*')], [thing(EU, QUEUE, 'r'), thing(EU, KEY, 'not asked')], {
      regions: only(EU),
    });
    expect(ids(withReadAgain(BEFORE, again))).toEqual([`${EU} context`, `${EU} old`, `${EU} r`, `${US} there`]);
    const failed = snapshot([blind(EU, '*')], [], { regions: only(EU) });
    expect(ids(withReadAgain(BEFORE, failed))).toEqual(ids(BEFORE));
  });

  it('takes what is global only from a reading of all regions', () => {
    const before = snapshot([seen('global', '*')], [thing('global', 'AWS::Route53::HostedZone', 'zone')]);
    const part = snapshot([seen('global', '*')], [], { regions: only(EU) });
    expect(ids(withReadAgain(before, part))).toEqual(['global zone']);
    expect(ids(withReadAgain(before, snapshot([seen('global', '*')], [])))).toEqual([]);
  });

  it('replaces what was told of the state of stacks, and keeps the other notes', () => {
    const notes = [
      `${EU}: stack app is UPDATE_IN_PROGRESS: what it holds may be changing`,
      `${EU}: 2 tagged x are left out`,
      `${US}: stack app is UPDATE_IN_PROGRESS: y`,
    ];
    const again = snapshot([seen(EU, '*')], [], { regions: only(EU), notes: ['new'] });
    expect(withReadAgain({ ...BEFORE, header: { ...BEFORE.header, notes } }, again).header.notes).toEqual(
      [`${EU}: 2 tagged x are left out`, 'new', `${US}: stack app is UPDATE_IN_PROGRESS: y`].sort(),
    );
  });

  it('knows a region that answers by now, and who asks', () => {
    const lost = snapshot([blind(EU, KEY)], [], {
      regions: [{ name: EU, region: EU, account: '', partition: 'aws', state: 'unreachable' }],
      caller: { account: '', partition: 'aws', arn: '' },
    });
    const after = withReadAgain(lost, snapshot([seen(EU, KEY)], [], { regions: only(EU) }));
    expect(after.header.regions[0]?.state).toBe('enabled');
    expect(after.header.caller.account).toBe('1');
  });
});
