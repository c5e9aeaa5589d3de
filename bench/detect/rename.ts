/** Mutations of names. */
import type { Json, Resource } from '../../src/snapshot/snapshot.ts';
import { isObject } from './comparing.ts';
import { type Expected, echoes, networkEchoes, presence } from './expectation.ts';
import type { Mutation } from './mutation.ts';
import { collectorOf, type Scene, type Target } from './scene.ts';
import { securityFindings } from './security.ts';

/** Given another name, and all that refers to it with it. In a stack the logical id says who it is; else the name does. */
export function renamed(scene: Scene, target: Target): readonly Mutation[] {
  const { resource, row, place, peers } = target;
  const { name, id, properties } = resource;
  if (name === null || name.length < 5 || (name !== id && !resource.tags?.Name) || id.startsWith('arn:')) return [];
  if (/^alias\//.test(id) || properties === null) return [];
  const inStack = resource.stack !== null && resource.logicalId !== null;
  const global = resource.region === 'global' && resource.stackRegion === undefined;
  const other = `renamed-${name.length}${global ? `-${place}` : ''}`;
  const renaming = { from: resource, to: reNamed(resource, other) };
  const replace = new Map(
    scene.snapshot.resources
      .map((one) => [one, followed(one, renaming)] as const)
      .filter(([one, after]) => one !== after),
  );
  const others = [...peers.keys()];
  const [tag, twin] = [nameTag(target), { type: row.type, counterpart: other.replace(place, '<region>') }];
  const lost = (reference: string | null) => [
    ...presence(row, others, [place], reference),
    ...(others.length > 0 ? presence(twin, [place], others, reference) : []),
    ...echoes(scene, target),
    ...echoes(scene, { ...target, resource: renaming.to }),
    ...networkEchoes(scene),
  ];
  return [
    {
      kind: inStack ? 'rename it (same logical id)' : 'rename it',
      target,
      property: null,
      what: `${name} is ${other}`,
      change: { replace },
      expect: (reference) => [
        ...(inStack ? [...tag, ...aliasEcho(scene, target), ...nameProperties(target)] : lost(reference)),
        ...securityFindings(target, resource, scene.baseline),
      ],
    },
  ];
}

type Renaming = { readonly from: Resource; readonly to: Resource };

/** A resource after another was renamed: the same, with the new name and ARN where it refers to it. */
function followed(one: Resource, { from, to }: Renaming): Resource {
  const shadow = from.arn !== null && one.arn === from.arn && one.type === from.type;
  if (one.properties === null) return one;
  const arn = from.arn === null ? null : new RegExp(`${escaped(from.arn)}(?![\\w-])`, 'g');
  const text = JSON.stringify(one.properties);
  const properties = JSON.parse(arn === null ? text : text.replace(arn, to.arn as string)) as { [name: string]: Json };
  for (const [path, type] of Object.entries(collectorOf(one.type)?.references ?? {})) {
    if (type === from.type && isNear(one, from)) renameAt(properties, path.split('.'), from.id, to.id);
  }
  const same = JSON.stringify(properties) === text;
  if (shadow)
    return {
      ...one,
      name: to.name,
      id: to.id,
      arn: to.arn,
      tags: one === from ? to.tags : one.tags,
      properties: one === from ? ownNames(properties, from, to) : properties,
    };
  return same ? one : { ...one, properties };
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const isNear = (a: Resource, b: Resource) => a.region === b.region || a.region === 'global' || b.region === 'global';

function renameAt(into: { [name: string]: Json }, [step, ...rest]: readonly string[], from: string, to: string): void {
  if (step === undefined) return;
  const value = into[step];
  const renamed = (one: Json): Json => (one === from ? to : one);
  if (rest.length === 0) {
    if (value !== undefined) into[step] = Array.isArray(value) ? value.map(renamed) : renamed(value);
    return;
  }
  for (const item of Array.isArray(value) ? value : [value])
    if (isObject(item)) renameAt(item as { [name: string]: Json }, rest, from, to);
}

function ownNames(properties: { [name: string]: Json }, from: Resource, to: Resource): { [name: string]: Json } {
  return properties.GroupName === from.name ? { ...properties, GroupName: to.name } : properties;
}

/** In a stack the Name tag is a tag like any other. */
function nameTag({ resource, row }: Target): readonly Expected[] {
  if (resource.tags?.Name !== resource.name) return [];
  const property = (text: string) => text === 'Tags.Name';
  return [{ rule: 'tag-drift', type: row.type, counterpart: row.counterpart, property, regions: null, need: false }];
}

function aliasEcho(scene: Scene, target: Target): readonly Expected[] {
  return target.row.type === 'AWS::KMS::Alias' ? echoes(scene, target) : [];
}

function reNamed(resource: Resource, other: string): Resource {
  const { name, id, arn, tags } = resource;
  return {
    ...resource,
    name: other,
    id: id === name ? other : id,
    arn: arn === null || id !== name ? arn : arn.replace(new RegExp(`(?<=[:/])${escaped(id)}$`), other),
    tags: tags?.Name === name ? { ...tags, Name: other } : tags,
  };
}

/** Where the name is a property of the template as well (an alarm's `AlarmName`), that it is another one now is true. */
function nameProperties({ resource, row }: Target): readonly Expected[] {
  const names = Object.entries(resource.properties ?? {}).filter(([, value]) => value === resource.name);
  return names.map(([name]) => ({
    rule: 'property-drift',
    type: row.type,
    counterpart: row.counterpart,
    regions: null,
    property: (property: string) => property === name,
    need: false,
  }));
}
