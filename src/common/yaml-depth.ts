/** How deep a YAML text may be nested, told before it is parsed: at the end of the stack the runtime may end the process, and no error is caught. */

/** Nobody writes as much, and the reader has stack for ten times it. */
const MOST = 500;

/** Indentation, and the `- ` and `? ` that begin a block in a block. */
const BEGIN = /^ *(?:[-?] +)*(?:[-?]$)?/;

/** Whether the text may be nested deeper than its reader can go. Brackets inside texts count as well: an upper bound. */
export function isNestedTooDeep(text: string): boolean {
  return brackets(text) > MOST || blocks(text) > MOST;
}

function brackets(text: string): number {
  let depth = 0;
  let most = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > most) most = depth;
    } else if ((code === 0x7d || code === 0x5d) && depth > 0) depth -= 1;
  }
  return most;
}

function blocks(text: string): number {
  const open: number[] = [];
  let most = 0;
  for (const line of text.split('\n')) {
    const begin = BEGIN.exec(line)?.[0] ?? '';
    if (begin.length === line.length && begin.trim() === '') continue;
    const columns = [...begin.matchAll(/[-?]/g)].map(({ index }) => index);
    for (const column of [...columns, begin.length]) {
      while ((open.at(-1) ?? -1) >= column) open.pop();
      open.push(column);
    }
    if (open.length > most) most = open.length;
  }
  return most;
}
