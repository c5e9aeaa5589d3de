/** The command collect. */

import { safe } from '../report/escape.ts';
import { count } from '../report/words.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Io } from './io.ts';
import { take } from './lazy-collect.ts';
import type { AccessFlags, DryRunFlag, RegionFlags, ScopeFlags, WitnessFlag } from './options.ts';
import { withPlaces } from './places.ts';
import { baselineOf, collectOptions, declarations } from './plan.ts';
import { needApart } from './same-file.ts';
import { printSnapshot, snapshotTarget } from './snapshots.ts';
import { inUnit, unitOf, withUnit } from './units.ts';

export type CollectFlags = RegionFlags &
  ScopeFlags &
  AccessFlags &
  WitnessFlag &
  DryRunFlag & {
    readonly output: string;
    readonly baseline?: string | false;
    readonly bucketOwner?: string;
    readonly unit?: string;
    readonly exitZero?: true;
  };

/** Reads the regions into a snapshot. 0 when all was read, 3 when something could not be: the snapshot says what. */
export async function collectCommand(flags: CollectFlags, io: Io): Promise<number> {
  const unit = flags.unit === undefined ? null : unitOf(flags.unit);
  const own = await baselineOf(flags, io);
  const baseline = unit === null ? withPlaces(own, flags.place) : withUnit(own, unit, flags);
  const output = inUnit(flags.output, unit);
  const target = output === '-' ? null : await snapshotTarget('--output', output, flags, io);
  if (target?.path != null)
    await needApart([{ flag: `--output ${output}`, file: target.path }], await declarations(flags, io), io);
  const { options, stop } = collectOptions(flags, baseline, io);
  if (flags.dryRun) return (await import('./dry-run.ts')).dryRun(options, {}, io);
  const snapshot = await take(options).finally(stop);
  io.signal.throwIfAborted();
  if (target === null) printSnapshot(snapshot, io);
  else {
    await target.save(snapshot);
    if (!flags.quiet) io.stderr.write(`${written(output, snapshot)}\n`);
  }
  return snapshot.observations.some((one) => one.gaps.length > 0) && !flags.exitZero ? 3 : 0;
}

/** `wrote live.jsonl: 14 resources of 9 types in us-east-1, eu-central-1; 2 things could not be read`. */
function written(file: string, { header, resources, observations }: Snapshot): string {
  const types = new Set(resources.map(({ type }) => type));
  const gaps = observations.reduce((sum, one) => sum + one.gaps.length, 0);
  const places = header.regions.map(({ name }) => safe(name)).join(', ');
  const read = `${count(resources.length, 'resource')} of ${count(types.size, 'type')} in ${places}`;
  return `wrote ${safe(file)}: ${read}${gaps > 0 ? `; ${count(gaps, 'thing')} could not be read` : ''}`;
}
