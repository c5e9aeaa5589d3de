/** Values as the formats show them. */
import type { Json } from '../snapshot/snapshot.ts';
import { cut, visible } from './escape.ts';

type Members = { readonly [key: string]: Json };

/** Whether the value is an object. */
export function isMembers(value: Json | undefined): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether the value is a list. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Members sorted all the way down: equal values give equal text. */
export function canonical(value: Json | undefined): string {
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isMembers(value)) return JSON.stringify(value ?? null);
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

/** A string is quoted when it would read as something else: empty, blank at an end, or like a number or a boolean. */
function text(value: string): string {
  return value === '' || value.trim() !== value || /^(true|false|null|-?\d+)$/.test(value)
    ? JSON.stringify(value)
    : value;
}

const PORTLESS = new Set(['-1', 'all', 'icmpv6']);

function ports(rule: Members): string {
  const protocol = String(rule.IpProtocol ?? '-1');
  const name = PORTLESS.has(protocol) && protocol !== 'icmpv6' ? 'all traffic' : protocol;
  const from = rule.FromPort;
  const to = rule.ToPort;
  if (name === 'all traffic') return name;
  if (from === undefined || from === null || from === -1) return `${name} all`;
  return from === to || to === undefined ? `${name} ${from}` : `${name} ${from}-${to}`;
}

const PEERS = [
  'CidrIp',
  'CidrIpv6',
  'SourceSecurityGroupId',
  'SourceSecurityGroupName',
  'DestinationSecurityGroupId',
  'SourcePrefixListId',
  'DestinationPrefixListId',
];

/** Who is let in or out; a prefix list and another account's group say more than their id. */
function peerOf(rule: Members): string | undefined {
  if (rule.Self === true) return 'itself';
  const key = PEERS.find((member) => rule[member] !== undefined && rule[member] !== null);
  if (key === undefined) return undefined;
  const id = String(rule[key]);
  if (typeof rule.PrefixListName === 'string') return `prefix list ${rule.PrefixListName} (${id})`;
  const owner = rule.SourceSecurityGroupOwnerId ?? rule.DestinationSecurityGroupOwnerId;
  return typeof owner === 'string' ? `${id} of account ${owner}` : id;
}

/** Whether it lets out: CIDR rules do not say it themselves, so the report marks those of egress with `direction`. */
function isOutward(rule: Members): boolean {
  return rule.direction === 'egress' || Object.keys(rule).some((key) => key.startsWith('Destination'));
}

/** `tcp 5432 from 10.0.0.0/16 (from the office)`; null when the value is not a rule of a security group. */
export function securityGroupRule(value: Json | undefined): string | null {
  if (!isMembers(value) || value.IpProtocol === undefined) return null;
  const who = peerOf(value);
  const peer = who === undefined ? '' : ` ${isOutward(value) ? 'to' : 'from'} ${who}`;
  const note = typeof value.Description === 'string' && value.Description !== '' ? ` (${value.Description})` : '';
  return `${ports(value)}${peer}${note}`;
}

/** Characters of a value that are shown on one line. */
export const SHOWN = 160;

/** A value on one line, harmless in a terminal: `7`, `db.t3.micro`, `not set`, `tcp 443 from 10.0.0.0/8`, `{"a":1}`. */
export function inline(value: Json | undefined, max = SHOWN): string {
  return visible(cut(line(value), max));
}

/** The same in full, as it was given. */
export function line(value: Json | undefined): string {
  if (value === undefined || value === null) return 'not set';
  if (typeof value === 'string') return text(value);
  const rule = securityGroupRule(value);
  if (rule !== null) return rule;
  if (isList(value) && value.length > 0 && value.every((item) => typeof item === 'string')) return value.join(', ');
  return canonical(value);
}
