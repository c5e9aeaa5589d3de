// Which stacks were held against each other by what, and what may be one and was not paired, with the lines to paste.
import type { Alignment, LikelyPair, StackPair } from '../alignment/alignment.ts';
import { STACK } from '../snapshot/stack-type.ts';

/** So many are spelt out; the report's data has them all. */
const MOST = 10;
/** Notes on pairs, one line each: nothing is matched behind the reader's back, and nothing likely is kept from them. */
export function toldPairs({
  stackPairs,
  likelyPairs,
}: Pick<Alignment, 'stackPairs' | 'likelyPairs'>): readonly string[] {
  return [...short(stackPairs.map(held), 'stacks'), ...short(likelyPairs.map(likely), 'likely pairs')];
}

function short(lines: readonly string[], what: string): readonly string[] {
  const over = lines.length - MOST;
  return over > 0 ? [...lines.slice(0, MOST), `${over} more ${what}, in the JSON report`] : lines;
}

function held({ stacks, why }: StackPair): string {
  return `held against each other as counterparts: stacks ${named(stacks)}: ${why}`;
}

function likely({ type, resources, why }: LikelyPair): string {
  const what = type === STACK ? 'stacks' : type;
  return `may be counterparts, and were not paired: ${what} ${named(resources)}: ${why}; if they are, declare under ${lineOf(type, resources)}`;
}

function named(resources: { readonly [place: string]: string }): string {
  return Object.entries(resources)
    .map(([place, name]) => `${name} (${place})`)
    .join(' and ');
}

/** The line of the baseline that declares them: `stacks:` or `pairs:`, in YAML. */
export function lineOf(type: string, resources: { readonly [place: string]: string }): string {
  const map = `{${Object.entries(resources)
    .map(([place, name]) => `${place}: ${JSON.stringify(name)}`)
    .join(', ')}}`;
  return type === STACK ? `stacks: [${map}]` : `pairs: [{type: ${JSON.stringify(type)}, resources: ${map}}]`;
}
