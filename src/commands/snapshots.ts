/** Snapshot files, as the commands use them. */
import { UsageError } from '../common/usage-error.ts';
import { formatSnapshot, readSnapshots, writeSnapshot } from '../snapshot/file.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Io } from './io.ts';
import { pathOf, putFile, unwritten } from './output.ts';

/** Snapshot files, as the commands use them. Several are merged. */
export async function readSnapshotFiles(files: readonly string[], io?: Io): Promise<Snapshot> {
  return readSnapshots(files.map((file) => (io === undefined ? file : pathOf(file, io))));
}

/** The snapshots of `--from`, merged into one; throws a usage error when none is named or one cannot be read. */
export async function loadSnapshots(files: readonly string[] | undefined, io: Io): Promise<Snapshot> {
  if (files === undefined || files.length === 0) {
    throw new UsageError('--from', 'name a snapshot to judge; infra-parity collect --output FILE writes one');
  }
  return readSnapshotFiles(files, io);
}

/** Writes the snapshot, whole or not at all; throws a usage error when the file cannot be written. */
export async function saveSnapshot(path: string, snapshot: Snapshot): Promise<void> {
  return putFile(
    path,
    (place) => writeSnapshot(place, snapshot).catch(unwritten(path)),
    () => [...formatSnapshot(snapshot)].map((line) => `${line}\n`).join(''),
  );
}

/** Writes the snapshot to stdout. */
export function printSnapshot(snapshot: Snapshot, io: Io): void {
  for (const line of formatSnapshot(snapshot)) io.stdout.write(`${line}\n`);
}
