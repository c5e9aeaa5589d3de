/** Snapshot files, as the commands use them. */
import { UsageError } from '../common/usage-error.ts';
import { formatSnapshot, readSnapshots, writeSnapshot } from '../snapshot/file.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Io } from './io.ts';
import { pathOf, putFile, unwritten } from './output.ts';
import { refuseFlags, type SourceFlags, sourceOptions } from './source-options.ts';

/** Snapshot files, as the commands use them. Several are merged. */
export async function readSnapshotFiles(files: readonly string[], io?: Io): Promise<Snapshot> {
  return readSnapshots(files.map((file) => (io === undefined ? file : pathOf(file, io))));
}

/** What is to be judged. `tookPlaces`: `--place` said where stacks are to be, and chooses no findings. */
export type Judged = { readonly snapshot: Snapshot; readonly tookPlaces: boolean };

/** Snapshots, and what is not deployed yet: assemblies, templates, states. Several are laid beside each other. */
export async function loadJudged(
  files: readonly string[] | undefined,
  io: Io,
  flags: SourceFlags = {},
): Promise<Judged> {
  if (files === undefined || files.length === 0) {
    throw new UsageError('--from', 'name a snapshot to judge; infra-parity collect --output FILE writes one');
  }
  const { sourcesIn } = await import('../sources/index.ts');
  const { snapshots, sources } = sourcesIn(files, (file) => pathOf(file, io));
  const [live] = snapshots.length === 0 ? [null] : [await readSnapshotFiles(snapshots, io)];
  if (live !== null && sources.length === 0) {
    refuseFlags(flags);
    return { snapshot: live, tookPlaces: false };
  }
  const { besideEachOther } = await import('../sources/beside.ts');
  const options = sourceOptions(flags, io, live);
  const read = sources.map((one) => one(options));
  const tookPlaces = read.some((source) => source.tookPlaces === true);
  return { snapshot: besideEachOther(live, read), tookPlaces };
}

/** The same where nobody asks more. */
export async function loadSnapshots(
  files: readonly string[] | undefined,
  io: Io,
  flags: SourceFlags = {},
): Promise<Snapshot> {
  return (await loadJudged(files, io, flags)).snapshot;
}

export async function saveSnapshot(path: string, snapshot: Snapshot): Promise<void> {
  return putFile(
    path,
    (place) => writeSnapshot(place, snapshot).catch(unwritten(path)),
    () => [...formatSnapshot(snapshot)].map((line) => `${line}\n`).join(''),
  );
}

export function printSnapshot(snapshot: Snapshot, io: Io): void {
  for (const line of formatSnapshot(snapshot)) io.stdout.write(`${line}\n`);
}
