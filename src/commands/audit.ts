/** The command audit. */

import { earlier, type LivingFlags, prepareLiving } from './earlier-runs.ts';
import { needSomething } from './in-scope.ts';
import type { Io } from './io.ts';
import type { AccessFlags, JudgeFlags, ReportFlags } from './options.ts';
import { baselineOf, declarations, needRegions, needTwo, sayOtherSelection, withFlags } from './plan.ts';
import { needPublish, type PublishFlags, preparePublish } from './publish.ts';
import { filesOf, prepareReports, writeReports } from './reports.ts';
import { named, needApart } from './same-file.ts';
import { loadJudged } from './snapshots.ts';
import type { SourceFlags } from './source-options.ts';
import { judge, withDeclaredRegions } from './stages.ts';
import type { ViewFlags } from './view-options.ts';

export type AuditFlags = JudgeFlags &
  ViewFlags &
  ReportFlags &
  LivingFlags &
  PublishFlags &
  AccessFlags &
  SourceFlags & { readonly from?: readonly string[] };

/** Judges saved snapshots. Several are merged: regions or accounts may be collected by separate jobs. */
export async function auditCommand(flags: AuditFlags, io: Io): Promise<number> {
  const baseline = withFlags(await baselineOf(flags, io), flags);
  const reports = await prepareReports(flags, io);
  const read = [...named({ '--from': flags.from }), ...(await declarations(flags, io)), ...earlier(flags)];
  await needApart(filesOf(reports), read, io);
  const living = await prepareLiving(flags, io);
  needPublish(flags);
  const publish = preparePublish(flags, io);
  const loaded = await loadJudged(flags.from, io, flags);
  const snapshot = withDeclaredRegions(loaded.snapshot, baseline);
  if (!flags.quiet) sayOtherSelection(snapshot, baseline, io);
  const places = snapshot.header.regions.map((place) => place.name);
  needTwo('--from', places, baseline);
  await needRegions(baseline, places);
  const judged = judge(snapshot, baseline);
  needSomething(judged);
  const result = await living.record(living.compare(judged));
  const { place: _, ...rest } = flags;
  await writeReports(result, reports, loaded.tookPlaces ? rest : flags, io);
  return publish(result, reports, result.exitCode);
}
