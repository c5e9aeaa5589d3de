/** Security-group rules in their one spelling, one peer each. */
import type { IpPermission, PrefixListEntry, UserIdGroupPair } from '@aws-sdk/client-ec2';
import { compact } from '../snapshot/compact.ts';
import type { JsonObject } from '../snapshot/snapshot.ts';
import { canonicalCidr } from './canonical-cidr.ts';

export type Direction = 'ingress' | 'egress';

/**
 * One rule of a security group with one peer, as a CloudFormation `SecurityGroupIngress` or `SecurityGroupEgress` entry.
 * Exactly one peer is set. `Source…` is for ingress, `Destination…` for egress.
 */
export type SecurityGroupRow = {
  /** `tcp`, `udp`, `icmp`, `icmpv6`, `-1` (all), else the protocol's number. */
  readonly IpProtocol: string;
  /** First port; for ICMP the type, -1 = all. Absent for `-1` and for protocols without ports. */
  readonly FromPort?: number;
  /** Last port; for ICMP the code, -1 = all. */
  readonly ToPort?: number;
  readonly CidrIp?: string;
  readonly CidrIpv6?: string;
  readonly SourcePrefixListId?: string;
  readonly DestinationPrefixListId?: string;
  /** The name of the prefix list beside its id: `com.amazonaws.us-east-1.s3`. Absent when nobody told it. */
  readonly PrefixListName?: string;
  /** What a customer-managed prefix list holds: canonical CIDR blocks, sorted. */
  readonly PrefixListEntries?: readonly string[];
  readonly SourceSecurityGroupId?: string;
  readonly DestinationSecurityGroupId?: string;
  /** Only when the peer group is another account's. */
  readonly SourceSecurityGroupOwnerId?: string;
  readonly DestinationSecurityGroupOwnerId?: string;
  /** The peer is reached over a peering that is gone: the rule is there and lets nobody in. Only where it is so. */
  readonly PeeringStatus?: string;
  /** The peer is the group itself. */
  readonly Self?: true;
  readonly Description?: string;
};

type Own = { readonly groupId: string; readonly account: string };

/** EC2's grouped permissions as a flat list: one row per peer, canonical, without duplicates, sorted. */
export function securityGroupRows(
  permissions: readonly IpPermission[] | undefined,
  direction: Direction,
  own: Own,
): readonly JsonObject[] {
  const rows = (permissions ?? []).flatMap((permission) =>
    peersOf(permission, direction, own).map((peer) =>
      canonicalRow(
        defined({
          IpProtocol: permission.IpProtocol ?? '-1',
          FromPort: permission.FromPort,
          ToPort: permission.ToPort,
          ...peer,
        }),
      ),
    ),
  );
  return distinct(rows);
}

/** The same rules with the name, and for a customer's list the entries, beside every prefix list that is known. */
export function withPrefixLists(
  rows: readonly JsonObject[],
  known: ReadonlyMap<string, { readonly name?: string | undefined; readonly entries?: readonly PrefixListEntry[] }>,
): readonly JsonObject[] {
  return rows.map((row) => {
    const list = known.get(prefixListOf(row) ?? '');
    if (!list) return row;
    const entries = list.entries?.map((entry) => canonicalCidr(entry.Cidr ?? '')).sort();
    return compact({
      ...row,
      PrefixListName: list.name ?? row.PrefixListName,
      PrefixListEntries: entries ?? row.PrefixListEntries,
    });
  });
}

/** The id of the prefix list that a rule names, on either side. */
export function prefixListOf(row: JsonObject): string | undefined {
  return (row.SourcePrefixListId ?? row.DestinationPrefixListId) as string | undefined;
}

/** Only AWS may begin a prefix list's name so: `com.amazonaws.eu-central-1.s3`, `com.amazonaws.global.cloudfront.origin-facing`. */
export function isAwsPrefixList(name: string): boolean {
  return /^(cn\.)?com\.amazonaws\./.test(name);
}

/** Protocol, ports and blocks in their one spelling. Idempotent. */
export function canonicalRow(row: SecurityGroupRow): SecurityGroupRow {
  const { IpProtocol, FromPort, ToPort, ...rest } = row;
  const protocol = canonicalProtocol(IpProtocol);
  return defined({
    IpProtocol: protocol,
    ...portsOf(protocol, FromPort, ToPort),
    ...rest,
    CidrIp: rest.CidrIp === undefined ? undefined : canonicalCidr(rest.CidrIp),
    CidrIpv6: rest.CidrIpv6 === undefined ? undefined : canonicalCidr(rest.CidrIpv6),
  });
}

const PROTOCOL_NAMES: Readonly<Record<string, string>> = {
  '1': 'icmp',
  '6': 'tcp',
  '17': 'udp',
  '58': 'icmpv6',
  all: '-1',
};

function canonicalProtocol(protocol: string): string {
  const text = String(protocol).trim().toLowerCase();
  return PROTOCOL_NAMES[text] ?? text;
}

/**
 * EC2 ignores the port fields for `-1` and for protocols other than these four; ICMP carries type and code in them, and
 * icmpv6 may leave them out for all types (IpPermission, EC2 API reference).
 */
function portsOf(
  protocol: string,
  from: number | undefined,
  to: number | undefined,
): Pick<SecurityGroupRow, 'FromPort' | 'ToPort'> {
  if (protocol === 'tcp' || protocol === 'udp') {
    if (from === undefined || from === -1) return { FromPort: 0, ToPort: 65535 };
    return { FromPort: from, ToPort: to ?? from };
  }
  if (protocol === 'icmp' || protocol === 'icmpv6') {
    if (from === undefined || from === -1) return { FromPort: -1, ToPort: -1 };
    return { FromPort: from, ToPort: to ?? -1 };
  }
  return {};
}

type Peer = { readonly [member: string]: string | true | undefined };

function peersOf(permission: IpPermission, direction: Direction, own: Own): readonly Peer[] {
  const side = direction === 'ingress' ? 'Source' : 'Destination';
  return [
    ...(permission.IpRanges ?? []).map((range) => ({ CidrIp: range.CidrIp, Description: range.Description })),
    ...(permission.Ipv6Ranges ?? []).map((range) => ({ CidrIpv6: range.CidrIpv6, Description: range.Description })),
    ...(permission.PrefixListIds ?? []).map((list) => ({
      [`${side}PrefixListId`]: list.PrefixListId,
      Description: list.Description,
    })),
    ...(permission.UserIdGroupPairs ?? []).map((pair) => groupPeer(pair, side, own)),
  ];
}

/** States of a peering connection in which nothing passes (VpcPeeringConnectionStateReason, EC2 API reference). */
const STALE = /^(deleted|deleting|expired|failed|rejected)$/;

/** A deleted peer keeps its id and loses its owner: it stays as it is, and is nobody's counterpart. */
function groupPeer(pair: UserIdGroupPair, side: 'Source' | 'Destination', own: Own): Peer {
  if (pair.GroupId === own.groupId) return { Self: true, Description: pair.Description };
  const foreign = pair.UserId !== undefined && pair.UserId !== own.account;
  return {
    [`${side}SecurityGroupId`]: pair.GroupId,
    [`${side}SecurityGroupOwnerId`]: foreign ? pair.UserId : undefined,
    PeeringStatus: STALE.test(pair.PeeringStatus ?? '') ? pair.PeeringStatus : undefined,
    Description: pair.Description,
  };
}

/** EC2 refuses two rules that differ in nothing but the description, so the rule without it is the row's identity. */
function distinct(rows: readonly SecurityGroupRow[]): readonly JsonObject[] {
  if (rows.length < 2) return rows;
  const byRule = new Map<string, SecurityGroupRow>();
  const order = rows.map((row) => ({ row, key: keyOf(row), text: row.Description ?? '' }));
  order.sort((a, b) => compareText(a.key, b.key) || compareText(a.text, b.text));
  for (const { row, key } of order) byRule.set(key, row);
  return [...byRule.values()];
}

function keyOf(row: SecurityGroupRow): string {
  const { Description: _, ...rule } = row;
  return JSON.stringify(Object.entries(rule).sort(([a], [b]) => compareText(a, b)));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function defined(row: { readonly [member: string]: unknown }): SecurityGroupRow {
  return compact(row as JsonObject) as unknown as SecurityGroupRow;
}
