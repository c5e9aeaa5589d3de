/** Lists that hold the same in another order. */
import type { Json } from '../snapshot/snapshot.ts';
import { stable } from './canonical.ts';

/** Whether all texts are lists of the same members, in whatever order they have them. */
export function isOrderOnly(texts: ReadonlyMap<string, string>): boolean {
  const sorted = new Set<string>();
  for (const text of texts.values()) {
    if (!text.startsWith('[') || !text.endsWith(']')) return false;
    const list = JSON.parse(text) as readonly Json[];
    sorted.add(
      list
        .map((item) => stable(item))
        .sort()
        .join('\n'),
    );
  }
  return sorted.size === 1;
}
