/** Cuts a long text around the first difference. */
import { cut } from './escape.ts';
import { type NamesOf, namesInPlace, ownPattern, tokenFor } from './regionless.ts';

/** Characters shown before the first difference, where the beginning is left out. */
const BEFORE = 40;

/** A text of a place, and how far each of its characters is when the place's own names are no difference. */
type Neutral = { readonly text: string; readonly rawAt: (at: number) => number };

/**
 * The texts of the regions, each cut to `max` characters. Where they begin alike for longer than would be shown, they are cut
 * around the first difference (`…` before and after): two values that differ late must not look equal.
 */
export function around(
  texts: ReadonlyMap<string, string>,
  max: number,
  names: NamesOf = namesInPlace,
): ReadonlyMap<string, string> {
  if ([...texts.values()].every((text) => text.length <= max)) return texts;
  const neutral = new Map([...texts].map(([region, text]) => [region, neutralOf(region, text, names)]));
  const distinct = [...new Set([...neutral.values()].map(({ text }) => text))].sort();
  const shared = distinct.slice(1).map((text, index) => alike(distinct[index] ?? '', text));
  if (shared.length === 0) return cutAt(texts, () => 0, max);
  // With more than two, the first difference need not be the one that tells all of them apart.
  for (const from of [Math.min(...shared), Math.max(...shared)]) {
    const shown = cutAt(texts, (region) => neutral.get(region)?.rawAt(from) ?? 0, max);
    const seen = new Set([...shown].map(([region, text]) => neutralOf(region, text, names).text));
    if (seen.size === distinct.length) return shown;
  }
  return cutAt(texts, (region) => neutral.get(region)?.rawAt(Math.max(...shared)) ?? 0, max);
}

/** Each text from a little before the place that tells, or from its beginning where that place is shown anyway. */
function cutAt(
  texts: ReadonlyMap<string, string>,
  placeIn: (region: string) => number,
  max: number,
): ReadonlyMap<string, string> {
  const places = [...texts.keys()].map(placeIn);
  const early = Math.max(...places) <= max - BEFORE;
  return new Map(
    [...texts].map(([region, text], index) => {
      const start = early ? 0 : whole(text, (places[index] ?? 0) - BEFORE);
      return [region, `${start > 0 ? '…' : ''}${cut(text.slice(start), max)}`];
    }),
  );
}

/** Never between the halves of one character. */
function whole(text: string, at: number): number {
  const start = Math.max(0, at);
  return /[\udc00-\udfff]/.test(text[start] ?? '') ? start - 1 : start;
}

function alike(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  return at;
}

function neutralOf(place: string, text: string, names: NamesOf): Neutral {
  const pattern = ownPattern(names(place)) ?? /(?!)/g;
  const rawAt = (at: number): number => {
    let grown = 0;
    for (const { 0: found, index } of text.matchAll(pattern)) {
      if (index + grown >= at) break;
      grown += tokenFor(found).length - found.length;
    }
    return Math.max(0, at - grown);
  };
  return { text: text.replace(pattern, tokenFor), rawAt };
}
