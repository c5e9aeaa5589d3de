/** What is wrong with a text that is no JSON, and where, without a piece of the text. */

/** The pieces that V8 quotes: `..."sword": hunter2"... is not valid JSON`. What does not read may be a secret, or another file. */
const QUOTED = /^(Unexpected token '.{1,2}'), (\.\.\.)?"(.*)"(?:\.\.\.)? is not valid JSON$/s;
/** So many characters before the fault it quotes, where it quotes not from the beginning. */
const BEFORE = 10;

/** Why `JSON.parse` refused it, on one line. `error` is what it threw. */
export function jsonProblem(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const known = QUOTED.exec(message)?.[1];
  if (known !== undefined) return `${known}, which is not valid JSON`;
  if (error instanceof SyntaxError && message.endsWith('is not valid JSON')) return 'it is not valid JSON';
  return message.split('\n')[0] ?? '';
}

/** The line of the fault as it stands behind a file's name, `:12`; empty where it is not known. */
export function jsonLine(text: string, error: unknown): string {
  const at = positionOf(text, error instanceof Error ? error.message : '');
  return at === null ? '' : `:${text.slice(0, at).split('\n').length}`;
}

function positionOf(text: string, message: string): number | null {
  const told = /position (\d+)/.exec(message)?.[1];
  if (told !== undefined) return Number(told);
  const [, , cut, piece = ''] = QUOTED.exec(message) ?? [];
  const at = cut === undefined ? -1 : text.indexOf(piece);
  return at < 0 || text.includes(piece, at + 1) ? null : at + BEFORE;
}
