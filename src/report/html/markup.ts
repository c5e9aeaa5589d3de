/** HTML made safely. */
import { cut, visible } from '../escape.ts';

/** Text that is HTML already. Made only by `html`, which escapes all that it is given. */
export type Markup = { readonly html: string };

export type Part = Markup | string | number | null | undefined | false | readonly Part[];

const ENTITIES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe between tags and inside a quoted attribute. Controls and bidi characters are made visible, as in a terminal. */
export function escaped(text: string): string {
  // Most text is plain, and there is much of it.
  if (/^[ !#-%(-;=?-~]*$/.test(text)) return text;
  return visible(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

function told(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  if ('html' in part) return part.html;
  return part.map(told).join('');
}

/** A piece of the page: whatever is put in is text, unless it is a piece of the page itself. Put values only between tags or in quotes. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let out = strings[0] ?? '';
  for (const [index, part] of parts.entries()) out += told(part) + (strings[index + 1] ?? '');
  return { html: out };
}

/** Stylesheet, script or constant markup of our own: never anything from the result. */
export function trusted(text: string): Markup {
  return { html: text };
}

/** The longest name, id or ARN that is shown whole. */
const NAME = 300;

/** A name from AWS, cut when somebody made it endless. */
export function name(text: string): string {
  return cut(text, NAME);
}

/** A sentence of our own with `code` in backticks, as the pages of the rules have it. */
export function prose(text: string): Markup {
  const parts = text.split(/`([^`]+)`/);
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

/** What may stand in an `id` and after `#`; fingerprints and rule ids pass unchanged. */
export function slug(text: string): string {
  return cut(text, NAME).replace(/[^A-Za-z0-9_-]+/g, '-');
}
