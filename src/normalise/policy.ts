/** Policy documents in their one spelling. */
import type { Json, JsonObject } from '../snapshot/snapshot.ts';
import { withoutHash } from './generated-names.ts';
import { loadBalancerRegions } from './load-balancer-accounts.ts';

/**
 * An IAM policy document in its one spelling, so that two documents that say the same are equal JSON. Takes a document or its
 * text, also URL-encoded as IAM gives it; text that is no JSON object is returned as it is. Of a role's `Policies` it takes each
 * document and name. Idempotent, and also for documents whose regions and accounts were replaced by tokens.
 *
 * What means nothing to IAM is taken out (IAM user guide, "IAM JSON policy elements reference"): the order of statements, of
 * values and of members; one value or a list of one; the case of actions and of condition keys; an account's root ARN or its
 * number; `"*"` or `{"AWS": "*"}`. The account that writes load balancer logs is called by its region, which the caller takes out
 * as everywhere: each region's own is the same design, another region's is not. `Sid`, `Version` and the case of resources stay.
 */
export function canonicalPolicy(document: Json): Json {
  const policy = typeof document === 'string' ? parsed(document) : document;
  if (Array.isArray(policy)) return policy.map((item: Json) => canonicalInline(item));
  if (!isObject(policy)) return policy;
  return sortedMembers({
    ...policy,
    ...(policy.Statement === undefined
      ? {}
      : { Statement: distinct(listOf(policy.Statement).map(canonicalStatement)) }),
  });
}

/**
 * A canonical policy of which values were replaced, in order again. Two that read the same now were two before and stay two: a
 * second bucket is not taken for the first because the names of both end in something random.
 */
export function orderedPolicy(policy: Json): Json {
  return Array.isArray(policy) ? policy.map(inOrder) : inOrder(policy);
}

function inOrder(part: Json): Json {
  if (Array.isArray(part)) return byText(part.map(inOrder)).map(([, value]) => value);
  return isObject(part) ? sortedMembers(mapMembers(part, (_name, value) => inOrder(value))) : part;
}

/** One of a role's `Policies`, as CloudFormation has them. CDK's hash in its name is of the construct path. */
function canonicalInline(policy: Json): Json {
  if (!isObject(policy) || policy.PolicyDocument === undefined) return policy;
  const { PolicyDocument, PolicyName } = policy;
  const named = typeof PolicyName === 'string' ? { PolicyName: withoutHash(PolicyName) } : {};
  return { ...policy, ...named, PolicyDocument: canonicalPolicy(PolicyDocument) };
}

/** The document that IAM, S3 or KMS gives as text, as JSON; the text itself when it is none. */
export function parsed(text: string): Json {
  for (const candidate of [text, decoded(text)]) {
    try {
      const value = JSON.parse(candidate) as Json;
      if (isObject(value)) return value;
    } catch {
      // Not JSON in this spelling.
    }
  }
  return text;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function canonicalStatement(statement: Json): Json {
  if (!isObject(statement)) return statement;
  return sortedMembers(mapMembers(statement, canonicalElement));
}

function canonicalElement(name: string, value: Json): Json {
  switch (name) {
    case 'Action':
    case 'NotAction':
      return distinct(listOf(value).map((action) => text(action).toLowerCase()));
    case 'Resource':
    case 'NotResource':
      return distinct(listOf(value));
    case 'Principal':
    case 'NotPrincipal':
      return canonicalPrincipal(value);
    case 'Condition':
      return isObject(value) ? sortedMembers(mapMembers(value, canonicalOperator)) : value;
    default:
      return value;
  }
}

function canonicalPrincipal(principal: Json): Json {
  if (!isObject(principal)) return { AWS: distinct(listOf(principal).map(principalName)) };
  return sortedMembers(
    mapMembers(principal, (kind, names) =>
      distinct(listOf(names).map(kind === 'AWS' ? principalName : (name) => name)),
    ),
  );
}

const ROOT = /^arn:[^:]*:iam::([^:]+):root$/;

function principalName(name: Json): Json {
  if (typeof name !== 'string') return name;
  const account = ROOT.exec(name)?.[1] ?? name;
  const region = loadBalancerRegions.get(account);
  return region === undefined ? account : `elastic-load-balancing of ${region}`;
}

/** Keys of conditions have no case; two spellings of one key are one list. */
function canonicalOperator(operator: string, keys: Json): Json {
  if (!isObject(keys)) return keys;
  const truth = /^(bool|null)/i.test(operator);
  const merged: Record<string, Json[]> = {};
  for (const [key, values] of Object.entries(keys)) {
    const texts = listOf(values).map((value) => (truth ? text(value).toLowerCase() : text(value)));
    merged[key.toLowerCase()] = [...(merged[key.toLowerCase()] ?? []), ...texts];
  }
  return sortedMembers(mapMembers(merged, (_key, values) => distinct(values as readonly Json[])));
}

/** IAM reads `true` and `7` as the texts of the same look. */
function text(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function listOf(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : [value as Json];
}

/** Sorted, each once. The parts are canonical already, so equal parts have equal text. */
function distinct(values: readonly Json[]): readonly Json[] {
  return [...new Map(byText(values)).values()];
}

function byText(values: readonly Json[]): readonly (readonly [string, Json])[] {
  return values
    .map((value) => [JSON.stringify(value), value] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function mapMembers(object: JsonObject, change: (name: string, value: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(name, value)]));
}

function sortedMembers(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isObject(value: Json): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
