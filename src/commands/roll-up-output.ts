/** Writes a roll-up in the formats that were asked for. */
import { UsageError } from '../common/usage-error.ts';
import { ROLL_UP_FORMATS } from '../report/roll-up/formats.ts';
import type { RollUp } from '../report/roll-up/roll-up.ts';
import { verdictsText } from '../report/roll-up/text.ts';
import type { LivingFlags } from './earlier-runs.ts';
import type { FilterFlags } from './filter-options.ts';
import type { Io } from './io.ts';
import type { ReportFlags } from './options.ts';
import { writeWhole } from './output.ts';
import type { PublishFlags } from './publish.ts';
import { hasColor, type Reports, widthOf } from './reports.ts';

const PLAIN_WIDTH = 80;

/** A format that speaks of one audit has nothing to say of many. @throws UsageError */
export function needRollUpFormats(reports: Reports): void {
  for (const { format } of reports)
    if (!Object.hasOwn(ROLL_UP_FORMATS, format))
      throw new UsageError(
        `--report ${format}`,
        `is a format of one audit; a roll-up has ${Object.keys(ROLL_UP_FORMATS).join(', ')}, and --group-reports keeps one of each group`,
      );
}

/** Files first, then the screen; the exit code of the worst group. */
export async function writeRollUp(result: RollUp, reports: Reports, flags: ReportFlags, io: Io): Promise<number> {
  const text = (format: string, color: boolean, width: number) =>
    ROLL_UP_FORMATS[format as keyof typeof ROLL_UP_FORMATS](result, { color, width });
  for (const { format, path } of reports)
    if (path !== null) await writeWhole(path, text(format, false, flags.width ?? PLAIN_WIDTH));
  const screen = reports.find(({ path }) => path === null);
  if (screen !== undefined) io.stdout.write(text(screen.format, hasColor(flags, io), widthOf(flags, io)));
  else
    io.stderr.write(
      `infra-parity: ${result.verdict.toUpperCase()}  ${verdictsText(result)} → ${reports.map(({ file }) => file).join(', ')}\n`,
    );
  return result.exitCode;
}

/** What speaks of one audit. @throws UsageError */
export function needNoneOfOne(flags: LivingFlags & PublishFlags & FilterFlags, { byType = true } = {}): void {
  const given = {
    '--severity': flags.severity,
    '--rule': flags.rule,
    '--stack': flags.stack,
    ...(byType && { '--type': flags.type, '--place': flags.place?.find((one) => typeof one === 'string') }),
    '--since': flags.since,
    '--history': flags.history,
    '--fail-on-new': flags.failOnNew,
    '--publish': flags.publish,
  };
  for (const [flag, value] of Object.entries(given))
    if (value !== undefined)
      throw new UsageError(
        flag,
        'is of one audit; give it to infra-parity report with the report of a group (--group-reports)',
      );
}
