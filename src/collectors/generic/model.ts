/** From the model that Cloud Control returns to the properties that a snapshot keeps. */
import { shapeOfArn } from '../../normalise/arn-shapes.ts';
import type { Json, JsonObject } from '../../snapshot/snapshot.ts';
import { withoutPlace } from '../without-place.ts';
import { withSetsInOrder } from './comparable-model.ts';
import { withoutMadeIds } from './made-ids.ts';
import { isTagProperty, tagsOf, withoutAwsTags } from './model-tags.ts';
import { isUnder, type Path } from './paths.ts';
import { withoutSecrets } from './secrets.ts';
import { SELF, withoutSelf } from './self.ts';
import type { TypeFacts } from './type-facts.ts';

export type ModelContext = {
  readonly type: string;
  readonly facts: TypeFacts;
  readonly physicalId: string;
  readonly arn: string | null;
  /** As the live model calls it, for what its template declares. */
  readonly name?: string | null;
  readonly region: string;
  readonly account: string;
  readonly partition: string;
  digest(secret: string): string;
  readonly onVariable?: (digest: string, text: string) => void;
};

export type ReadModel = {
  /** Without secrets, identity, what AWS made, tags and empties; its own id and ARN are `<self>`. */
  readonly properties: JsonObject;
  /** Those of the user; null when the type has none. */
  readonly tags: { readonly [key: string]: string } | null;
  readonly arn: string | null;
  /** As a person or CloudFormation named it, or null. */
  readonly name: string | null;
};

/** Pure: the same model and context give the same properties. */
export function readModel(model: JsonObject, context: ModelContext): ReadModel {
  const { facts, physicalId } = context;
  const arn = context.arn ?? ownArn(model, physicalId);
  const token = (text: string) => withoutPlace(text, context);
  const open = Object.fromEntries(
    Object.entries(model).map(([name, value]) => [name, withoutSecrets(value, { ...context, token }, [name])]),
  );
  const tags = Object.entries(open).find(([name, value]) => isTagProperty(name, value, facts));
  const name = context.name ?? ownName(model, facts, physicalId) ?? nameInArn(arn);
  const own = new Set([...ownMembers(model, facts, [physicalId, arn]), ...(tags ? [tags[0]] : [])]);
  const kept = Object.entries(open).filter(([member]) => !own.has(member));
  const properties = withoutEmpty(withoutAwsTags(dropped(Object.fromEntries(kept), facts))) ?? {};
  const plain = (text: string) => withoutMadeIds(token(text));
  return {
    properties: withSetsInOrder(
      withoutOwn(withoutSelf(properties as JsonObject, { physicalId, arn, name })),
      [],
      facts,
      plain,
    ) as JsonObject,
    tags: tags ? tagsOf(tags[1]) : facts.tags === undefined ? null : {},
    arn,
    name,
  };
}

/** `Arn`, `TopicArn`, `CertificateArn`: the one that is its own id, or the one that is named so. */
function ownArn(model: JsonObject, physicalId: string): string | null {
  if (physicalId.startsWith('arn:')) return physicalId;
  const { Arn } = model;
  if (typeof Arn === 'string' && Arn.startsWith('arn:')) return Arn;
  for (const [name, value] of Object.entries(model))
    if (/^[A-Za-z]*(?:Arn|ARN)$/.test(name) && typeof value === 'string' && endsWithId(value, physicalId)) return value;
  return null;
}

function endsWithId(arn: string, id: string): boolean {
  return id !== '' && arn.startsWith('arn:') && (arn.endsWith(`/${id}`) || arn.endsWith(`:${id}`));
}

/** Members that say who it is and not how it is: they are compared by the matching of the resources, not as properties. */
function ownMembers(model: JsonObject, facts: TypeFacts, ids: readonly (string | null)[]): readonly string[] {
  const isOwn = (value: Json | undefined) =>
    typeof value === 'string' && ids.some((id) => id !== null && (value === id || endsWithId(id, value)));
  return facts.id.filter((member) => isOwn(model[member]) || facts.readOnly.includes(member));
}

/** The member of its identifier that a person could give, else what it calls its name. */
function ownName(model: JsonObject, facts: TypeFacts, physicalId: string): string | null {
  const given = facts.id.filter((member) => !facts.readOnly.includes(member));
  const last = physicalId.split('|').at(-1) ?? '';
  for (const member of given) {
    const value = model[member];
    if (typeof value === 'string' && !value.startsWith('arn:') && (value === last || physicalId.includes(value)))
      return value;
  }
  const { Name } = model;
  return typeof Name === 'string' ? Name : null;
}

/** Without members that say nothing but who it is: `QueueName`. */
function withoutOwn(properties: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== SELF));
}

/** The last name in its ARN, `alarms` of a topic's; null when AWS made it up. */
function nameInArn(arn: string | null): string | null {
  const last = arn === null ? undefined : shapeOfArn(arn)?.variables.at(-1);
  return last === undefined || last.made ? null : last.value;
}

/** Without what is read-only or never returned; members of their own objects too. */
function dropped(properties: JsonObject, { readOnly, writeOnly }: TypeFacts): JsonObject {
  const paths = [...readOnly, ...writeOnly];
  const walk = (value: Json, path: Path): Json => {
    if (Array.isArray(value)) return value.map((item: Json) => walk(item, [...path, '*']));
    if (value === null || typeof value !== 'object') return value;
    const members = Object.entries(value).filter(([name]) => !isUnder([...path, name], paths));
    return Object.fromEntries(members.map(([name, member]) => [name, walk(member as Json, [...path, name])]));
  };
  return walk(properties, []) as JsonObject;
}

/** Nothing, an empty text, list or map, and what holds only such, is not set; undefined when nothing is left. */
export function withoutEmpty(value: Json): Json | undefined {
  if (value === null || value === '') return undefined;
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => withoutEmpty(item)).filter((item) => item !== undefined);
    return items.length > 0 ? items : undefined;
  }
  if (typeof value !== 'object') return value;
  const members = Object.entries(value).flatMap(([name, member]) => {
    const left = withoutEmpty(member as Json);
    return left === undefined ? [] : [[name, left] as const];
  });
  return members.length > 0 ? Object.fromEntries(members) : undefined;
}
