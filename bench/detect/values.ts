/** Other values for one that was read. */
import type { Json, Resource } from '../../src/snapshot/snapshot.ts';
import type { Step } from './mutation.ts';
import type { Scene, Target } from './scene.ts';

/** Another value for one that was read, and what kind of change that is. */
export type Variant = {
  readonly kind: string;
  /** undefined = taken out. */
  readonly after: Json | undefined;
  /** Compares as equal all the same. */
  readonly alike?: true;
  /** Leads out of the region, in a way that can be told from the value. */
  readonly leadsTo?: string;
};

type Where = { readonly scene: Scene; readonly target: Target; readonly path: readonly Step[] };

export function variantsOf(value: Json, where: Where): readonly Variant[] {
  if (typeof value === 'boolean') return [{ kind: 'flip it', after: !value }];
  if (typeof value === 'number') {
    return [
      { kind: 'a larger number', after: value + 1 },
      ...(value > 0 ? [{ kind: 'a smaller number', after: Math.floor(value / 2) }] : []),
    ];
  }
  return typeof value === 'string' ? texts(value, where) : [];
}

function texts(text: string, where: Where): readonly Variant[] {
  const block = /^([0-9a-f.:]+)\/(\d+)$/.exec(text);
  if (block) return blocks(block[1] as string, Number(block[2]));
  const referred = referredBy(text, where);
  if (referred) return references(text, referred, where);
  if (text === 'Allow' || text === 'Deny') return [{ kind: 'flip it', after: text === 'Allow' ? 'Deny' : 'Allow' }];
  if (/^(true|false)$/.test(text)) return [{ kind: 'flip it', after: text === 'true' ? 'false' : 'true' }];
  if (/^\d+$/.test(text)) return [{ kind: 'a larger number', after: String(Number(text) + 1) }];
  return [{ kind: 'another text', after: `${text}-changed` }, ...namesRegion(text, where)];
}

function blocks(address: string, length: number): readonly Variant[] {
  const six = address.includes(':');
  return [
    { kind: 'another prefix length', after: `${address}/${length + 1}` },
    {
      kind: 'as large a block elsewhere',
      after: six ? `2001:db8:77::/${length}` : `172.19.0.0/${length}`,
      alike: true,
    },
  ];
}

function namesRegion(text: string, { target, scene }: Where): readonly Variant[] {
  const other = scene.design.regions.find((region) => region !== target.place);
  if (other === undefined || !text.includes(target.place)) return [];
  const after = text.replaceAll(target.place, other);
  // The fourth field of an ARN is its region.
  const leads = /^arn:[^:]*:[^:]*:([^:]*):/.exec(after)?.[1] === other;
  return [{ kind: 'point at another region', after, ...(leads && { leadsTo: other }) }];
}

/** The resource that a text stands for, and in which form. */
type Referred = { readonly resource: Resource; readonly by: 'id' | 'arn' | 'name' };

export function referredBy(text: string, { scene, target, path }: Where): Referred | null {
  const named = target.collector?.references?.[path.filter((step) => typeof step === 'string').join('.')];
  for (const resource of scene.snapshot.resources) {
    if (named !== undefined && resource.type === named && isPlaced(resource, target.place)) {
      if (resource.name === text || resource.id === text) return { resource, by: 'name' };
    }
    if (text.startsWith('arn:') ? resource.arn === text : isId(text) && resource.id === text)
      return { resource, by: text.startsWith('arn:') ? 'arn' : 'id' };
  }
  return null;
}

const isId = (text: string) => /^[a-z]+-[0-9a-f]{8,17}$|^(mrk-)?[0-9a-f-]{32,36}$/.test(text);

function isPlaced({ region, stackRegion }: Resource, place: string): boolean {
  return region === place || region === 'global' || stackRegion === place;
}

function references(text: string, { resource, by }: Referred, { scene, target }: Where): readonly Variant[] {
  const said = (one: Resource): string | null =>
    by === 'arn' ? one.arn : by === 'name' ? (one.name ?? one.id) : one.id;
  const own = scene.targets.find((one) => one.resource === resource);
  const sibling = scene.targets.find(
    (one) => one.place === target.place && one.row.type === own?.row.type && one.row !== own?.row,
  );
  const found: Variant[] = [{ kind: 'refer to nothing', after: gone(text) }];
  const other = sibling && said(sibling.resource);
  if (other) found.push({ kind: 'refer to another', after: other });
  const [peer] = own?.peers ?? [];
  const there = peer && said(peer[1]);
  // A name says no region: the same one elsewhere is not told from one that does not exist here.
  if (peer && there && there !== text && target.place !== 'global')
    found.push({
      kind: 'point at another region',
      after: there,
      ...(by !== 'name' && resource.region !== 'global' && { leadsTo: peer[0] }),
    });
  return found;
}

function gone(text: string): string {
  const hex = /[0-9a-f]{8,17}$/.exec(text)?.[0];
  return hex ? text.slice(0, -hex.length) + '0dead0'.repeat(3).slice(0, hex.length) : `${text}-gone`;
}

/** A value for a property that is not set anywhere, by what its comparator and its name say it is. */
export function plausible(name: string, worse: string | undefined, isList: boolean, isSwitch: boolean): Json {
  if (isList) return ['bench-added'];
  if (worse === 'smaller' || worse === 'larger') return 10;
  if (worse === 'false' || worse === 'true' || isSwitch) return true;
  return `bench-${name.split('.').at(-1)?.toLowerCase()}`;
}
