/** Lines of a difference, each short enough to be shown with what makes it differ. */
import { around } from './difference-window.ts';
import { visible } from './escape.ts';
import type { NamesOf } from './regionless.ts';

/** `-` only the first side has it, `+` only the second, ` ` both; `…` stands for equal lines that are left out, or for what was not held against each other. */
export type DiffLine = { readonly sign: '-' | '+' | ' ' | '…'; readonly text: string };

/** A line of a difference before it is shown, with what it was compared by. */
export type RawLine = DiffLine & { readonly compared: string };

/** Characters of one line. */
export const LONGEST = 400;

/**
 * The lines as they are shown. Long ones are cut around what differs from their counterpart; where a line and its counterpart read the same,
 * `{region}` stands for the name of the place itself, which is what tells them apart.
 */
export function lineWindows(
  lines: readonly RawLine[],
  first: string,
  second: string,
  names: NamesOf,
): readonly DiffLine[] {
  return runs(lines).flatMap((run) => {
    const [removed, added] = (['-', '+'] as const).map((sign) => run.filter((line) => line.sign === sign)) as [
      RawLine[],
      RawLine[],
    ];
    return run.map((line, at): DiffLine => {
      const isFirst = line.sign !== '+';
      const beside = partner(line, isFirst ? at : at - removed.length, isFirst ? added : removed);
      if (beside === undefined) return { sign: line.sign, text: window(line.text, undefined, first, second, names) };
      const isSame = bare(line.text) === bare(beside.text);
      const [own, other] = isSame ? [line.compared, beside.compared] : [line.text, beside.text];
      const [place, its] = isFirst ? [first, second] : [second, first];
      return { sign: line.sign, text: window(own, other, place, its, names) };
    });
  });
}

/** Lines that stay together: those that only the first has and then those that only the second has, or what both have. */
function runs(lines: readonly RawLine[]): readonly (readonly RawLine[])[] {
  const found: RawLine[][] = [];
  const isChange = ({ sign }: RawLine) => sign === '-' || sign === '+';
  for (const line of lines) {
    const run = found.at(-1);
    const last = run?.at(-1);
    const continues =
      last !== undefined && isChange(last) && isChange(line) && !(last.sign === '+' && line.sign === '-');
    if (continues) run?.push(line);
    else found.push([line]);
  }
  return found;
}

/** The line of the other side that has the same member, else the one in the same place. */
function partner(line: RawLine, at: number, others: readonly RawLine[]): RawLine | undefined {
  if (line.sign !== '-' && line.sign !== '+') return undefined;
  const member = memberOf(line);
  return others.find((other) => member !== null && memberOf(other) === member) ?? others[at];
}

function memberOf({ compared }: RawLine): string | null {
  return /^ *"(?:[^"\\]|\\.)*": /.exec(compared)?.[0] ?? null;
}

function bare(text: string): string {
  return text.replace(/,$/, '');
}

function window(text: string, beside: string | undefined, place: string, its: string, names: NamesOf): string {
  if (text.length <= LONGEST) return visible(text);
  const [, depth = '', rest = ''] = /^( *)(.*)$/s.exec(text) ?? [];
  const other = beside === undefined ? [] : [[`${its}`, beside.trimStart()] as const];
  return `${depth}${visible(around(new Map([[place, rest], ...other]), LONGEST, names).get(place) ?? '')}`;
}
