/** A resource of a source: who it is at once, what it says when it is first asked for. An audit of what is alike never asks. */
import { typeKnowledge } from '../collectors/generic/type-knowledge.ts';
import { isGlobal } from '../normalise/arn-types.ts';
import { DESIGN_TEXT, MAY_HAVE, MAY_SAY, SHARED_PROPERTIES } from '../snapshot/design-text.ts';
import { GLOBAL, type JsonObject, type Resource } from '../snapshot/snapshot.ts';
import { STACK } from '../snapshot/stack-type.ts';
import { isMap, member } from '../template/raw.ts';
import { asRead, type Give } from './as-read.ts';
import { designText } from './design-key.ts';
import { type Draft, givenName, givenTags, type Said, saidBy, tokenOf } from './draft.ts';
import { NO_ACCOUNT } from './source.ts';
import { unknownGap } from './unknown-gap.ts';
import { unsetValues } from './unset-values.ts';
import { mayCome } from './written-pieces.ts';

const DRAFT = Symbol('draft');
const GIVES = Symbol('gives');
const SAID = Symbol('said');

type Lazy = {
  readonly [DRAFT]: Draft;
  readonly [GIVES]: readonly Give[];
  [SAID]: Said | undefined;
  readonly type: string;
};

// The same functions for every resource: with closures of its own each would weigh and cost twice as much.
const LAZY: PropertyDescriptorMap & ThisType<Lazy> = {
  properties: { enumerable: true, configurable: true, get: propertiesOf },
  unread: { enumerable: true, configurable: true, get: unreadOf },
};

function said(own: Lazy): Said {
  own[SAID] ??= asRead(own[DRAFT], saidBy(own[DRAFT]), own[GIVES]);
  return own[SAID];
}

function propertiesOf(this: Lazy): JsonObject {
  return said(this).properties;
}

function unreadOf(this: Lazy): Resource['unread'] {
  const { unread } = said(this);
  const { place } = this[DRAFT].making;
  return Object.fromEntries(
    Object.entries(unread).map(([one, reason]) => [
      one,
      { ...unknownGap(place, this.type, reason), properties: [one] },
    ]),
  );
}

/** What it is made from, with what belongs to it. */
function textOf(this: unknown): string | null {
  const own = this as Lazy;
  const { designed, making } = own[DRAFT];
  const texts = [designText(making.key, designed.raw)];
  for (const { draft } of own[GIVES]) texts.push(designText(draft.making.key, draft.designed.raw));
  return texts.includes(null) ? null : texts.join('\n');
}

/** Whether a text may come to stand in what it says, with what belongs to it. */
function maySay(this: unknown, text: string): boolean {
  const own = this as Lazy;
  return mayCome(text, own[DRAFT]) || own[GIVES].some(({ draft }) => mayCome(text, draft));
}

/** Whether it may say a property: where its template writes it, or what belongs to it, or AWS sets it. */
function mayHave(this: unknown, property: string): boolean {
  const own = this as Lazy;
  const { designed } = own[DRAFT];
  const written = designed.raw.Properties;
  if (written === undefined || !isMap(written)) return written !== undefined;
  return (
    Object.keys(written).some((name) => name === property || name.startsWith('Fn::')) ||
    own[GIVES].some(({ part }) => part.into === property) ||
    Object.hasOwn(unsetValues(own.type, {}), property)
  );
}

/** @param gives what belongs to it, and is declared apart */
export function lazyResource(draft: Draft, gives: readonly Give[]): Resource {
  const { type, logicalId, making } = draft;
  const { at, place } = making;
  const name = givenName(draft);
  const tags = givenTags(draft);
  const global = isGlobal(type, null);
  const address = constructPath(draft);
  const reason = type === STACK ? null : nothingKnown(draft);
  const read = {
    type,
    stack: at.stack.name,
    logicalId,
    name: name ?? tags?.Name ?? null,
    selected: true,
    evidence: EVIDENCE,
    tags,
    region: global ? GLOBAL : place,
    id: name ?? tokenOf(draft),
    arn: name === null ? null : arnOf(type, name, draft),
    depth: reason === null ? ('declared' as const) : ('presence' as const),
    [DRAFT]: draft,
    [GIVES]: gives,
    [SAID]: undefined,
    [DESIGN_TEXT]: textOf,
    [MAY_SAY]: maySay,
    [MAY_HAVE]: mayHave,
  };
  if (reason !== null) return { ...read, properties: null, unread: {}, depthReason: reason };
  const resource = Object.defineProperties(read as typeof read & Resource, LAZY);
  if (global) Object.assign(resource, { stackRegion: place });
  if (address !== null) Object.assign(resource, { address });
  if (gives.length > 0) Object.assign(resource, { [SHARED_PROPERTIES]: gives.map(({ part }) => part.into) });
  return resource;
}

const EVIDENCE = ['stack'] as const;

/** Why nothing of it is known: a macro makes it, or it is no map of properties. */
function nothingKnown(draft: Draft): string | null {
  const { designed, making } = draft;
  const { Properties } = designed.raw;
  const isPlain =
    Properties === undefined ||
    (isMap(Properties) && Object.keys(Properties).every((name) => !name.startsWith('Fn::') && name !== 'Ref'));
  if (making.at.design.open === null && isPlain) return null;
  return saidBy(draft).unread['*'] ?? null;
}

/** The ARN of one whose name is given, where nothing but that stands in it. */
function arnOf(type: string, name: string, { making: { at } }: Draft): string | null {
  const template = typeKnowledge().facts(type)?.arn;
  if (template === undefined) return null;
  const { region, account } = at.stack.place;
  const { partition } = at.design.environment;
  const given: { readonly [one: string]: string | undefined } = {
    Region: region,
    Account: account ?? NO_ACCOUNT,
    Partition: String(partition),
  };
  const names = [...template.matchAll(/\$\{(\w+)\}/g)]
    .map(([, one = '']) => one)
    .filter((one) => given[one] === undefined);
  if (names.length !== 1) return null;
  const filled = template.replaceAll(/\$\{(\w+)\}/g, (_, one: string) => given[one] ?? name);
  return filled.startsWith('arn:') ? filled : `arn:${partition}:${filled}`;
}

/** `Database/Resource` below its stack: CDK writes the path of its construct beside each resource. */
function constructPath({ designed }: Draft): string | null {
  const path = member(designed.raw.Metadata, 'aws:cdk:path');
  const below = typeof path === 'string' ? path.indexOf('/') : -1;
  return below < 0 ? null : (path as string).slice(below + 1);
}
