import { judge, take } from '../audit.ts';
import type { Io } from '../io.ts';
import { needSomething } from './in-scope.ts';
import type { AccessFlags, JudgeFlags, RegionFlags, ReportFlags, ScopeFlags } from './options.ts';
import { writable } from './output.ts';
import { baselineOf, collectOptions, needReference, needTwo, withFlags } from './plan.ts';
import { prepareReports, writeReports } from './reports.ts';
import { saveSnapshot } from './snapshots.ts';

export type CheckFlags = RegionFlags &
  ScopeFlags &
  AccessFlags &
  JudgeFlags &
  ReportFlags & { readonly saveSnapshot?: string };

/** `collect` and then `audit`. Everything that the user may have got wrong is found before the first call. */
export async function check(flags: CheckFlags, io: Io): Promise<number> {
  const baseline = withFlags(await baselineOf(flags, io), flags);
  const reports = await prepareReports(flags, io);
  const keep = flags.saveSnapshot === undefined ? null : await writable('--save-snapshot', flags.saveSnapshot, io);
  const { options, stop } = collectOptions(flags, baseline, io);
  if (options.regions !== 'all') {
    needTwo('--regions', options.regions, baseline);
    needReference(baseline, options.regions);
  }
  const snapshot = await take(options).finally(stop);
  const places = snapshot.header.regions.map((place) => place.name);
  needTwo('--all-regions', places, baseline);
  needReference(baseline, places);
  if (keep !== null) await saveSnapshot(keep, snapshot);
  const result = judge(snapshot, baseline);
  needSomething(result);
  io.signal.throwIfAborted();
  await writeReports(result, reports, flags, io);
  return result.exitCode;
}
