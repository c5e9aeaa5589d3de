/** The tables that the bench prints. */
import { markdown } from '../detect/table.ts';
import { KINDS } from './kinds.ts';
import type { Outcome } from './verdict.ts';

/** What a cell came to in one letter or few, so that the whole table can be looked at. */
const LETTERS: Readonly<Record<Outcome['came'], string>> = {
  healed: 'h',
  unknown: 'u',
  noted: 'n',
  unsupported: 'x',
  stopped: 's',
  FAILED: 'FAILED',
};

/** Operations by faults: the outcomes of a call's pages and resources, each once. */
export function matrixTable(outcomes: readonly Outcome[]): string {
  const rows = new Map<string, Map<string, Set<string>>>();
  for (const { cell, came } of outcomes) {
    const name = nameOf(cell.target);
    const row = rows.get(name) ?? new Map<string, Set<string>>();
    rows.set(name, row);
    row.set(cell.kind.name, (row.get(cell.kind.name) ?? new Set()).add(LETTERS[came]));
  }
  const kinds = KINDS.filter(({ name }) => outcomes.some(({ cell }) => cell.kind.name === name));
  const lines = [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, row]) => [name, ...kinds.map((kind) => [...(row.get(kind.name) ?? [])].sort().join(' '))]);
  return markdown(['operation', ...kinds.map(({ name }) => name)], lines);
}

function nameOf({ scenario, call, action, region }: Outcome['cell']['target']): string {
  const told = call === '*' ? 'every call of the region' : action;
  const where = region === '*' ? ', in every region' : '';
  return `${told}${where}${scenario.name === 'stack and tag' ? '' : ` (${scenario.name})`}`;
}

/** How many cells of each kind of fault came to what. */
export function totalsTable(outcomes: readonly Outcome[]): string {
  const names = Object.keys(LETTERS) as Outcome['came'][];
  const lineOf = (title: string, some: readonly Outcome[]) => [
    title,
    String(some.length),
    ...names.map((name) => String(some.filter(({ came }) => came === name).length)),
    String(Math.max(0, ...some.map(({ milliseconds }) => milliseconds))),
  ];
  const kinds = KINDS.map(({ name }) => [name, outcomes.filter(({ cell }) => cell.kind.name === name)] as const);
  const lines = kinds.filter(([, some]) => some.length > 0).map(([name, some]) => lineOf(name, some));
  return markdown(['fault', 'cells', ...names, 'longest, ms'], [...lines, lineOf('total', outcomes)]);
}

export function failureLine({ cell: { target, kind }, wrong }: Outcome): string {
  const { scenario, call, region, where } = target;
  return [
    `${kind.name} × ${call} in ${region}, ${where} (${scenario.name}):`,
    ...wrong.slice(0, 6).map((line) => `  ${line}`),
  ].join('\n');
}
