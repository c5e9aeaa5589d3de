/** Tells a JSON report that was given in place of a snapshot. */
import { linesOf } from '../common/read-lines.ts';

const REPORT = /^\s*\{\s*"schemaVersion": ?\d+,\s*"tool": ?\{/;

/** Whether a file begins as our own JSON reports do, over several lines or in one. `first` is its first line. */
export function beginsReport(path: string, first: string): boolean {
  if (path === '-' || first.trim() !== '{') return REPORT.test(first);
  let begins = '';
  for (const line of linesOf(path)) {
    begins += line;
    if (begins.length > 100) break;
  }
  return REPORT.test(begins);
}
