// Who a resource is in the design: the keys by which it is matched, what speaks against a match, and what it is called.
import { memo } from '../common/lists.ts';
import { isMadeByStack, withoutCertainTail } from '../normalise/generated-tails.ts';
import type { Tokeniser } from '../normalise/region-tokens.ts';
import { GLOBAL, type RegionStatus, type Resource } from '../snapshot/snapshot.ts';
import type { Item, MayBeOne, Pass } from './cluster.ts';
import { readable, withoutRegionalHash } from './logical-ids.ts';
import { agreeUpToTail, cutTail, drawnTailIn, tailsIn } from './name-tails.ts';
import type { StackCounterparts } from './stack-counterparts.ts';

/** What the keys of matching are made of. */
export type Identity = {
  /** Text with the regions and the account of the place taken out; with two regions, the other one is `<other>`. */
  token(text: string, place: string): string;
  /** The same, and words that stand for a region only where the counterpart's do: roles, declared words, codes. */
  loose(text: string, place: string): string;
  /** The same as `token`, one spelling never another: for ARNs and names of buckets. */
  strict(text: string, place: string): string;
  /** The same text for counterpart stacks. */
  stackKey(stack: string, place: string): string;
  /** The strongest key first. */
  readonly passes: readonly Pass[];
  /** Keys of the resource as though it lived in `place`: where a misplaced one would belong. */
  keysIn(resource: Resource, place: string): readonly string[];
  /** What a person calls it in the design; null for one without any name. */
  label(item: Item): string | null;
  /** The name that a person gave it, tokenised; null when it has none or a generated one. */
  givenName(item: Item): string | null;
  /** Whether no name speaks against their being one: neither logical ids, nor stacks, nor names of which a region has one. */
  readonly mayBeOne: MayBeOne;
  /** Who it is by itself, in every place and whatever else there is: stack and logical id, or its name; null for a nameless one. */
  designOf(item: Item): string | null;
};

/** Names that Terraform makes up when nobody gives one, and the one that AWS gives to what is there from the start. */
const NO_NAME = /^(terraform-\d{15,}.*|tf-\d{15,}.*|default)$/;

/** Ways to take the words of its place out of a text. */
export type Texts = Pick<Identity, 'token' | 'loose' | 'strict'>;

/** Texts with the words of their place taken out. */
export function makeTexts(places: readonly RegionStatus[], tokens: Tokeniser): Texts {
  const byName = new Map(places.map((place) => [place.name, place]));
  const other = (place: string) => {
    const rest = places.filter((one) => one.name !== place);
    if (places.length !== 2 || !rest[0]) return null;
    return `<${rest[0].region === byName.get(place)?.region ? rest[0].name : rest[0].region}>`;
  };
  const others = new Map(places.map((place) => [place.name, other(place.name)]));
  const unplaced = {
    name: GLOBAL,
    region: '',
    account: places[0]?.account ?? '',
    partition: places[0]?.partition ?? 'aws',
  };
  const seenFrom = (place: string, replaced: string): string => {
    const twin = others.get(place)?.slice(0, -1);
    if (!twin || !replaced.includes(twin)) return replaced;
    return replaced.replaceAll(`${twin}>`, '<other>').replaceAll(`${twin}~`, '<other~');
  };
  const at = (place: string) => byName.get(place) ?? unplaced;
  return {
    token: (text, place) => seenFrom(place, tokens.tokenise(text, at(place))),
    loose: (text, place) => seenFrom(place, tokens.loose(text, at(place))),
    strict: (text, place) => seenFrom(place, tokens.strict(text, at(place))),
  };
}

/** What the collectors say of how their types are told. */
export type Nature = {
  /** Whether a region has only one of the type by its own name (a database, a bucket, a queue). */
  isUnique(resource: Resource): boolean;
  /** The name of a stack, where the resource is one: it is told as what it holds is. */
  stackNameOf(resource: Resource): string | null;
  /** What AWS itself shares between the regions; null where there is no such thing. */
  sharedIdentity(resource: Resource): string | null;
};

/** @param stacks which stacks hold one design */
export function makeIdentity(
  texts: Texts,
  stacks: Pick<StackCounterparts, 'keyOf' | 'isLonely'>,
  nature: Nature,
): Identity {
  const { isUnique } = nature;
  const { token } = texts;
  const names = makeNames(token, stacks.keyOf, nature);
  const { ownName, tagName } = names;
  const idIn = (id: string, place: string) => withoutRegionalHash(id, (text) => token(text, place));
  const passes: readonly Pass[] = [
    // By the whole name first: two stacks of one region may differ in nothing but what looks like a generated tail.
    {
      by: 'logical-id',
      key: ({ resource: r, place }) => inStack(r, (stack, id) => `${token(stack, place)}/${id}`),
    },
    {
      by: 'logical-id',
      key: ({ resource: r, place }) => inStack(r, (stack, id) => `${stacks.keyOf(stack, place)}/${id}`),
    },
    {
      by: 'logical-id',
      key: ({ resource: r, place }) => inStack(r, (stack, id) => `${stacks.keyOf(stack, place)}/${idIn(id, place)}`),
    },
    // The path of a construct, or the address in a state: where the source says the same, it is the same.
    {
      by: 'path',
      key: ({ resource: r, place }) =>
        inSource(r, (stack, path) => `${stacks.keyOf(stack, place)}/${token(path, place)}`),
    },
    {
      by: 'address',
      key: ({ resource: r, place }) => (r.stack === null && r.address ? token(r.address, place) : null),
    },
    { by: 'global-identity', key: ({ resource }) => nature.sharedIdentity(resource) },
    // Of what has a name of its own the tag may say more, never something else.
    { by: 'name', key: (item) => (isUnique(item.resource) ? ownName(item) : null) },
    { by: 'name-tag', key: names.tagKey },
    { by: 'name', key: (item) => (isUnique(item.resource) ? null : ownName(item)) },
  ];
  const evidenceOf = (item: Item): string => {
    const { stack, logicalId } = item.resource;
    const made = stack && logicalId ? [stacks.keyOf(stack, item.place), stacks.isLonely(stack, item.place)] : null;
    return JSON.stringify([made, names.evidenceOf(item)]);
  };
  const agreeing = (a: Item, b: Item): boolean => {
    const [left, right] = [a.resource, b.resource];
    if (left.stack && right.stack && left.logicalId && right.logicalId) {
      const areAlone = stacks.isLonely(left.stack, a.place) && stacks.isLonely(right.stack, b.place);
      if (areAlone && stacks.keyOf(left.stack, a.place) !== stacks.keyOf(right.stack, b.place)) return false;
    }
    return names.agree(a, b);
  };
  const mayBeOne: MayBeOne = Object.assign(agreeing, { evidenceOf });
  return {
    token,
    loose: texts.loose,
    strict: texts.strict,
    stackKey: stacks.keyOf,
    passes,
    mayBeOne,
    givenName: (item) => ownName(item) ?? tagName(item),
    keysIn: (resource, place) =>
      passes.flatMap((pass, index) => {
        const key = pass.key({ resource, place });
        return key === null ? [] : [`${index} ${key}`];
      }),
    label: (item) => {
      const { resource: r, place } = item;
      if (r.logicalId) return readable(r.logicalId, (text) => token(text, place));
      if (r.address && r.stack === null) return token(r.address, place);
      return ownName(item) ?? tagName(item) ?? (r.name ? token(r.name, place) : null);
    },
    designOf: (item) => {
      const { resource: r, place } = item;
      const made = inStack(r, (stack, id) => `${stacks.keyOf(stack, place)}/${idIn(id, place)}`);
      const name = ownName(item) ?? tagName(item);
      if (made !== null || name !== null) return made ?? `name ${name}`;
      return r.address === undefined ? null : `address ${token(r.address, place)}`;
    },
  };
}

type Names = {
  /** The resource's own name, or where the type has none its Name tag; null for a generated one. */
  ownName(item: Item): string | null;
  tagName(item: Item): string | null;
  /** The Name tag as a key: with the own name of a type that has one. */
  tagKey(item: Item): string | null;
  /** Whether their own names do not speak against each other. */
  agree(a: Item, b: Item): boolean;
  /** All that `agree` looks at. */
  evidenceOf(item: Item): readonly unknown[];
};

function makeNames(token: Identity['token'], keyOf: StackCounterparts['keyOf'], nature: Nature): Names {
  const { isUnique, stackNameOf } = nature;
  const known = new Map<Resource, Map<string, { readonly name: string | null }>>();
  const read = ({ resource, place }: Item): string | null => {
    const stack = stackNameOf(resource);
    if (stack !== null) return keyOf(stack, place);
    const name = isUnique(resource) ? resource.name : resource.tags?.Name || resource.name;
    if (!name || NO_NAME.test(name) || isGenerated(name, resource)) return null;
    return token(withoutCertainTail(name), place);
  };
  const ownName = (item: Item) =>
    memo(
      memo(known, item.resource, () => new Map()),
      item.place,
      () => ({ name: read(item) }),
    ).name;
  const tagName = ({ resource: { tags }, place }: Item) => (tags?.Name ? token(tags.Name, place) : null);
  /** What two names agree in when their tails were made: null where they can only agree as they are. */
  const stems = (item: Item): readonly string[] => tailsIn(item, token).map(({ stem, form }) => `${form} ${stem}`);
  return {
    ownName,
    tagName,
    tagKey: (item) => {
      const tag = tagName(item);
      if (tag === null || !isUnique(item.resource)) return tag;
      const own = ownName(item);
      // What may be a tenant's number is one thing with another only where more than a tag that many share says so.
      const [tail] = tailsIn(item, token).filter(({ trust }) => trust !== 'possible');
      return own === null ? tag : `${tag}, ${tail === undefined ? own : `${tail.form} ${tail.stem}`}`;
    },
    evidenceOf: (item) => {
      const own = ownName(item);
      if (own === null) return [isUnique(item.resource), own];
      const drawn = drawnTailIn(item, token);
      return [
        isUnique(item.resource),
        own,
        stems(item),
        cutTail(item, token)?.form,
        drawn?.looksDrawn && [drawn.stem, drawn.form],
      ];
    },
    agree: (a, b) => {
      if (!isUnique(a.resource) && !isUnique(b.resource)) return true;
      const [left, right] = [ownName(a), ownName(b)];
      if (left === null || right === null || left === right) return true;
      return agreeUpToTail(a, b, token);
    },
  };
}

/** Whether the stack that made it made its name up, by what the stack's row says, or by what CloudFormation wrote in its tags. */
function isGenerated(name: string, { stack, logicalId, tags }: Resource): boolean {
  const [ofStack, ofId] = [
    stack ?? tags?.['aws:cloudformation:stack-name'],
    logicalId ?? tags?.['aws:cloudformation:logical-id'],
  ];
  return ofStack !== undefined && ofId !== undefined && isMadeByStack(name, ofStack, ofId);
}

function inSource({ stack, address }: Resource, key: (stack: string, address: string) => string): string | null {
  return stack && address ? key(stack, address) : null;
}

function inStack(resource: Resource, key: (stack: string, logicalId: string) => string): string | null {
  return resource.stack && resource.logicalId ? key(resource.stack, resource.logicalId) : null;
}
