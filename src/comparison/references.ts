/** Who an id, an ARN or a name leads to: a resource of the snapshot, or nothing that was read. */
import type { Collector } from '../collectors/collector.ts';
import { parseArn, typeOfArn } from '../normalise/arn-types.ts';
import { designToken, designTokenIn } from '../normalise/design-token.ts';
import { EC2_ID, type MadeId } from '../normalise/generated-ids.ts';
import { type Gap, GLOBAL, type RegionStatus, type Resource } from '../snapshot/snapshot.ts';
import { alsoKnownAs } from './also-known-as.ts';
import type { Item } from './item.ts';
import { type MadeNames, makeMadeNames } from './made-names.ts';
import { foreign, notRead, notThere } from './reference-gaps.ts';
import { makeKeyIndex, makeNameIndex, makeOtherNames, regionOf, regionOfArn } from './resource-index.ts';
import type { GapsOf } from './type-gaps.ts';

/** Where a reference leads; null = to nothing that was read, so that it stands for itself. */
export type Target =
  /** `suffix`: what follows its ARN, as in `arn:aws:s3:::logs/AWSLogs/*`. */
  | { readonly to: 'resource'; readonly resource: Resource; readonly place: string; readonly suffix?: string }
  /** It leads to a type that was not (wholly) read there: who it is cannot be told. */
  | { readonly to: 'unknown'; readonly gap: Gap }
  | { readonly to: 'elsewhere'; readonly region: string }
  | null;

export type References = {
  /** Who an id or ARN is, seen from a place. */
  resolve(text: string, from: string): Target;
  /** Who has that name: for properties that hold a name and not an id. */
  named(name: string, type: string, from: string): Target;
  /** Who has the id that a service made; `account` is the ARN's, '' where there is none. */
  made(made: MadeId, from: string, account: string): Target;
  /** The resource of the place that goes by a name which CloudFormation or AWS made. */
  word(word: string, from: string): Item | undefined;
  /** The resource that is another name of something: an alias of a key. */
  otherName(name: string, from: string): Item | undefined;
  /** Whether words of the place need be looked for at all. */
  hasWords(from: string): boolean;
  /** Why it cannot be told who a thing of that type is which is not in the snapshot; undefined = the type was wholly read. */
  unread(type: string, from: string): Gap | undefined;
  /** Why it cannot be told whose a generated name is that no row has; undefined = all of the type are known, so that it stands for itself. */
  nameless(type: string, from: string): Gap | undefined;
};

type Options = {
  /** Every resource, also those kept as context, with the place it counts for. */
  readonly items: readonly Item[];
  readonly places: readonly RegionStatus[];
  /** Why a type is not wholly seen in a place. */
  readonly gapsOf: GapsOf;
  readonly byType: ReadonlyMap<string, Collector>;
};

type Lookup = Options & {
  readonly inKeys: (key: string) => Item | undefined;
  readonly inNames: (place: string, type: string, name: string) => Item | undefined;
  readonly names: MadeNames;
  readonly unread: References['unread'];
};

/** Knows whom an id, name or ARN in a property leads to. */
export function makeReferences(options: Options): References {
  const { items, places, gapsOf, byType } = options;
  const names = makeMadeNames(items, byType);
  const unread = (type: string, from: string) =>
    gapsOf(from, type)[0] ?? (byType.has(type) && gapsOf.wasListed?.(type) !== false ? undefined : notRead(type, from));
  const inKeys = makeKeyIndex(items, places, byType);
  const lookup: Lookup = { ...options, names, unread, inKeys, inNames: makeNameIndex(items) };
  const followed = (target: Target): Target => follow(target, lookup);
  return {
    resolve: (text, from) => {
      const designed = resolveDesigned(text, lookup);
      if (designed !== null) return followed(designed);
      return followed(text.startsWith('arn:') ? resolveArn(text, from, lookup) : resolveId(text, from, lookup));
    },
    named: (name, type, from) => followed(resolveName(name, type, from, lookup)),
    made: (made, from, account) => resolveMade(made, from, account, lookup),
    word: (word, from) => names.word(word, from) ?? names.word(word, GLOBAL),
    otherName: makeOtherNames(items, byType),
    hasWords: (from) => names.has(from) || names.has(GLOBAL),
    unread,
    // Patterns and what a service makes on its own lead to no row, though the type was listed: only what is global is known to the last.
    nameless: (type, from) =>
      unread(type, from) ?? (byType.get(type)?.scope === 'global' ? undefined : notThere(type, from)),
  };
}

const found = (item: Item | undefined): Target => (item ? { to: 'resource', ...item } : null);

function elsewhere(places: readonly RegionStatus[], look: (place: string) => Item | undefined): Item | undefined {
  return places.map((place) => look(place.name)).find((item) => item !== undefined);
}

/** Where it is not known what there is here, one of the same name elsewhere need not be the one that is meant. */
function unlessUnknown(from: string, type: string | undefined, item: Item | undefined, { gapsOf }: Lookup): Target {
  const gap = type === undefined ? undefined : gapsOf(from, type)[0];
  return gap ? { to: 'unknown', gap } : found(item);
}

/** What is another name of something stands for that: an alias for its key. */
function follow(target: Target, lookup: Lookup): Target {
  if (target?.to !== 'resource') return target;
  const property = lookup.byType.get(target.resource.type)?.standsFor;
  const id = property === undefined ? undefined : target.resource.properties?.[property];
  const stoodFor =
    typeof id === 'string' ? (lookup.inKeys(`${target.place} ${id}`) ?? designedBy(id, lookup)) : undefined;
  return stoodFor ? { to: 'resource', ...stoodFor, suffix: target.suffix ?? '' } : target;
}

function designedBy(text: string, { inKeys }: Lookup): Item | undefined {
  return text.startsWith('{design:') ? inKeys(text) : undefined;
}

/** What is designed and not made yet, by itself or at the end of the ARN that it is to have. */
function resolveDesigned(text: string, { inKeys }: Lookup): Target {
  const token = designTokenIn(text);
  if (token === null || (token.before !== '' && !token.before.startsWith('arn:'))) return null;
  const item = inKeys(designToken({ ...token, attribute: null }));
  const attribute = token.attribute === null ? '' : `.${token.attribute}`;
  return item === undefined ? null : { to: 'resource', ...item, suffix: `${attribute}${token.after}` };
}

function resolveId(text: string, from: string, lookup: Lookup): Target {
  const own = lookup.inKeys(`${from} ${text}`);
  if (own) return found(own);
  const collector = [...lookup.byType.values()].find(({ idPattern }) => idPattern?.test(text));
  if (collector === undefined && !EC2_ID.test(text)) return null;
  const other = elsewhere(lookup.places, (place) => lookup.inKeys(`${place} ${text}`));
  const type = other?.resource.type ?? collector?.type;
  const known = other || collector ? unlessUnknown(from, type, other, lookup) : null;
  if (known !== null) return known;
  // A UUID may be anything; an id of EC2 is one, and says of what.
  if (collector && !EC2_ID.test(text)) return null;
  if (collector) return { to: 'unknown', gap: notThere(collector.type, from) };
  return { to: 'unknown', gap: notRead(text.slice(0, text.lastIndexOf('-')), from) };
}

function resolveName(name: string, type: string, from: string, lookup: Lookup): Target {
  const { inNames, places } = lookup;
  const own = inNames(from, type, name) ?? inNames(GLOBAL, type, name);
  if (own) return found(own);
  return unlessUnknown(
    from,
    type,
    elsewhere(places, (place) => inNames(place, type, name)),
    lookup,
  );
}

function resolveArn(arn: string, from: string, lookup: Lookup): Target {
  return byArn(arn, from, lookup) ?? byNameInArn(arn, from, lookup) ?? unresolvedArn(arn, from, lookup);
}

/** The resource itself, or the one whose ARN the text goes on from. */
function byArn(text: string, from: string, { inKeys }: Lookup): Target {
  for (let end = text.length; end > 0; end = lastSeparator(text, end)) {
    // Where a place is there twice, as it is and as it is designed, one ARN is of two.
    const item = inKeys(`${from} ${text.slice(0, end)}`) ?? inKeys(text.slice(0, end));
    if (item) return { to: 'resource', ...item, suffix: text.slice(end) };
  }
  return null;
}

/** Where the last part of an ARN begins: only after its fixed six fields, as these say what it is. */
function lastSeparator(arn: string, end: number): number {
  const at = Math.max(arn.lastIndexOf('/', end - 1), arn.lastIndexOf(':', end - 1));
  return arn.slice(0, Math.max(at, 0)).split(':').length < 6 ? 0 : at;
}

/** One that is known by stack alone has no ARN of its own: by the name in the ARN, and what follows it. */
function byNameInArn(text: string, from: string, { places, inNames, inKeys }: Lookup): Target {
  const { region, account, id } = parseArn(text) ?? { region: '', account: '', id: '' };
  const own = places.find((place) => place.name === from)?.account;
  // Another account's thing of the same name is another thing.
  const accounts = own === undefined ? places.map((place) => place.account) : [own];
  if (account !== '' && !accounts.includes(account)) return null;
  const there = places.find((place) => place.region === region && (own === undefined || place.account === own));
  // What a key is also called stands whole behind the account: `alias/shop`.
  const called = there && inKeys(`${there.name} ${text.split(':').slice(5).join(':')}`);
  if (called) return { to: 'resource', ...called, suffix: '' };
  const type = typeOfArn(text);
  for (let end = id.length; end > 0; end = Math.max(id.lastIndexOf('/', end - 1), id.lastIndexOf(':', end - 1))) {
    const name = id.slice(0, end);
    const anywhere = () =>
      inNames(from, type, name) ??
      inNames(GLOBAL, type, name) ??
      elsewhere(places, (place) => inNames(place, type, name));
    const item = there ? inNames(there.name, type, name) : region === '' && anywhere();
    if (item) return { to: 'resource', ...item, suffix: id.slice(end) };
  }
  return null;
}

function unresolvedArn(arn: string, from: string, { places, gapsOf }: Lookup): Target {
  const own = regionOf(from, places);
  const region = regionOfArn(arn, own);
  if (own !== '' && region !== own && !region.includes('*')) return { to: 'elsewhere', region };
  const account = arn.split(':')[4] ?? '';
  const mine = places.find((place) => place.name === from)?.account;
  // A pattern is meant as it stands, and stands for no one thing.
  if ((account !== '' && account !== mine) || /[\w-]\*|\?/.test(arn)) return null;
  const gap = gapsOf(from, typeOfArn(arn))[0];
  return gap ? { to: 'unknown', gap } : null;
}

function resolveMade(made: MadeId, from: string, account: string, lookup: Lookup): Target {
  const { places, names, byType } = lookup;
  const fits = ({ resource }: Item) =>
    made.types.length === 0 ||
    made.types.includes(resource.type) ||
    made.types.some((type) => !type.startsWith('AWS::'));
  const seek = (place: string) => names.withId(made.id, place).find(fits);
  const item = seek(from) ?? seek(GLOBAL) ?? elsewhere(places, seek);
  if (item) return follow(found(item), lookup);
  const [first = 'unknown'] = made.types;
  const accounts = places.map((place) => place.account);
  if (/^\d{12}$/.test(account) && !accounts.includes(account))
    return { to: 'unknown', gap: foreign(first, account, from) };
  // Whose rows do not say their id: where there is but one of them, nobody else can be meant.
  const mute = names.ofTypes(made.types, from).filter(({ resource }) => {
    const collector = byType.get(resource.type);
    return (
      made.untold.includes(resource.type) ||
      (collector?.alsoKnownAs !== undefined && alsoKnownAs(resource, collector).length === 0)
    );
  });
  if (mute.length === 1) return found(mute[0]);
  const gap = made.types.map((type) => lookup.unread(type, from)).find((one) => one !== undefined);
  if (gap !== undefined) return { to: 'unknown', gap };
  return { to: 'unknown', gap: mute.length > 1 ? notRead(first, from) : notThere(first, from) };
}
