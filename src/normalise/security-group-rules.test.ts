import type { IpPermission } from '@aws-sdk/client-ec2';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalCidr } from './canonical-cidr.ts';
import { canonicalRow, isAwsPrefixList, securityGroupRows, withPrefixLists } from './security-group-rules.ts';

const OWN = { groupId: 'sg-own', account: '111122223333' };
const ingress = (...permissions: IpPermission[]) => securityGroupRows(permissions, 'ingress', OWN);
const world = [{ CidrIp: '0.0.0.0/0' }];

describe('canonicalCidr', () => {
  it.each([
    ['10.0.0.5/8', '10.0.0.0/8'],
    ['192.0.2.7/32', '192.0.2.7/32'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['203.0.113.9/0', '0.0.0.0/0'],
    ['2001:0DB8:0000:0000:0000:0000:0000:0001/64', '2001:db8::/64'],
    ['::/0', '::/0'],
    ['0:0:0:0:0:0:0:0/0', '::/0'],
  ])('%s is %s', (text, expected) => expect(canonicalCidr(text)).toBe(expected));

  it.each(['', 'pl-1', '10.0.0.0', '10.0.0.0/33', '999.0.0.0/8', '10.1/16', '010.0.0.0/x', '2001:db8::/129'])(
    'leaves %j alone',
    (text) => expect(canonicalCidr(text)).toBe(text),
  );

  it('is idempotent', () => {
    const blocks = fc.oneof(
      fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })),
      fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 })),
    );
    fc.assert(
      fc.property(blocks, ([address, length]) => {
        const once = canonicalCidr(`${address}/${length}`);
        expect(once.endsWith(`/${length}`)).toBe(true);
        expect(canonicalCidr(once)).toBe(once);
      }),
    );
  });
});

describe('securityGroupRows', () => {
  it('gives one row for each peer, of every kind', () => {
    const permission: IpPermission = {
      IpProtocol: 'tcp',
      FromPort: 443,
      ToPort: 444,
      IpRanges: [{ CidrIp: '10.0.0.5/8', Description: 'office' }, { CidrIp: '0.0.0.0/0' }],
      Ipv6Ranges: [{ CidrIpv6: '2001:DB8:0:0::/32' }],
      PrefixListIds: [{ PrefixListId: 'pl-1', Description: 's3' }],
      UserIdGroupPairs: [
        { GroupId: 'sg-own', UserId: OWN.account },
        { GroupId: 'sg-peer', UserId: OWN.account, Description: 'app' },
        { GroupId: 'sg-theirs', UserId: '444455556666', VpcPeeringConnectionId: 'pcx-1', PeeringStatus: 'active' },
        { GroupId: 'sg-deleted', PeeringStatus: 'deleted' },
      ],
    };
    const tcp = { IpProtocol: 'tcp', FromPort: 443, ToPort: 444 };
    const rows = securityGroupRows([permission], 'ingress', OWN);
    expect(rows).toHaveLength(8);
    expect(rows).toEqual(
      expect.arrayContaining([
        { ...tcp, CidrIp: '10.0.0.0/8', Description: 'office' },
        { ...tcp, CidrIp: '0.0.0.0/0' },
        { ...tcp, CidrIpv6: '2001:db8::/32' },
        { ...tcp, SourcePrefixListId: 'pl-1', Description: 's3' },
        { ...tcp, Self: true },
        { ...tcp, SourceSecurityGroupId: 'sg-peer', Description: 'app' },
        { ...tcp, SourceSecurityGroupId: 'sg-theirs', SourceSecurityGroupOwnerId: '444455556666' },
        // A rule over a peering that is gone is there, and lets nobody in.
        { ...tcp, SourceSecurityGroupId: 'sg-deleted', PeeringStatus: 'deleted' },
      ]),
    );
    expect(securityGroupRows([permission], 'egress', OWN)).toEqual(
      expect.arrayContaining([
        { ...tcp, DestinationPrefixListId: 'pl-1', Description: 's3' },
        { ...tcp, Self: true },
        { ...tcp, DestinationSecurityGroupId: 'sg-theirs', DestinationSecurityGroupOwnerId: '444455556666' },
      ]),
    );
  });

  it.each<[string, IpPermission, object]>([
    [
      'all traffic has no ports, whatever they say',
      { IpProtocol: '-1', FromPort: -1, ToPort: -1 },
      { IpProtocol: '-1' },
    ],
    ['all traffic as Terraform writes it', { IpProtocol: 'all', FromPort: 0, ToPort: 0 }, { IpProtocol: '-1' }],
    ['tcp by number', { IpProtocol: '6', FromPort: 22, ToPort: 22 }, { IpProtocol: 'tcp', FromPort: 22, ToPort: 22 }],
    [
      'tcp with all ports',
      { IpProtocol: 'TCP', FromPort: -1, ToPort: -1 },
      { IpProtocol: 'tcp', FromPort: 0, ToPort: 65535 },
    ],
    ['udp without ports', { IpProtocol: '17' }, { IpProtocol: 'udp', FromPort: 0, ToPort: 65535 }],
    ['icmp echo', { IpProtocol: 'icmp', FromPort: 8, ToPort: 0 }, { IpProtocol: 'icmp', FromPort: 8, ToPort: 0 }],
    [
      'icmp of all types',
      { IpProtocol: '1', FromPort: -1, ToPort: -1 },
      { IpProtocol: 'icmp', FromPort: -1, ToPort: -1 },
    ],
    [
      'icmp of one type and all codes',
      { IpProtocol: 'icmp', FromPort: 3 },
      { IpProtocol: 'icmp', FromPort: 3, ToPort: -1 },
    ],
    ['icmpv6 without types', { IpProtocol: '58' }, { IpProtocol: 'icmpv6', FromPort: -1, ToPort: -1 }],
    ['a protocol without ports', { IpProtocol: '50', FromPort: 1, ToPort: 2 }, { IpProtocol: '50' }],
    ['no protocol', {}, { IpProtocol: '-1' }],
  ])('%s', (_name, permission, expected) => {
    expect(ingress({ ...permission, IpRanges: world })).toEqual([{ ...expected, CidrIp: '0.0.0.0/0' }]);
  });

  it('collapses rows that are one rule, and keeps the description', () => {
    const rows = ingress(
      { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '10.1.0.0/16', Description: 'ssh' }] },
      { IpProtocol: '6', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '10.1.2.3/16' }] },
    );
    expect(rows).toEqual([{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '10.1.0.0/16', Description: 'ssh' }]);
  });

  it('keeps rules apart that differ in one port', () => {
    const at = (port: number): IpPermission => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: world });
    expect(ingress(at(80), at(81))).toHaveLength(2);
  });

  it('gives no rows for no permissions', () => {
    expect(securityGroupRows(undefined, 'egress', OWN)).toEqual([]);
    expect(ingress({ IpProtocol: 'tcp', FromPort: 1, ToPort: 1 })).toEqual([]);
  });

  it('does not depend on the order in which EC2 answers', () => {
    const permissions: IpPermission[] = [80, 443, 22].map((port) => ({
      IpProtocol: 'tcp',
      FromPort: port,
      ToPort: port,
      IpRanges: [{ CidrIp: '10.0.0.0/8' }, { CidrIp: '192.168.0.0/16' }],
      UserIdGroupPairs: [{ GroupId: 'sg-b' }, { GroupId: 'sg-a' }],
    }));
    const backwards = [...permissions].reverse().map((permission) => ({
      ...permission,
      IpRanges: [...(permission.IpRanges ?? [])].reverse(),
      UserIdGroupPairs: [...(permission.UserIdGroupPairs ?? [])].reverse(),
    }));
    expect(JSON.stringify(ingress(...backwards))).toBe(JSON.stringify(ingress(...permissions)));
  });
});

describe('canonicalRow', () => {
  it('is idempotent', () => {
    const row = canonicalRow({ IpProtocol: '6', FromPort: -1, CidrIp: '10.0.0.5/8' });
    expect(row).toEqual({ IpProtocol: 'tcp', FromPort: 0, ToPort: 65535, CidrIp: '10.0.0.0/8' });
    expect(canonicalRow(row)).toEqual(row);
  });
});

describe('withPrefixLists', () => {
  const rows = [
    { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, SourcePrefixListId: 'pl-aws' },
    { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, SourcePrefixListId: 'pl-own' },
    { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.0.0.0/8' },
  ];

  it('puts the name beside the id, then the entries beside the name', () => {
    const named = withPrefixLists(rows, new Map([['pl-own', { name: 'offices' }]]));
    const entries = [{ Cidr: '192.0.2.9/24', Description: 'b' }, { Cidr: '10.0.0.0/8' }];
    expect(withPrefixLists(named, new Map([['pl-own', { entries }]]))).toEqual([
      rows[0],
      { ...rows[1], PrefixListName: 'offices', PrefixListEntries: ['10.0.0.0/8', '192.0.2.0/24'] },
      rows[2],
    ]);
  });

  it('knows the lists of AWS by their name', () => {
    expect(isAwsPrefixList('com.amazonaws.eu-central-1.s3')).toBe(true);
    expect(isAwsPrefixList('com.amazonaws.global.cloudfront.origin-facing')).toBe(true);
    expect(isAwsPrefixList('offices-com.amazonaws.')).toBe(false);
  });
});
