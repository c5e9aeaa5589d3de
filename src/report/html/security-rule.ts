/** A security-group rule, drawn. */
import { isWorld } from '../../normalise/cidr.ts';
import type { Json } from '../../snapshot/snapshot.ts';
import { isMembers, securityGroupRule } from '../value.ts';
import { html, type Markup, name } from './markup.ts';

/** A rule of a security group, taken apart to be drawn. */
export type SecurityRule = {
  readonly direction: 'ingress' | 'egress';
  /** `tcp 5432`, `all traffic`. */
  readonly traffic: string;
  /** `10.0.0.0/16`, `itself`, `sg-0a1b of account 111122223333`, with the rule's description. */
  readonly peer: string;
  /** The peer is the whole internet. */
  readonly world: boolean;
};

/** The property of a finding on a rule begins with the direction; the rule, as CloudFormation writes it, does not say it. */
function directionOf(property: string | null): 'ingress' | 'egress' {
  return /^(SecurityGroupRules\.)?egress\b/i.test(property ?? '') ? 'egress' : 'ingress';
}

/** From a row of SecurityGroupIngress or SecurityGroupEgress, or from a rule in words; null when the value is neither. */
export function securityRule(value: Json | undefined, property: string | null): SecurityRule | null {
  if (typeof value === 'string') return inWords(value);
  if (!isMembers(value)) return null;
  const direction = directionOf(property);
  const text = securityGroupRule(direction === 'egress' ? { ...value, direction } : value);
  if (text === null) return null;
  const [, traffic = text, peer = 'nobody'] = /^(.*?) (?:from|to) ([\s\S]*)$/.exec(text) ?? [];
  const blocks = [value.CidrIp, value.CidrIpv6];
  return { direction, traffic, peer, world: blocks.some((block) => typeof block === 'string' && isWorld(block)) };
}

/** `ingress tcp 22 from 0.0.0.0/0`, as the rules on open ports say it. */
function inWords(text: string): SecurityRule | null {
  const match = /^(ingress|egress) ([a-z0-9][^"\n]{0,60}?) (?:from|to) (\S.{0,300})$/.exec(text);
  if (match === null) return null;
  const [, direction = '', traffic = '', peer = ''] = match;
  return { direction: direction as 'ingress' | 'egress', traffic, peer, world: isWorld(peer) };
}

/** Who, an arrow, and what is let through: from left to right as the packets go. */
export function drawn(rule: SecurityRule): Markup {
  const inward = rule.direction === 'ingress';
  const peer = html`<span class="peer${rule.world ? ' world' : ''}">${name(rule.peer)}${
    rule.world && html`<span class="open">open to the world</span>`
  }</span>`;
  const port = html`<span class="port">${name(rule.traffic)}</span>`;
  const arrow = html`<span class="arrow"><span class="sr"> to </span></span>`;
  return html`<div class="flow"><span class="way">${inward ? 'in' : 'out'}</span>${inward ? [peer, arrow, port] : [port, arrow, peer]}</div>`;
}
