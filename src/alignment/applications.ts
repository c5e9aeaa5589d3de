/** Which application a resource says it is of: what is seen of one must not speak for another. */
import type { Item, MayBeOne } from './cluster.ts';
import type { Identity } from './identity.ts';

/** Tags by which AWS's guides and the common tools tell applications, with or without a prefix (`acme:application`, `awsApplication`). */
const SAYS_APPLICATION =
  /^(?:[\w.-]+[:/])?(?:aws)?(?:app|application|service|system|product|project|workload)(?:[-_. ]?(?:id|name|key))?$/i;

export type ApplicationOf = (item: Item) => string;

/** By its stack, else by the tags that say so, without anything regional; '' for one that says nothing. */
export function makeApplicationOf({ stackKey, token }: Pick<Identity, 'stackKey' | 'token'>): ApplicationOf {
  return ({ resource: { stack, tags }, place }) => {
    if (stack !== null) return `stack ${stackKey(stack, place)}`;
    return Object.entries(tags ?? {})
      .filter(([key, value]) => value !== '' && SAYS_APPLICATION.test(key))
      .map(([, value]) => token(value, place))
      .sort()
      .join(' ');
  };
}

/** As `mayBeOne`, and no two of which the tags say that they are of different applications: these are likeness as well, and go before it. */
export function ofOneApplication(mayBeOne: MayBeOne, applicationOf: ApplicationOf): MayBeOne {
  const saidBy = (item: Item) => (item.resource.stack === null ? applicationOf(item) : '');
  const agreeing = (a: Item, b: Item): boolean => {
    const [one, other] = [saidBy(a), saidBy(b)];
    return (one === '' || other === '' || one === other) && mayBeOne(a, b);
  };
  const { evidenceOf } = mayBeOne;
  if (evidenceOf === undefined) return agreeing;
  return Object.assign(agreeing, { evidenceOf: (item: Item) => `${saidBy(item)}\n${evidenceOf(item)}` });
}
