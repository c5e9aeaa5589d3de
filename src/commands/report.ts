/** The command report. */
import { UsageError } from '../common/usage-error.ts';
import { quoted } from '../report/read-lines.ts';
import { earlier, type LivingFlags, prepareLiving } from './earlier-runs.ts';
import type { Io } from './io.ts';
import { needFilters } from './needed-filters.ts';
import type { AccessFlags, ReportFlags } from './options.ts';
import { needPublish, type PublishFlags, preparePublish } from './publish.ts';
import { filesOf, prepareReports, writeReports } from './reports.ts';
import { named, needApart } from './same-file.ts';
import { readResult } from './saved-result.ts';
import type { ViewFlags } from './view-options.ts';

export type ReportCommandFlags = ReportFlags &
  ViewFlags &
  LivingFlags &
  PublishFlags &
  AccessFlags & { readonly from?: readonly string[]; readonly exitZero?: true };

/** Renders a saved JSON report again, in any format: no AWS, no rules. Exits as that audit did, unless `--exit-zero`. */
export async function reportCommand(flags: ReportCommandFlags, io: Io): Promise<number> {
  const [file, ...others] = flags.from ?? [];
  if (file === undefined) throw new UsageError('--from', 'name a JSON report; check --report json=FILE writes one');
  if (others.length > 0) throw new UsageError('--from', 'is one JSON report; render the others apart');
  needPublish(flags);
  const publish = preparePublish(flags, io);
  const reports = await prepareReports(flags, io);
  await needApart(filesOf(reports), [...named({ '--from': file }), ...earlier(flags)], io);
  const saved = await readResult('--from', file, io);
  needFilters(flags, saved);
  const living = await prepareLiving(flags, io);
  const result = await living.record(living.compare(saved));
  await writeReports(result, reports, flags, io, { from: ` --from ${quoted(file)}` });
  return publish(result, reports, flags.exitZero ? 0 : result.exitCode);
}
