/** Rules whose peers are the same for every place, though each place would call them by another name. */
import { listIn } from '../common/lists.ts';

/** Who a rule, or a route, is for. */
export type Peer = {
  /** What the peers of all places are alike in: only those are held against each other. */
  readonly port: string;
  readonly peer: string;
  /** A block that means nothing to the own VPC, as it stands. */
  readonly literal?: string;
  /** The VPC that a block lies in, and the place of that. */
  readonly seat?: { readonly shape: string; readonly where: string };
};

type Rules<T extends Peer = Peer> = ReadonlyMap<string, readonly T[]>;

/**
 * The rules of each place with one name for what is one peer: a literal block that two places have is that block, whichever VPC it lies in
 * there; and where each place lets in the VPCs of all, or of all others, or of the same several, each VPC is one of these.
 */
export function withSharedPeers<T extends Peer>(rules: Rules<T>): Rules<T> {
  return bySeat(byLiteral(rules));
}

function byLiteral<T extends Peer>(rules: Rules<T>): Rules<T> {
  const names = new Map<string, Set<string>>();
  const having = new Map<string, Set<string>>();
  for (const [place, list] of rules) {
    for (const { literal, peer } of list) {
      if (literal === undefined) continue;
      names.set(literal, (names.get(literal) ?? new Set()).add(peer));
      having.set(literal, (having.get(literal) ?? new Set()).add(place));
    }
  }
  const isShared = (literal: string) => (names.get(literal)?.size ?? 0) > 1 && (having.get(literal)?.size ?? 0) > 1;
  return renamed(rules, (rule) => (rule.literal !== undefined && isShared(rule.literal) ? rule.literal : undefined));
}

function bySeat<T extends Peer>(rules: Rules<T>): Rules<T> {
  const places = [...rules.keys()];
  if (places.length < 3) return rules;
  const groups = new Map<string, Map<string, string[]>>();
  for (const [place, list] of rules) {
    for (const { port, seat } of list) {
      if (seat === undefined) continue;
      const key = `${port} ${seat.shape}`;
      const group = groups.get(key) ?? new Map<string, string[]>();
      groups.set(key, group);
      listIn(group, place).push(seat.where);
    }
  }
  const names = new Map<string, string>();
  for (const [key, group] of groups) {
    const name = nameOf(group, places);
    if (name !== undefined) names.set(key, name);
  }
  return renamed(rules, ({ port, seat }) => {
    const name = seat && names.get(`${port} ${seat.shape}`);
    return name === undefined || seat === undefined ? undefined : `${seat.shape} ${name}`;
  });
}

/** What the places of a group have in common; undefined = nothing. */
function nameOf(group: ReadonlyMap<string, readonly string[]>, places: readonly string[]): string | undefined {
  if (group.size < places.length) return undefined;
  const sets = [...group].map(([place, where]) => ({ place, set: new Set(where) }));
  if (sets.some(({ set }) => set.size < 2)) return undefined;
  const others = ({ place, set }: { place: string; set: ReadonlySet<string> }) =>
    set.size === places.length - 1 && !set.has(place);
  if (sets.every(others)) return 'in each other region';
  const [first] = sets;
  const same = sets.every(({ set }) => set.size === first?.set.size && [...set].every((one) => first.set.has(one)));
  return same ? `in ${[...(first?.set ?? [])].sort().join(' and ')}` : undefined;
}

function renamed<T extends Peer>(rules: Rules<T>, name: (rule: T) => string | undefined): Rules<T> {
  return new Map(
    [...rules].map(([place, list]) => [
      place,
      list.map((rule) => {
        const other = name(rule);
        return other === undefined ? rule : { ...rule, peer: other };
      }),
    ]),
  );
}
