import { setTimeout as sleep } from 'node:timers/promises';
import type { Io } from '../io.ts';
import { take } from '../take.ts';
import { needSomething } from './in-scope.ts';
import { type LivingFlags, prepareLiving } from './living.ts';
import type { AccessFlags, JudgeFlags, RegionFlags, ReportFlags, ScopeFlags } from './options.ts';
import { writable } from './output.ts';
import { baselineOf, collectOptions, needReference, needTwo, withFlags } from './plan.ts';
import { prepareReports, writeReports } from './reports.ts';

export type CheckFlags = RegionFlags &
  ScopeFlags &
  AccessFlags &
  JudgeFlags &
  ReportFlags &
  LivingFlags & { readonly saveSnapshot?: string };

/** `collect` and then `audit`. Everything that the user may have got wrong is found before the first call. */
export async function check(flags: CheckFlags, io: Io): Promise<number> {
  const baseline = withFlags(await baselineOf(flags, io), flags);
  const reports = await prepareReports(flags, io);
  const keep = flags.saveSnapshot === undefined ? null : await writable('--save-snapshot', flags.saveSnapshot, io);
  const living = await prepareLiving(flags, io);
  const { options, stop } = collectOptions(flags, baseline, io);
  if (options.regions !== 'all') {
    needTwo('--regions', options.regions, baseline);
    needReference(baseline, options.regions);
  }
  const reading = take(options).finally(stop);
  const [snapshot, { judge }] = await Promise.all([reading, loadJudge(reading)]);
  const places = snapshot.header.regions.map((place) => place.name);
  needTwo('--all-regions', places, baseline);
  needReference(baseline, places);
  if (keep !== null) await (await import('./snapshots.ts')).saveSnapshot(keep, snapshot);
  const judged = judge(snapshot, baseline);
  needSomething(judged);
  const result = await living(judged);
  await writeReports(result, reports, flags, io);
  return result.exitCode;
}

const TURN = 10;

/** What judges is as much code as what reads. It is loaded while AWS answers: when a short sleep is not overslept. */
async function loadJudge(reading: Promise<unknown>): Promise<typeof import('../audit.ts')> {
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
  return import('../audit.ts');
}
