/** The command collect. */
import type { Io } from './io.ts';
import type { AccessFlags, RegionFlags, ScopeFlags, WitnessFlag } from './options.ts';
import { writable } from './output.ts';
import { withPlaces } from './places.ts';
import { baselineOf, collectOptions, declarations } from './plan.ts';
import { needApart } from './same-file.ts';
import { printSnapshot, saveSnapshot } from './snapshots.ts';
import { take } from './take.ts';

export type CollectFlags = RegionFlags &
  ScopeFlags &
  AccessFlags &
  WitnessFlag & { readonly output: string; readonly baseline?: string | false };

/** Reads the regions into a snapshot. 0 when all was read, 3 when something could not be: the snapshot says what. */
export async function collectCommand(flags: CollectFlags, io: Io): Promise<number> {
  const baseline = withPlaces(await baselineOf(flags, io), flags.place);
  const path = flags.output === '-' ? null : await writable('--output', flags.output, io);
  if (path !== null)
    await needApart([{ flag: `--output ${flags.output}`, file: path }], await declarations(flags, io), io);
  const { options, stop } = collectOptions(flags, baseline, io);
  const snapshot = await take(options).finally(stop);
  io.signal.throwIfAborted();
  if (path === null) printSnapshot(snapshot, io);
  else await saveSnapshot(path, snapshot);
  return snapshot.observations.some((one) => one.gaps.length > 0) ? 3 : 0;
}
