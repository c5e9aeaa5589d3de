/** A resource of a template while it is put together: what it is called at once, what it says when somebody asks. */
import { isTagProperty, tagsOf } from '../collectors/generic/model-tags.ts';
import { tagsWithoutSecrets, withoutSecrets } from '../collectors/generic/secrets.ts';
import type { TypeFacts } from '../collectors/generic/type-facts.ts';
import { typeKnowledge } from '../collectors/generic/type-knowledge.ts';
import { designToken } from '../normalise/design-token.ts';
import type { Json, JsonObject, Resource } from '../snapshot/snapshot.ts';
import { STACK } from '../snapshot/stack-type.ts';
import type { DesignedResource } from '../template/evaluate.ts';
import { asHole } from '../template/holes.ts';
import { member, type Raw } from '../template/raw.ts';
import type { StackKey } from './design-key.ts';
import { nameProperty } from './identity-attribute.ts';
import { NO_ACCOUNT } from './source.ts';
import type { EvaluatedStack, StackWorld } from './source-stack.ts';

/** What the resources of one stack have in common. */
export type Making = {
  readonly at: EvaluatedStack;
  readonly world: StackWorld;
  readonly digest: (secret: string) => string;
  readonly place: string;
  readonly key: StackKey;
};

/** What a resource says. `unread`: by property why it is not known; `*` = nothing is. */
export type Said = {
  readonly properties: { [name: string]: Json };
  readonly unread: { [property: string]: string };
  readonly tags: { readonly [key: string]: string };
};

export type Draft = {
  readonly type: string;
  readonly logicalId: string;
  readonly designed: DesignedResource;
  readonly making: Making;
};

/** A draft of a resource in its stack; nothing of it is worked out yet. */
export function makeDraft(designed: DesignedResource, making: Making): Draft {
  return { type: designed.type, logicalId: designed.logicalId, designed, making };
}

/** How others refer to it. */
export function tokenOf({ logicalId, making: { at } }: Draft): string {
  const { region, account } = at.stack.place;
  return designToken({ region, account: account ?? NO_ACCOUNT, stack: at.stack.name, logicalId, attribute: null });
}

const NO_FACTS = {} as TypeFacts;

/** Everything that it says, worked out now. */
export function saidBy({ type, designed, making: { at, world, digest } }: Draft): Said {
  const properties: { [name: string]: Json } = {};
  const unread: { [name: string]: string } = {};
  let tags: { readonly [key: string]: string } = { ...at.stack.tags };
  // What is given to a stack, and where its template lies, shows in what it makes.
  if (type === STACK) return { properties, unread, tags: tagsWithoutSecrets(tags, digest) };
  const design = designed.properties;
  const hole = asHole(design);
  if (hole !== null)
    return {
      properties,
      unread: { '*': 'unknown' in hole ? hole.unknown : 'it is no map of properties' },
      tags: tagsWithoutSecrets(tags, digest),
    };
  const facts = typeKnowledge().facts(type) ?? NO_FACTS;
  const context = { type, digest, token: placeless(at), keepsText: true };
  for (const [name, one] of Object.entries(isMembers(design) ? design : {})) {
    const { value, unknown } = world.valueOf(one, at);
    if (isTagProperty(name, value, facts)) {
      if (unknown === null) tags = { ...tags, ...tagsOf(value) };
      else unread.Tags = unknown;
    } else if (unknown !== null) unread[name] = unknown;
    else properties[name] = withoutSecrets(value, context, [name]);
  }
  return { properties, unread, tags: tagsWithoutSecrets(tags, digest) };
}

function isMembers(design: Json): design is JsonObject {
  return typeof design === 'object' && design !== null && !Array.isArray(design);
}

function placeless({ stack }: EvaluatedStack): (text: string) => string {
  const { region, account } = stack.place;
  return (text) => {
    const regional = text.replaceAll(region, '<region>');
    return account === null ? regional : regional.replaceAll(account, '<account>');
  };
}

/** The name that is given to it, without working out more than that; null where none is, or it is not known. */
export function givenName({ type, designed, making }: Draft): string | null {
  const raw = member(designed.raw, 'Properties');
  if (typeof raw !== 'object' || raw === null) return null;
  const property = nameProperty(type, raw as { readonly [name: string]: unknown });
  const value = property === undefined ? undefined : member(raw, property);
  if (value === undefined) return null;
  const name = plain(value, making);
  return typeof name === 'string' && name !== '' && !name.includes('{') ? name : null;
}

/** The tags of the resource and of its stack, worked out alone. */
export function givenTags({ type, designed, making }: Draft): Resource['tags'] {
  const { at } = making;
  const raw = member(designed.raw, 'Properties');
  const property = typeKnowledge().facts(type)?.tags ?? 'Tags';
  const value = member(raw, property);
  if (value === undefined) return tagsWithoutSecrets(at.stack.tags, making.digest);
  return tagsWithoutSecrets({ ...at.stack.tags, ...tagsOf(plain(value, making)) }, making.digest);
}

function plain(raw: Raw, { at, world }: Making): Json {
  if (typeof raw === 'string' && !raw.includes('{{')) return raw;
  const { value, unknown } = world.valueOf(at.design.designOf(raw), at);
  return unknown === null ? value : null;
}
