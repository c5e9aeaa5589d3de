/** Tables for the terminal. */
import { cells, padEnd, padStart, shorten } from './text-width.ts';

/** A cell: the text that is measured and cut, and the colour put on after that. */
export type TableCell = { readonly text: string; readonly color?: (text: string) => string };

export type Column = {
  readonly align?: 'left' | 'right';
  /** May be cut down to this many cells when the table is too wide; without it the column keeps its width. */
  readonly least?: number;
  readonly where?: 'end' | 'middle';
};

const GAP = 2;

/** The widths of the columns: as wide as their widest cell, the cuttable ones narrowed, widest first, until it fits. */
function widths(columns: readonly Column[], rows: readonly (readonly TableCell[])[], width: number): readonly number[] {
  const wide = columns.map((_, index) => Math.max(0, ...rows.map((row) => cells(row[index]?.text ?? ''))));
  const gaps = GAP * (columns.length - 1);
  let over = wide.reduce((sum, one) => sum + one, gaps) - width;
  while (over > 0) {
    const cuttable = columns
      .map((column, index) => ({ index, spare: (wide[index] ?? 0) - (column.least ?? Number.POSITIVE_INFINITY) }))
      .filter(({ spare }) => spare > 0)
      .sort((a, b) => b.spare - a.spare);
    const widest = cuttable[0];
    if (widest === undefined) break;
    const take = Math.min(over, Math.max(1, widest.spare - (cuttable[1]?.spare ?? 0)));
    wide[widest.index] = (wide[widest.index] ?? 0) - take;
    over -= take;
  }
  return wide;
}

/** Lines of a table without rules or borders, so that it can be copied and grepped. No blanks at the line ends. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly TableCell[])[],
  width: number,
): readonly string[] {
  const wide = widths(columns, rows, width);
  return rows.map((row) =>
    row
      .map((cell, index) => {
        const column = columns[index] ?? {};
        const text = shorten(cell.text, wide[index] ?? 0, column.where);
        const last = index === row.length - 1;
        const pad = ' '.repeat(Math.max(0, (wide[index] ?? 0) - cells(text)));
        const colored = cell.color && text !== '' ? cell.color(text) : text;
        if (column.align === 'right') return pad + colored;
        return last ? colored : colored + pad;
      })
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}

/** The cells that a table needs, without cutting. */
export function tableWidth(columns: number, rows: readonly (readonly TableCell[])[]): number {
  const wide = Array.from({ length: columns }, (_, index) =>
    Math.max(0, ...rows.map((row) => cells(row[index]?.text ?? ''))),
  );
  return wide.reduce((sum, one) => sum + one, GAP * (columns - 1));
}

export { padEnd, padStart };
