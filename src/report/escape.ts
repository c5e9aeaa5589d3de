/**
 * Makes text from AWS harmless in a terminal. Names, tags and values are written by whoever may tag a resource: they may
 * carry ANSI escapes, carriage returns or bidi controls that recolour, overwrite or reorder what the reader sees.
 */

/** Controls, what is not shown (bidi controls among it), line separators, lone surrogates, blank fillers. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u115f\u1160\u3164\uffa0]/gu;

/** Scripts whose letters take another shape where a joiner stands between them. */
const JOINED =
  '[\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Mongolian}\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gurmukhi}\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}\\p{Script=Malayalam}\\p{Script=Sinhala}\\p{Script=Khmer}\\p{Script=Myanmar}]';
/** The joiners and selectors that change what is seen, where they do: in emoji, between such letters, after an ideograph. */
const SEEN = [
  /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}]\ufe0f?)\u200d(?=\p{Extended_Pictographic})/uy,
  /(?<=\p{Extended_Pictographic})[\ufe0e\ufe0f]/uy,
  /(?<=\p{Script=Han})[\u{e0100}-\u{e01ef}]/uy,
  new RegExp(`(?<=${JOINED}\\p{M}{0,4})[\\u200c\\u200d](?=${JOINED})`, 'uy'),
];

/** Whether the character there changes what is beside it; between other letters it would make two names look like one. */
function isSeen(text: string, at: number): boolean {
  return SEEN.some((form) => {
    form.lastIndex = at;
    return form.test(text);
  });
}

/**
 * What a CI runner obeys: at the start of a line `::set-env …` (GitHub), anywhere in it `##[…]`, `##vso[…]` (Azure) and
 * `##teamcity[…]`. A long value is wrapped at blanks, so any word may come to stand at the start. The `::` inside a type's name
 * is no start of a word; where a word longer than the line is cut before it, `withoutCommands` has the last word.
 */
const RUNNER_COMMAND = /(?<![^\s])::(?=[\w-])|##(?=[a-z]*\[)/gi;
const LINE_COMMAND = /^([^\S\n]*):(?=:[^\n]*::)/gm;
const ANYWHERE = /##(?=[a-z]*\[)/gi;

/** Text after its layout, without what a CI runner would obey: `·:error::`, `#·#vso[`. JSON is escaped before, and stays. */
export function withoutCommands(text: string): string {
  const lines = text.includes('::') ? text.replace(LINE_COMMAND, '$1·') : text;
  return lines.includes('##') ? lines.replace(ANYWHERE, '#·#') : lines;
}

/** The sign that stands for a character that is not shown, or is obeyed. */
function sign(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;
}

/** One line, every character visible: ESC becomes ␛, a newline ␊, U+202E becomes ‹U+202E›; and nothing that a CI runner obeys. */
export function visible(text: string): string {
  if (isPlain(text)) return text;
  const plain =
    text.includes('::') || text.includes('##')
      ? text.replace(RUNNER_COMMAND, (match) => `${match[0]}·${match[1]}`)
      : text;
  return plain.replace(UNSAFE, (character, at: number) => (isSeen(plain, at) ? character : sign(character)));
}

/** What a page of ours may hold beside what is visible: line ends, tabs, colours, the clearing of a line, a file's first mark. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what our own colours and progress are made of.
const OWN = /^\ufeff|^\r|\r?\n|\t|\u001b\[(?:[\d;]*m|K)/;
const OWN_OR_UNSAFE = new RegExp(`(${OWN.source})|${UNSAFE.source}`, 'gu');
const MAYBE_UNSAFE = /[^\n -~]/;

/** The last look at what goes to a stream: whatever came by, nothing in it is obeyed by a terminal or a CI runner. */
export function harmless(text: string): string {
  const shown = MAYBE_UNSAFE.test(text)
    ? text.replace(OWN_OR_UNSAFE, (character: string, own: string | undefined, at: number) =>
        own !== undefined || isSeen(text, at) ? character : sign(character),
      )
    : text;
  return withoutCommands(shown);
}

/** What a text that was cut before ends in: its count goes into the new one. */
const CUT = /… \(([\d,]{1,12}) more characters?\)$/;

/** The first `max` characters, and how many more there are: `aaa… (199,920 more characters)`. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const [earlier = '', before = '0'] = CUT.exec(text) ?? [];
  const characters = [...text.slice(0, text.length - earlier.length)];
  if (characters.length <= max) return text;
  const more = characters.length - max + Number(before.replaceAll(',', ''));
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
  return PRINTABLE.test(text) && !text.startsWith('::') && !text.includes(' ::') && !text.includes('##');
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
