/** Whether a text is made of given pieces, some of which may be anything: anchored at both ends, without backtracking. */

/** A literal, one of several literals, or (null) anything at all, also nothing. */
export type Piece = string | readonly string[] | null;

/**
 * Walks the pieces once and keeps the places where the text may stand after each: after a piece that is anything, every place
 * from the first one on; before one, only the first place, for the others say no more. Nothing is tried twice.
 */
export function matchesText(pieces: readonly Piece[], text: string): boolean {
  let places: Places = { at: [0], from: null };
  for (const [index, piece] of pieces.entries()) {
    if (piece === null) places = { at: [], from: places.from ?? Math.min(...places.at.slice(0, 1)) };
    else {
      const next = index === pieces.length - 1 ? 'end' : pieces[index + 1] === null ? 'anything' : 'literal';
      places = { at: ends(places, typeof piece === 'string' ? [piece] : piece, text, next), from: null };
    }
    if (places.at.length === 0 && places.from === null) return false;
  }
  return places.from !== null || places.at.includes(text.length);
}

/** Single places in their order, or every place from one on. */
type Places = { readonly at: readonly number[]; readonly from: number | null };

/** Where the text may stand once one of the literals was read. */
function ends(
  places: Places,
  literals: readonly string[],
  text: string,
  next: 'end' | 'anything' | 'literal',
): readonly number[] {
  const found = new Set<number>();
  for (const literal of literals) {
    if (places.from === null) {
      for (const start of places.at) if (text.startsWith(literal, start)) found.add(start + literal.length);
    } else if (next === 'end') {
      if (text.endsWith(literal) && text.length - literal.length >= places.from) found.add(text.length);
    } else {
      for (const start of starts(text, literal, places.from)) {
        found.add(start + literal.length);
        if (next === 'anything') break;
      }
    }
  }
  return [...found].sort((a, b) => a - b);
}

function* starts(text: string, literal: string, from: number): Generator<number> {
  for (let at = text.indexOf(literal, from); at >= 0; at = text.indexOf(literal, at + 1)) {
    yield at;
    if (literal === '' && at === text.length) return;
  }
}
