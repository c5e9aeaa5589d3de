/** Pages of text on the terminal. */
import { pushAll } from '../common/lists.ts';
import { type Paint, paint } from '../report/colours.ts';
import { hang } from '../report/text-width.ts';
import type { Io } from './io.ts';
import { hasColor, widthOf } from './reports.ts';

/** A page of text for the commands that look something up. */
export type Page = {
  readonly paint: Paint;
  readonly width: number;
  /** A heading with a blank line above. */
  title(text: string): void;
  /** A paragraph; `prefix` hangs out at the left. */
  say(text: string, prefix?: string): void;
  list(items: readonly string[]): void;
  /** As it is, not wrapped: JSON. */
  raw(text: string): void;
  print(): void;
};

const WIDEST = 120;

/** A page of help, as wide as the terminal, up to a readable width. */
export function page(flags: { readonly color?: boolean; readonly width?: number }, io: Io): Page {
  const width = Math.min(WIDEST, Math.max(40, widthOf(flags, io)));
  const colors = paint(hasColor(flags, io));
  const lines: string[] = [];
  return {
    paint: colors,
    width,
    title: (text) => {
      if (lines.length > 0) lines.push('');
      pushAll(lines, hang('', text, width).map(colors.bold));
    },
    say: (text, prefix = '') => void pushAll(lines, hang(prefix, text, width)),
    list: (items) =>
      void pushAll(
        lines,
        items.flatMap((item) => hang('- ', item, width)),
      ),
    raw: (text) => void pushAll(lines, text.split('\n')),
    print: () => void io.stdout.write(`${lines.join('\n')}\n`),
  };
}
