/** The matrix of types and places in the text. */
import { own } from '../../common/own-member.ts';
import type { Paint } from '../colours.ts';
import type { AuditResult, ReportRow } from '../report.ts';
import { type TableCell, table } from '../table.ts';
import { cells as cellsOf, hang, padEnd } from '../text-width.ts';
import { count, places } from '../words.ts';
import { MANY } from './totals.ts';

/** Up to so many types are all shown; beyond, only those that differ. */
const ALL = 12;
const TYPE_LEAST = 24;
/** Types shown where many findings follow, which tell the rest. */
const SHORT = 6;
/** Places shown when there are many: those that deviate most. */
const TURNED = 30;

/** What one region has of one type: how many are there, and how many of the rows are not simply the same. */
export type Square = {
  there: number;
  present: number;
  missing: number;
  extra: number;
  drifted: number;
  unknown: number;
  exempt: number;
};

type Cell = ReportRow['cells'][string];

export type Line = { readonly type: string; readonly squares: ReadonlyMap<string, Square>; readonly alike: boolean };

export const MARKS = [
  ['missing', '−', 'missing'],
  ['extra', '+', 'should not be there'],
  ['drifted', '≠', 'differs'],
  ['unknown', '?', 'not seen or not compared'],
  ['exempt', '~', 'exempt'],
  ['present', '○', 'there, and compared with nothing'],
] as const;

function squares(rows: readonly ReportRow[], place: string, there: number): Square {
  const square: Square = { there, present: 0, missing: 0, extra: 0, drifted: 0, unknown: 0, exempt: 0 };
  for (const row of rows) {
    const cell = row.cells[place];
    if (cell === undefined) continue;
    const kind = cell.deviates ?? earlierKind(row, cell.state) ?? quietKind(row, cell.state);
    if (kind !== null) square[kind]++;
  }
  return square;
}

/** Results of earlier versions do not say who deviates: then all that differ do. */
function earlierKind(row: ReportRow, state: Cell['state']): 'drifted' | 'missing' | null {
  if (Object.values(row.cells).some((cell) => cell.deviates !== undefined)) return null;
  if (row.state === 'drifted' && state === 'present') return 'drifted';
  return row.state === 'missing' && state === 'absent' ? 'missing' : null;
}

/** What a cell that does not deviate shows; null = nothing beside its number. */
function quietKind(row: ReportRow, state: Cell['state']): 'unknown' | 'exempt' | 'present' | null {
  if (state === 'unknown' || state === 'exempt') return state;
  if (state === 'absent') return null;
  const states = Object.values(row.cells).map((cell) => cell.state);
  const there = states.filter((one) => one === 'present').length;
  // With one region unread, the others are still compared with each other.
  if (row.state === 'unknown' && !(states.includes('unknown') && there > 1)) return 'unknown';
  return row.state === 'present' || (row.state === 'same' && row.presenceOnly) ? 'present' : null;
}

/** The lines of the table of types and regions. */
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
  if (marks.every(([kind]) => kind === 'present')) return { text, color: paint.dim };
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

const DEVIATES = ['missing', 'extra', 'drifted', 'unknown'] as const;

/** Of many places a line for each that deviates, the most deviating first, with the types in which it does; the rest is counted. */
function turned(result: AuditResult, all: readonly Line[], paint: Paint, width: number): readonly string[] {
  const told = places(result).map((place) => {
    const parts = all.flatMap((line) => {
      const square = line.squares.get(place);
      const marks = MARKS.filter(([kind]) => DEVIATES.includes(kind as never) && (square?.[kind] ?? 0) > 0);
      return marks.length === 0
        ? []
        : [`${marks.map(([kind, mark]) => `${mark}${square?.[kind]}`).join(' ')} ${line.type}`];
    });
    const weight = all.reduce((sum, { squares }) => {
      const square = squares.get(place);
      return sum + DEVIATES.reduce((n, kind) => n + (square?.[kind] ?? 0), 0);
    }, 0);
    return { place, parts, weight };
  });
  const deviating = told.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  const shown = deviating.slice(0, TURNED);
  const label = Math.max(0, ...shown.map(({ place }) => cellsOf(place)));
  const more = deviating.length - shown.length;
  const alike = told.length - deviating.length;
  return [
    '',
    paint.bold('Places'),
    ...shown.flatMap(({ place, parts }) => hang(`${padEnd(place, label)}  `, commaed(parts), width).map(paint.bad)),
    ...(more > 0 ? [`… and ${count(more, 'more place')} that deviate`] : []),
    ...(alike > 0 ? [`${count(alike, 'place')} alike`] : []),
    ...hang(
      '',
      legend(all)
        .filter((one) => !one.startsWith('○'))
        .join(' · '),
      width,
    ).map(paint.dim),
  ];
}

/** Parts that stay together at the end of a line. */
function commaed(parts: readonly string[]): readonly string[] {
  return parts.map((part, index) => (index < parts.length - 1 ? `${part},` : part));
}

/** The table of types and regions; of many places a line for each that deviates. Empty when nothing was found anywhere. */
export function matrix(result: AuditResult, paint: Paint, width: number, short = false): readonly string[] {
  const all = lines(result);
  if (all.length === 0) return [];
  if (places(result).length > MANY) return turned(result, all, paint, width);
  const differ = all.filter((line) => !line.alike);
  const some = all.length <= ALL && !short ? all : differ;
  const shown = short ? some.slice(0, SHORT) : some;
  const cut = some.length - shown.length;
  const hidden = all.length - some.length;
  const wide = (place: string) =>
    Math.max(cellsOf(place), ...shown.map((line) => cellsOf(cell(line.squares.get(place), paint).text)));
  const longest = Math.max(0, ...shown.map((line) => cellsOf(line.type)));
  const widest = Math.max(...places(result).map(wide));
  const typeWidth = Math.max(Math.min(longest, TYPE_LEAST), Math.min(longest, width - widest - 2));
  const others = [
    ...(cut > 0 ? [`${count(cut, 'more type')} not alike`] : []),
    ...(hidden > 0 ? [`${count(hidden, 'type')} alike`] : []),
  ];
  const rest = others.length === 0 ? [] : [`${shown.length > 0 ? 'and ' : ''}${others.join(', ')}`];
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
