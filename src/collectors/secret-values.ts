/** What a program is given, as keyed digests: equal for what is the same design in another region. */
import { tailsOf } from '../normalise/generated-tails.ts';
import type { Json, JsonObject } from '../snapshot/snapshot.ts';
import type { CollectorContext } from './collector.ts';
import { isSecretName, withoutSecrets } from './generic/secrets.ts';

/** Its digests are of texts without the region and the account that they stand in. */
type Place = Pick<CollectorContext, 'digest'>;

/** Where a queue is, at whatever endpoint: no secret, and leads to the queue. */
const QUEUE_URL = /^https?:\/\/[\w.:-]+\/\d{12}\/[\w-]+(?:\.fifo)?$/;
/** What a variable is called that holds the name of a resource. */
const NAMES_RESOURCE =
  /bucket|table|queue|topic|stream|function|lambda|cluster|group|stack|role|pool|domain|name|repo|store|cache|machine|bus|layer|index/i;

/**
 * The name that somebody gave, of one that CloudFormation made as STACK-LOGICALID-TAIL: two deployments of one design have tails
 * of their own. Null where the tail may be meant: a licence key has no small letters in front, and a tail that a person could
 * have written is believed only where the variable says that it holds a name.
 */
function stemOf(variable: string, value: string): string | null {
  const [tail] = tailsOf(value);
  if (tail === undefined || !/^(?=.*[a-z])[A-Za-z][\w.]*(?:-[\w.]+)+$/.test(tail.stem)) return null;
  const isBelieved = tail.trust !== 'possible' || (tail.form === '12 characters' && NAMES_RESOURCE.test(variable));
  return isBelieved ? tail.stem : null;
}

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
  const stem = isSecret ? null : stemOf(name, value);
  if (stem !== null) return place.digest(`${stem}-<tail>`);
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
