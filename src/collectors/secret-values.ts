/** What a program is given, as keyed digests: equal for what is the same design in another region. */
import type { Json, JsonObject } from '../snapshot/snapshot.ts';
import type { CollectorContext } from './collector.ts';
import { isSecretName, withoutSecrets } from './generic/secrets.ts';

/** Its digests are of texts without the region and the account that they stand in. */
type Place = Pick<CollectorContext, 'digest'>;

/** Where a queue is: no secret, and leads to the queue. */
const QUEUE_URL = /^https:\/\/sqs\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/\d{12}\/[\w-]+(?:\.fifo)?$/;
/** A name that CloudFormation made: STACK-LOGICALID-TAIL. A licence key has no small letters, and no tail in capitals after some. */
const MADE_NAME =
  /^(?=[A-Za-z0-9-]*[a-z])([A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+)-(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z0-9]{12,13}$/;

/**
 * The variables of a program: ARNs, ids, switches and queue URLs as they are, as they lead to other resources; JSON opened; all
 * else as digests of the text without its region and account.
 */
export function variables(given: { readonly [name: string]: string }, place: Place): JsonObject {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, variable(name, value, place)]));
}

/** One variable; see {@link variables}. */
export function variable(name: string, value: string, place: Place): Json {
  const isSecret = isSecretName([name]);
  if (!isSecret && QUEUE_URL.test(value)) return value;
  const body = isSecret ? undefined : MADE_NAME.exec(value)?.[1];
  // Two deployments of one stack have names with tails of their own.
  if (body !== undefined) return place.digest(`${body}-<tail>`);
  const shown = withoutSecrets({ Variables: { [name]: value } }, context(place)) as { readonly Variables: JsonObject };
  return shown.Variables[name] as Json;
}

/** A text that may hold a secret, base64 opened: as a digest of it without its region and account. */
export function textDigest(text: string, place: Place): string {
  const isBase64 = text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
  return place.digest(isBase64 ? Buffer.from(text, 'base64').toString('utf8') : text);
}

/** A structure with digests for what in it looks like a secret or is named like one. */
export function withoutSecretsIn(type: string, value: Json, place: Place): Json {
  return withoutSecrets(value, { ...context(place), type });
}

function context(place: Place) {
  return { type: '', digest: (secret: string) => place.digest(secret), token: (text: string) => text };
}
