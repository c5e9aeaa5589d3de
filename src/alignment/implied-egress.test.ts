import { expect, it } from 'vitest';
import { judgedBy } from '../findings/testing.ts';
import type { ExampleResource } from '../rules/rule.ts';
import type { Gap, Snapshot } from '../snapshot/snapshot.ts';

const [US, EU] = ['us-east-1', 'eu-central-1'];
const V4 = { IpProtocol: '-1', CidrIp: '0.0.0.0/0' };
const V6 = { IpProtocol: '-1', CidrIpv6: '::/0' };

/** A group of a VPC that is no part of the selection, as a group is without egress of its own. */
function group(ipv6: boolean, SecurityGroupEgress: readonly Record<string, string>[]): readonly ExampleResource[] {
  const app = { name: 'app', logicalId: 'App', stack: 'app' };
  const Ipv6CidrBlocks = ipv6 ? ['2001:db8:1:2::/56'] : [];
  return [
    {
      type: 'AWS::EC2::VPC',
      name: 'net',
      id: 'vpc-1',
      context: true,
      properties: { CidrBlock: '10.0.0.0/16', Ipv6CidrBlocks },
    },
    {
      type: 'AWS::EC2::SecurityGroup',
      ...app,
      properties: { VpcId: 'vpc-1', SecurityGroupEgress: [...SecurityGroupEgress] },
    },
  ];
}

const judged = (
  us: readonly ExampleResource[],
  eu: readonly ExampleResource[],
  change?: (snapshot: Snapshot) => Snapshot,
) => {
  const { state, findings } = judgedBy('security-group-rules', {
    regions: { [US]: us, [EU]: eu },
    ...(change && { change }),
  });
  return { state, found: findings.map(({ property, regions }) => `${property} in ${regions.join(', ')}`) };
};
const DRIFT = 'egress all to ::/0 in us-east-1';

it('egress to ::/0 that AWS added where the VPC alone has IPv6 is no drift of the group', () => {
  expect(judged(group(true, [V4, V6]), group(false, [V4]))).toEqual({ state: 'passed', found: [] });
});

it('it is drift where both VPCs have IPv6, or neither, or the other one', () => {
  for (const [us, eu] of [
    [true, true],
    [false, false],
    [false, true],
  ] as const)
    expect(judged(group(us, [V4, V6]), group(eu, [V4])).found).toEqual([DRIFT]);
});

it('another rule for IPv6 is drift whatever the VPCs have', () => {
  const https = { IpProtocol: 'tcp', FromPort: '443', ToPort: '443', CidrIpv6: '::/0' };
  expect(judged(group(true, [V4, https]), group(false, [V4])).found).toHaveLength(1);
  expect(judged(group(true, [V4, V6]), group(false, [{ IpProtocol: '-1', CidrIp: '10.0.0.0/16' }])).found).not.toEqual(
    [],
  );
});

it('it cannot be told where a VPC was not read, and everything else is compared', () => {
  const unread = (snapshot: Snapshot): Snapshot => ({
    ...snapshot,
    observations: snapshot.observations.map((one) => {
      const gap: Gap = {
        region: EU,
        type: 'AWS::EC2::VPC',
        cause: 'denied',
        operation: 'ec2:DescribeVpcs',
        detail: 'no',
        remedy: 'grant it',
      };
      return one.region === EU && one.type === 'AWS::EC2::VPC' ? { ...one, state: 'unknown', gaps: [gap] } : one;
    }),
    resources: snapshot.resources.filter(({ region, type }) => region !== EU || type !== 'AWS::EC2::VPC'),
  });
  const open = { IpProtocol: 'udp', FromPort: '53', ToPort: '53', CidrIp: '0.0.0.0/0' };
  expect(judged(group(true, [V4, V6]), group(true, [V4]), unread)).toEqual({ state: 'inconclusive', found: [] });
  expect(judged(group(true, [V4, V6, open]), group(true, [V4]), unread).found).toEqual([
    'egress udp 53 to 0.0.0.0/0 in us-east-1',
  ]);
  expect(judged(group(true, [V4, V6]), group(true, [V4, V6]), unread).state).toBe('passed');
});
