/** For tests of the formats. */

/** What a terminal, a browser or a parser obeys; line ends, and the mark that a file may begin with, are of the format. */
const OBEYED = /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** The first such character of a rendered report; null = none. */
export function obeyedIn(text: string): string | null {
  return (
    text
      .replace(/^\ufeff/, '')
      .replaceAll('\r\n', '\n')
      .match(OBEYED)?.[0] ?? null
  );
}
