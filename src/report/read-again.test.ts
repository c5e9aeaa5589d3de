import { describe, expect, it } from 'vitest';
import { broken, snapshot as sample } from '../commands/sample-snapshot.ts';
import type { Gap, Resource, Snapshot } from '../snapshot/snapshot.ts';
import { regionsOf, whatDeviates, whatToReadAgain } from './read-again.ts';
import { finding, result } from './sample.ts';

const US = 'us-east-1';
const EU = 'eu-central-1';
const TRAIL = 'AWS::CloudTrail::Trail';

const found = (type: string, regions: readonly string[], severity: 'low' | 'high' = 'high') =>
  finding({
    fingerprint: `${type}${regions}`,
    rule: 'missing-resource',
    severity,
    type,
    counterpart: 'X',
    regions,
    message: 'm',
  });
const gap = (more: Partial<Gap>): Gap => ({
  region: EU,
  type: TRAIL,
  cause: 'throttled',
  operation: 'cloudtrail:ListTrails',
  detail: '',
  remedy: '',
  ...more,
});
const stack = (region: string, StackStatus: string): Resource => ({
  ...(broken().resources[0] as Resource),
  type: 'AWS::CloudFormation::Stack',
  region,
  id: 'shop',
  properties: { StackStatus },
});
const plain = (again: ReturnType<typeof whatToReadAgain>) =>
  Object.fromEntries([...again].map(([region, types]) => [region, types === 'all' ? types : [...types].sort()]));
const withStacks = (...stacks: readonly Resource[]): Snapshot => {
  const one = broken();
  return { ...one, resources: [...one.resources, ...stacks] };
};

describe('what is read again', () => {
  it('is of each failing finding its type, in the regions that deviate', () => {
    const findings = [
      found('AWS::RDS::DBInstance', [EU]),
      found(TRAIL, [US, EU]),
      found('AWS::KMS::Key', [EU], 'low'),
      { ...found('AWS::EC2::VPC', [EU]), status: 'waived' as const },
      found('InfraParity::Waiver', [EU]),
    ];
    expect(plain(whatDeviates(result({ findings }), broken()))).toEqual({
      [EU]: [TRAIL, 'AWS::RDS::DBInstance'],
      [US]: [TRAIL],
    });
  });

  it('is global where the type is read once for all regions, and then all regions tell what belongs', () => {
    const what = whatDeviates(result({ findings: [found('AWS::IAM::Role', [EU])] }), broken());
    expect(plain(what)).toEqual({ global: ['AWS::IAM::Role'] });
    expect(regionsOf(what, broken())).toEqual([US, EU]);
    const regional = whatDeviates(result({ findings: [found(TRAIL, [EU])] }), broken());
    expect(regionsOf(regional, broken())).toEqual([EU]);
  });

  it('knows a global thing without a collector by where it is', () => {
    const zone = { ...stack('global', ''), type: 'AWS::Route53::HostedZone', properties: null };
    const what = whatDeviates(result({ findings: [found('AWS::Route53::HostedZone', [EU])] }), withStacks(zone));
    expect(plain(what)).toEqual({ global: ['AWS::Route53::HostedZone'] });
  });

  it('is, while waiting, what could not be read too, but not what waiting does not mend', () => {
    const gaps = [
      gap({}),
      gap({ type: '*' }),
      gap({ region: US, type: 'AWS::KMS::Key', cause: 'disabled' }),
      gap({ region: US, type: 'AWS::EC2::VPC', cause: 'failed', operation: null }),
      gap({ region: 'global', type: 'AWS::IAM::Role', cause: 'denied' }),
    ];
    expect(plain(whatToReadAgain(result({ gaps }), broken()))).toEqual({
      [EU]: ['*', TRAIL],
      global: ['AWS::IAM::Role'],
    });
    expect(plain(whatDeviates(result({ gaps }), broken()))).toEqual({});
  });

  it('is a region as a whole while a stack is in progress there', () => {
    const snapshot = withStacks(stack(EU, 'UPDATE_IN_PROGRESS'), stack(US, 'UPDATE_COMPLETE'));
    const findings = [found(TRAIL, [US, EU])];
    expect(plain(whatToReadAgain(result({ findings }), snapshot))).toEqual({ [EU]: 'all', [US]: [TRAIL] });
    expect(plain(whatDeviates(result({ findings }), snapshot))).toEqual({ [EU]: [TRAIL], [US]: [TRAIL] });
  });

  it('is only what is new under --fail-on-new', () => {
    const findings = [
      { ...found(TRAIL, [EU]), since: 'known' as const },
      { ...found('AWS::KMS::Key', [EU]), since: 'new' as const },
    ];
    const since = { takenAt: '', new: 1, known: 1, resolved: [], notCompared: [], scope: [], failOnNew: true } as const;
    expect(plain(whatDeviates(result({ findings, since }), broken()))).toEqual({ [EU]: ['AWS::KMS::Key'] });
  });

  it('is nothing at parity', () => {
    expect(whatToReadAgain(result({}), sample([], [US, EU])).size).toBe(0);
  });
});
