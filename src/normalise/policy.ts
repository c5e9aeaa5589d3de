/** Policy documents in their one spelling. */

import { isDeeper } from '../common/depth.ts';
import { listIn } from '../common/lists.ts';
import type { Json, JsonObject } from '../snapshot/snapshot.ts';
import { withoutHash } from './generated-names.ts';
import { logDeliveryOf } from './log-delivery-accounts.ts';

/**
 * An IAM policy document in its one spelling, so that two documents that say the same are equal JSON. Takes a document or its
 * text, also URL-encoded as IAM gives it; text that is no JSON object is returned as it is. Of a role's `Policies` it takes each
 * document and name. Idempotent, and also for documents whose regions and accounts were replaced by tokens.
 *
 * What means nothing to IAM is taken out (IAM user guide, "IAM JSON policy elements reference"): the order of statements, of
 * values and of members; one value or a list of one; the case of actions and of condition keys; an account's root ARN or its
 * number; `"*"` or `{"AWS": "*"}`. The account that delivers a service's logs in the own region is that service, as newer regions say it, and so is
 * the service's name with the own region in it; another region's stays apart. China's domain is the one of all. `Sid`, `Version` and
 * the case of resources stay.
 *
 * @param region where the policy is; '' = nowhere: then no region's principals are the own ones
 */
export function canonicalPolicy(document: Json, region = ''): Json {
  const policy = typeof document === 'string' ? parsed(document) : document;
  if (Array.isArray(policy)) return policy.map((item: Json) => canonicalInline(item, region));
  if (!isObject(policy)) return policy;
  return sortedMembers({
    ...policy,
    ...(policy.Statement === undefined
      ? {}
      : { Statement: distinct(listOf(policy.Statement).map((one) => canonicalStatement(one, region))) }),
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
function canonicalInline(policy: Json, region: string): Json {
  if (!isObject(policy) || policy.PolicyDocument === undefined) return policy;
  const { PolicyDocument, PolicyName } = policy;
  const named = typeof PolicyName === 'string' ? { PolicyName: withoutHash(PolicyName) } : {};
  return { ...policy, ...named, PolicyDocument: canonicalPolicy(PolicyDocument, region) };
}

/** S3 takes 20 KB, KMS 32 KB, IAM less; URL-encoded thrice that. */
const LONGEST_POLICY = 1 << 20;

/** The document that IAM, S3 or KMS gives as text, as JSON; the text itself when it is none. */
export function parsed(text: string): Json {
  if (text.length > LONGEST_POLICY) return text;
  for (const candidate of [text, decoded(text)]) {
    try {
      const value = JSON.parse(candidate) as Json;
      if (isObject(value) && !isDeeper(value)) return value;
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

function canonicalStatement(statement: Json, region: string): Json {
  if (!isObject(statement)) return statement;
  return sortedMembers(mapMembers(statement, (name, value) => canonicalElement(name, value, region)));
}

function canonicalElement(name: string, value: Json, region: string): Json {
  switch (name) {
    case 'Action':
    case 'NotAction':
      return distinct(listOf(value).map((action) => text(action).toLowerCase()));
    case 'Resource':
    case 'NotResource':
      return distinct(listOf(value));
    case 'Principal':
    case 'NotPrincipal':
      return canonicalPrincipal(value, region);
    case 'Condition':
      return isObject(value) ? sortedMembers(mapMembers(value, canonicalOperator)) : value;
    default:
      return value;
  }
}

function canonicalPrincipal(principal: Json, region: string): Json {
  const given = isObject(principal) ? principal : { AWS: principal };
  const kinds = new Map<string, Json[]>();
  for (const [kind, names] of Object.entries(given)) {
    for (const name of listOf(names)) {
      const [as, one] = canonicalName(kind, name, region);
      listIn(kinds, as).push(one);
    }
  }
  return sortedMembers(Object.fromEntries([...kinds].map(([kind, names]) => [kind, distinct(names)])));
}

/** One principal, and the kind that it is. */
function canonicalName(kind: string, name: Json, region: string): readonly [string, Json] {
  if (typeof name !== 'string') return [kind, name];
  if (kind === 'Service' || kind === 'Federated') return [kind, serviceName(name, kind === 'Service' ? region : '')];
  if (kind !== 'AWS') return [kind, name];
  const account = ROOT.exec(name)?.[1] ?? name;
  const user = /^arn:[^:]*:iam::(\d{12}:user\/.+)$/.exec(name)?.[1] ?? account;
  const delivery = logDeliveryOf(user, region);
  if (delivery === undefined) return [kind, account];
  if (delivery.region === region) return ['Service', delivery.service];
  return [kind, `${delivery.service} of ${delivery.region}`];
}

/** `states.us-east-1.amazonaws.com` is `states` seen from there, and China's services are called as all others. */
function serviceName(name: string, region: string): string {
  const plain = name.replace(/\.amazonaws\.com\.cn$/, '.amazonaws.com');
  return region === '' ? plain : plain.replace(`.${region}.amazonaws.com`, '.amazonaws.com');
}

const ROOT = /^arn:[^:]*:iam::([^:]+):root$/;

/** Keys of conditions have no case; two spellings of one key are one list. */
function canonicalOperator(operator: string, keys: Json): Json {
  if (!isObject(keys)) return keys;
  const truth = /^(bool|null)/i.test(operator);
  const merged = new Map<string, readonly Json[]>();
  for (const [key, values] of Object.entries(keys)) {
    const texts = listOf(values).map((value) => (truth ? text(value).toLowerCase() : inOneDomain(text(value))));
    const name = inOneDomain(key.toLowerCase());
    merged.set(name, [...(merged.get(name) ?? []), ...texts]);
  }
  return sortedMembers(Object.fromEntries([...merged].map(([key, values]) => [key, distinct(values)])));
}

/** A service's host or issuer, in whichever partition: `kms:ViaService` of China ends in `.cn`. */
function inOneDomain(value: string): string {
  return value.replace(/\.amazonaws\.com\.cn(?![\w.-])/g, '.amazonaws.com');
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
