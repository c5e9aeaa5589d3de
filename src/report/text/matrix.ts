/** The matrix of types and places in the text. */
import { own } from '../../common/own-member.ts';
import type { Paint } from '../paint.ts';
import type { AuditResult, ReportRow } from '../report.ts';
import { type TableCell, table } from '../table.ts';
import { cells as cellsOf, hang } from '../width.ts';
import { count, places } from '../words.ts';

/** Up to so many types are all shown; beyond, only those that differ. */
const ALL = 12;
const TYPE_LEAST = 24;

/** What one region has of one type: how many are there, and how many of the rows are not simply the same. */
export type Square = {
  there: number;
  missing: number;
  extra: number;
  drifted: number;
  unknown: number;
  exempt: number;
};

export type Line = { readonly type: string; readonly squares: ReadonlyMap<string, Square>; readonly alike: boolean };

export const MARKS = [
  ['missing', '−', 'missing'],
  ['extra', '+', 'not in every region'],
  ['drifted', '≠', 'differs'],
  ['unknown', '?', 'not seen or not compared'],
  ['exempt', '~', 'declared to differ'],
] as const;

function squares(rows: readonly ReportRow[], place: string, there: number): Square {
  const square: Square = { there, missing: 0, extra: 0, drifted: 0, unknown: 0, exempt: 0 };
  for (const row of rows) {
    const state = row.cells[place]?.state;
    const unread = Object.values(row.cells).some((cell) => cell.state === 'unknown');
    const pairs = Object.values(row.cells).filter((cell) => cell.state === 'present').length > 1;
    if (state === undefined) continue;
    if (state === 'unknown') square.unknown++;
    else if (state === 'exempt') square.exempt++;
    else if (state === 'absent') square.missing += row.state === 'exempt' ? 0 : 1;
    else if (row.state === 'missing') square.extra++;
    else if (row.state === 'drifted') square.drifted++;
    // With one region unread, the others are still compared with each other.
    else if (row.state === 'unknown' && !(unread && pairs)) square.unknown++;
  }
  return square;
}

export function lines(result: AuditResult): readonly Line[] {
  const byType = new Map<string, ReportRow[]>();
  for (const row of result.rows) {
    const rows = byType.get(row.type);
    if (rows) rows.push(row);
    else byType.set(row.type, [row]);
  }
  for (const counts of Object.values(result.counts)) {
    for (const type of Object.keys(counts.byType)) if (!byType.has(type)) byType.set(type, []);
  }
  return [...byType.keys()].sort().map((type) => {
    const rows = byType.get(type) ?? [];
    const line = new Map(
      places(result).map((place) => [place, squares(rows, place, own(own(result.counts, place)?.byType, type) ?? 0)]),
    );
    const alike = [...line.values()].every((square) => MARKS.every(([kind]) => square[kind] === 0));
    return { type, squares: line, alike };
  });
}

function cell(square: Square | undefined, paint: Paint): TableCell {
  if (square === undefined) return { text: '' };
  const marks = MARKS.filter(([kind]) => square[kind] > 0).map(([kind, mark]) => `${mark}${square[kind]}`);
  const text = [String(square.there), ...marks].join(' ');
  if (marks.length === 0) return { text, color: square.there === 0 ? paint.dim : paint.good };
  return { text, color: square.missing + square.drifted > 0 ? paint.bad : paint.warn };
}

/** As many regions side by side as fit beside the types; the others follow in further blocks. */
function blocks(all: readonly string[], wide: (place: string) => number, room: number): readonly string[][] {
  const out: string[][] = [];
  let used = 0;
  for (const place of all) {
    const need = wide(place) + 2;
    const last = out.at(-1);
    if (last !== undefined && used + need <= room) {
      last.push(place);
      used += need;
    } else {
      out.push([place]);
      used = need;
    }
  }
  return out;
}

function legend(shown: readonly Line[]): readonly string[] {
  const squares = shown.flatMap((line) => [...line.squares.values()]);
  return MARKS.filter(([kind]) => squares.some((square) => square[kind] > 0)).map(
    ([, mark, word]) => `${mark} ${word}`,
  );
}

/** The table of types and regions. Empty when nothing was found anywhere. */
export function matrix(result: AuditResult, paint: Paint, width: number): readonly string[] {
  const all = lines(result);
  if (all.length === 0) return [];
  const differ = all.filter((line) => !line.alike);
  const shown = all.length <= ALL ? all : differ;
  const hidden = all.length - shown.length;
  const wide = (place: string) =>
    Math.max(cellsOf(place), ...shown.map((line) => cellsOf(cell(line.squares.get(place), paint).text)));
  const longest = Math.max(0, ...shown.map((line) => cellsOf(line.type)));
  const widest = Math.max(...places(result).map(wide));
  const typeWidth = Math.max(Math.min(longest, TYPE_LEAST), Math.min(longest, width - widest - 2));
  const rest = hidden === 0 ? [] : [`${shown.length > 0 ? 'and ' : ''}${count(hidden, 'type')} alike`];
  if (shown.length === 0) return ['', paint.bold('Types and regions'), ...rest];
  const parts = blocks(places(result), wide, width - Math.min(typeWidth, longest)).map((block) => {
    const head = [{ text: '' }, ...block.map((place) => ({ text: place, color: paint.dim }))];
    const rows = shown.map((line) => [
      { text: line.type },
      ...block.map((place) => cell(line.squares.get(place), paint)),
    ]);
    return table([{ least: 12, where: 'middle' }, ...block.map(() => ({}))], [head, ...rows], width);
  });
  const signs = legend(shown);
  return [
    '',
    paint.bold('Types and regions'),
    ...parts.flatMap((part, index) => (index === 0 ? part : ['', ...part])),
    ...rest,
    ...(signs.length > 0 ? hang('', signs.join(' · '), width).map(paint.dim) : []),
  ];
}
