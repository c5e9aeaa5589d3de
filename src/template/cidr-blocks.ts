/** Blocks of addresses inside a block, IPv4 and IPv6, as `Fn::Cidr` counts them. */
import { isIPv4, isIPv6 } from 'node:net';

/** `Fn::Cidr` makes no more than that. */
const MOST = 256;

/** The first `count` blocks whose hosts have `bits` bits; null when there are not so many, or the block is none. */
export function blocksOf(block: string, count: number, bits: number): string[] | null {
  const [address, length, more] = block.split('/');
  if (address === undefined || length === undefined || more !== undefined || !/^\d{1,3}$/.test(length)) return null;
  const width = isIPv4(address) ? 32 : isIPv6(address) && !address.includes('%') ? 128 : null;
  if (width === null || Number(length) > width || !(count >= 1 && count <= MOST)) return null;
  if (!(bits >= 1 && bits <= width - Number(length))) return null;
  const free = BigInt(width - Number(length));
  if (BigInt(count) > 1n << (free - BigInt(bits))) return null;
  const start = ((width === 32 ? v4(address) : v6(address)) >> free) << free;
  const write = width === 32 ? v4Text : v6Text;
  return Array.from({ length: count }, (_, at) => `${write(start + (BigInt(at) << BigInt(bits)))}/${width - bits}`);
}

function v4(text: string): bigint {
  return text.split('.').reduce((sum, part) => (sum << 8n) + BigInt(part), 0n);
}

function v4Text(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.');
}

function v6(text: string): bigint {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const tail = dotted === null ? 0n : v4(dotted[2] as string);
  const plain = dotted === null ? text : `${dotted[1]}${(tail >> 16n).toString(16)}:${(tail & 0xffffn).toString(16)}`;
  const [head = '', rest] = plain.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const left = groups(head);
  const right = rest === undefined ? [] : groups(rest);
  const all = [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
  return all.reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n);
}

/** As RFC 5952 writes it: the longest run of two or more zero groups is `::`. */
function v6Text(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, at) => ((address >> BigInt(112 - 16 * at)) & 0xffffn).toString(16));
  const runs = [...groups.join(':').matchAll(/(?:^|(?<=:))0(?::0)+(?=:|$)/g)].sort((a, b) => b[0].length - a[0].length);
  const [longest] = runs;
  if (longest === undefined) return groups.join(':');
  const joined = groups.join(':');
  const before = joined.slice(0, longest.index).replace(/:$/, '');
  const after = joined.slice(longest.index + longest[0].length).replace(/^:/, '');
  return `${before}::${after}`;
}
