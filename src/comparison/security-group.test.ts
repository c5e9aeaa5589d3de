import { expect, test } from 'vitest';
import { type Network, NO_NETWORK, parseBlock } from '../normalise/cidr.ts';
import type { Json } from '../snapshot/snapshot.ts';
import { UNKNOWN } from './reading.ts';
import { isListTold, ruleText } from './security-group.ts';

const own = (cidr: string): Network => ({
  ...NO_NETWORK,
  vpc: [parseBlock(cidr) ?? { start: 0n, length: 0, bits: 32 }],
});
const row = (...PrefixListEntries: string[]) => ({
  IpProtocol: 'tcp',
  FromPort: 443,
  ToPort: 443,
  SourcePrefixListId: 'pl-1',
  PrefixListName: 'inside',
  PrefixListEntries,
});
const told = (value: Json) => ({
  text: JSON.stringify(value),
  gaps: [],
  crossings: [],
  leadsTo: [],
  named: [],
  strangers: [],
  isSettled: false,
});
const peer = (entries: readonly string[], network: Network | null) =>
  ruleText(row(...entries), 'ingress', {
    network,
    canonical: told,
    foreign: told,
  }).peer;

test('what a prefix list holds is told by its place in the network', () => {
  const east = peer(['10.1.0.0/16', '203.0.113.0/24'], own('10.1.0.0/16'));
  expect(east).toBe('prefix list inside [203.0.113.0/24 vpc]');
  expect(peer(['10.2.0.0/16', '203.0.113.0/24'], own('10.2.0.0/16'))).toBe(east);
  expect(peer(['10.2.0.0/16', '0.0.0.0/0'], own('10.2.0.0/16'))).not.toBe(east);
});

test('while the network is not known, only the world is', () => {
  expect(peer(['10.1.0.0/16'], null)).toContain(UNKNOWN);
  expect(peer(['0.0.0.0/0'], null)).toBe('prefix list inside [0.0.0.0/0]');
});

test("a prefix list is told by its name, and a customer's own by what it holds", () => {
  const { PrefixListName, PrefixListEntries, ...bare } = row('10.1.0.0/16');
  expect(isListTold({ ...bare, PrefixListName, PrefixListEntries })).toBe(true);
  expect(isListTold({ ...bare, PrefixListName })).toBe(false);
  expect(isListTold(bare)).toBe(false);
  expect(isListTold({ ...bare, PrefixListName: 'com.amazonaws.eu-central-1.s3' })).toBe(true);
  expect(isListTold({ IpProtocol: 'tcp', CidrIp: '10.0.0.0/8' })).toBe(true);
});
