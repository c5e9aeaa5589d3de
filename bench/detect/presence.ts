/** Mutations of what is there: taken away, added, doubled. */
import type { JsonObject, Resource } from '../../src/snapshot/snapshot.ts';
import { type Expected, echoes, hasUnnamed, networkEchoes, presence } from './expectation.ts';
import type { Mutation } from './mutation.ts';
import { renamed } from './rename.ts';
import type { Scene, Target } from './scene.ts';
import { securityFindings } from './security.ts';

const NETWORK = /^AWS::EC2::(VPC|Subnet)$/;
/** Its rows carry its status only: a stack that is missing shows in its resources. */
const STACK = 'AWS::CloudFormation::Stack';

export function presenceMutations(scene: Scene, target: Target): readonly Mutation[] {
  if (target.row.type === STACK) return [];
  return [deleted(scene, target), ...added(scene, target), ...moved(scene, target), ...renamed(scene, target)];
}

function deleted(scene: Scene, target: Target): Mutation {
  const { resource, row, place, peers } = target;
  const others = [...peers.keys()];
  const consequences = [...echoes(scene, target), ...(NETWORK.test(row.type) ? networkEchoes(scene) : [])];
  return {
    kind: 'delete it',
    target,
    property: null,
    what: `without ${resource.id}`,
    change: { replace: new Map(sameArn(scene, resource).map((one) => [one, null])) },
    ...(((NETWORK.test(row.type) && hasUnnamed(scene)) || echoes(scene, target).length > 0) && {
      untold: true as const,
    }),
    expect: (reference) => [
      ...presence(row, others, [place], reference),
      ...consequences,
      ...securityFindings(target, null, scene.baseline),
    ],
  };
}

/** The resource, and the shadows that it casts in other regions. */
function sameArn(scene: Scene, resource: Resource): readonly Resource[] {
  const shadows = scene.snapshot.resources.filter((one) => one.arn !== null && one.arn === resource.arn);
  return [...new Set([resource, ...shadows])];
}

const ADDED = 'BenchAdded';

/** Another of its kind, with a name of its own. */
function added(scene: Scene, target: Target): readonly Mutation[] {
  const { resource, row, place, peers } = target;
  const extra = anotherOf(resource, place);
  if (extra === null) return [];
  const others = scene.design.regions.filter((region) => region !== place);
  const everywhere = place === 'global' || !scene.design.regions.includes(place);
  const ofStack = extra.logicalId && row.counterpart.replace(/[^/]+$/, extra.logicalId);
  const counterpart = ofStack ?? extra.tags?.Name ?? (extra.name as string).replace(place, '<region>');
  const said = { type: resource.type, counterpart };
  return [
    {
      kind: 'add another',
      target,
      property: null,
      what: `${extra.id} beside ${resource.id}`,
      change: { add: [extra] },
      expect: (reference) => [
        ...(everywhere || peers.size === 0 ? [] : presence(said, [place], others, reference)),
        ...securityFindings({ ...target, row: { ...row, ...said } }, extra, scene.baseline),
      ],
    },
  ];
}

/** A second one as a person would make it: own id, own name, own addresses, and no part in what is global. */
export function anotherOf(resource: Resource, place: string): Resource | null {
  const { stack, logicalId, name, tags, id, arn, properties } = resource;
  const inStack = stack !== null && logicalId !== null;
  if (!inStack && name === null && tags?.Name === undefined) return null;
  // A global thing serves the region that its name says.
  const ownName =
    resource.region === 'global' && resource.stackRegion === undefined ? `bench-added-${place}` : 'bench-added';
  const other = /^[a-z]+-[0-9a-f]{8,17}$/.test(id)
    ? id.replace(/[0-9a-f]{8,17}$/, (hex) => 'be9c5added0'.repeat(2).slice(0, hex.length))
    : /^(mrk-)?[0-9a-f-]{32,36}$/.test(id)
      ? 'be9c0000-1111-4222-8333-444455556666'
      : id.startsWith('arn:')
        ? `${id}-bench-added`
        : ownName;
  const {
    GlobalClusterIdentifier: _,
    SourceDBInstanceIdentifier: __,
    ReplicationSourceIdentifier: ___,
    ...own
  } = properties ?? {};
  const Aliases = own.Aliases === undefined ? {} : { Aliases: [] };
  return {
    ...resource,
    id: other,
    arn: arn === null ? null : arn === id ? other : arn.includes(id) ? arn.replace(id, other) : `${arn}-bench-added`,
    name: name === null ? null : ownName,
    logicalId: inStack ? ADDED : null,
    tags: tags?.Name === undefined ? tags : { ...tags, Name: 'bench-added' },
    properties: properties === null ? null : ({ ...own, ...ownAddresses(own), ...Aliases } as JsonObject),
  };
}

function ownAddresses(properties: JsonObject): JsonObject {
  const { CidrBlock } = properties;
  if (typeof CidrBlock !== 'string') return {};
  const [, length] = CidrBlock.split('/');
  const { Ipv6CidrBlock: _, ...rest } = properties;
  return { ...rest, CidrBlock: `172.20.0.0/${length}` };
}

/** Deployed with the wrong region: named for one, living in another. */
function moved(scene: Scene, target: Target): readonly Mutation[] {
  const { resource, row, place, peers } = target;
  const [to] = [...peers.keys()];
  if (to === undefined || resource.region === 'global' || /^alias\//.test(resource.id)) return [];
  const says = (text: string | null) => text?.includes(place) ?? false;
  const byStack = resource.stack !== null;
  // One stack cannot have it twice: it moves with a stack that is named for its region, or as a thing without a stack.
  if (byStack ? !says(resource.stack) : !says(resource.tags?.Name ?? resource.name)) return [];
  const arn = resource.arn?.replace(`:${place}:`, `:${to}:`) ?? null;
  const there = { ...resource, region: to, arn, id: otherId(resource.id) };
  const others = [...peers.keys()];
  return [
    {
      kind: 'move it to another region',
      target,
      property: null,
      what: `${resource.id} from ${place} to ${to}`,
      // What referred to it names nobody now.
      ...(echoes(scene, target).length > 0 && { untold: true as const }),
      change: { replace: new Map([[resource, there]]) },
      expect: (reference) => [
        ...presence(row, others, [place], reference),
        { rule: 'misplaced-resource', type: row.type, counterpart: row.counterpart, regions: [to], need: true },
        ...echoes(scene, target),
        ...echoes(scene, { ...target, resource: there }),
        ...(NETWORK.test(row.type) ? networkEchoes(scene) : []),
        ...ownIsolation(target, to),
        ...securityFindings(target, null, scene.baseline),
      ],
    },
  ];
}

/** What it refers to stayed behind. */
function ownIsolation({ row }: Target, to: string): readonly Expected[] {
  return [{ rule: 'region-isolation', type: row.type, counterpart: row.counterpart, regions: [to], need: false }];
}

function otherId(id: string): string {
  return id.replace(/-[0-9a-f]{8,17}$/, (hex) => `-${'5ea50ed0'.repeat(3).slice(0, hex.length - 1)}`);
}
