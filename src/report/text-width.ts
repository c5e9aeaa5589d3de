/** Text measured in terminal cells. */
import stringWidth from 'string-width';

/** ASCII, and the signs that the reports draw with: one cell each. */
const PLAIN = /^[ -~·…→▸≠−‹›○]*$/;

/** Widths are terminal cells: an East Asian or emoji character takes two. Plain text only, colour comes after. */
export function cells(text: string): number {
  // Nearly all of a report, and a thousand times quicker.
  return PLAIN.test(text) ? text.length : stringWidth(text);
}

/** Made when first needed: it loads the Unicode tables, which takes longer than most audits. */
let segmenter: Intl.Segmenter | undefined;

function segmentsOf(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter();
  return segmenter.segment(text);
}

/** The longest beginning of `text` that fits `width` cells, never splitting what is seen as one character. */
function head(text: string, width: number): string {
  if (PLAIN.test(text)) return text.slice(0, Math.max(0, width));
  let used = 0;
  let out = '';
  for (const { segment } of segmentsOf(text)) {
    used += cells(segment);
    if (used > width) break;
    out += segment;
  }
  return out;
}

function tail(text: string, width: number): string {
  if (PLAIN.test(text)) return width > 0 ? text.slice(-width) : '';
  const segments = [...segmentsOf(text)].map((part) => part.segment);
  let used = 0;
  let out = '';
  for (const segment of segments.reverse()) {
    used += cells(segment);
    if (used > width) break;
    out = segment + out;
  }
  return out;
}

/** Cut to `width` cells with … at the end, or in the middle for names, whose ends tell them apart. */
export function shorten(text: string, width: number, where: 'end' | 'middle' = 'end'): string {
  if (width < 1) return '';
  if (cells(text) <= width) return text;
  if (where === 'end') return `${head(text, width - 1)}…`;
  const front = head(text, Math.ceil((width - 1) / 2));
  return `${front}…${tail(text, width - 1 - cells(front))}`;
}

/** The text with blanks behind it, up to `width` cells of a terminal. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - cells(text)));
}

/** The text with blanks before it, up to `width` cells of a terminal. */
export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - cells(text))) + text;
}

/** Words, or parts that stay together, flowed into lines of at most `width` cells; one longer than a line is broken. */
export function wrap(text: string | readonly string[], width: number): readonly string[] {
  const limit = Math.max(1, width);
  const lines: string[] = [];
  let line = '';
  const parts = typeof text === 'string' ? text.split(' ') : text;
  for (let word of parts.flatMap((part) => (cells(part) > limit ? part.split(' ') : [part]))) {
    if (line !== '' && cells(line) + 1 + cells(word) <= limit) {
      line += ` ${word}`;
      continue;
    }
    if (line !== '') lines.push(line);
    while (cells(word) > limit) {
      const part = head(word, limit) || word.slice(0, 1);
      lines.push(part);
      word = word.slice(part.length);
    }
    line = word;
  }
  return [...lines, line];
}

/** `wrap` with a first prefix and, below it, as many blanks. */
export function hang(prefix: string, text: string | readonly string[], width: number): readonly string[] {
  const indent = cells(prefix);
  return wrap(text, width - indent).map((line, index) => (index === 0 ? prefix : ' '.repeat(indent)) + line);
}
