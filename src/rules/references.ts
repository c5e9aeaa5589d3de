import { parseArn, typeOfArn } from '../collectors/arn-types.ts';
import { type Gap, GLOBAL, type RegionStatus, type Resource } from '../collectors/snapshot.ts';

/** Where a reference leads. */
export type Target =
  /** `suffix`: what follows its ARN, as in `arn:aws:s3:::logs/AWSLogs/*`. */
  | { readonly to: 'resource'; readonly resource: Resource; readonly place: string; readonly suffix?: string }
  /** Looks like the id of a type that was not (wholly) read there: who it is cannot be told. */
  | { readonly to: 'unknown'; readonly gap: Gap }
  /** An id of a known kind that leads to nothing that was read. */
  | { readonly to: 'unresolved'; readonly kind: string }
  | { readonly to: 'elsewhere'; readonly region: string }
  | null;

/** Ids that AWS makes, by prefix; the type tells whether it could have been read. */
const ID_TYPES: { readonly [prefix: string]: string | null } = {
  sg: 'AWS::EC2::SecurityGroup',
  vpc: 'AWS::EC2::VPC',
  subnet: 'AWS::EC2::Subnet',
  igw: null,
  nat: null,
  rtb: null,
  acl: null,
  pl: null,
  eni: null,
  vol: null,
  i: null,
  lt: null,
  tgw: null,
  pcx: null,
  vpce: null,
  fl: null,
  ami: null,
  dopt: null,
  eipalloc: null,
  snap: null,
  eigw: null,
  vgw: null,
  cgw: null,
  vpn: null,
  fs: null,
  fsap: null,
};
const ID = new RegExp(`\\b(${Object.keys(ID_TYPES).join('|')})-(?:[0-9a-f]{17}|[0-9a-f]{8})\\b`);
const ARN = /arn:aws[\w-]*:[\w-]+:[\w-]*:\d{0,12}:[^\s"',]*/;
/** ARNs and ids wherever they stand inside a text. */
export const EMBEDDED = new RegExp(`${ARN.source}|${ID.source}`, 'g');

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const ARN_TYPES: readonly (readonly [RegExp, string])[] = [
  [/^kms:key\/(?!mrk-)/, 'AWS::KMS::Key'],
  [/^iam:role\//, 'AWS::IAM::Role'],
];

export type References = {
  /** Who an id or ARN is, seen from a place. */
  resolve(text: string, from: string): Target;
  /** Who has that name: for properties that hold a name and not an id. */
  named(name: string, type: string, from: string): Target;
};

/**
 * @param placed every resource, also those kept as context, with the place it counts for
 * @param gapsOf why a type is not wholly seen in a place
 */
export function makeReferences(
  placed: readonly { readonly resource: Resource; readonly place: string }[],
  places: readonly RegionStatus[],
  gapsOf: (place: string, type: string) => readonly Gap[],
): References {
  const byKey = new Map<string, { resource: Resource; place: string }>();
  const byName = new Map<string, { resource: Resource; place: string }>();
  for (const entry of placed) {
    const { resource, place } = entry;
    // A shadow trail has the ARN of the trail itself, which is the one meant.
    const shadow =
      !resource.selected && resource.arn !== null && regionOfArn(resource.arn, '') !== regionOf(place, places);
    if (resource.arn && !(shadow && byKey.has(resource.arn))) byKey.set(resource.arn, entry);
    if (resource.id && !resource.id.startsWith('arn:')) byName.set(nameKey(place, resource.type, resource.id), entry);
    if (ID.test(resource.id) || /^[0-9a-f-]{36}$|^mrk-/.test(resource.id)) byKey.set(`${place} ${resource.id}`, entry);
    if (resource.name) byName.set(nameKey(place, resource.type, resource.name), entry);
  }
  const found = (entry: { resource: Resource; place: string } | undefined): Target =>
    entry ? { to: 'resource', ...entry } : null;
  /** The resource itself, or the one whose ARN the text goes on from. */
  const byArn = (text: string): Target => {
    for (let end = text.length; end > 0; end = lastSeparator(text, end)) {
      const entry = byKey.get(text.slice(0, end));
      if (entry) return { to: 'resource', ...entry, suffix: text.slice(end) };
    }
    return null;
  };
  const anywhere = (text: string, from: string) =>
    byKey.get(`${from} ${text}`) ??
    places.map((place) => byKey.get(`${place.name} ${text}`)).find((entry) => entry !== undefined);

  const nameIn = (place: string, type: string, name: string) =>
    byName.get(nameKey(place, type, name)) ??
    byName.get(nameKey(GLOBAL, type, name)) ??
    places.map((one) => byName.get(nameKey(one.name, type, name))).find((one) => one !== undefined);
  /** One that is known by stack alone has no ARN of its own: by the name in the ARN, and what follows it. */
  const byNameInArn = (text: string, from: string): Target => {
    const { region, id } = parseArn(text) ?? { region: '', id: '' };
    const own = places.find((place) => place.name === from)?.account;
    const there = places.find((place) => place.region === region && (own === undefined || place.account === own));
    const type = typeOfArn(text);
    for (let end = id.length; end > 0; end = Math.max(id.lastIndexOf('/', end - 1), id.lastIndexOf(':', end - 1))) {
      const name = id.slice(0, end);
      const entry = there ? byName.get(nameKey(there.name, type, name)) : region === '' && nameIn(from, type, name);
      if (entry) return { to: 'resource', ...entry, suffix: id.slice(end) };
    }
    return null;
  };

  return {
    resolve(text, from) {
      if (text.startsWith('arn:'))
        return byArn(text) ?? byNameInArn(text, from) ?? unresolvedArn(text, from, places, gapsOf);
      if (/^[0-9a-f-]{36}$|^mrk-/.test(text)) return found(anywhere(text, from));
      const prefix = ID.exec(text)?.[0] === text ? text.slice(0, text.indexOf('-')) : null;
      if (prefix === null) return null;
      const known = anywhere(text, from);
      if (known) return found(known);
      const type = ID_TYPES[prefix];
      const gap = type ? gapsOf(from, type)[0] : undefined;
      return gap ? { to: 'unknown', gap } : { to: 'unresolved', kind: prefix };
    },
    named(name, type, from) {
      const entry = nameIn(from, type, name);
      if (entry) return found(entry);
      const gap = gapsOf(from, type)[0];
      return gap ? { to: 'unknown', gap } : null;
    },
  };
}

/** Where the last part of an ARN begins: only after its fixed six fields, as these say what it is. */
function lastSeparator(arn: string, end: number): number {
  const at = Math.max(arn.lastIndexOf('/', end - 1), arn.lastIndexOf(':', end - 1));
  return arn.slice(0, Math.max(at, 0)).split(':').length < 6 ? 0 : at;
}

function nameKey(place: string, type: string, name: string): string {
  return `${place} ${type} ${name.toLowerCase()}`;
}

function regionOf(place: string, places: readonly RegionStatus[]): string {
  return places.find((one) => one.name === place)?.region ?? '';
}

function regionOfArn(arn: string, otherwise: string): string {
  return arn.split(':')[3] || otherwise;
}

function unresolvedArn(
  arn: string,
  from: string,
  places: readonly RegionStatus[],
  gapsOf: (place: string, type: string) => readonly Gap[],
): Target {
  const own = regionOf(from, places);
  const region = regionOfArn(arn, own);
  if (own !== '' && region !== own && !region.includes('*')) return { to: 'elsewhere', region };
  const [, , service, , account, ...rest] = arn.split(':');
  const mine = places.find((place) => place.name === from)?.account;
  if (account && mine && account !== mine) return null;
  const type = ARN_TYPES.find(([pattern]) => pattern.test(`${service}:${rest.join(':')}`))?.[1];
  const gap = type ? gapsOf(from, type)[0] : undefined;
  return gap ? { to: 'unknown', gap } : null;
}

/** CloudFormation's tail of a generated name, inside an ARN. */
const TAIL = /(?<=-)(?=[A-Za-z]*\d)(?:[A-Z0-9]{12,13}|[a-z0-9]{12,13})(?![A-Za-z0-9-])/g;

/** What is random in an ARN that leads to nothing that was read. */
export function withoutRandomIds(text: string): string {
  const named = text.replace(UUID, '<id>');
  return named.includes('arn:') ? named.replace(TAIL, '<tail>') : named;
}
