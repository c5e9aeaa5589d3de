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
  const names = new Map<string, NameOf>();
  for (const [key, group] of groups) {
    const name = nameOf(group, places);
    if (name !== undefined) names.set(key, name);
  }
  return renamed(rules, ({ port, seat }, place) => {
    const name = seat && names.get(`${port} ${seat.shape}`)?.(place, seat.where);
    return name === undefined || seat === undefined ? undefined : `${seat.shape} ${name}`;
  });
}

type NameOf = (place: string, where: string) => string;

/**
 * What to call the VPCs that the places let in, by what most of them have in common; undefined = nothing. Of three of which one lets in
 * fewer that one deviates, by the VPC that it lacks.
 */
function nameOf(group: ReadonlyMap<string, readonly string[]>, places: readonly string[]): NameOf | undefined {
  const sets = [...group].map(([place, where]) => ({ place, set: new Set(where) })).filter(({ set }) => set.size > 1);
  const isMost = (count: number) => count > 1 && count * 2 > places.length;
  const letsInOthers = new Set(
    sets.filter(({ place, set }) => set.size === places.length - 1 && !set.has(place)).map(({ place }) => place),
  );
  if (isMost(letsInOthers.size))
    return (place, where) => (letsInOthers.has(place) ? 'in each other region' : `in ${where}`);
  const bySet = new Map<string, number>();
  for (const { set } of sets) {
    const names = [...set].sort().join(' and ');
    bySet.set(names, (bySet.get(names) ?? 0) + 1);
  }
  const shared = [...bySet].find(([, count]) => isMost(count));
  if (shared === undefined) return undefined;
  const [names, count] = shared;
  return (_, where) => (count === places.length ? `in ${names}` : `in ${where}`);
}

function renamed<T extends Peer>(rules: Rules<T>, name: (rule: T, place: string) => string | undefined): Rules<T> {
  return new Map(
    [...rules].map(([place, list]) => [
      place,
      list.map((rule) => {
        const other = name(rule, place);
        return other === undefined ? rule : { ...rule, peer: other };
      }),
    ]),
  );
}
