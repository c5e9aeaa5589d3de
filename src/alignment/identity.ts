/** The keys by which counterparts are told. */
import { memo } from '../common/lists.ts';
import { hasHash, withoutHash, withoutTail } from '../normalise/generated-names.ts';
import type { Tokeniser } from '../normalise/region-tokens.ts';
import { GLOBAL, type RegionStatus, type Resource } from '../snapshot/snapshot.ts';
import type { Item, Pass } from './cluster.ts';

/** What the keys of DESIGN §7 are made of. */
export type Identity = {
  /** Text with the regions and the account of the place taken out; with two regions, the other one is `<other>`. */
  token(text: string, place: string): string;
  /** The same name for counterpart stacks. */
  stackToken(stack: string, place: string): string;
  /** The strongest key first. */
  readonly passes: readonly Pass[];
  /** Keys of the resource as though it lived in `place`: where a misplaced one would belong. */
  keysIn(resource: Resource, place: string): readonly string[];
  /** What a person calls it in the design; null for one without any name. */
  label(item: Item): string | null;
  /** The name that a person gave it, tokenised; null when it has none or a generated one. */
  givenName(item: Item): string | null;
};

const NO_NAME = /^(terraform-\d{15,}.*|tf-\d{15,}.*|default)$/;

export function makeIdentity(
  places: readonly RegionStatus[],
  tokens: Tokeniser,
  stackAliases: ReadonlyMap<string, string> = new Map(),
): Identity {
  const byName = new Map(places.map((place) => [place.name, place]));
  const other = (place: string) => {
    const rest = places.filter((one) => one.name !== place);
    return places.length === 2 && rest[0] ? `<${rest[0].region}>` : null;
  };
  const others = new Map(places.map((place) => [place.name, other(place.name)]));
  const unplaced = {
    name: GLOBAL,
    region: '',
    account: places[0]?.account ?? '',
    partition: places[0]?.partition ?? 'aws',
  };

  const token = (text: string, place: string): string => {
    const replaced = tokens.tokenise(text, byName.get(place) ?? unplaced);
    const twin = others.get(place);
    return twin && replaced.includes(twin) ? replaced.replaceAll(twin, '<other>') : replaced;
  };
  const stackTokens = new Map<string, Map<string, string>>();
  /** There are few stacks, and each is asked for once for every resource of it. */
  const stackToken = (stack: string, place: string) => {
    const ofPlace = memo(stackTokens, place, () => new Map<string, string>());
    return memo(ofPlace, stack, () => {
      const plain = token(withoutTail(stack), place);
      return stackAliases.get(`${place}/${plain}`) ?? plain;
    });
  };
  const givenName = ({ resource, place }: Item) => {
    const name = resource.tags?.Name || resource.name;
    if (!name || NO_NAME.test(name)) return null;
    return token(withoutTail(name), place);
  };

  const passes: readonly Pass[] = [
    // By the whole name first: two stacks of one region may differ in nothing but what looks like a random tail.
    {
      by: 'logical-id',
      key: ({ resource: r, place }) => inStack(r, (stack, id) => `${token(stack, place)}/${id}`),
    },
    {
      by: 'logical-id',
      key: ({ resource: r, place }) => inStack(r, (stack, id) => `${stackToken(stack, place)}/${id}`),
    },
    {
      by: 'logical-id',
      key: ({ resource: r, place }) =>
        inStack(r, (stack, id) => `${stackToken(stack, place)}/${token(withoutHash(id), place)}`),
    },
    { by: 'global-identity', key: ({ resource }) => globalIdentity(resource) },
    { by: 'name-tag', key: ({ resource: r, place }) => (r.tags?.Name ? token(r.tags.Name, place) : null) },
    { by: 'name', key: ({ resource: r, place }) => (r.name && !NO_NAME.test(r.name) ? token(r.name, place) : null) },
    {
      by: 'name',
      key: ({ resource: r, place }) => (r.name && !NO_NAME.test(r.name) ? token(withoutTail(r.name), place) : null),
    },
    // CDK's hash is of the construct path: the same one in another stack is the same construct.
    { by: 'logical-id', key: ({ resource: r }) => (r.logicalId && hasHash(r.logicalId) ? r.logicalId : null) },
  ];
  return {
    token,
    stackToken,
    passes,
    givenName,
    keysIn: (resource, place) =>
      passes.flatMap((pass, index) => {
        const key = pass.key({ resource, place });
        return key === null ? [] : [`${index} ${key}`];
      }),
    label: (item) => {
      const { resource: r, place } = item;
      if (r.logicalId) return token(withoutHash(r.logicalId), place);
      return givenName(item) ?? (r.name ? token(r.name, place) : null);
    },
  };
}

function inStack(resource: Resource, key: (stack: string, logicalId: string) => string): string | null {
  return resource.stack && resource.logicalId ? key(resource.stack, resource.logicalId) : null;
}

/**
 * Identities that AWS itself shares between regions: the key id of a multi-region key, the global cluster of an Aurora
 * cluster, the source of a read replica.
 */
function globalIdentity(resource: Resource): string | null {
  const { properties: p, id, arn } = resource;
  if (id.startsWith('mrk-')) return id;
  if (typeof p?.GlobalClusterIdentifier === 'string') return `global-cluster ${p.GlobalClusterIdentifier}`;
  const source = p?.SourceDBInstanceIdentifier ?? p?.ReplicationSourceIdentifier;
  if (typeof source === 'string' && source.startsWith('arn:')) return `source ${source}`;
  return resource.type.startsWith('AWS::RDS::DB') && arn ? `source ${arn}` : null;
}
