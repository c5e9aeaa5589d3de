/** Compares the rules of security groups. */
import { pushAll } from '../common/lists.ts';
import { isWorld } from '../normalise/cidr.ts';
import type { Gap, Json, JsonObject, Resource } from '../snapshot/snapshot.ts';
import { type Canonical, canonical } from './canonical.ts';
import { NOT_SET } from './comparators.ts';
import type { Comparison, Crossing } from './comparison.ts';
import { deviating } from './deviation.ts';
import { networkOf, type Placed } from './networks.ts';
import { withSharedPeers } from './peers-of-all.ts';
import { type Reading, UNKNOWN } from './reading.ts';
import type { RowInput } from './row-input.ts';
import { isListTold, type RuleText, ruleText } from './security-group.ts';
import type { World } from './world.ts';

type PlaceRules = { readonly rules: readonly RuleText[]; readonly gaps: readonly Gap[]; readonly placed: Placed };

/**
 * The rules of counterpart groups as sets (DESIGN §6): direction, protocol, ports and peer, each peer by who it is. Where each
 * region has just one rule of a port that the others lack, it is one rule whose peer differs; else each rule is its own
 * difference. The property is the rule in words, so that accepting one rule does not accept the next.
 */
export function compareSecurityGroupRules(
  known: ReadonlyMap<string, Resource>,
  input: RowInput,
  crossings: Crossing[],
): readonly Comparison[] {
  const all = new Map<string, PlaceRules>();
  for (const [place, resource] of known) all.set(place, rulesOf(resource, place, input, crossings));
  const shared = withSharedPeers(new Map([...all].map(([place, { rules }]) => [place, rules])));
  for (const [place, one] of all) all.set(place, { ...one, rules: shared.get(place) ?? [] });
  if (all.size < 2) return [];
  const { read, untold } = withoutImplied(all);
  const gaps = [...untold, ...[...read.values()].flatMap((one) => one.gaps)];
  const open = new Set([...read].filter(([, one]) => !one.gaps.every(isNobody)).map(([place]) => place));
  const comparisons = [...byPort(read)].flatMap(([port, peers]) =>
    comparePort(port, peers, { reference: input.reference, open }),
  );
  return gaps.length > 0 ? [...comparisons, unknownRules(gaps)] : comparisons;
}

function rulesOf(resource: Resource, place: string, { world }: RowInput, crossings: Crossing[]): PlaceRules {
  const placed = networkOf(resource, place, world);
  const { network, gaps } = placed;
  const all: Gap[] = ['SecurityGroupIngress', 'SecurityGroupEgress'].flatMap((name) => resource.unread[name] ?? []);
  const rules: RuleText[] = [];
  for (const direction of ['ingress', 'egress'] as const) {
    const property = direction === 'ingress' ? 'SecurityGroupIngress' : 'SecurityGroupEgress';
    const reading = { place, property, policy: false, set: false };
    for (const row of (resource.properties?.[property] ?? []) as readonly JsonObject[]) {
      const rule = ruleText(row, direction, {
        network,
        canonical: (value) => canonical(value, reading, world),
        foreign: (group, account) => foreign(group, account, resource.type, reading, world),
      });
      pushAll(crossings, rule.crossings);
      pushAll(all, rule.gaps);
      // What a prefix list is called and holds is read by calls of its own: without them it is no peer that could be compared.
      if (resource.unread[property] && !isListTold(row)) continue;
      // A group that is not there, or of another account, is one peer all the same, whoever it is.
      if (rule.peer.includes(UNKNOWN) && !rule.gaps.every(isNobody)) pushAll(all, gaps);
      else if (rule.peer.includes(UNKNOWN) && rule.gaps.length === 0) pushAll(all, gaps);
      else rules.push(rule);
    }
  }
  return { rules, gaps: all, placed };
}

/** Everything was read, and it leads to nobody: what the place lacks is known all the same. */
function isNobody({ cause, operation }: Gap): boolean {
  return cause === 'ambiguous' && operation === null;
}

/** A group of another account: one that was read, or nobody knows. */
function foreign(id: string, account: string, type: string, reading: Reading, world: World): Canonical {
  const known = canonical(id, reading, world);
  if (known.named.length > 0) return known;
  const target = world.references.made({ id, at: 0, named: false, types: [type], untold: [] }, reading.place, account);
  return target?.to === 'unknown' ? { ...known, text: UNKNOWN, gaps: [target.gap] } : known;
}

type Places = ReadonlyMap<string, PlaceRules>;

/** All traffic out to `::/0`, which AWS adds by itself to a new group where the VPC has IPv6. */
const isImplied = ({ port, peer }: RuleText) => port === 'egress all' && isWorld(peer) && peer.includes(':');

/**
 * The rules without the one for IPv6 that AWS adds by itself, where the regions have it just as their VPCs have IPv6: then it
 * is the networks that differ. What that cannot be told of, for a VPC that was not read, is not compared.
 */
function withoutImplied(all: Places): { readonly read: Places; readonly untold: readonly Gap[] } {
  const places = [...all.values()].map(({ rules, placed }) => ({ has: rules.some(isImplied), ...placed }));
  const same = places.every(({ has }) => has === places[0]?.has);
  const untold = same ? [] : places.flatMap(({ ipv6, gaps }) => (ipv6 === undefined ? gaps : []));
  if (same || (untold.length === 0 && places.some(({ has, ipv6 }) => has !== ipv6))) return { read: all, untold };
  const read = [...all].map(
    ([place, one]) => [place, { ...one, rules: one.rules.filter((rule) => !isImplied(rule)) }] as const,
  );
  return { read: new Map(read), untold };
}

/** Port to place to peer to rule. */
function byPort(read: Places): ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, RuleText>>> {
  const ports = new Map<string, Map<string, Map<string, RuleText>>>();
  for (const [, { rules }] of read) {
    for (const { port } of rules)
      if (!ports.has(port)) ports.set(port, new Map([...read.keys()].map((place) => [place, new Map()])));
  }
  for (const [place, { rules }] of read) {
    for (const rule of rules) put(ports.get(rule.port)?.get(place), rule);
  }
  return new Map([...ports].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Two rules may read alike, for peers that are both not known: they are two all the same. */
function put(peers: Map<string, RuleText> | undefined, rule: RuleText): void {
  let key = rule.peer;
  for (let nth = 2; peers?.has(key); nth++) key = `${rule.peer} #${nth}`;
  peers?.set(key, rule);
}

type Peers = ReadonlyMap<string, ReadonlyMap<string, RuleText>>;
type How = {
  readonly reference: string | null;
  /** Places with gaps: what they have is known, what they lack is not. */
  readonly open: ReadonlySet<string>;
};

function comparePort(port: string, peers: Peers, how: How): readonly Comparison[] {
  const all = [...new Set([...peers.values()].flatMap((rules) => [...rules.keys()]))].sort();
  const lacking = (peer: string) => [...peers].some(([place, rules]) => !rules.has(peer) && !how.open.has(place));
  const differing = all.filter(lacking);
  const shared = all.filter((peer) => !differing.includes(peer));
  if (differing.length === 0) return compareDescriptions(port, shared, peers, how.reference);
  const own = new Map([...peers].map(([place, rules]) => [place, differing.filter((peer) => rules.has(peer))]));
  const changed = how.open.size === 0 && [...own.values()].every((list) => list.length === 1);
  if (changed) return [changedPeer(port, own, peers, how.reference)];
  return differing.flatMap((peer) => presence(port, peer, peers, how));
}

/** One rule, another peer: the wider side is the worse. */
function changedPeer(
  port: string,
  own: ReadonlyMap<string, readonly string[]>,
  peers: Peers,
  reference: string | null,
): Comparison {
  const rules = new Map([...own].map(([place, [peer]]) => [place, peers.get(place)?.get(peer as string) as RuleText]));
  const texts = new Map([...rules].map(([place, rule]) => [place, rule.peer]));
  const distinct = [...new Set(texts.values())].sort();
  const widest = Math.max(...[...rules.values()].map((rule) => rule.width));
  const wider = () => [...rules].filter(([, rule]) => rule.width === widest).map(([place]) => place);
  return difference(
    `${port} from ${distinct.join(' | ')}`.replace(/^(egress .*?) from /, '$1 to '),
    rules,
    deviating(texts, reference, wider),
  );
}

/** A rule that only some have. One that is open to the world speaks against those that have it, any other against those that lack it. */
function presence(port: string, peer: string, peers: Peers, { reference, open }: How): readonly Comparison[] {
  const told = [...peers].filter(([place, own]) => own.has(peer) || !open.has(place));
  const rules = new Map(told.map(([place, own]) => [place, own.get(peer)]));
  if (new Set([...rules.values()].map((rule) => rule === undefined)).size < 2) return [];
  const texts = new Map([...rules].map(([place, rule]) => [place, rule ? rule.peer : NOT_SET]));
  const side = () => [...rules].filter(([, rule]) => (isWorld(peer) ? rule : !rule)).map(([place]) => place);
  const property = `${port} ${port.startsWith('egress') ? 'to' : 'from'} ${peer}`;
  return [difference(property, rules, deviating(texts, reference, side))];
}

function difference(
  rule: string,
  rules: ReadonlyMap<string, RuleText | undefined>,
  regions: readonly string[],
): Comparison {
  const open = [...rules].some(([place, one]) => one && isWorld(one.peer) && regions.includes(place));
  return {
    property: `SecurityGroupRules.${rule}`,
    comparator: 'same',
    verdict: 'different',
    values: new Map([...rules].map(([place, one]) => [place, one?.raw as Json | undefined])),
    deviating: regions,
    severity: open && !rule.startsWith('egress') ? 'critical' : 'high',
    gaps: [],
  };
}

/** Equal rules whose description differs: said, and never a reason to fail. */
function compareDescriptions(
  port: string,
  all: readonly string[],
  peers: Peers,
  reference: string | null,
): readonly Comparison[] {
  return all.flatMap((peer) => {
    const rules = new Map([...peers].flatMap(([place, own]) => entryOf(place, own.get(peer))));
    const texts = new Map([...rules].map(([place, rule]) => [place, rule.description ?? NOT_SET]));
    const values = new Map([...rules].map(([place, rule]) => [place, rule.raw]));
    // The same words are the same, were there a region among them.
    if (new Set(texts.values()).size < 2 || new Set([...values.values()].map(descriptionOf)).size < 2) return [];
    const property = `SecurityGroupRules.${port} ${port.startsWith('egress') ? 'to' : 'from'} ${peer}, description`;
    return [
      {
        property,
        comparator: 'advisory',
        verdict: 'different',
        values,
        deviating: deviating(texts, reference),
        severity: 'low',
        gaps: [],
      } as const,
    ];
  });
}

function descriptionOf(raw: Json): Json | undefined {
  return (raw as JsonObject).Description;
}

function entryOf(place: string, rule: RuleText | undefined): readonly (readonly [string, RuleText])[] {
  return rule === undefined ? [] : [[place, rule]];
}

function unknownRules(gaps: readonly Gap[]): Comparison {
  return {
    property: 'SecurityGroupRules',
    comparator: 'same',
    verdict: 'unknown',
    values: new Map(),
    deviating: [],
    severity: 'high',
    gaps,
  };
}
