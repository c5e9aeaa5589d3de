/** The flags that write reports. */
import { UsageError } from '../common/usage-error.ts';
import { formats, render } from '../report/index.ts';
import type { AuditResult } from '../report/report.ts';
import { unguarded } from './harmless-streams.ts';
import type { Io } from './io.ts';
import { keepLastRun } from './last-run.ts';
import type { ReportFlags, ScreenFlags } from './options.ts';
import { writable, writeWhole } from './output.ts';
import type { ReportTarget } from './parse.ts';
import type { Named } from './same-file.ts';
import { type ViewFlags, viewed } from './view-options.ts';

const PLAIN_WIDTH = 80;

/** A flag wins, then NO_COLOR, then FORCE_COLOR, then whether it is a terminal (https://no-color.org, https://force-color.org). */
export function hasColor(flags: ScreenFlags, io: Io): boolean {
  if (flags.color !== undefined) return flags.color;
  const { NO_COLOR, FORCE_COLOR, TERM } = io.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return io.stdout.isTTY === true && TERM !== 'dumb';
}

/** A file, a pipe or a terminal that does not know its width gets 80 columns, so that what lands in a log does not depend on who looks. */
export function widthOf(flags: ScreenFlags, io: Io): number {
  return flags.width ?? (io.stdout.isTTY ? io.stdout.columns || PLAIN_WIDTH : PLAIN_WIDTH);
}

export type Reports = readonly (ReportTarget & { readonly path: string | null })[];

/** Where the reports go; refused here, before any work, when that cannot be. */
export async function prepareReports(flags: ReportFlags, io: Io): Promise<Reports> {
  const targets = flags.report ?? [{ format: 'text', file: null }];
  const seen = new Set<string>();
  const reports: (ReportTarget & { readonly path: string | null })[] = [];
  for (const target of targets) {
    const path = target.file === null ? null : await writable(`--report ${target.format}`, target.file, io);
    if (path !== null && seen.has(path))
      throw new UsageError(`--report ${target.format}=${target.file}`, 'two reports go to this file');
    if (path !== null) seen.add(path);
    reports.push({ ...target, path });
  }
  return reports;
}

/** The files among them, as `needApart` takes them. */
export function filesOf(reports: Reports): readonly Named[] {
  return reports.flatMap(({ format, file, path }) =>
    path === null ? [] : [{ flag: `--report ${format}=${file}`, file: path, rolls: format === 'json' }],
  );
}

/** Files first: once the report is on the screen, all of it is written. */
export async function writeReports(
  result: AuditResult,
  reports: Reports,
  flags: ReportFlags & ViewFlags,
  io: Io,
  { byType = true, from }: { readonly byType?: boolean; readonly from?: string } = {},
): Promise<void> {
  const kept = await keepLastRun(result, io);
  const own = from ?? (kept ? '' : undefined);
  const text = async (format: string, color: boolean, width: number, terminal = false) => {
    if ((await formats[format]?.())?.forPeople !== true) return render(format, result, { color, width });
    const shown = viewed(result, flags, { terminal, byType, ...(own !== undefined && { from: own }) });
    return render(format, shown.result, { color, width, view: shown.view });
  };
  for (const { format, path } of reports) {
    if (path !== null) await writeWhole(path, await text(format, false, flags.width ?? PLAIN_WIDTH));
  }
  const screen = reports.find((report) => report.path === null);
  if (screen === undefined) {
    await sayWhere(result, reports, io);
    return;
  }
  const shown = await text(screen.format, hasColor(flags, io), widthOf(flags, io), io.stdout.isTTY === true);
  // What is a runner's command by purpose has made its values harmless itself.
  const commands = (await formats[screen.format]?.())?.commands === true;
  (commands ? unguarded(io.stdout) : io.stdout).write(shown);
}

/** Nothing is on the screen: the answer in one line, and where the rest is. */
async function sayWhere(result: AuditResult, reports: Reports, io: Io): Promise<void> {
  const { headline } = await import('../report/text/head.ts');
  io.stderr.write(`infra-parity: ${headline(result)} → ${reports.map(({ file }) => file).join(', ')}\n`);
}
