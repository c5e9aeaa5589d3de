// Who each row is by itself: its own stack and logical id, or name, or what it hangs on. Fingerprints are made of it.
import type { Collector } from '../collectors/collector.ts';
import type { World } from '../comparison/world.ts';
import { GLOBAL } from '../snapshot/snapshot.ts';
import type { Design } from './alignment.ts';
import type { Applications } from './applications.ts';
import type { Cluster, Item } from './cluster.ts';
import type { Containers } from './containers.ts';
import { withoutIds } from './id-names.ts';
import type { Identity } from './identity.ts';
import { UNNAMED } from './labels.ts';

/** A cluster that becomes a row. */
export type Rowed = { readonly cluster: Cluster; readonly type: string; readonly counterpart: string };

type Options = {
  readonly identity: Identity;
  readonly containers: Pick<Containers, 'designOf'>;
  readonly world: Pick<World, 'references'>;
  readonly byType: ReadonlyMap<string, Collector>;
  readonly applications: Applications;
};

/** The design of every row. What is alone under its key has a size of 1. */
export function designsOf(rows: readonly Rowed[], options: Options): ReadonlyMap<Cluster, Design> {
  const keyed = rows.map((row) => ({ row, own: ownKey(row, options) }));
  const groups = new Map<string, string[]>();
  for (const { row, own } of keyed) {
    const group = groups.get(`${row.type} ${own.key}`);
    if (group) group.push(row.counterpart);
    else groups.set(`${row.type} ${own.key}`, [row.counterpart]);
  }
  return new Map(
    keyed.map(({ row, own }) => {
      const size = groups.get(`${row.type} ${own.key}`)?.length ?? 1;
      return [row.cluster, { ...own, label: own.label ?? row.counterpart.replace(/ #\d+$/, ''), size }];
    }),
  );
}

type Own = { readonly key: string; readonly label: string | null; readonly nameless: boolean };

function ownKey({ cluster }: Rowed, options: Options): Own {
  const { identity, containers } = options;
  const items = [...cluster.items.values()];
  const scope = cluster.items.has(GLOBAL) ? 'global ' : '';
  const told = items.flatMap((item) => identity.designOf(item) ?? []);
  // What a stack says goes before a name, whichever place has it.
  const [first] = told.sort((a, b) => Number(isName(a)) - Number(isName(b)) || (a < b ? -1 : 1));
  const [of] =
    first !== undefined && isName(first) ? items.flatMap((item) => containers.designOf(item) ?? []).sort() : [];
  const own = first !== undefined && isName(first) ? withoutIds(first) : first;
  const key = of === undefined ? own : `${own} in ${of}`;
  if (key !== undefined) return { key: `${scope}${key}`, label: null, nameless: false };
  const [container] = items.flatMap((item) => containerOf(item, options) ?? []).sort();
  const [application] = items
    .map(options.applications.nameOf)
    .filter((one) => one !== '')
    .sort();
  const inside = container === undefined ? '' : ` in ${container.replace(/^name /, '')}`;
  const within = application === undefined ? inside : `${inside} of ${application}`;
  return { key: `${scope}${UNNAMED}${within}`, label: `${UNNAMED}${within}`, nameless: true };
}

function isName(key: string): boolean {
  return key.startsWith('name ');
}

/** Who that is which it is in, as its collector declares; undefined for one that is in nothing, or in something nameless. */
function containerOf({ resource, place }: Item, { identity, world, byType }: Options): string | undefined {
  for (const [property, type] of Object.entries(byType.get(resource.type)?.livesIn ?? {})) {
    const value = resource.properties?.[property];
    if (typeof value !== 'string') continue;
    const target = world.references.resolve(value, place) ?? world.references.named(value, type, place);
    if (target?.to !== 'resource') continue;
    const design = identity.designOf({ resource: target.resource, place: target.place });
    if (design !== null) return design;
  }
  return undefined;
}
