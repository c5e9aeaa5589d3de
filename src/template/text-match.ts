/** Whether a text is made of given pieces, some of which may be anything: anchored at both ends, without backtracking. */

/** A literal, one of several literals, or (null) anything at all, also nothing. */
export type Piece = string | readonly string[] | null;

/**
 * Walks the pieces once and keeps the places where the text may stand after each: after a piece that is anything, all from the
 * first one on. Time grows with the text times the pieces, whatever they hold.
 */
export function matchesText(pieces: readonly Piece[], text: string): boolean {
  let places: Places = { at: [0], from: null };
  for (const [index, piece] of pieces.entries()) {
    const last = index === pieces.length - 1;
    if (piece === null) places = { at: [], from: earliest(places) };
    else places = after(places, typeof piece === 'string' ? [piece] : piece, text, last);
    if (places.at.length === 0 && places.from === null) return false;
  }
  return places.from !== null || places.at.includes(text.length);
}

/** Single places, or every place from one on. */
type Places = { readonly at: readonly number[]; readonly from: number | null };

function earliest({ at, from }: Places): number {
  return from ?? Math.min(...at.slice(0, 1));
}

/** Where the text may stand once one of the literals was read. */
function after(places: Places, literals: readonly string[], text: string, last: boolean): Places {
  const ends = new Set<number>();
  for (const literal of literals) {
    if (places.from !== null && last) {
      // Only the end of the text counts after the last piece.
      if (text.endsWith(literal) && text.length - literal.length >= places.from) ends.add(text.length);
    } else if (places.from !== null)
      for (const start of starts(text, literal, places.from)) ends.add(start + literal.length);
    else for (const start of places.at) if (text.startsWith(literal, start)) ends.add(start + literal.length);
  }
  return { at: [...ends].sort((a, b) => a - b), from: null };
}

function* starts(text: string, literal: string, from: number): Generator<number> {
  for (let at = text.indexOf(literal, from); at >= 0; at = text.indexOf(literal, at + 1)) {
    yield at;
    if (literal === '' && at === text.length) return;
  }
}
