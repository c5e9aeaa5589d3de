// Which stacks were held against each other by what, and what may be one and was not paired, with the lines to paste.
import type { Alignment, LikelyPair, Row, StackPair } from '../alignment/alignment.ts';
import { AS_MANY } from '../alignment/tail-pairs.ts';
import { STACK } from '../snapshot/stack-type.ts';

/** So many are spelt out; the report's data has them all. */
const MOST = 10;
/** Notes on pairs, one line each: nothing is matched behind the reader's back, and nothing likely is kept from them. */
export function toldPairs({
  rows,
  stackPairs,
  likelyPairs,
}: Pick<Alignment, 'rows' | 'stackPairs' | 'likelyPairs'>): readonly string[] {
  return [
    ...short(stackPairs.map(held), 'stacks'),
    ...byTails(rows),
    ...short(likelyPairs.map(likely), 'likely pairs'),
  ];
}

/** One line for the names whose tails differ and of which only their number says that a tool drew them: two tenants of one design look so, too. */
function byTails(rows: readonly Row[]): readonly string[] {
  const [first, ...others] = rows.filter(({ match }) => match.key.endsWith(AS_MANY));
  if (first === undefined) return [];
  const cells = [...first.cells].flatMap(([place, cell]) =>
    cell.state === 'present' ? [[place, cell.resource.name ?? cell.resource.id] as const] : [],
  );
  const more = others.length === 0 ? '' : `, and ${others.length} more such`;
  return [
    `held against each other as counterparts: ${first.type} ${named(Object.fromEntries(cells))}${more}: their names agree up to tails that look generated, ${AS_MANY}; by tenants' numbers they would be strangers`,
  ];
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
