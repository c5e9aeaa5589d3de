/** The command check. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Baseline } from '../baseline/baseline.ts';
import { UsageError } from '../common/usage-error.ts';
import type { Grouping } from '../snapshot/groups.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type PatienceFlags, patience } from './confirmation.ts';
import { earlier, type LivingFlags, prepareLiving } from './earlier-runs.ts';
import { needSomething } from './empty-selection.ts';
import type { Io } from './io.ts';
import { take } from './lazy-collect.ts';
import type {
  AccessFlags,
  DryRunFlag,
  GroupFlags,
  JudgeFlags,
  RegionFlags,
  ReportFlags,
  ScopeFlags,
  WitnessFlag,
} from './options.ts';
import { writable } from './output.ts';
import { baselineOf, collectOptions, declarations, needRegions, needTwo, withFlags } from './plan.ts';
import { type PublishFlags, preparePublish } from './publish.ts';
import { filesOf, prepareReports, type Reports, writeReports } from './reports.ts';
import { type Named, needApart } from './same-file.ts';
import type { ViewFlags } from './view-options.ts';

export type CheckFlags = RegionFlags &
  Omit<ViewFlags, 'place'> &
  ScopeFlags &
  AccessFlags &
  WitnessFlag &
  JudgeFlags &
  ReportFlags &
  LivingFlags &
  PublishFlags &
  GroupFlags &
  PatienceFlags &
  DryRunFlag & { readonly saveSnapshot?: string };

/** `collect` and then `audit`. Everything that the user may have got wrong is found before the first call. */
export async function check(flags: CheckFlags, io: Io): Promise<number> {
  const baseline = withFlags(await baselineOf(flags, io), flags);
  const reports = await prepareReports(flags, io);
  const keep = await keepIn(flags.saveSnapshot, io);
  const written = [...filesOf(reports), ...(keep === null ? [] : [keep])];
  await needApart(written, [...(await declarations(flags, io)), ...earlier(flags)], io);
  const grouping =
    flags.groups === undefined && baseline.groups === undefined ? null : await groupingIn(flags, baseline, reports);
  if (grouping === null && flags.groupReports !== undefined)
    throw new UsageError('--group-reports', 'is of groups; add --groups');
  const { needFilters } = await import('./needed-filters.ts');
  needFilters(flags, null);
  // A dry run leaves nothing behind, no folder either.
  const { history: _, ...withoutHistory } = flags;
  const living = await prepareLiving(flags.dryRun ? withoutHistory : flags, io);
  const publish = preparePublish(flags, io);
  const { options: asked, stop } = collectOptions(flags, baseline, io);
  // What is read twice must compare: one key for the digests of secrets.
  const options = { ...asked, ...(!io.env.INFRA_PARITY_DIGEST_KEY && { digestKey: randomBytes(32).toString('hex') }) };
  if (options.regions !== 'all' && grouping === null) {
    needTwo(options.places === undefined ? '--regions' : '--place', options.regions, baseline);
    await needRegions(baseline, options.regions);
  }
  if (flags.dryRun) return (await import('./dry-run.ts')).dryRun(options, flags, io);
  const reading = take(options).finally(stop);
  const [snapshot, { judge }] = await Promise.all([reading, loadJudge(reading)]);
  const places = snapshot.header.regions.map((place) => place.name);
  if (grouping === null) {
    needTwo('--all-regions', places, baseline);
    await needRegions(baseline, places);
  }
  if (grouping !== null) {
    if (keep !== null) await (await import('./snapshots.ts')).saveSnapshot(keep.file, snapshot);
    return (await import('./check-groups.ts')).checkGroups(snapshot, {
      grouping,
      baseline,
      reports,
      options,
      flags,
      io,
    });
  }
  const judged = (one: Snapshot) => living.compare(judge(one, baseline));
  const first = { snapshot, result: judged(snapshot) };
  needSomething(first.result);
  const last = await patience(first, judged, options, flags, io);
  if (keep !== null) await (await import('./snapshots.ts')).saveSnapshot(keep.file, last.snapshot);
  const result = await living.record(last.result);
  await writeReports(result, reports, flags, io, { byType: false });
  return publish(result, reports, result.exitCode);
}

/** How the run is grouped; what speaks of one audit is refused before the first call. */
async function groupingIn(flags: CheckFlags, baseline: Baseline, reports: Reports): Promise<Grouping | null> {
  const [{ groupingOf }, { needRollUpFormats, needNoneOfOne }] = await Promise.all([
    import('./grouped.ts'),
    import('./roll-up-output.ts'),
  ]);
  needNoneOfOne(flags, { byType: false });
  needRollUpFormats(reports);
  return groupingOf(flags.groups, baseline);
}

async function keepIn(file: string | undefined, io: Io): Promise<Named | null> {
  if (file === undefined) return null;
  if (file === '-') throw new UsageError('--save-snapshot -', 'stdout carries the report; give a file');
  return { flag: `--save-snapshot ${file}`, file: await writable('--save-snapshot', file, io) };
}

const TURN = 10;

/** What judges is as much code as what reads. It is loaded while AWS answers: when a short sleep is not overslept. */
async function loadJudge(reading: Promise<unknown>): Promise<typeof import('./stages.ts')> {
  let read = false;
  const done = () => {
    read = true;
  };
  reading.then(done, done);
  for (let idle = false; !idle && !read; ) {
    const before = performance.now();
    await sleep(TURN);
    idle = performance.now() - before < 2 * TURN;
  }
  return import('./stages.ts');
}
