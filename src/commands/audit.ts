/** The command audit. */

import type { Baseline } from '../baseline/baseline.ts';
import { isBucketUri } from '../collectors/aws/bucket-uri.ts';
import { UsageError } from '../common/usage-error.ts';
import type { Grouping } from '../snapshot/groups.ts';
import { loadJudged } from './audit-input.ts';
import { earlier, type LivingFlags, prepareLiving } from './earlier-runs.ts';
import { needSomething } from './empty-selection.ts';
import type { Io } from './io.ts';
import { needFilters } from './needed-filters.ts';
import type { AccessFlags, GroupFlags, JudgeFlags, ReportFlags } from './options.ts';
import { baselineOf, declarations, needRegions, needTwo, sayOtherSelection, withFlags } from './plan.ts';
import { needPublish, type PublishFlags, preparePublish } from './publish.ts';
import { filesOf, prepareReports, type Reports, writeReports } from './reports.ts';
import { named, needApart } from './same-file.ts';
import { snapshotSources } from './snapshots.ts';
import type { SourceFlags } from './source-flags.ts';
import { judge, withDeclaredRegions } from './stages.ts';
import type { ViewFlags } from './view-options.ts';

export type AuditFlags = JudgeFlags &
  ViewFlags &
  ReportFlags &
  LivingFlags &
  PublishFlags &
  GroupFlags &
  AccessFlags &
  SourceFlags & { readonly from?: readonly string[]; readonly bucketOwner?: string };

/** Judges saved snapshots. Several are merged: regions or accounts may be collected by separate jobs. */
export async function auditCommand(flags: AuditFlags, io: Io): Promise<number> {
  const baseline = withFlags(await baselineOf(flags, io), flags);
  const reports = await prepareReports(flags, io);
  const files = flags.from?.filter((file) => !isBucketUri(file));
  const read = [...named({ '--from': files }), ...(await declarations(flags, io)), ...earlier(flags)];
  await needApart(filesOf(reports), read, io);
  if (files?.length === flags.from?.length) needPublish(flags);
  const { groupingOf } = await import('./grouped.ts');
  const grouping = groupingOf(flags.groups, baseline);
  if (grouping !== null) return auditGroups(grouping, baseline, reports, flags, io);
  for (const [flag, value] of Object.entries({ '--group-reports': flags.groupReports, '--plan': flags.plan }))
    if (value !== undefined) throw new UsageError(flag, 'is of groups; add --groups');
  const living = await prepareLiving(flags, io);
  const publish = preparePublish(flags, io);
  const loaded = await loadJudged(flags.from, io, flags);
  const snapshot = withDeclaredRegions(loaded.snapshot, baseline);
  if (!flags.quiet) sayOtherSelection(snapshot, baseline, io);
  const places = snapshot.header.regions.map((place) => place.name);
  needTwo('--from', places, baseline);
  await needRegions(baseline, places);
  const judged = judge(snapshot, baseline);
  needSomething(judged);
  const { place: _, ...rest } = flags;
  const shown = loaded.tookPlaces ? rest : flags;
  needFilters(shown, judged);
  const result = await living.record(living.compare(judged));
  await writeReports(result, reports, shown, io);
  return publish(result, reports, result.exitCode);
}

/** Group after group, each read when it is judged. */
async function auditGroups(
  grouping: Grouping,
  baseline: Baseline,
  reports: Reports,
  flags: AuditFlags,
  io: Io,
): Promise<number> {
  const [{ judgeGroups }, { shelfOf }, output] = await Promise.all([
    import('./grouped.ts'),
    import('./group-reports.ts'),
    import('./roll-up-output.ts'),
  ]);
  output.needNoneOfOne(flags);
  output.needRollUpFormats(reports);
  const { sources, close } = await snapshotSources(flags.from, flags, io);
  try {
    const shelf = shelfOf(flags.groupReports, reports, flags, io);
    const { outcomes, aside } = await judgeGroups(sources, { baseline, grouping, shelf });
    const { readPlan, withPlan } = await import('./roll-up.ts');
    const units = flags.plan === undefined ? null : await readPlan(flags.plan, flags, io);
    const result = withPlan(outcomes, units, aside);
    await shelf?.finish(result);
    return output.writeRollUp(result, reports, flags, io);
  } finally {
    close();
  }
}
