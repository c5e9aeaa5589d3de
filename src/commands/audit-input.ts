/** What is to be judged: snapshots, and what is not deployed yet. */
import { UsageError } from '../common/usage-error.ts';
import { mergeSnapshots } from '../snapshot/merge.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { BucketFlags } from './bucket-flags.ts';
import type { Io } from './io.ts';
import { pathOf } from './output.ts';
import { snapshotSources } from './snapshots.ts';
import type { SourceFlags } from './source-flags.ts';
import { needWhere, refuseFlags, sourceOptions } from './source-options.ts';

/** `tookPlaces`: `--place` said where stacks are to be, and chooses no findings. */
export type Judged = { readonly snapshot: Snapshot; readonly tookPlaces: boolean };

/**
 * Snapshots (files or objects of S3), assemblies, templates and states. Several are laid beside each other.
 *
 * @throws UsageError with the place
 */
export async function loadJudged(
  files: readonly string[] | undefined,
  io: Io,
  flags: SourceFlags & BucketFlags = {},
): Promise<Judged> {
  if (files === undefined || files.length === 0) {
    throw new UsageError('--from', 'name a snapshot to judge; infra-parity collect --output FILE writes one');
  }
  const { sourcesIn } = await import('../sources/index.ts');
  const { snapshots, sources } = sourcesIn(files, (file) => pathOf(file, io));
  const live = snapshots.length === 0 ? null : await merged(snapshots, flags, io);
  if (live !== null && sources.length === 0) {
    refuseFlags(flags);
    return { snapshot: live, tookPlaces: false };
  }
  const { besideEachOther } = await import('../sources/beside.ts');
  const options = sourceOptions(flags, io, live);
  const read = sources.map((one) => one(options));
  if (!read.some(({ takesParameters }) => takesParameters)) refuseFlags(flags);
  const tookPlaces = read.some((source) => source.tookPlaces === true);
  if (tookPlaces) needWhere(flags);
  return { snapshot: besideEachOther(live, read), tookPlaces };
}

/** The same where nobody asks more. */
export async function loadSnapshots(
  files: readonly string[] | undefined,
  io: Io,
  flags: SourceFlags & BucketFlags = {},
): Promise<Snapshot> {
  return (await loadJudged(files, io, flags)).snapshot;
}

async function merged(files: readonly string[], flags: BucketFlags, io: Io): Promise<Snapshot> {
  const { sources, close } = await snapshotSources(files, flags, io);
  try {
    const read = [];
    for (const { path, load } of sources) read.push({ path, snapshot: await load() });
    return mergeSnapshots(read);
  } finally {
    close();
  }
}
