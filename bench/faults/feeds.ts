/** What hangs on one call, as the collectors declare it. */
import { collectors } from '../../src/collectors/index.ts';
import { GLOBAL, type Resource, type Snapshot } from '../../src/snapshot/snapshot.ts';

/** What hangs on one IAM action, as the collectors declare it. */
export type Feeds = {
  /** Types whose list it is. */
  readonly lists: ReadonlySet<string>;
  /** Types whose resources it gives properties to. */
  readonly parts: ReadonlySet<string>;
  /** It tells what is in the selection: of every type. */
  readonly discovery: boolean;
};

/** Who asks tells what is another account's; stacks and tags tell what is in the selection, and who it is. */
const DISCOVERY = new Set([
  '*',
  'cloudformation:ListStackResources',
  'cloudformation:ListStacks',
  'sts:GetCallerIdentity',
  'tag:GetResources',
]);

export function feedsOf(action: string): Feeds {
  const lists = collectors.filter((one) => action === '*' || (one.actions as readonly string[]).includes(action));
  const parts = collectors.filter((one) => one.parts?.some((part) => part.action === action));
  // A type that another's listing tells apart is fed by what feeds that one.
  const withTold = (types: readonly string[]) =>
    new Set(
      collectors
        .filter((one) => [one.type, one.listedBy ?? ''].some((type) => types.includes(type)))
        .map((one) => one.type),
    );
  return {
    lists: withTold(lists.map((one) => one.type)),
    parts: withTold(parts.map((one) => one.type)),
    discovery: DISCOVERY.has(action),
  };
}

export function fedTypes({ lists, parts }: Feeds): ReadonlySet<string> {
  return new Set([...lists, ...parts]);
}

export function isGlobal(type: string): boolean {
  return collectors.some((one) => one.type === type && one.scope === 'global');
}

/**
 * What may be told otherwise when these types are not wholly read: they, what leans on them by declaration (the addresses of
 * a rule mean a place in the network), and each resource that names one of theirs, for a reference compares by who it leads to.
 */
export function makeDependents(
  snapshot: Snapshot,
  fed: ReadonlySet<string>,
): (type: string, ids: ReadonlySet<string>) => boolean {
  const leaning = new Set(collectors.filter((one) => one.needs?.some((type) => fed.has(type))).map((one) => one.type));
  const names = snapshot.resources
    .filter(({ type }) => fed.has(type))
    .flatMap(({ id, arn, name }) => [id, arn ?? '', name ?? ''])
    .filter((text) => text !== '');
  const naming = new Set(snapshot.resources.filter((one) => refers(one, names)).map(({ id }) => id));
  return (type, ids) => fed.has(type) || leaning.has(type) || [...ids].some((id) => naming.has(id));
}

function refers({ properties }: Resource, names: readonly string[]): boolean {
  const text = JSON.stringify(properties);
  return names.some((name) => text.includes(name));
}

export { GLOBAL };
