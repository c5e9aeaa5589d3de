/** Tags in every spelling that the models of AWS have. */
import type { Json } from '../../snapshot/snapshot.ts';
import type { TypeFacts } from './type-facts.ts';

const SPELLINGS = [
  ['Key', 'Value'],
  ['TagKey', 'TagValue'],
  ['key', 'value'],
] as const;

/** Whether a member of a model holds its tags: by the type knowledge, else by name and shape. */
export function isTagProperty(name: string, value: Json, facts: TypeFacts): boolean {
  if (facts.tags !== undefined) return name === facts.tags;
  return /^(?:[A-Za-z]*Tags|TagList|tags)$/.test(name) && tagsOf(value) !== null;
}

/** The tags of the user as a record, without those that AWS wrote; null when it is no list or map of tags. */
export function tagsOf(value: Json): { readonly [key: string]: string } | null {
  const pairs = Array.isArray(value) ? value.map((item: Json) => pairOf(item)) : pairsOf(value);
  if (pairs === null || pairs.some((pair) => pair === null)) return null;
  const users = (pairs as (readonly [string, string])[]).filter(([key]) => !/^aws:/i.test(key));
  return Object.fromEntries(users);
}

function pairOf(item: Json): readonly [string, string] | null {
  if (item === null || typeof item !== 'object' || Array.isArray(item)) return null;
  const members = item as { readonly [key: string]: Json };
  for (const [key, value] of SPELLINGS) {
    const name = members[key];
    if (typeof name === 'string') return [name, String(members[value] ?? '')];
  }
  return null;
}

function pairsOf(value: Json): readonly (readonly [string, string])[] | null {
  if (value === null || typeof value !== 'object') return null;
  const members = Object.entries(value);
  return members.every(([, member]) => typeof member === 'string') ? (members as [string, string][]) : null;
}

/** A value without the tags that AWS wrote, wherever in it a list or map of tags stands. */
export function withoutAwsTags(value: Json): Json {
  if (Array.isArray(value)) {
    const kept = value.filter(
      (item: Json) =>
        !/^aws:(?:cloudformation|cdk|ec2|elasticbeanstalk|autoscaling|servicecatalog|backup|ecs|eks):/.test(
          pairOf(item)?.[0] ?? '',
        ),
    );
    return kept.map((item: Json) => withoutAwsTags(item));
  }
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).filter(([name]) => !/^aws:(?:cloudformation|servicecatalog|cdk):/.test(name));
  return Object.fromEntries(members.map(([name, member]) => [name, withoutAwsTags(member as Json)]));
}
