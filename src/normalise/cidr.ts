/** CIDR blocks as numbers, and a block's place in a network. */
import ipaddr from 'ipaddr.js';

/** A CIDR block: its first address as a number, its prefix length, and 32 or 128 bits. */
export type Block = { readonly start: bigint; readonly length: number; readonly bits: 32 | 128 };

/** What the addresses of one VPC mean, so that blocks of two regions compare by their place and not by their value. */
export type Network = {
  /** The blocks of the VPC itself, primary first. */
  readonly vpc: readonly Block[];
  /** Its subnets: a name that is the same for the counterpart in the other region. */
  readonly subnets: readonly { readonly label: string; readonly block: Block }[];
  /** Other VPCs, here and in the other audited regions, by such a name. */
  readonly others: readonly {
    readonly label: string;
    /** The place that it is in, and how that is said; '' = in this one. */
    readonly where: string;
    readonly at: string;
    readonly block: Block;
  }[];
  /** The place of the VPC itself, and such a name of it; '' = it is not known. */
  readonly place: string;
  readonly label: string;
  /** Ranges that the baseline names. */
  readonly declared: readonly { readonly label: string; readonly block: Block }[];
};

export const NO_NETWORK: Network = { vpc: [], subnets: [], others: [], declared: [], place: '', label: '' };

/** The same few blocks come again in every rule of every group. */
const known = new Map<string, Block | null>();
const MOST_KNOWN = 10_000;

/** The block, its host bits cut; null when the text is not a CIDR block. */
export function parseBlock(text: string): Block | null {
  const before = known.get(text);
  if (before !== undefined) return before;
  const block = parse(text);
  if (known.size < MOST_KNOWN) known.set(text, block);
  return block;
}

function parse(text: string): Block | null {
  if (!/^[0-9a-fA-F.:]+\/\d{1,3}$/.test(text) || !ipaddr.isValidCIDR(text)) return null;
  const [address, length] = ipaddr.parseCIDR(text);
  const bits = address.kind() === 'ipv4' ? 32 : 128;
  const number = address.toByteArray().reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const host = BigInt(bits - length);
  return { start: (number >> host) << host, length, bits };
}

/** Whether it is the whole internet, `0.0.0.0/0` or `::/0`: never blurred. */
export function isWorld(text: string): boolean {
  const block = parseBlock(text);
  return block !== null && block.length === 0;
}

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'];

/** Whether a block lies in a range that is kept for private networks. */
export function isPrivate(text: string): boolean {
  const block = parseBlock(text);
  return block !== null && PRIVATE.some((range) => contains(parseBlock(range) as Block, block));
}

/** Whether every address of `inner` is in `outer`. */
export function contains(outer: Block, inner: Block): boolean {
  if (outer.bits !== inner.bits || outer.length > inner.length) return false;
  const host = BigInt(outer.bits - outer.length);
  return inner.start >> host === outer.start >> host;
}

function equal(a: Block, b: Block): boolean {
  return a.bits === b.bits && a.length === b.length && a.start === b.start;
}

/**
 * The place of a block (DESIGN §6): `vpc`, `subnet:data`, `vpc+256/24` (offset in addresses, and size), a declared name,
 * another VPC by its counterpart's name where that one alone holds the block; what is none of these stays literal. The prefix length is always part of it.
 */
export function placeOf(text: string, network: Network): string {
  const block = parseBlock(text);
  if (block === null || block.length === 0) return text;
  const declared = network.declared.find((one) => equal(one.block, block));
  if (declared) return declared.label;
  const index = network.vpc.findIndex((own) => equal(own, block));
  if (index >= 0) return index === 0 ? 'vpc' : `vpc[${index}]`;
  const subnet = network.subnets.find((one) => equal(one.block, block));
  if (subnet) return subnet.label;
  const own = network.vpc.findIndex((vpc) => contains(vpc, block));
  if (own >= 0) return within(own === 0 ? 'vpc' : `vpc[${own}]`, network.vpc[own] as Block, block);
  const other = holderOf(block, network);
  if (other) return (equal(other.block, block) ? other.label : within(other.label, other.block, block)) + other.at;
  const named = network.declared.find((one) => contains(one.block, block));
  return named ? within(named.label, named.block, block) : text;
}

function within(label: string, outer: Block, inner: Block): string {
  return `${label}+${inner.start - outer.start}/${inner.length}`;
}

/** The other VPC that alone holds a block: here, else anywhere. */
function holderOf(block: Block, { others, place }: Network): Network['others'][number] | undefined {
  const holders = others.filter((one) => contains(one.block, block));
  const here = holders.filter((one) => one.where === place);
  const one = here.length > 0 ? here : holders;
  return one.length === 1 ? one[0] : undefined;
}

/** Where a block of a VPC lies, whichever's it is: the VPC, the place in it, and the audited place it is in; null where that is not known. */
export function seatOf(text: string, network: Network): { readonly shape: string; readonly where: string } | null {
  const block = parseBlock(text);
  if (block === null || block.length === 0) return null;
  const own = network.vpc.find((vpc) => contains(vpc, block));
  if (own) return { shape: within(network.label, own, block), where: network.place };
  const other = holderOf(block, network);
  return other ? { shape: within(other.label, other.block, block), where: other.where } : null;
}

/** Whether a block means something to the network that a resource is in itself: its place in that, or a declared name. */
export function isOwn(text: string, network: Network): boolean {
  const block = parseBlock(text);
  if (block === null) return false;
  return [...network.vpc, ...network.declared.map((one) => one.block)].some((one) => contains(one, block));
}
