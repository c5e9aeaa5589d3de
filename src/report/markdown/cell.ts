/** Text of others in Markdown cells. */
import { plain } from '../facts.ts';

/**
 * Text of AWS in Markdown stands in code spans only: there GitHub makes no HTML, link, mention, issue number or emoji of
 * it. Two characters could end the span or the table cell: backticks get a longer fence, a pipe becomes a look-alike.
 */
const PIPE = '│';

/** A code span of one line, for a table cell or a sentence; a dash when there is nothing. */
export function code(text: string, max = 300): string {
  const line = plain(text, max).replaceAll('|', PIPE);
  if (line.trim() === '') return '—';
  const runs = [...line.matchAll(/`+/g)].map((run) => run[0].length);
  const fence = '`'.repeat(runs.includes(1) ? Math.max(...runs) + 1 : 1);
  const pad = /^[` ]|[` ]$/.test(line) || runs.length > 0 ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** Several code spans, at most `most` and the number of the others. */
export function codes(texts: readonly string[], max = 300, most = 12): string {
  const shown = texts.slice(0, most).map((text) => code(text, max));
  return [...shown, ...(texts.length > most ? [`and ${texts.length - most} more`] : [])].join('<br>');
}

/** A word that is nothing but a word: no name, no number, nothing that GitHub makes a mention, a link or an issue of. */
const WORD = /^\(?(?:[a-z]+|Tag|Stack|No|Nothing|There|The|Declared|Only|Verdict)\)?[,.;:]?$/;

/** A sentence as a sentence: its plain words as they are, and all else, the names and values, in code spans. */
export function sentence(text: string, max = 300): string {
  const parts: { readonly plain: boolean; words: string[] }[] = [];
  for (const word of plain(text, max).split(' ')) {
    const isPlain = WORD.test(word);
    const last = parts.at(-1);
    // What stands before a colon or a comma is a name of its own: `eu-central-1`: 15.
    const isOver = !isPlain && /[,;:]$/.test(last?.words.at(-1) ?? '');
    if (last?.plain === isPlain && !isOver) last.words.push(word);
    else parts.push({ plain: isPlain, words: [word] });
  }
  return parts.map((part) => (part.plain ? part.words.join(' ') : spanned(part.words.join(' ')))).join(' ');
}

/** What ends a part of a sentence stands behind the span. */
function spanned(text: string): string {
  const [, inside = text, tail = ''] = /^(.*?)([,;:.]?)$/s.exec(text) ?? [];
  return inside.trim() === '' ? text : `${code(inside)}${tail}`;
}
