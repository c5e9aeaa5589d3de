/** What is missing, by who lacks it. */
import { own } from '../../common/own-member.ts';
import type { Paint } from '../colours.ts';
import type { AuditResult, ReportRow } from '../report.ts';
import { table } from '../table.ts';
import { count, named } from '../words.ts';
import { MANY } from './totals.ts';

const LISTED = 12;

export type Lack = {
  readonly title: string;
  readonly rows: readonly ReportRow[];
  /** The region that has them, where it is spoken of for that. */
  readonly of: string | null;
};

/** A row that fewer than half of the regions have, or that the reference lacks, speaks of who has it; else of who lacks it. */
function isExtra(result: AuditResult, row: ReportRow): boolean {
  const states = Object.values(row.cells).map((cell) => cell.state);
  const has = states.filter((state) => state === 'present').length;
  if (result.reference !== null && row.cells[result.reference]?.state === 'absent') return has > 0;
  if (result.reference !== null) return false;
  return has > 0 && has * 2 < states.filter((state) => state === 'present' || state === 'absent').length;
}

/** `eu-central-1 lacks 5:` and `only us-west-2 has 1:`, region by region. */
export function lacks(result: AuditResult): readonly Lack[] {
  const missing = result.rows.filter((row) => row.state === 'missing');
  return result.regions.flatMap((region) => {
    const state = (row: ReportRow) => own(row.cells, region)?.state;
    const lacked = missing.filter((row) => state(row) === 'absent' && !isExtra(result, row));
    const extra = missing.filter((row) => state(row) === 'present' && isExtra(result, row));
    return [
      { title: `${region} lacks ${lacked.length}:`, rows: lacked, of: null },
      {
        title: `${region} has ${extra.length} that ${result.reference ?? 'most others'} ${result.reference ? 'lacks' : 'lack'}:`,
        rows: extra,
        of: region,
      },
    ].filter(({ rows }) => rows.length > 0);
  });
}

function lackLines(lack: Lack, paint: Paint, width: number): readonly string[] {
  const shown = lack.rows.slice(0, LISTED);
  const cells = shown.map((row) => [{ text: '' }, { text: row.type, color: paint.dim }, { text: named(row, lack.of) }]);
  const more = lack.rows.length - shown.length;
  return [
    '',
    paint.bold(lack.title),
    ...table([{}, { least: 18, where: 'middle' }, { least: 10, where: 'middle' }], cells, width),
    ...(more > 0 ? [`  … and ${more} more, below`] : []),
  ];
}

/** The names of what is missing, by who lacks it. */
export function lacking(result: AuditResult, paint: Paint, width: number): readonly string[] {
  const all = lacks(result);
  const shown = all.slice(0, MANY);
  const more = all.length - shown.length;
  return [
    ...shown.flatMap((lack) => lackLines(lack, paint, width)),
    ...(more > 0 ? ['', `… and ${count(more, 'more place')}, below`] : []),
  ];
}
