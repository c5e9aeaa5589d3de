/** Lines of a JSON template, told by one pass over its text: YAML's reader, which knows places too, takes long for large JSON. */

/** Members deeper than this (`Resources`, its name, `Properties`, the property) have no line of their own. */
const DEEPEST = 4;

/** By path, its names joined by tabs; null where all of it is one line, which tells nobody anything. */
export function jsonLines(text: string): ReadonlyMap<string, number> | null {
  if (!text.trimEnd().includes('\n')) return null;
  const lines = new Map<string, number>();
  const path: (string | null)[] = [];
  let line = 1;
  let last: { readonly name: string; readonly line: number } | null = null;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '\n') line += 1;
    else if (char === '"') {
      const end = endOfText(text, at);
      last = path.length <= DEEPEST ? { name: text.slice(at + 1, end), line } : null;
      at = end;
    } else if (char === ':') {
      if (path.length > 0) path[path.length - 1] = last?.name ?? null;
      if (last !== null && path.length <= DEEPEST && !path.includes(null)) lines.set(path.join('\t'), last.line);
    } else if (char === '{' || char === '[') path.push(null);
    else if (char === '}' || char === ']') path.pop();
  }
  return lines;
}

/** Where the text that begins at `at` ends. */
function endOfText(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end;
}
