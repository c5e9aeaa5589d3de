/** Text in XML. */
import { visible } from './escape.ts';

/** XML 1.0 from text that may hold anything. What XML cannot carry (most controls, lone surrogates) is shown instead. */

/** Beside what `visible` shows: the two non-characters that XML 1.0 refuses. */
const ILLEGAL = /[\ufffe\uffff]/g;

const ENTITIES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  // `]]>` must not stand in text.
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** For text and attributes alike; a newline of ours stays, one of AWS's becomes visible before it comes here. */
export function escapeXml(text: string): string {
  const lines = text.split('\n').map((line) => visible(line).replace(ILLEGAL, '\ufffd'));
  return lines.join('\n').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** `<name a="1">`; a newline in an attribute would be read as a blank, so it is given as a character reference. */
export function element(
  name: string,
  attributes: { readonly [name: string]: string | number },
  children: readonly string[] = [],
): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value)).replaceAll('\n', '&#10;')}"`)
    .join('');
  return children.length === 0
    ? `<${name}${written}/>`
    : `<${name}${written}>\n${children.map(indented).join('\n')}\n</${name}>`;
}

/** An element with text only; nothing is added to the text. */
export function textElement(name: string, attributes: { readonly [name: string]: string }, text: string): string {
  return `${element(name, attributes).slice(0, -2)}>${escapeXml(text)}</${name}>`;
}

/** Text is not indented, so that it is read back as it was: only lines that begin an element or its end are. */
function indented(child: string): string {
  return child.replace(/^(?= *<)/gm, '  ');
}
