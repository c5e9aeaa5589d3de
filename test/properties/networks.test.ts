import type { IpPermission } from '@aws-sdk/client-ec2';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalCidr } from '../../src/normalise/canonical-cidr.ts';
import { contains, isWorld, type Network, NO_NETWORK, parseBlock, placeOf } from '../../src/normalise/cidr.ts';
import { canonicalRow, type SecurityGroupRow, securityGroupRows } from '../../src/normalise/security-group-rules.ts';

const four = fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })).map(([address, length]) => `${address}/${length}`);
const six = fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 })).map(([address, length]) => `${address}/${length}`);
const cidr = fc.oneof(four, six);
const junk = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[0-9a-f.:/]{0,24}$/),
  fc.tuple(fc.ipV4(), fc.integer()).map(([a, n]) => `${a}/${n}`),
);

describe('a CIDR block', () => {
  it('has one spelling, which is its own', () => {
    fc.assert(
      fc.property(cidr, (text) => {
        const one = canonicalCidr(text);
        expect(canonicalCidr(one)).toBe(one);
        expect(parseBlock(one)).toEqual(parseBlock(text));
        expect(parseBlock(text)).not.toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it('that is the same in two spellings has the same canonical one', () => {
    fc.assert(
      fc.property(fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 })), ([address, length]) => {
        const upper = `${address.toUpperCase()}/${length}`;
        expect(canonicalCidr(upper)).toBe(canonicalCidr(`${address}/${length}`));
      }),
      { numRuns: 200 },
    );
  });

  it('of any other text is left as it is, and is no block', () => {
    fc.assert(
      fc.property(junk, (text) => {
        const one = canonicalCidr(text);
        expect(canonicalCidr(one)).toBe(one);
        const [block, known] = [parseBlock(text), parseBlock(one)];
        expect(known).toEqual(block);
        expect(isWorld(text)).toBe(block?.length === 0);
        if (block === null) expect(placeOf(text, NO_NETWORK)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('has the same place in its network wherever the network is', () => {
    const bases = fc.tuple(fc.nat(255), fc.nat(255));
    const inside = fc.tuple(fc.nat(65535), fc.integer({ min: 16, max: 32 }));
    fc.assert(
      fc.property(bases, inside, ([a, b], [offset, length]) => {
        const place = (base: number) => {
          const network: Network = { ...NO_NETWORK, vpc: [parseBlock(`10.${base}.0.0/16`) as never] };
          const text = `10.${base}.${offset >> 8}.${offset & 255}/${length}`;
          expect(contains(network.vpc[0] as never, parseBlock(text) as never)).toBe(true);
          return placeOf(text, network);
        };
        expect(place(a)).toBe(place(b));
        expect(place(a)).toMatch(/^vpc(\+\d+\/\d+)?$/);
      }),
      { numRuns: 300 },
    );
  });

  it('of another size, or at another place, has another place', () => {
    const network: Network = { ...NO_NETWORK, vpc: [parseBlock('10.1.0.0/16') as never] };
    const block = fc
      .tuple(fc.nat(65535), fc.integer({ min: 16, max: 32 }))
      .map(([offset, length]) => canonicalCidr(`10.1.${offset >> 8}.${offset & 255}/${length}`));
    fc.assert(
      fc.property(block, block, (one, other) => {
        expect(placeOf(one, network) === placeOf(other, network)).toBe(one === other);
      }),
      { numRuns: 500 },
    );
  });
});

const description = fc.option(fc.constantFrom('a', 'b'), { nil: undefined });
const peer = fc.oneof(
  four.map((CidrIp) => ({ list: 'IpRanges' as const, CidrIp })),
  six.map((CidrIpv6) => ({ list: 'Ipv6Ranges' as const, CidrIpv6 })),
  fc.constantFrom('pl-1', 'pl-2').map((PrefixListId) => ({ list: 'PrefixListIds' as const, PrefixListId })),
  fc
    .constantFrom('sg-own', 'sg-2')
    .map((GroupId) => ({ list: 'UserIdGroupPairs' as const, GroupId, UserId: '111122223333' })),
);
const rule = fc.record({
  IpProtocol: fc.constantFrom('tcp', 'TCP', '6', 'udp', '17', 'icmp', '1', 'icmpv6', '58', '-1', '47'),
  FromPort: fc.option(fc.integer({ min: -1, max: 65535 }), { nil: undefined }),
  ToPort: fc.option(fc.integer({ min: -1, max: 65535 }), { nil: undefined }),
  peer,
  Description: description,
});
type Rule = typeof rule extends fc.Arbitrary<infer T> ? T : never;
const own = { groupId: 'sg-own', account: '111122223333' };

/** As EC2 answers: rules with the same ports in one permission. `split`: each in a permission of its own. */
function permissions(rules: readonly Rule[], split: boolean): IpPermission[] {
  const grouped = new Map<string, IpPermission>();
  for (const [
    index,
    {
      peer: { list, ...of },
      Description,
      IpProtocol,
      FromPort,
      ToPort,
    },
  ] of rules.entries()) {
    const ports = { IpProtocol, ...(FromPort !== undefined && { FromPort }), ...(ToPort !== undefined && { ToPort }) };
    const key = JSON.stringify(split ? index : ports);
    const permission = grouped.get(key) ?? ports;
    const member = { ...of, ...(Description !== undefined && { Description }) };
    grouped.set(key, { ...permission, [list]: [...((permission as never)[list] ?? []), member] });
  }
  return [...grouped.values()];
}

describe('the rules of a security group', () => {
  const rows = (rules: readonly Rule[], split = false) => securityGroupRows(permissions(rules, split), 'ingress', own);

  it('are the same in every order, split or merged, and once where they are there twice', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (rules, random) => {
        const shuffled = rules
          .map((one) => [random.next().value as number, one] as const)
          .sort(([a], [b]) => a - b)
          .map(([, one]) => one);
        const expected = rows(rules);
        expect(rows(shuffled)).toEqual(expected);
        expect(rows(rules, true)).toEqual(expected);
        expect(rows([...shuffled, ...rules], true)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('have one peer each, and stay as they are when they are read again', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 8 }), (rules) => {
        for (const row of rows(rules)) {
          const peers = ['CidrIp', 'CidrIpv6', 'SourcePrefixListId', 'SourceSecurityGroupId', 'Self'].filter(
            (name) => name in row,
          );
          expect(peers).toHaveLength(1);
          expect(canonicalRow(row as SecurityGroupRow)).toEqual(row);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('differ when a peer, a port or a protocol does, and not by a description alone', () => {
    const tcp = fc.record({ port: fc.integer({ min: 0, max: 65535 }), cidr: four.map(canonicalCidr) });
    const of = ({ port, cidr: CidrIp }: { port: number; cidr: string }, Description: 'a' | 'b' = 'a'): Rule => ({
      IpProtocol: 'tcp',
      FromPort: port,
      ToPort: port,
      peer: { list: 'IpRanges', CidrIp },
      Description,
    });
    const plain = (rules: readonly Rule[]) => rows(rules).map(({ Description: _, ...row }) => row);
    fc.assert(
      fc.property(tcp, tcp, (one, other) => {
        const same = one.port === other.port && one.cidr === other.cidr;
        expect(JSON.stringify(plain([of(one)])) === JSON.stringify(plain([of(other)]))).toBe(same);
        expect(plain([of(one, 'a')])).toEqual(plain([of(one, 'b')]));
        expect(rows([of(one, 'a'), of(one, 'b')])).toHaveLength(1);
      }),
      { numRuns: 200 },
    );
  });
});
