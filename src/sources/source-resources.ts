/** The resources that the stacks of a source are to make, in the form in which what is there is compared. */
import { isNoise } from '../collectors/discovery/counted-types.ts';
import { isTagProperty, tagsOf } from '../collectors/generic/model-tags.ts';
import { tagsWithoutSecrets, withoutSecrets } from '../collectors/generic/secrets.ts';
import type { TypeFacts } from '../collectors/generic/type-facts.ts';
import { typeKnowledge } from '../collectors/generic/type-knowledge.ts';
import { isGlobal } from '../normalise/arn-types.ts';
import { designToken } from '../normalise/design-token.ts';
import { type Gap, GLOBAL, type Json, type JsonObject, type Resource } from '../snapshot/snapshot.ts';
import type { DesignedResource } from '../template/evaluate.ts';
import { asHole } from '../template/holes.ts';
import { asRead, type Draft } from './as-read.ts';
import { nameProperty } from './identity-attribute.ts';
import { NO_ACCOUNT } from './source.ts';
import { type EvaluatedStack, STACK, type StackWorld } from './source-stack.ts';
import { unknownGap } from './unknown-gap.ts';

type StackDraft = Draft & {
  readonly designed: DesignedResource;
  readonly at: EvaluatedStack;
  readonly tags: Resource['tags'];
};

export type Made = {
  readonly resources: readonly Resource[];
  /** Types of which there may be more, and why. */
  readonly gaps: readonly Gap[];
};

/** @param placeOf the name of the place of a stack */
export function resourcesOf(
  world: StackWorld,
  placeOf: (at: EvaluatedStack) => string,
  digest: (secret: string) => string,
): Made {
  const gaps: Gap[] = [];
  const drafts: StackDraft[] = [];
  for (const stack of world.stacks) {
    const at = world.evaluated(stack);
    const place = placeOf(at);
    if (at.design.open !== null) gaps.push(unknownGap(place, '*', `stack ${stack.name}: ${at.design.open}`));
    for (const designed of at.design.resources.values()) {
      if (isNoise(designed.type, designed.logicalId, '') || designed.type === '') continue;
      // Its own row stands for a stack.
      if (designed.type === STACK && stack.nested.has(designed.logicalId)) continue;
      if (designed.presence === 'unknown')
        gaps.push(
          unknownGap(place, designed.type, `${designed.logicalId} of stack ${stack.name}: ${designed.reason ?? ''}`),
        );
      if (designed.presence === 'present') drafts.push(draftOf(designed, at, world, digest));
    }
  }
  const resources = asRead(drafts).map((draft) => resourceOf(draft, placeOf(draft.at)));
  return { resources: [...resources, ...stackRows(world, placeOf)], gaps };
}

function draftOf(
  designed: DesignedResource,
  at: EvaluatedStack,
  world: StackWorld,
  digest: (secret: string) => string,
): StackDraft {
  const { type } = designed;
  const facts = typeKnowledge().facts(type) ?? NO_FACTS;
  const properties: { [name: string]: Json } = {};
  const unread: { [name: string]: string } = {};
  let tags: { readonly [key: string]: string } = { ...at.stack.tags };
  const context = { type, digest, token: tokenOf(at), keepsText: true };
  const hole = asHole(designed.properties);
  // What is given to a stack, and where its template lies, shows in what it makes.
  if (type === STACK)
    return {
      type,
      token: tokenFor(designed, at),
      properties,
      unread,
      designed,
      at,
      tags: tagsWithoutSecrets(tags, digest),
    };
  if (hole !== null && 'unknown' in hole) unread['*'] = hole.unknown;
  else
    for (const [name, design] of Object.entries(designed.properties as JsonObject)) {
      const { value, unknown } = world.valueOf(design, at);
      if (isTagProperty(name, value, facts)) {
        if (unknown === null) tags = { ...tags, ...tagsOf(value) };
        else unread.Tags = unknown;
      } else if (unknown !== null) unread[name] = unknown;
      else properties[name] = withoutSecrets(value, context, [name]);
    }
  const shown = tagsWithoutSecrets(tags, digest);
  return { type, token: tokenFor(designed, at), properties, unread, designed, at, tags: shown };
}

function tokenFor({ logicalId }: DesignedResource, { stack }: EvaluatedStack): string {
  const { region, account } = stack.place;
  return designToken({ region, account: account ?? NO_ACCOUNT, stack: stack.name, logicalId, attribute: null });
}

const NO_FACTS = { readOnly: [], id: [] } as unknown as TypeFacts;

function tokenOf({ stack }: EvaluatedStack): (text: string) => string {
  const { region, account } = stack.place;
  return (text) => {
    const regional = text.replaceAll(region, '<region>');
    return account === null ? regional : regional.replaceAll(account, '<account>');
  };
}

function resourceOf({ type, token, properties, unread, designed, at, tags }: StackDraft, place: string): Resource {
  const { logicalId } = designed;
  const { region, account } = at.stack.place;
  const property = nameProperty(type, properties);
  const given = property === undefined ? undefined : properties[property];
  const name = typeof given === 'string' && !given.includes('{') ? given : null;
  const global = isGlobal(type, null);
  const address = constructPath(designed, at);
  const all = unread['*'];
  return {
    type,
    stack: at.stack.name,
    logicalId,
    name: name ?? tags?.Name ?? null,
    selected: true,
    evidence: ['stack'],
    properties: all === undefined ? properties : null,
    unread: Object.fromEntries(
      Object.entries(unread).map(([one, reason]) => [one, { ...unknownGap(place, type, reason), properties: [one] }]),
    ),
    tags,
    region: global ? GLOBAL : place,
    ...(global && { stackRegion: place }),
    id: name ?? token,
    arn: arnOf(type, name, { region, account: account ?? NO_ACCOUNT }, at),
    ...(address !== null && { address }),
    depth: all === undefined ? 'declared' : 'presence',
    ...(all !== undefined && { depthReason: all }),
  };
}

/** The ARN of one whose name is given, where nothing but that stands in it. */
function arnOf(
  type: string,
  name: string | null,
  { region, account }: { readonly region: string; readonly account: string },
  { design }: EvaluatedStack,
): string | null {
  const template = typeKnowledge().facts(type)?.arn;
  if (template === undefined || name === null) return null;
  const names = [...template.matchAll(/\$\{(\w+)\}/g)]
    .map(([, one]) => one)
    .filter((one) => one !== 'Region' && one !== 'Account' && one !== 'Partition');
  if (names.length !== 1) return null;
  const filled = template.replaceAll(/\$\{(\w+)\}/g, (_, one: string) => {
    if (one === 'Region') return region;
    if (one === 'Account') return account;
    return one === 'Partition' ? String(design.environment.partition) : name;
  });
  return filled.startsWith('arn:') ? filled : `arn:${design.environment.partition}:${filled}`;
}

/** `App/Database/Resource` below its stack: CDK writes it beside each resource. */
function constructPath({ attributes }: DesignedResource, _: EvaluatedStack): string | null {
  const metadata = attributes.Metadata;
  const path = typeof metadata === 'object' && metadata !== null ? (metadata as JsonObject)['aws:cdk:path'] : undefined;
  if (typeof path !== 'string') return null;
  const below = path.indexOf('/');
  return below < 0 ? null : path.slice(below + 1);
}

/** The stacks themselves, so that one that is in one place only is told as that. */
function stackRows({ stacks }: StackWorld, placeOf: (at: EvaluatedStack) => string): readonly Resource[] {
  return stacks.map((stack): Resource => {
    const { Description } = stack.template.content;
    const at = { stack } as EvaluatedStack;
    return {
      type: STACK,
      stack: stack.parent?.stack.name ?? null,
      logicalId: stack.parent?.logicalId ?? null,
      name: stack.name,
      selected: true,
      evidence: ['stack'],
      properties: typeof Description === 'string' ? { TemplateDescription: Description } : {},
      unread: {},
      tags: null,
      region: placeOf(at),
      id: stack.name,
      arn: null,
      depth: 'declared',
    };
  });
}
