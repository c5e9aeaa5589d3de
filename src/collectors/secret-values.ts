/** What a program is given, as keyed digests: equal for what is the same design in another region. */
import type { Json, JsonObject } from '../snapshot/snapshot.ts';
import type { CollectorContext } from './collector.ts';
import { withoutBase64 } from './generic/digested-text.ts';
import { withoutSecrets } from './generic/secrets.ts';

/** Its digests are of texts without the region and the account that they stand in. */
type Digests = Pick<CollectorContext, 'digest' | 'onVariable'>;

/** The variables of a program by name: what leads to other resources as it is, JSON opened, all else as digests. */
export function variables(given: { readonly [name: string]: string }, digests: Digests): JsonObject {
  const shown = withoutSecretsIn('', { Variables: given }, digests) as { readonly Variables: JsonObject };
  return shown.Variables;
}

/** A text that may hold a secret, base64 opened, as a digest. */
export function textDigest(text: string, { digest }: Digests): string {
  return digest(withoutBase64(text));
}

/** A structure with digests for what in it is a program's variable, is named like a secret or looks like one. */
export function withoutSecretsIn(type: string, value: Json, { digest, onVariable }: Digests): Json {
  return withoutSecrets(value, { type, digest, token: (text) => text, ...(onVariable && { onVariable }) });
}

/** One variable; see {@link variables}. */
export function variable(name: string, value: string, digests: Digests): Json {
  return variables({ [name]: value }, digests)[name] as Json;
}
