/** The attributes of a resource of Terraform as properties: by CloudFormation's names where both have them, else by its own. */
import { own } from '../common/own-member.ts';
import type { Json, JsonObject } from '../snapshot/snapshot.ts';
import { afterApply, filledLater, isOpen, LATER, type Referred } from './after-apply.ts';
import { isObject } from './read-json.ts';
import { type Computed, computedIn } from './terraform-attributes.ts';
import type { TerraformResource } from './terraform-file.ts';
import { propertyOf, type TerraformType } from './terraform-types.ts';

/** Who it is and where, and what is told apart: no properties. */
const OWN =
  /^(?:id|arn|tags|tags_all|region|timeouts|owner_id|name_prefix|identifier_prefix|bucket_prefix|cluster_identifier_prefix)$/;

export type Attributes = {
  readonly properties: JsonObject;
  /** By property: why it is not known. */
  readonly unread: { readonly [property: string]: string };
};

/**
 * @param referred what a reference of the configuration leads to
 * @param digest stands for what is sensitive
 */
export function attributesOf(
  resource: TerraformResource,
  type: TerraformType | null,
  referred: Referred,
  digest: (secret: string) => string,
  habits: Habits = NONE,
): Attributes {
  const { values, sensitive, unknown, expressions } = resource;
  const properties: { [name: string]: Json } = {};
  const unread: { [name: string]: string } = {};
  const marks = isObject(sensitive) ? sensitive : {};
  const open = isObject(unknown) ? unknown : {};
  const computed = computedIn(resource.type);
  for (const name of new Set([...Object.keys(values), ...Object.keys(open)])) {
    if (OWN.test(name)) continue;
    const property = type === null ? undefined : propertyOf(type, name);
    const written = expressions === null ? undefined : own(expressions, name);
    if (property === undefined && written === undefined && computed.has(name)) continue;
    if (typeof open[name] === 'string') {
      unread[property ?? name] = open[name];
      continue;
    }
    const value = own(values, name);
    if (isItself(value, values)) continue;
    const left = written === undefined && expressions !== null ? habits.leaves(resource.type, name) : null;
    if (left === 'to AWS') continue;
    if (left === 'or writes' && open[name] === true) {
      unread[property ?? name] = LATER;
      continue;
    }
    const told = toldOf(
      name,
      { value, open: open[name], written, isWritten: expressions !== null },
      computed,
      referred,
    );
    if (told === undefined) continue;
    if (told === null) unread[property ?? name] = LATER;
    else properties[property ?? name] = opened(hidden(computed.without(name, told), own(marks, name), digest));
  }
  return { properties, unread };
}

/** What a plan tells of a type: whether an attribute that nobody wrote is one that AWS fills in. */
export type Habits = { readonly leaves: (type: string, name: string) => 'to AWS' | 'or writes' | null };

const NONE: Habits = { leaves: () => null };

/** An attribute that the apply fills in for one resource of a type is no design of another one that does not write it either. */
export function habitsOf(resources: readonly TerraformResource[]): Habits {
  const found = new Map<string, { filled: Set<string>; written: Set<string> }>();
  for (const { type, unknown, expressions } of resources) {
    if (expressions === null) continue;
    const of = found.get(type) ?? { filled: new Set(), written: new Set() };
    found.set(type, of);
    for (const name of Object.keys(expressions)) of.written.add(name);
    for (const [name, mark] of Object.entries(isObject(unknown) ? unknown : {}))
      if (mark === true && !Object.hasOwn(expressions, name)) of.filled.add(name);
  }
  return {
    leaves: (type, name) => {
      const of = found.get(type);
      if (!of?.filled.has(name)) return null;
      return of.written.has(name) ? 'or writes' : 'to AWS';
    },
  };
}

type Planned = {
  readonly value: Json | undefined;
  readonly open: Json | undefined;
  readonly written: Json | undefined;
  /** Whether it is known what the author wrote. */
  readonly isWritten: boolean;
};

/** What will stand in an attribute; undefined = nobody sets it, null = it is not known before the apply. */
function toldOf(
  name: string,
  { value, open, written, isWritten }: Planned,
  computed: Computed,
  referred: Referred,
): Json | null | undefined {
  if (!isOpen(open)) return value === undefined || isUnset(value) ? undefined : value;
  // Nobody wrote it: AWS will fill it in, and the design says nothing of it.
  if (open === true && written === undefined && isWritten) return undefined;
  if (open === true) return written === undefined ? null : afterApply(name, written, referred);
  return filledLater(name, value ?? [], open ?? {}, written ?? null, computed, referred);
}

/** What is not set, the provider writes as nothing of its kind. */
function isUnset(value: Json): boolean {
  if (value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function isItself(value: Json | undefined, { id, arn }: JsonObject): boolean {
  return typeof value === 'string' && value.startsWith('arn:') && (value === id || value === arn);
}

/** A digest wherever the value is marked. */
function hidden(value: Json, mark: Json | undefined, digest: (secret: string) => string): Json {
  if (mark === undefined || mark === false || mark === null) return value;
  if (mark === true) return digest(typeof value === 'string' ? value : JSON.stringify(value));
  if (Array.isArray(value)) {
    const marks = Array.isArray(mark) ? (mark as readonly Json[]) : [];
    return value.map((item: Json, at) => hidden(item, marks[at], digest));
  }
  if (!isObject(value) || !isObject(mark)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, hidden(item, own(mark, name), digest)]));
}

/** Documents are written as text. */
function opened(value: Json): Json {
  if (typeof value !== 'string' || !/^\s*\{/.test(value)) return value;
  try {
    const read = JSON.parse(value) as Json;
    return isObject(read) ? read : value;
  } catch {
    return value;
  }
}
