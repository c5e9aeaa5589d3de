/** A template that is JSON, read by the runtime's own reader: YAML's is not loaded for it. */
import { isMap, type Path, type RawMap } from './raw.ts';

export type Place = { readonly line: number; readonly column: number };

export type Template = {
  /** Its sections, short forms spelled out. */
  readonly content: RawMap;
  /** Where a part stands, both counted from 1; of a part that is not there, its nearest surrounding part. */
  readonly place: (path: Path) => Place;
};

/** In JSON: numbers whose text is not what JavaScript writes for them; then the slow reader, which keeps the text. */
const ODD_NUMBER = /[[:,\s]-?(?:\d+\.\d*0|\d{16,}|\d+(?:\.\d+)?[eE][-+]?\d+)[\s,}\]]/;

/** JSON by the runtime's own reader, twenty times as fast; null when it is not JSON, too deep, or holds numbers whose text matters. */
export function jsonContent(text: string): RawMap | null {
  if (!/^\s*\{/.test(text) || ODD_NUMBER.test(text)) return null;
  try {
    const value = JSON.parse(text) as RawMap;
    return depthOf(text) > 100 ? null : value;
  } catch {
    return null;
  }
}

/** How deep brackets are nested at most, those inside texts counted too: an upper bound. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > most) most = depth;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return most;
}

/** A template that is plain JSON; null when it takes the reader of `parse.ts`. Places in it are told by `json-lines.ts`. */
export function jsonTemplate(text: string): Template | null {
  const content = jsonContent(text);
  return content === null || !isMap(content) ? null : { content, place: () => ({ line: 1, column: 1 }) };
}
