/** Mutations of properties: changed, taken out, set, pointed elsewhere. */
import type { Collector } from '../../src/collectors/collector.ts';
import { LIVE_STATE } from '../../src/snapshot/live-state.ts';
import type { Json, JsonObject, Resource } from '../../src/snapshot/snapshot.ts';
import { comparedPath, drift, isObject, isReplicated, schemaOf, settingOf } from './comparing.ts';
import { along, type Expected, hasUnnamed, networkEchoes } from './expectation.ts';
import { type Mutation, type Step, valueAt, withValue } from './mutation.ts';
import type { Scene, Target } from './scene.ts';
import { securityFindings } from './security.ts';
import { plausible, referredBy, type Variant, variantsOf } from './values.ts';

const ELSEWHERE = 'point at another region';
const REPLICATION = /^(SourceDB(Instance|Cluster)Identifier|ReplicationSourceIdentifier|ReplicationConfiguration)\b/;
/** A trail without selectors, or with its home elsewhere, cannot be; whether it covers the region cannot be told. */
const UNTOLD = /^(EventSelectors|AdvancedEventSelectors|HomeRegion)$/;
const STACK = 'AWS::CloudFormation::Stack';
const GROUP = 'AWS::EC2::SecurityGroup';
const RULES = /^SecurityGroup(In|E)gress$/;

/** What decides how much a place can do ("capacity-parity"), told beside the property itself. */
const CAPACITY =
  /(^|\.)(ShardCount|MaxSize|MaxCapacity|DesiredCount|InstanceTypes?|DBInstanceClass|CacheNodeType|NumNodeGroups|ReplicasPerNodeGroup|LaunchTemplate)\b/;

/** Every property of a resource, each changed, taken out, or pointed elsewhere; and those that nobody set, set. */
export function propertyMutations(scene: Scene, target: Target): readonly Mutation[] {
  const { resource, collector, row } = target;
  if (resource.properties === null || collector === undefined || row.type === STACK) return [];
  const changes = Object.entries(resource.properties)
    // How it is at the moment is compared with nothing; what the health rules make of it their own worlds hold.
    .filter(([name]) => name !== LIVE_STATE && !(row.type === GROUP && RULES.test(name)))
    .flatMap(([name, value]) => changesOf(scene, target, [name], value as Json));
  return [...changes, ...unset(target, collector)].map(({ path, variant }) =>
    mutation(scene, target, collector, path, variant),
  );
}

type Change = { readonly path: readonly Step[]; readonly variant: Variant };

function changesOf(scene: Scene, target: Target, path: readonly Step[], value: Json): readonly Change[] {
  const here = variantsOf(value, { scene, target, path }).map((variant) => ({ path, variant }));
  const out: Change = { path, variant: { kind: 'take it out', after: undefined } };
  if (Array.isArray(value)) return [out, ...listChanges(scene, target, path, value)];
  if (!isObject(value)) return [...here, out];
  const members = Object.entries(value).flatMap(([name, one]) => changesOf(scene, target, [...path, name], one));
  return path.length > 1 ? [out, ...members] : members;
}

/** A member less, a member more, and every member changed by itself. */
function listChanges(scene: Scene, target: Target, path: readonly Step[], list: readonly Json[]): readonly Change[] {
  const drop = list.map((_, at) => ({ path: [...path, at], variant: { kind: 'drop a member', after: undefined } }));
  const [first] = list;
  const added = first === undefined ? null : oneMore(scene, target, path, first);
  const more =
    added === null ? [] : [{ path: [...path, list.length], variant: { kind: 'add a member', after: added } }];
  const within = list.flatMap((one, at) =>
    changesOf(scene, target, [...path, at], one).filter(
      ({ variant, path: to }) => variant.after !== undefined || to.length > path.length + 1,
    ),
  );
  return [...drop, ...more, ...within];
}

function oneMore(scene: Scene, target: Target, path: readonly Step[], like: Json): Json | null {
  if (typeof like === 'string') {
    if (referredBy(like, { scene, target, path }) === null) return 'bench-added';
    return variantsOf(like, { scene, target, path }).find(({ kind }) => kind === 'refer to nothing')?.after ?? null;
  }
  if (!isObject(like)) return null;
  // A policy's statement, a lifecycle rule, a selector: told from its neighbour by one member.
  const [name, value] = Object.entries(like).find(([, one]) => typeof one === 'string') ?? ['Sid', 'Bench'];
  return { ...like, [name]: value === 'Allow' ? 'Deny' : `${value}-added` };
}

/** What the collector reads and this design does not set. */
function unset({ resource, peers }: Target, collector: Collector): readonly Change[] {
  const all = [resource, ...peers.values()];
  const names = Object.keys(collector.comparators).filter(
    (name) => !RULES.test(name) && !name.startsWith(LIVE_STATE) && !collector.policies?.includes(name),
  );
  return names.flatMap((name): Change[] => {
    const path = name.split('.');
    if (all.some(({ properties }) => valueAt(properties ?? undefined, path) !== undefined)) return [];
    const setting = settingOf(collector, name);
    const isList = collector.sets?.includes(name) ?? false;
    const isSwitch = /^(Enable|Is|Has|Multi|Publicly|Dedicated|Assign|MapPublic)/.test(path.at(-1) ?? '');
    const after = plausible(name, setting.worse, isList, isSwitch);
    return [{ path, variant: { kind: 'set it', after } }];
  });
}

function mutation(
  scene: Scene,
  target: Target,
  collector: Collector,
  path: readonly Step[],
  variant: Variant,
): Mutation {
  const { resource, row, peers } = target;
  const changed = withValue(resource, path, variant.after);
  const steps = comparedPath(collector, path, [
    changed.properties,
    ...[...peers.values()].map((one) => one.properties),
  ]);
  const at = (properties: JsonObject | null) => valueAt(properties ?? undefined, steps);
  const compared = schemaOf(steps);
  const setting = settingOf(collector, compared);
  const same = variant.alike === true && setting.compare === 'same-size' ? { alike: true } : {};
  const elsewhere = [...peers.values()].map((one) => at(one.properties));
  const difference = {
    elsewhere,
    path: compared,
    before: at(resource.properties),
    after: at(changed.properties),
    changed,
    ...same,
  };
  const must = drift(target, difference, scene);
  // Replication is meant to lead to another region; when it leads astray, it is the link that differs.
  const leads = variant.leadsTo !== undefined && !REPLICATION.test(compared);
  const before = JSON.stringify(valueAt(resource.properties ?? undefined, path));
  return {
    kind: variant.kind,
    target,
    property: path.filter((step) => typeof step === 'string').join('.'),
    what: `${path.join('.')}: ${before} becomes ${JSON.stringify(variant.after)}`,
    change: { replace: new Map([[resource, changed]]) },
    ...((UNTOLD.test(compared) || (row.type === 'AWS::EC2::VPC' && hasUnnamed(scene))) && { untold: true as const }),
    expect: (reference) =>
      [
        ...(leads ? [...isolation(target, compared), ...optional(must(reference))] : must(reference)),
        // A name or a part of a text may lead there too.
        ...(variant.kind === ELSEWHERE ? optional(isolation(target, compared)) : []),
        ...securityFindings(target, changed, scene.baseline),
        ...consequences(scene, target, changed, compared),
        ...besideIt(target, path),
      ].map((one) => ({ ...one, type: one.type === resource.type ? row.type : one.type })),
  };
}

function isolation({ row, place }: Target, path: string): readonly Expected[] {
  const { type, counterpart } = row;
  return [{ rule: 'region-isolation', type, counterpart, regions: [place], property: along(path), need: true }];
}

const optional = (expected: readonly Expected[]) => expected.map((one) => ({ ...one, need: false }));

/** What a change of this property rightly changes elsewhere. */
function consequences(scene: Scene, target: Target, changed: Resource, path: string): readonly Expected[] {
  const { row } = target;
  const own = { type: row.type, counterpart: row.counterpart, regions: null, need: false };
  const network = /^AWS::EC2::(VPC|Subnet)$/.test(row.type) && /Cidr|VpcId/.test(path);
  const moved = row.type === GROUP && path === 'VpcId';
  // Who is no replica any more is held to all that a replica may have otherwise.
  const parted = isReplicated(target) !== isReplicated({ resource: changed, peers: target.peers });
  return [
    ...(network ? networkEchoes(scene) : []),
    ...(moved ? [{ ...own, rule: 'security-group-rules' }] : []),
    // In another network its blocks are other places.
    ...(path === 'VpcId' ? (target.collector?.blocks ?? []) : []).map((name) => ({
      ...own,
      rule: 'property-drift',
      property: along(name),
    })),
    ...(parted
      ? [
          { ...own, rule: 'property-drift' },
          { ...own, rule: 'replica-readiness' },
        ]
      : []),
  ];
}

/** What another rule rightly says of the same property. */
function besideIt({ row: { type, counterpart } }: Target, path: readonly Step[]): readonly Expected[] {
  const own = { type, counterpart, regions: null, need: false };
  const name = schemaOf(path);
  return [
    ...(CAPACITY.test(name) ? [{ ...own, rule: 'capacity-parity' }] : []),
    ...(/^StatusInfos\b/.test(name) ? [{ ...own, rule: 'replica-readiness' }] : []),
  ];
}
