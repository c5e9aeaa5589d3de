/**
 * Makes text from AWS harmless in a terminal. Names, tags and values are written by whoever may tag a resource: they may
 * carry ANSI escapes, carriage returns or bidi controls that recolour, overwrite or reorder what the reader sees.
 */

/** Controls, format characters (bidi controls among them), line separators, lone surrogates, blank fillers; joiners stay, emoji need them. */
const UNSAFE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u115f\u1160\u3164\uffa0]/gu;

/**
 * What a CI runner reads as a command at the start of a line of output (GitHub: `::set-env …`, `##[error]`). A long value is
 * wrapped at blanks, so any word may come to stand there. The `::` inside a type's name is no start of a word.
 */
const RUNNER_COMMAND = /(?<![^\s])(:):(?=[\w-])|##(?=\[)/g;

/** One line, every character visible: ESC becomes ␛, a newline ␊, U+202E becomes ‹U+202E›; and nothing that a CI runner obeys. */
export function visible(text: string): string {
  const plain =
    text.includes('::') || text.includes('##[')
      ? text.replace(RUNNER_COMMAND, (match) => `${match[0]}·${match[1]}`)
      : text;
  return plain.replace(UNSAFE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    if (code === 0x7f) return '␡';
    return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;
  });
}

/** The first `max` characters, and how many more there are: `aaa… (199,920 more characters)`. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const characters = [...text];
  const more = characters.length - max;
  if (more <= 0) return text;
  return `${characters.slice(0, max).join('')}… (${thousands(more)} more ${more === 1 ? 'character' : 'characters'})`;
}

/** `199,920`: the same on every machine, whatever its locale. */
export function thousands(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `visible` and `cut`, in the order that keeps both cheap and the count true to the value. */
export function safe(text: string, max = 400): string {
  return visible(cut(text, max));
}

const PRINTABLE = /^[\x20-\x7e]*$/;

/** Certain, and cheap: most of what is laid out is. */
function isPlain(text: string): boolean {
  return PRINTABLE.test(text) && !text.startsWith('::') && !text.includes(' ::') && !text.includes('##[');
}

/** The same value with every string in it made visible, names of members too: what is laid out can be nothing but text. */
export function cleaned<T>(value: T): T {
  return clean(value) as T;
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return isPlain(value) ? value : visible(value);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [clean(key), clean(member)]));
}
