/** Templates of one design hold the same again and again: of what is alike one copy is kept. */
import { createHash } from 'node:crypto';
import type { Template } from '../template/json-template.ts';
import { isMap, type Raw } from '../template/raw.ts';

/** What was seen so far, by a digest of its text. */
export type Interned = Map<string, Raw>;

/** The template with resources that were seen before in the place of its own. */
export function interned({ content, place }: Template, seen: Interned): Template {
  const { Resources } = content;
  if (!isMap(Resources)) return { content, place };
  const kept = Object.entries(Resources).map(([name, raw]): readonly [string, Raw] => {
    const text = JSON.stringify(raw);
    // What its reader left open is no plain text.
    if (text.includes('"choices":[')) return [name, raw];
    const key = createHash('sha1').update(text).digest('base64');
    const before = seen.get(key);
    if (before !== undefined) return [name, before];
    seen.set(key, raw);
    return [name, raw];
  });
  return { content: { ...content, Resources: Object.fromEntries(kept) }, place };
}
