/** Rules of a security group: one taken away, one added, opened, narrowed, given another port, protocol or peer. */
import type { Json, JsonObject } from '../../src/snapshot/snapshot.ts';
import { deviators, type Expected } from './expectation.ts';
import { type Mutation, withValue } from './mutation.ts';
import type { Scene, Target } from './scene.ts';

type Direction = 'ingress' | 'egress';
type RuleChange = {
  readonly kind: string;
  readonly direction: Direction;
  /** What the group has here and elsewhere; undefined = the one side has no such rule. */
  readonly before: JsonObject | undefined;
  readonly after: JsonObject | undefined;
  readonly leadsOut?: true;
};

export function groupMutations(scene: Scene, target: Target): readonly Mutation[] {
  if (target.row.type !== 'AWS::EC2::SecurityGroup') return [];
  return (['ingress', 'egress'] as const).flatMap((direction) => {
    const rows = rulesOf(target, direction);
    const changes = [
      ...rows.flatMap((row) => changesOf(scene, target, direction, row)),
      ...additions(direction).map((after) => ({ kind: kindOf(after), direction, before: undefined, after })),
    ];
    const taken = new Set(rows.map(identity));
    return changes
      .filter(
        ({ before, after }) =>
          after === undefined ||
          before === undefined ||
          !taken.has(identity(after)) ||
          identity(before) === identity(after),
      )
      .filter(({ before, after }) => before !== undefined || !taken.has(identity(after as JsonObject)))
      .map((change) => mutation(target, change));
  });
}

const property = (direction: Direction) => (direction === 'ingress' ? 'SecurityGroupIngress' : 'SecurityGroupEgress');
const rulesOf = ({ resource }: Target, direction: Direction): readonly JsonObject[] =>
  (resource.properties?.[property(direction)] ?? []) as readonly JsonObject[];

function identity({ Description: _, ...rule }: JsonObject): string {
  return JSON.stringify(Object.entries(rule).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function additions(direction: Direction): readonly JsonObject[] {
  const tcp = (port: number, peer: JsonObject): JsonObject => ({
    IpProtocol: 'tcp',
    FromPort: port,
    ToPort: port,
    ...peer,
  });
  const world = [
    tcp(22, { CidrIp: '0.0.0.0/0' }),
    tcp(3389, { CidrIpv6: '::/0' }),
    { IpProtocol: '-1', CidrIp: '0.0.0.0/0' },
  ];
  const some = [
    tcp(9999, { CidrIp: '203.0.113.0/24' }),
    tcp(9998, { Self: true }),
    { IpProtocol: 'icmp', FromPort: -1, ToPort: -1, CidrIp: '192.0.2.7/32' },
  ];
  return direction === 'ingress' ? [...world, ...some] : [...world.slice(0, 1), ...some];
}

const kindOf = (row: JsonObject) => (isWorld(row) ? 'open a port to the world' : 'add a rule');
const cidrOf = ({ CidrIp, CidrIpv6 }: JsonObject) => (CidrIp ?? CidrIpv6) as string | undefined;
const isWorld = (row: JsonObject | undefined) => row !== undefined && (cidrOf(row)?.endsWith('/0') ?? false);

function changesOf(scene: Scene, target: Target, direction: Direction, row: JsonObject): readonly RuleChange[] {
  const change = (kind: string, more: { readonly [name: string]: Json | undefined }): RuleChange => {
    const after = Object.fromEntries(Object.entries({ ...row, ...more }).filter(([, value]) => value !== undefined));
    return { kind, direction, before: row, after: after as JsonObject };
  };
  const { FromPort, ToPort, IpProtocol } = row;
  const ported = (IpProtocol === 'tcp' || IpProtocol === 'udp') && typeof FromPort === 'number';
  return [
    { kind: 'remove a rule', direction, before: row, after: undefined },
    ...(ported
      ? [
          change('change a port', { FromPort: FromPort + 1, ToPort: Math.max(FromPort + 1, ToPort as number) }),
          change('widen the ports', { ToPort: Number(ToPort) + 10 }),
          change('change the protocol', { IpProtocol: IpProtocol === 'tcp' ? 'udp' : 'tcp' }),
        ]
      : []),
    change('change a description', {
      Description: row.Description === undefined ? 'bench' : `${row.Description}-changed`,
    }),
    ...peerChanges(scene, target, direction, row, change),
  ];
}

function peerChanges(
  scene: Scene,
  target: Target,
  direction: Direction,
  row: JsonObject,
  change: (kind: string, more: { readonly [name: string]: Json | undefined }) => RuleChange,
): readonly RuleChange[] {
  const cidr = cidrOf(row);
  const key = row.CidrIp === undefined ? 'CidrIpv6' : 'CidrIp';
  if (cidr !== undefined && !isWorld(row)) {
    const [address, length] = cidr.split('/');
    return [
      change('change a prefix length', { [key]: narrower(address as string, Number(length)) }),
      change('open a port to the world', { [key]: key === 'CidrIp' ? '0.0.0.0/0' : '::/0' }),
      change('change a peer', { [key]: key === 'CidrIp' ? '203.0.113.77/32' : '2001:db8:9::/64' }),
    ];
  }
  if (Array.isArray(row.PrefixListEntries))
    return [change('change a prefix list', { PrefixListEntries: [...row.PrefixListEntries, '203.0.113.88/32'] })];
  if (typeof row.PrefixListName === 'string')
    return [change('change a peer', { PrefixListName: row.PrefixListName.replace(/[^.]+$/, 'other') })];
  const side = direction === 'ingress' ? 'SourceSecurityGroupId' : 'DestinationSecurityGroupId';
  if (typeof row[side] === 'string') return groupPeers(scene, target, side, row[side] as string, change);
  return row.Self === true ? [change('change a peer', { Self: undefined, CidrIp: '203.0.113.77/32' })] : [];
}

function groupPeers(
  scene: Scene,
  target: Target,
  side: string,
  id: string,
  change: (kind: string, more: { readonly [name: string]: Json | undefined }) => RuleChange,
): readonly RuleChange[] {
  const groups = scene.targets.filter(({ row }) => row.type === target.row.type);
  const peer = groups.find(({ resource }) => resource.id === id);
  const other = groups.find((one) => one.place === target.place && one.row !== peer?.row && one.row !== target.row);
  const [there] = peer?.peers.values() ?? [];
  return [
    ...(other ? [change('change a peer', { [side]: other.resource.id })] : []),
    change('change a peer', { [side]: undefined, Self: true }),
    ...(there ? [{ ...change('point at another region', { [side]: there.id }), leadsOut: true as const }] : []),
  ];
}

function narrower(address: string, length: number): string {
  const longest = address.includes(':') ? 128 : 32;
  return length < longest
    ? `${address}/${length + 1}`
    : address.replace(/(\d+)$/, (last) => `${(Number(last) >> 1) << 1}`).concat(`/${length - 1}`);
}

function mutation(target: Target, change: RuleChange): Mutation {
  const { kind, direction, before, after } = change;
  const { resource } = target;
  const rows = rulesOf(target, direction).filter((row) => row !== before);
  const changed = withValue(resource, [property(direction)], after === undefined ? rows : [...rows, after]);
  return {
    kind,
    target,
    property: property(direction),
    what: `${direction} ${JSON.stringify(before)} becomes ${JSON.stringify(after)}`,
    change: { replace: new Map([[resource, changed]]) },
    expect: (reference) => [
      ...ruleFindings(target, change, reference),
      ...openPort(target, change),
      ...isolation(target, change),
    ],
  };
}

function ruleFindings(
  { row, place, peers }: Target,
  { direction, before, after }: RuleChange,
  reference: string | null,
): readonly Expected[] {
  if (peers.size === 0) return [];
  const finding = (rule: JsonObject, worse: 'changed' | 'others' | null): Expected => ({
    rule: 'security-group-rules',
    type: row.type,
    counterpart: row.counterpart,
    regions: deviators(place, [...peers.keys()], reference, worse),
    property: (name) => name.startsWith(`${direction} ${portText(rule)} ${direction === 'ingress' ? 'from' : 'to'} `),
    need: true,
  });
  if (before === undefined || after === undefined) {
    const only = (before ?? after) as JsonObject;
    // A door to the world speaks against whoever has it, any other rule against whoever lacks it.
    const has = after === undefined ? 'others' : 'changed';
    return [finding(only, isWorld(only) ? has : has === 'changed' ? 'others' : 'changed')];
  }
  if (identity(before) === identity(after)) return [{ ...finding(before, null), severity: 'low' }];
  if (portText(before) === portText(after)) return [finding(before, wider(before, after))];
  return [
    finding(before, isWorld(before) ? 'others' : 'changed'),
    finding(after, isWorld(after) ? 'changed' : 'others'),
  ];
}

/** Of two peers on one port, the side with the wider one. */
function wider(before: JsonObject, after: JsonObject): 'changed' | 'others' | null {
  const width = (row: JsonObject) => {
    const [address = '', length] = cidrOf(row)?.split('/') ?? [];
    return length === undefined ? 0 : 2 - Number(length) / (address.includes(':') ? 128 : 32);
  };
  return width(after) > width(before) ? 'changed' : width(after) < width(before) ? 'others' : null;
}

const GUARDED = [22, 3389, 3306, 5432, 1433, 1521, 27017, 6379, 9200, 11211, 2049, 445];

function openPort({ row, place }: Target, { direction, after }: RuleChange): readonly Expected[] {
  if (direction !== 'ingress' || after === undefined || !isWorld(after)) return [];
  const all = after.IpProtocol === '-1' || (after.FromPort === 0 && after.ToPort === 65535);
  const judged = all || after.IpProtocol === 'tcp' || after.IpProtocol === 'udp';
  const hit = GUARDED.some((port) => Number(after.FromPort) <= port && port <= Number(after.ToPort));
  if (!judged || !(all || hit)) return [];
  const { type, counterpart } = row;
  return [
    { rule: 'world-open-port', type, counterpart, regions: [place], severity: all ? 'critical' : 'high', need: true },
  ];
}

function isolation({ row, place }: Target, { leadsOut, direction }: RuleChange): readonly Expected[] {
  if (!leadsOut) return [];
  const { type, counterpart } = row;
  const name = property(direction);
  return [
    { rule: 'region-isolation', type, counterpart, regions: [place], property: (one) => one === name, need: true },
  ];
}

function portText({ IpProtocol, FromPort, ToPort }: JsonObject): string {
  if (IpProtocol === '-1') return 'all';
  if (FromPort === undefined) return String(IpProtocol);
  if (String(IpProtocol).startsWith('icmp'))
    return FromPort === -1 ? String(IpProtocol) : `${IpProtocol} type ${FromPort} code ${ToPort}`;
  if (FromPort === 0 && ToPort === 65535) return `${IpProtocol} all ports`;
  return FromPort === ToPort ? `${IpProtocol} ${FromPort}` : `${IpProtocol} ${FromPort}-${ToPort}`;
}
