import { describe, expect, it } from 'vitest';
import { emptyBaseline } from '../baseline/empty-baseline.ts';
import type { JsonObject, Resource, Snapshot } from '../snapshot/snapshot.ts';
import { judge } from './stages.ts';

const ACCOUNT = '111122223333';
const REGIONS = ['us-east-1', 'eu-central-1'] as const;

const live = (
  region: string,
  logicalId: string,
  type: string,
  id: string,
  properties: JsonObject | null,
  more: Partial<Resource> = {},
): Resource => ({
  ...{
    type,
    stack: 'shop',
    logicalId,
    name: null,
    selected: true,
    evidence: ['stack'],
    properties,
    unread: {},
    tags: {},
    region,
    id,
    arn: null,
  },
  depth: properties === null ? 'presence' : 'live',
  ...more,
});

function snapshotOf(resources: readonly Resource[]): Snapshot {
  return {
    header: {
      schemaVersion: 1,
      tool: { name: 'infra-parity', version: '0.0.0' },
      takenAt: '2026-11-28T00:00:00.000Z',
      caller: { account: ACCOUNT, partition: 'aws', arn: `arn:aws:iam::${ACCOUNT}:role/audit` },
      selection: { stackPrefixes: ['shop'], tags: {}, types: [], excludeTypes: [] },
      regions: REGIONS.map((name) => ({ name, region: name, account: ACCOUNT, partition: 'aws', state: 'enabled' })),
      digestKeyId: '00000000',
      notes: [],
    },
    observations: [...REGIONS, 'global'].map((region) => ({ region, type: '*', state: 'observed', gaps: [] })),
    resources,
  };
}

/** The same design in both regions, and what `change` makes of the second. */
function findings(
  design: (region: string) => readonly Resource[],
  change: (resource: Resource) => Resource = (one) => one,
) {
  const resources = [...design(REGIONS[0]), ...design(REGIONS[1]).map(change)];
  return judge(snapshotOf(resources), emptyBaseline()).findings.map(({ rule, type, severity, property }) => ({
    rule,
    type,
    severity,
    property,
  }));
}

const design = (region: string): readonly Resource[] => {
  const hex = region === 'us-east-1' ? 'a' : 'b';
  const id = (prefix: string) => `${prefix}-${hex.repeat(1)}0123456789abcde${hex}`;
  return [
    live(region, 'Subnets', 'AWS::ElastiCache::SubnetGroup', `shop-subnets-${hex}1x2y3z4w5v6`, {
      Description: 'cache',
      SubnetIds: hex === 'a' ? [id('subnet'), 'subnet-0fedcba987654321f'] : ['subnet-0fedcba987654321f', id('subnet')],
    }),
    live(region, 'Index', 'AWS::Kendra::Index', id('x'), {
      Edition: 'DEVELOPER_EDITION',
      RoleArn: `arn:aws:iam::${ACCOUNT}:role/kendra-${region}`,
      CapacityUnits: { QueryCapacityUnits: 1 },
      PreferredMaintenanceWindow: hex === 'a' ? 'sun:01:00-sun:02:00' : 'mon:03:00-mon:04:00',
    }),
    live(region, 'Recipe', 'AWS::ImageBuilder::ImageRecipe', 'recipe', {
      Components: [
        { ComponentArn: `arn:aws:imagebuilder:${region}:aws:component/update-linux/x.x.x` },
        { ComponentArn: `arn:aws:imagebuilder:${region}:aws:component/reboot-linux/x.x.x` },
      ],
    }),
  ];
};
const only = (type: string, change: (properties: JsonObject) => JsonObject) => (one: Resource) =>
  one.type === type ? { ...one, properties: change(one.properties ?? {}) } : one;

describe('types that nobody wrote a collector for', () => {
  it('are at parity when the design is the same: ids, order of sets, regions, windows do not tell them apart', () => {
    expect(findings(design).filter(({ severity }) => severity !== 'low')).toEqual([]);
  });

  it('say which property differs', () => {
    const changed = findings(
      design,
      only('AWS::Kendra::Index', (one) => ({ ...one, Edition: 'ENTERPRISE_EDITION' })),
    );
    expect(changed.filter(({ severity }) => severity !== 'low')).toEqual([
      expect.objectContaining({ rule: 'property-drift', type: 'AWS::Kendra::Index', property: 'Edition' }),
    ]);
  });

  it('say it of a member inside another', () => {
    const changed = findings(
      design,
      only('AWS::Kendra::Index', (one) => ({ ...one, CapacityUnits: { QueryCapacityUnits: 2 } })),
    );
    expect(changed.map(({ property }) => property)).toContain('CapacityUnits.QueryCapacityUnits');
  });

  it('keep the order of what is a sequence', () => {
    const changed = findings(
      design,
      only('AWS::ImageBuilder::ImageRecipe', ({ Components }) => ({
        Components: [...(Components as readonly JsonObject[])].reverse(),
      })),
    );
    expect(changed).toContainEqual(
      expect.objectContaining({ type: 'AWS::ImageBuilder::ImageRecipe', property: 'Components' }),
    );
  });

  it('are told when one is missing', () => {
    const [, ...rest] = design(REGIONS[1]);
    const result = judge(snapshotOf([...design(REGIONS[0]), ...rest]), emptyBaseline());
    expect(result.findings).toContainEqual(
      expect.objectContaining({ rule: 'missing-resource', type: 'AWS::ElastiCache::SubnetGroup' }),
    );
  });

  it('are not compared where one of two was not read', () => {
    const unread = (one: Resource): Resource =>
      one.type === 'AWS::Kendra::Index' ? { ...one, properties: null, depth: 'presence', depthReason: 'denied' } : one;
    expect(findings(design, unread).filter(({ type }) => type === 'AWS::Kendra::Index')).toEqual([]);
  });
});
