/** Which application a resource says it is of: what is seen of one must not speak for another. */
import { memo } from '../common/lists.ts';
import { withoutNamedId } from '../normalise/generated-ids.ts';
import type { Item, MayBeOne } from './cluster.ts';
import type { Identity } from './identity.ts';

/** Tags by which AWS's guides and the common tools tell applications, with or without a prefix (`acme:application`, `awsApplication`). */
const SAYS_APPLICATION =
  /^(?:[\w.-]+[:/])?(?:aws)?(app|application|service|system|product|project|workload)(?:[-_. ]?(?:id|name|key))?$/i;

/** A part of an application: two of them are of one all the same. */
const PART = 'service';

/** What a resource says of its application, by what the tag calls it: `application` to `shop`. Empty for one that says nothing. */
type Says = ReadonlyMap<string, ReadonlySet<string>>;

export type Applications = {
  /** In words: its stack, or the values of its tags; '' for one that says nothing. */
  nameOf(item: Item): string;
  /** As {@link nameOf}, of its tags alone: its stack keeps it from being another's in other ways. */
  taggedOf(item: Item): string;
  /** Whether they are not of different applications by what both say: a tag that one of them lacks is no other application. */
  mayBeOfOne(a: Item, b: Item): boolean;
  /** What all of them say, without the part that each is of where they say more; null where they are not of one. */
  commonOf(items: readonly Item[]): readonly string[] | null;
};

/** By its stack, else by the tags that say so, without anything regional. */
export function makeApplications({ stackKey, token }: Pick<Identity, 'stackKey' | 'token'>): Applications {
  const valuesOf = ({ resource: { tags }, place }: Item) =>
    Object.entries(tags ?? {}).flatMap(([key, value]) => {
      const word = SAYS_APPLICATION.exec(key)?.[1]?.toLowerCase();
      return word === undefined || value === '' ? [] : [{ word, name: token(nameIn(value), place) }];
    });
  const taggedOf = (item: Item): string =>
    item.resource.stack === null
      ? valuesOf(item)
          .map(({ name }) => name)
          .sort()
          .join(' ')
      : '';
  const saysOf = (item: Item): Says => {
    const { stack } = item.resource;
    if (stack !== null) return new Map([['stack', new Set([stackKey(stack, item.place)])]]);
    const says = new Map<string, Set<string>>();
    // One tag spelt in two ways is one application.
    for (const { word, name } of valuesOf(item))
      memo(says, word === 'app' ? 'application' : word, () => new Set()).add(name.toLowerCase());
    return says;
  };
  return {
    nameOf: (item) => {
      const { stack } = item.resource;
      return stack === null ? taggedOf(item) : `stack ${stackKey(stack, item.place)}`;
    },
    taggedOf,
    mayBeOfOne: (a, b) => agree(saysOf(a), saysOf(b)),
    commonOf: (items) => commonOf(items.map(saysOf)),
  };
}

/** Where both say something they say it in one word at least, and nowhere something else. */
function agree(one: Says, other: Says): boolean {
  if (one.size === 0 || other.size === 0) return true;
  const shared = [...one].filter(([word]) => other.has(word));
  return shared.length > 0 && shared.every(([word, names]) => [...names].some((name) => other.get(word)?.has(name)));
}

function commonOf(all: readonly Says[]): readonly string[] | null {
  if (all.some((one, index) => all.slice(index + 1).some((other) => !agree(one, other)))) return null;
  const linesOf = (says: Says) => [...says].flatMap(([word, names]) => [...names].map((name) => `${word} ${name}`));
  const [first = [], ...rest] = all.map(linesOf);
  const common = first.filter((line) => rest.every((lines) => lines.includes(line))).sort();
  if (common.length === 0) return all.every(({ size }) => size === 0) ? [] : null;
  const whole = common.filter((line) => !line.startsWith(`${PART} `));
  return whole.length > 0 ? whole : common;
}

/** `awsApplication` is an ARN that ends in the name and an id, another one in every region. */
function nameIn(value: string): string {
  const text = withoutNamedId(value);
  return text === value ? value : (/([^/:]+)[/:]?$/.exec(text)?.[1] ?? value);
}

/** As `mayBeOne`, and no two of which the tags say that they are of different applications: these are likeness as well, and go before it. */
export function ofOneApplication(mayBeOne: MayBeOne, { taggedOf, mayBeOfOne }: Applications): MayBeOne {
  const agreeing = (a: Item, b: Item): boolean =>
    (taggedOf(a) === '' || taggedOf(b) === '' || mayBeOfOne(a, b)) && mayBeOne(a, b);
  const { evidenceOf } = mayBeOne;
  if (evidenceOf === undefined) return agreeing;
  const tagsOf = ({ resource: { stack, tags } }: Item) =>
    stack === null ? Object.entries(tags ?? {}).filter(([key]) => SAYS_APPLICATION.test(key)) : [];
  return Object.assign(agreeing, {
    evidenceOf: (item: Item) => `${JSON.stringify(tagsOf(item))}\n${item.place}\n${evidenceOf(item)}`,
  });
}
