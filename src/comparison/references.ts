/** Where ids, ARNs and names lead. */
import { listIn, memo } from '../common/lists.ts';
import { parseArn, typeOfArn } from '../normalise/arn-types.ts';
import { replaceTails } from '../normalise/generated-names.ts';
import { type Gap, GLOBAL, type RegionStatus, type Resource } from '../snapshot/snapshot.ts';

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

/** A key's id: a UUID, or of a multi-region key. */
const OPAQUE = /^[0-9a-f-]{36}$|^mrk-/;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** The id of a key, or of what else AWS numbers so, and nothing more. */
export const UUID_ALONE = new RegExp(`^${UUID.source}$`);
const ARN_TYPES: readonly (readonly [RegExp, string])[] = [
  [/^kms:key\/(?!mrk-)/, 'AWS::KMS::Key'],
  [/^iam:role\//, 'AWS::IAM::Role'],
];

type Entry = { readonly resource: Resource; readonly place: string };

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
  placed: readonly Entry[],
  places: readonly RegionStatus[],
  gapsOf: (place: string, type: string) => readonly Gap[],
): References {
  const inKeys = makeKeyIndex(placed, places);
  const inNames = makeNameIndex(placed);
  const found = (entry: Entry | undefined): Target => (entry ? { to: 'resource', ...entry } : null);
  /** The resource itself, or the one whose ARN the text goes on from. */
  const byArn = (text: string): Target => {
    for (let end = text.length; end > 0; end = lastSeparator(text, end)) {
      const entry = inKeys(text.slice(0, end));
      if (entry) return { to: 'resource', ...entry, suffix: text.slice(end) };
    }
    return null;
  };
  const elsewhere = (look: (place: string) => Entry | undefined) =>
    places.map((place) => look(place.name)).find((entry) => entry !== undefined);
  const here = (type: string, name: string, from: string) => inNames(from, type, name) ?? inNames(GLOBAL, type, name);
  /** Where it is not known what there is here, one of the same name elsewhere need not be the one that is meant. */
  const unlessUnknown = (from: string, type: string | undefined, entry: Entry | undefined): Target => {
    const gap = type === undefined ? undefined : gapsOf(from, type)[0];
    return gap ? { to: 'unknown', gap } : found(entry);
  };
  /** One that is known by stack alone has no ARN of its own: by the name in the ARN, and what follows it. */
  const byNameInArn = (text: string, from: string): Target => {
    const { region, account, id } = parseArn(text) ?? { region: '', account: '', id: '' };
    const own = places.find((place) => place.name === from)?.account;
    // Another account's thing of the same name is another thing.
    const accounts = own === undefined ? places.map((place) => place.account) : [own];
    if (account !== '' && !accounts.includes(account)) return null;
    const there = places.find((place) => place.region === region && (own === undefined || place.account === own));
    const type = typeOfArn(text);
    for (let end = id.length; end > 0; end = Math.max(id.lastIndexOf('/', end - 1), id.lastIndexOf(':', end - 1))) {
      const name = id.slice(0, end);
      const anywhere = () => here(type, name, from) ?? elsewhere((place) => inNames(place, type, name));
      const entry = there ? inNames(there.name, type, name) : region === '' && anywhere();
      if (entry) return { to: 'resource', ...entry, suffix: id.slice(end) };
    }
    return null;
  };

  return {
    resolve(text, from) {
      if (text.startsWith('arn:'))
        return byArn(text) ?? byNameInArn(text, from) ?? unresolvedArn(text, from, places, gapsOf);
      const prefix = ID.exec(text)?.[0] === text ? text.slice(0, text.indexOf('-')) : null;
      const isOpaque = OPAQUE.test(text);
      if (prefix === null && !isOpaque) return null;
      const own = inKeys(`${from} ${text}`);
      if (own) return found(own);
      const other = elsewhere((place) => inKeys(`${place} ${text}`));
      if (isOpaque) return unlessUnknown(from, other?.resource.type, other);
      const kind = prefix as string;
      return unlessUnknown(from, ID_TYPES[kind] ?? undefined, other) ?? { to: 'unresolved', kind };
    },
    named(name, type, from) {
      const own = here(type, name, from);
      if (own) return found(own);
      const other = elsewhere((place) => inNames(place, type, name));
      return unlessUnknown(from, type, other);
    },
  };
}

/** Where the last part of an ARN begins: only after its fixed six fields, as these say what it is. */
function lastSeparator(arn: string, end: number): number {
  const at = Math.max(arn.lastIndexOf('/', end - 1), arn.lastIndexOf(':', end - 1));
  return arn.slice(0, Math.max(at, 0)).split(':').length < 6 ? 0 : at;
}

/** By ARN, and by `PLACE ID` for ids that AWS makes. Made when first asked: in an audit of what is all alike nobody asks. */
function makeKeyIndex(placed: readonly Entry[], places: readonly RegionStatus[]): (key: string) => Entry | undefined {
  const make = () => {
    const index = new Map<string, Entry>();
    for (const entry of placed) {
      const { resource, place } = entry;
      const { arn, id, selected } = resource;
      // A shadow trail has the ARN of the trail itself, which is the one meant.
      const shadow = !selected && arn !== null && regionOfArn(arn, '') !== regionOf(place, places);
      if (arn && !(shadow && index.has(arn))) index.set(arn, entry);
      if (ID.test(id) || OPAQUE.test(id)) index.set(`${place} ${id}`, entry);
    }
    return index;
  };
  let made: ReadonlyMap<string, Entry> | undefined;
  return (key) => {
    made ??= make();
    return made.get(key);
  };
}

function grouped(placed: readonly Entry[]): Map<string, Entry[]> {
  const byType = new Map<string, Entry[]>();
  for (const entry of placed) listIn(byType, entry.resource.type).push(entry);
  return byType;
}

/** Services that keep a name in lower case however it was given, so that a template may spell it otherwise. */
const FOLDS_CASE = /^AWS::(?:DAX|DocDB|ElastiCache|Neptune|RDS|Redshift)::/;

/** By place, type and name; a type's names are gathered when it is first asked for. */
function makeNameIndex(placed: readonly Entry[]): (place: string, type: string, name: string) => Entry | undefined {
  let byType: Map<string, Entry[]> | undefined;
  const names = new Map<string, Map<string, Entry>>();
  const keyOf = (place: string, type: string, name: string) =>
    `${place} ${FOLDS_CASE.test(type) ? name.toLowerCase() : name}`;
  const namesOf = (type: string) => {
    byType ??= grouped(placed);
    const index = new Map<string, Entry>();
    for (const entry of byType.get(type) ?? []) {
      const { id, name } = entry.resource;
      if (id && !id.startsWith('arn:')) index.set(keyOf(entry.place, type, id), entry);
      if (name) index.set(keyOf(entry.place, type, name), entry);
    }
    return index;
  };
  return (place, type, name) => {
    return memo(names, type, () => namesOf(type)).get(keyOf(place, type, name));
  };
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

/** An ARN wherever it stands, its regions and accounts perhaps taken out. */
const ANY_ARN = /arn:[^\s"',]*/g;
/** One that says whose account it is: the own one's number was taken out. */
const FOREIGN = /^arn:[^:]*:[^:]*:[^:]*:\d{12}:/;

/** The ids of what was not read in an ARN, and the random tails of names; another account's names were given to the design, not made. */
export function withoutRandomIds(text: string): string {
  return text.replace(ANY_ARN, (arn) => {
    const named = arn.replace(UUID, '<id>');
    return FOREIGN.test(arn) ? named : replaceTails(named, '<tail>');
  });
}
