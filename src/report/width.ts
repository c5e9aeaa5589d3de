import stringWidth from 'string-width';

/** Widths are terminal cells: an East Asian or emoji character takes two. Plain text only, colour comes after. */
export { stringWidth as cells };

const segmenter = new Intl.Segmenter();

/** The longest beginning of `text` that fits `width` cells, never splitting what is seen as one character. */
function head(text: string, width: number): string {
  let used = 0;
  let out = '';
  for (const { segment } of segmenter.segment(text)) {
    used += stringWidth(segment);
    if (used > width) break;
    out += segment;
  }
  return out;
}

function tail(text: string, width: number): string {
  const segments = [...segmenter.segment(text)].map((part) => part.segment);
  let used = 0;
  let out = '';
  for (const segment of segments.reverse()) {
    used += stringWidth(segment);
    if (used > width) break;
    out = segment + out;
  }
  return out;
}

/** Cut to `width` cells with … at the end, or in the middle for names, whose ends tell them apart. */
export function shorten(text: string, width: number, where: 'end' | 'middle' = 'end'): string {
  if (width < 1) return '';
  if (stringWidth(text) <= width) return text;
  if (where === 'end') return `${head(text, width - 1)}…`;
  const front = head(text, Math.ceil((width - 1) / 2));
  return `${front}…${tail(text, width - 1 - stringWidth(front))}`;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - stringWidth(text))) + text;
}

/** Words flowed into lines of at most `width` cells; a word that is longer than a line is broken. */
export function wrap(text: string, width: number): readonly string[] {
  const limit = Math.max(1, width);
  const lines: string[] = [];
  let line = '';
  for (let word of text.split(' ')) {
    if (line !== '' && stringWidth(line) + 1 + stringWidth(word) <= limit) {
      line += ` ${word}`;
      continue;
    }
    if (line !== '') lines.push(line);
    while (stringWidth(word) > limit) {
      const part = head(word, limit) || word.slice(0, 1);
      lines.push(part);
      word = word.slice(part.length);
    }
    line = word;
  }
  return [...lines, line];
}

/** `wrap` with a first prefix and, below it, as many blanks. */
export function hang(prefix: string, text: string, width: number): readonly string[] {
  const indent = stringWidth(prefix);
  return wrap(text, width - indent).map((line, index) => (index === 0 ? prefix : ' '.repeat(indent)) + line);
}
