/** Texts in base64 that say a region: in that encoding nobody could tell it. */
import type { Values } from './row-input.ts';

/** What one text says, where it is base64 of something that can be read; the same text would be encoded no other way. */
function decoded(value: string): string | null {
  if (value.length % 4 !== 0 || !/^[A-Za-z0-9+/]{8,}={0,2}$/.test(value)) return null;
  const bytes = Buffer.from(value, 'base64');
  const text = bytes.toString('utf8');
  const isText = !/[\p{Cc}\ufffd]/u.test(text.replace(/[\n\r\t]/g, ''));
  return isText && bytes.toString('base64') === value ? text : null;
}

/** The values as they are; decoded where all of them are base64 of texts that say a region (`Fn::Base64`, user data). */
export function withoutEncoding(values: Values, isRegional: (text: string) => boolean): Values {
  if (values.size < 2 || ![...values.values()].every((value) => typeof value === 'string')) return values;
  const texts = [...values].map(([place, value]) => [place, decoded(value as string)] as const);
  const isEncoded = texts.every(([, text]) => text !== null && isRegional(text));
  return isEncoded ? new Map(texts as readonly (readonly [string, string])[]) : values;
}
