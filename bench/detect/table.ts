/** The tables that the bench prints. */
import type { Tried } from './run.ts';

type Line = { tried: number; found: number; silent: number; missed: number; wrong: number; echoes: number };

/** One line for each group: mutations tried, those that had to be found and were, those that had to stay silent and did. */
export function table(title: string, all: readonly (readonly Tried[])[], groupOf: (tried: Tried) => string): string {
  const lines = new Map<string, Line>();
  for (const runs of all) {
    const [first] = runs;
    if (first === undefined) continue;
    count(lineOf(lines, groupOf(first)), runs);
    count(lineOf(lines, 'total'), runs);
  }
  const rows = [...lines].sort(([a], [b]) => Number(a === 'total') - Number(b === 'total') || (a < b ? -1 : 1));
  const cells = rows.map(([name, one]) => [
    name,
    ...[one.tried, one.found, one.silent, one.missed, one.wrong, one.echoes].map(String),
  ]);
  return markdown([title, 'tried', 'found', 'rightly silent', 'missed', 'false', 'consequences'], cells);
}

function lineOf(lines: Map<string, Line>, name: string): Line {
  const line = lines.get(name) ?? { tried: 0, found: 0, silent: 0, missed: 0, wrong: 0, echoes: 0 };
  lines.set(name, line);
  return line;
}

function count(line: Line, runs: readonly Tried[]): void {
  const missed = runs.some(({ outcome }) => outcome.missed.length > 0);
  const wrong = runs.some(({ outcome, broken }) => outcome.surplus.length > 0 || broken.length > 0);
  const needed = runs.some((one) => one.needed > 0);
  line.tried++;
  if (missed) line.missed++;
  if (wrong) line.wrong++;
  if (needed && !missed) line.found++;
  if (!needed && !wrong) line.silent++;
  line.echoes += Math.max(...runs.map(({ outcome }) => outcome.consequences));
}

export function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((text, at) => Math.max(text.length, ...rows.map((row) => (row[at] ?? '').length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((text, at) => (at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, at) => (at === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/** What went wrong, so that it can be looked into: the mutation, and what is missing or too much. */
export function failure({ scene, mutation, reference, outcome, broken }: Tried): string {
  const { kind, target, what } = mutation;
  const where = `${target.row.type} ${target.row.counterpart} in ${target.place}`;
  return [
    `${scene.design.name}: ${kind}: ${where}${reference === null ? '' : `, held against ${reference}`}`,
    `  ${what}`,
    ...outcome.missed.map(
      (one) =>
        `  missed: ${one.rule} ${one.type} ${one.counterpart} ${one.regions?.join(', ') ?? ''} ${one.severity ?? ''}`,
    ),
    ...outcome.surplus.map(
      (one) =>
        `  false: ${one.severity} ${one.rule} ${one.type} ${one.counterpart} ${one.property ?? ''} ${one.regions.join(', ')}`,
    ),
    ...broken.map((text) => `  broken: ${text}`),
  ].join('\n');
}

export const failed = ({ outcome, broken }: Tried): boolean =>
  outcome.missed.length > 0 || outcome.surplus.length > 0 || broken.length > 0;
