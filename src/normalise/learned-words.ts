/** Words that may stand for a region, taken for it only where the names of the snapshot bear it out. */
import type { Place } from './place.ts';
import type { Tokeniser } from './region-tokens.ts';

/** A name, and the place that it is of; a place without a region is that of what is global. */
export type Named = { readonly text: string; readonly place: Place };

/**
 * The same tokeniser, which takes the words of its loose reading for regions in texts that two regions have, each with its own word:
 * `eg-ue1-web` in us-east-1 and `eg-ew1-web` in eu-west-1. Where both have `primary-db` it is a name like any other.
 *
 * @param names every name of the snapshot; asked for once, when first needed
 * @param sharing places that share a region with another: what is theirs is told by their name
 */
export function withLearnedWords(
  tokens: Tokeniser,
  names: () => Iterable<Named>,
  sharing: ReadonlySet<string> = new Set(),
): Tokeniser {
  const token = tokenOf(sharing);
  let learned: ReadonlySet<string> | undefined;
  const known = (): ReadonlySet<string> => {
    learned ??= learnedFrom(names(), tokens, token, sharing);
    return learned;
  };
  const isLearned = (loose: string) => known().size > 0 && known().has(loose.replace(token, '<*>'));
  return {
    ...tokens,
    tokenise(text, place) {
      const sure = tokens.tokenise(text, place);
      if (known().size === 0) return sure;
      const loose = tokens.loose(text, place);
      return loose !== sure && isLearned(loose) ? loose : sure;
    },
    regionsIn(text) {
      const sure = tokens.regionsIn(text);
      if (sure.length > 0 || known().size === 0) return sure;
      // Several names may stand side by side.
      return [...new Set(text.split(' ').flatMap((word) => regionsOf(tokens.loose(word, NOWHERE), token, isLearned)))];
    },
  };
}

const NOWHERE: Place = { name: '', region: '', account: '', partition: '' };

/** The token of a region, or of a place that shares its region. */
function tokenOf(sharing: ReadonlySet<string>): RegExp {
  const names = [...sharing].map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`<(${['region', '[a-z]{2,4}(?:-[a-z]+)+-\\d', ...names].join('|')})>`, 'g');
}

function regionsOf(loose: string, token: RegExp, isLearned: (text: string) => boolean): readonly string[] {
  return isLearned(loose) ? [...loose.matchAll(token)].map(([, region]) => region as string) : [];
}

/** What is left of the names that two regions have with a word of their own. */
function learnedFrom(
  names: Iterable<Named>,
  tokens: Tokeniser,
  token: RegExp,
  sharing: ReadonlySet<string>,
): ReadonlySet<string> {
  const regions = new Map<string, Set<string>>();
  for (const { text, place } of names) {
    const loose = tokens.loose(text, place);
    if (loose === text || loose === tokens.tokenise(text, place)) continue;
    const own = sharing.has(place.name) ? place.name : place.region;
    const said = [...loose.matchAll(token)].map(([, region]) => (region === 'region' ? own : (region as string)));
    // A regional thing that carries the word of another region says nothing of its own.
    if (place.region !== '' && said.some((region) => region !== own)) continue;
    const form = loose.replace(token, '<*>');
    const ofForm = regions.get(form) ?? new Set();
    for (const region of said) ofForm.add(region);
    regions.set(form, ofForm);
  }
  return new Set([...regions].flatMap(([form, all]) => (all.size > 1 ? [form] : [])));
}
