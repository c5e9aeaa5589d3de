import { describe, expect, it } from 'vitest';
import { emptyBaseline } from '../baseline/empty-baseline.ts';
import { collectors } from '../collectors/index.ts';
import { snapshotOf } from '../findings/example.ts';
import { resource, type Terse } from '../findings/testing.ts';
import { evaluate } from '../rules/evaluate.ts';
import { GLOBAL, type Json } from '../snapshot/snapshot.ts';
import { align } from './align.ts';

/** What a value leads to decides, not what it is called: two things never pass for one. */

const [US, EU] = ['us-east-1', 'eu-central-1'] as const;
const ACCOUNT = '111122223333';
const QUEUE = 'AWS::SQS::Queue';

function judged(...resources: readonly Terse[]): readonly string[] {
  const empty = snapshotOf({ regions: { [US]: [], [EU]: [] } }, ['AWS::EC2::SecurityGroup']);
  const snapshot = { ...empty, resources: resources.map(resource) };
  const results = evaluate(align(snapshot, { ...emptyBaseline(), defaultExpectations: false }, collectors));
  return results
    .flatMap((one) => (one.state === 'failed' ? one.findings : []))
    .map(({ rule, type, counterpart }) => `${rule} ${type} ${counterpart}`);
}

const made = (type: string, region: string, logicalId: string, name: string, more: Partial<Terse> = {}): Terse => ({
  type,
  region,
  id: name,
  name,
  stack: `app-${region}`,
  logicalId,
  ...more,
});
const reaching = (region: string, Resource: string): Terse =>
  made('AWS::IAM::Role', GLOBAL, 'Worker', `worker-${region}`, {
    stack: `app-${region}`,
    stackRegion: region,
    properties: {
      Policies: [
        { PolicyName: 'p', PolicyDocument: { Statement: [{ Effect: 'Allow', Action: '*', Resource }] } },
      ] as Json,
    },
  });
const DRIFT = ['property-drift AWS::IAM::Role app-<region>/Worker'];

describe('a reference by name', () => {
  const arn = (region: string, name: string) => `arn:aws:sqs:${region}:${ACCOUNT}:${name}`;
  const queue = (region: string, logicalId: string, name: string) =>
    made(QUEUE, region, logicalId, name, { arn: arn(region, name) });
  const both = [US, EU] as const;

  it('follows the names where they are swapped between two resources', () => {
    const straight = both.flatMap((region) => [queue(region, 'Shared', 'shared'), queue(region, 'Private', 'private')]);
    const swapped = [...straight.slice(0, 2), queue(EU, 'Shared', 'private'), queue(EU, 'Private', 'shared')];
    const roles = both.map((region) => reaching(region, arn(region, 'shared')));
    expect(judged(...straight, ...roles)).toEqual([]);
    expect(judged(...swapped, ...roles)).toEqual(DRIFT);
  });

  it('is the same by name where one of those named has no counterpart', () => {
    const roles = both.map((region) => reaching(region, arn(region, 'shared')));
    expect(judged(queue(US, 'Shared', 'shared'), ...roles)).toEqual([`missing-resource ${QUEUE} app-<region>/Shared`]);
  });
});

describe('the label of what is referred to', () => {
  it('tells a cluster of ECS from one of EKS', () => {
    const arn = (service: string, region: string) => `arn:aws:${service}:${region}:${ACCOUNT}:cluster/main`;
    const clusters = [US, EU].flatMap((region) => [
      made('AWS::ECS::Cluster', region, 'Main', 'main', { arn: arn('ecs', region) }),
      made('AWS::EKS::Cluster', region, 'Main', 'main', { arn: arn('eks', region) }),
    ]);
    expect(judged(...clusters, reaching(US, arn('ecs', US)), reaching(EU, arn('ecs', EU)))).toEqual([]);
    expect(judged(...clusters, reaching(US, arn('ecs', US)), reaching(EU, arn('eks', EU)))).toEqual(DRIFT);
  });
});

describe('peers of a security group that were not read', () => {
  it('are as many as there are', () => {
    const group = (region: string, ...peers: readonly string[]) =>
      made('AWS::EC2::SecurityGroup', region, 'App', `sg-0000000000000${region.length}`, {
        properties: {
          SecurityGroupIngress: peers.map((SourceSecurityGroupId) => ({
            IpProtocol: 'tcp',
            FromPort: 443,
            ToPort: 443,
            SourceSecurityGroupId,
          })),
        },
      });
    const [one, two, three] = ['sg-0aaaaaaaaaaaaaaa1', 'sg-0aaaaaaaaaaaaaaa2', 'sg-0aaaaaaaaaaaaaaa3'];
    expect(judged(group(US, one), group(EU, one))).toEqual([]);
    // Whoever they were, one is one and two are two.
    expect(judged(group(US, one), group(EU, three))).toEqual([]);
    expect(judged(group(US, one, two), group(EU, three))).toEqual([
      'security-group-rules AWS::EC2::SecurityGroup app-<region>/App',
    ]);
  });
});

describe('nameless things that are alike', () => {
  const VPC = 'AWS::EC2::VPC';
  const vpc = (region: string, id: string): Terse => ({
    type: VPC,
    region,
    id,
    properties: { CidrBlock: '10.0.0.0/16' },
  });
  const group = (region: string, name: string, VpcId: string): Terse =>
    made('AWS::EC2::SecurityGroup', region, name, `sg-0${name.length}${region.length}00000000000000`, {
      properties: { VpcId },
    });
  const [first, second] = ['vpc-0000000000000000a', 'vpc-0000000000000000b'];

  it('are told by what refers to them, not by their ids', () => {
    const design = (region: string, web: string, data: string) => [
      vpc(region, first),
      vpc(region, second),
      group(region, 'Web', web),
      group(region, 'Database', data),
    ];
    expect(judged(...design(US, first, second), ...design(EU, first, second))).toEqual([]);
    expect(judged(...design(US, first, second), ...design(EU, second, first))).toEqual([]);
    expect(judged(...design(US, first, second), ...design(EU, first, first))).toEqual([
      'property-drift AWS::EC2::SecurityGroup app-<region>/Database',
    ]);
  });
});

describe('what was written for persons', () => {
  const group = (region: string, GroupDescription: string, Description: string): Terse =>
    made('AWS::EC2::SecurityGroup', region, 'App', `sg-0000000000000${region.length}`, {
      tags: { 'primary-region': US },
      properties: {
        GroupDescription,
        SecurityGroupIngress: [
          { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '198.51.100.0/24', Description },
        ],
      },
    });

  it('is the same in the same words, were there a region among them', () => {
    const [office, admin] = ['from the us-east-1 office', 'us-east-1 only'];
    expect(judged(group(US, office, admin), group(EU, office, admin))).toEqual([]);
    expect(judged(group(US, 'of us-east-1', 'of us-east-1'), group(EU, 'of eu-central-1', 'of eu-central-1'))).toEqual(
      [],
    );
    expect(judged(group(US, office, admin), group(EU, 'from the office', 'all'))).toEqual([
      'property-drift AWS::EC2::SecurityGroup app-<region>/App',
      'security-group-rules AWS::EC2::SecurityGroup app-<region>/App',
    ]);
  });
});
