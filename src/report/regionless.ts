/** A value in which the name of its own place is no difference: `app-us-east-1` beside `app-eu-central-1`. */
import type { Json } from '../snapshot/snapshot.ts';
import { isMembers } from './value.ts';

/** The value with `{region}` for the place's name. Texts only: a region may be called `true` by whoever wrote the snapshot. */
export function regionless(region: string, value: Json): Json {
  const place = region.slice(region.indexOf('/') + 1);
  if (!/^[a-z][a-z0-9-]+$/.test(place)) return value;
  const text = (one: string) => one.replaceAll(place, '{region}').replaceAll(place.replaceAll('-', ''), '{region}');
  const walk = (json: Json): Json => {
    if (typeof json === 'string') return text(json);
    if (Array.isArray(json)) return json.map((item: Json) => walk(item));
    if (!isMembers(json)) return json;
    return Object.fromEntries(Object.entries(json).map(([key, member]) => [text(key), walk(member as Json)]));
  };
  return walk(value);
}
