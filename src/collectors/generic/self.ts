/** What a model says of its own id and ARN, so that two deployments of one design read the same. */
import type { Json, JsonObject } from '../../snapshot/snapshot.ts';

/** Stands for the resource itself. */
export const SELF = '<self>';

export type Own = { readonly physicalId: string; readonly arn: string | null; readonly name: string | null };

/**
 * `<self>` for the resource's own ARN wherever it stands, and for its id and name: as a whole value, and inside a text where it
 * is so long or so made-up that nothing else can be meant.
 */
export function withoutSelf(value: JsonObject, { physicalId, arn, name }: Own): JsonObject {
  const texts = [arn, physicalId, name].filter((one): one is string => one !== null && one !== '');
  const whole = new Set(texts);
  const inside = [...new Set(texts.filter((one) => one.startsWith('arn:') || isTelling(one)))]
    .sort((a, b) => b.length - a.length)
    .map((one) => new RegExp(`(?<![A-Za-z0-9])${one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![A-Za-z0-9])`, 'g'));
  const string = (given: string, property: string) => {
    // What a person wrote is never taken for the token.
    const text = given.replaceAll(SELF, '\\(self>');
    return whole.has(text) && (isTelling(text) || NAMES.test(property))
      ? SELF
      : inside.reduce((told, pattern) => told.replace(pattern, SELF), text);
  };
  const walk = (json: Json, property: string): Json => {
    if (typeof json === 'string') return string(json, property);
    if (Array.isArray(json)) return json.map((item: Json) => walk(item, property));
    if (json === null || typeof json !== 'object') return json;
    return Object.fromEntries(
      Object.entries(json).map(([key, member]) => [string(key, ''), walk(member as Json, key)]),
    );
  };
  return walk(value, '') as JsonObject;
}

/** Properties that hold an id or a name, and nothing else that could read the same by chance. */
const NAMES = /(?:(?<!Display)Name|Id|ID|Identifier|Arn|ARN)s?$/;

/** Letters and digits, or of several words: not `prod`, which a text may say of something else. */
function isTelling(text: string): boolean {
  return text.length >= 8 && (/\d/.test(text) || /[-_/].*[-_/]/.test(text));
}
