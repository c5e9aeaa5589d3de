/** A security-group rule by who its peer is. */
import { isOwn, isWorld, type Network, parseBlock, placeOf, seatOf } from '../normalise/cidr.ts';
import { isAwsPrefixList, prefixListOf } from '../normalise/security-group-rules.ts';
import type { Json, JsonObject } from '../snapshot/snapshot.ts';
import type { Canonical } from './canonical.ts';
import type { Peer } from './peers-of-all.ts';
import { UNKNOWN } from './reading.ts';

/** One rule (`ingress tcp 443`) with one peer (`vpc`, `0.0.0.0/0`, `@AppSecurityGroup`, `self` …), in words that are the same for the counterpart's rule. */
export type RuleText = Peer & {
  /** How wide it is open: 2 the world, 1 + part of the address space … for telling the worse side. */
  readonly width: number;
  readonly description: string | null;
  readonly raw: Json;
};

export type PeerReader = {
  /** null while the VPC of the group is not known: then no private block can be placed. */
  readonly network: Network | null;
  canonical(value: Json): Canonical;
  /** A group of another account. */
  foreign(group: string, account: string): Canonical;
};

/** `tcp 443`, `tcp 8000-8080`, `all`, `icmp 8/-1`, `47`. */
export function portText(row: JsonObject): string {
  const protocol = String(row.IpProtocol);
  if (protocol === '-1') return 'all';
  if (row.FromPort === undefined) return protocol;
  if (protocol.startsWith('icmp'))
    return row.FromPort === -1 ? protocol : `${protocol} type ${row.FromPort} code ${row.ToPort}`;
  if (row.FromPort === 0 && row.ToPort === 65535) return `${protocol} all ports`;
  return row.FromPort === row.ToPort ? `${protocol} ${row.FromPort}` : `${protocol} ${row.FromPort}-${row.ToPort}`;
}

/** A row of SecurityGroupIngress or SecurityGroupEgress in words; its gaps when the peer could not be told. */
export function ruleText(
  row: JsonObject,
  direction: 'ingress' | 'egress',
  reader: PeerReader,
): RuleText & Pick<Canonical, 'gaps' | 'crossings'> {
  const { peer, gaps, crossings } = peerText(row, reader);
  const cidr = (row.CidrIp ?? row.CidrIpv6) as string | undefined;
  return {
    port: `${direction} ${portText(row)}`,
    peer,
    width: cidr ? widthOf(cidr) : 0,
    description: typeof row.Description === 'string' ? reader.canonical(row.Description).text : null,
    raw: row,
    ...seatedIn(cidr, reader),
    gaps,
    crossings,
  };
}

function seatedIn(cidr: string | undefined, { network }: PeerReader): Pick<RuleText, 'literal' | 'seat'> {
  if (cidr === undefined || network === null) return {};
  const seat = seatOf(cidr, network);
  return { ...(isOwn(cidr, network) ? {} : { literal: cidr }), ...(seat ? { seat } : {}) };
}

function peerText(row: JsonObject, reader: PeerReader): { peer: string } & Pick<Canonical, 'gaps' | 'crossings'> {
  const none = { gaps: [], crossings: [] };
  const cidr = row.CidrIp ?? row.CidrIpv6;
  if (typeof cidr === 'string') return { peer: blockText(cidr, reader), ...none };
  if (row.Self === true) return { peer: 'self', ...none };
  const list = row.SourcePrefixListId ?? row.DestinationPrefixListId;
  if (typeof list === 'string') {
    const name = reader.canonical(row.PrefixListName ?? list);
    const blocks = Array.isArray(row.PrefixListEntries) ? row.PrefixListEntries.map(String) : null;
    const entries = blocks
      ? ` [${blocks
          .map((block) => blockText(block, reader))
          .sort()
          .join(' ')}]`
      : '';
    return { peer: `prefix list ${unquoted(name.text)}${entries}`, gaps: name.gaps, crossings: name.crossings };
  }
  const group = row.SourceSecurityGroupId ?? row.DestinationSecurityGroupId ?? null;
  const owner = row.SourceSecurityGroupOwnerId ?? row.DestinationSecurityGroupOwnerId;
  const known = typeof owner === 'string' ? reader.foreign(group as string, owner) : reader.canonical(group);
  const stale = typeof row.PeeringStatus === 'string' ? ` over a peering that is ${row.PeeringStatus}` : '';
  const peer = `group ${unquoted(known.text).replace(/^@SecurityGroup:/, '')}${typeof owner === 'string' ? ` of account ${owner}` : ''}${stale}`;
  return { peer, gaps: known.gaps, crossings: known.crossings };
}

/** False for a prefix list of which the name was not read, or, of a customer's own, what it holds. */
export function isListTold(row: JsonObject): boolean {
  if (prefixListOf(row) === undefined || Array.isArray(row.PrefixListEntries)) return true;
  return typeof row.PrefixListName === 'string' && isAwsPrefixList(row.PrefixListName);
}

/** The place of a block in the group's network; unknown while that is not known. */
function blockText(cidr: string, { network }: PeerReader): string {
  if (network) return placeOf(cidr, network);
  return isWorld(cidr) ? cidr : UNKNOWN;
}

function unquoted(text: string): string {
  return text.startsWith('"') ? (JSON.parse(text) as string) : text;
}

/** Share of the address space, comparable within one IP version. */
function widthOf(cidr: string): number {
  const block = parseBlock(cidr);
  return block === null ? 0 : 1 + (block.bits - block.length) / block.bits;
}
