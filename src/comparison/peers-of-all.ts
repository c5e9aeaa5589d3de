/** Rules whose peers are the same for every place, though each place would call them by another name. */
import { listIn } from '../common/lists.ts';
import type { RuleText } from './security-group.ts';

type Rules = ReadonlyMap<string, readonly RuleText[]>;

/**
 * The rules of each place with one name for what is one peer: a literal block that two places have is that block, whichever VPC it lies in
 * there; and where each place lets in the VPCs of all, or of all others, or of the same several, each VPC is one of these.
 */
export function withSharedPeers(rules: Rules): Rules {
  return bySeat(byLiteral(rules));
}

function byLiteral(rules: Rules): Rules {
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

function bySeat(rules: Rules): Rules {
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

function renamed(rules: Rules, name: (rule: RuleText) => string | undefined): Rules {
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
