/** Snapshot files, as the commands use them. */
import { gzipSync } from 'node:zlib';
import { bucketUri, isBucketUri } from '../collectors/aws/bucket-uri.ts';
import { UsageError } from '../common/usage-error.ts';
import { formatSnapshot, readSnapshots, writeSnapshot } from '../snapshot/file.ts';
import { readSnapshot } from '../snapshot/read.ts';
import { headOf, readSnapshotHead } from '../snapshot/read-head.ts';
import type { Header, Snapshot } from '../snapshot/snapshot.ts';
import { type BucketFlags, bucketAccess } from './bucket-flags.ts';
import type { Io } from './io.ts';
import { pathOf, putFile, unwritten, writable } from './output.ts';

/** A snapshot that is read when it is needed; `path` is what messages call it. */
export type SnapshotSource = {
  readonly path: string;
  /** Which places it holds; of a file without reading the rest. */
  head(): Promise<Header>;
  load(): Promise<Snapshot>;
};

/** Snapshot files, as the commands use them. Several are merged. */
export async function readSnapshotFiles(files: readonly string[], io?: Io): Promise<Snapshot> {
  return readSnapshots(files.map((file) => (io === undefined ? file : pathOf(file, io))));
}

/** What `--from` names: files, objects of S3, and all under a prefix that ends with a slash. `close` when nothing more is read. */
export async function snapshotSources(
  files: readonly string[] | undefined,
  flags: BucketFlags,
  io: Io,
): Promise<{ readonly sources: readonly SnapshotSource[]; close(): void }> {
  if (files === undefined || files.length === 0) {
    throw new UsageError('--from', 'name a snapshot to judge; infra-parity collect --output FILE writes one');
  }
  if (!files.some(isBucketUri)) return { sources: files.map((file) => ofFile(pathOf(file, io))), close: () => {} };
  const { openBucket } = await import('../collectors/aws/bucket.ts');
  const bucket = openBucket(bucketAccess(flags, io));
  const sources: SnapshotSource[] = [];
  for (const file of files) {
    if (!isBucketUri(file)) {
      sources.push(ofFile(pathOf(file, io)));
      continue;
    }
    const objects = (await bucket.list(bucketUri('--from', file))).filter(
      ({ key }) => !file.endsWith('/') || SNAPSHOT.test(key),
    );
    if (objects.length === 0) throw new UsageError(`--from ${file}`, 'holds no snapshot (*.jsonl or *.jsonl.gz)');
    for (const object of objects)
      sources.push({
        path: object.text,
        head: async () => headOf(object.text, await bucket.get(object)),
        load: async () => readSnapshot(object.text, await bucket.get(object)),
      });
  }
  return { sources, close: () => bucket.close() };
}

/** What under a prefix is a snapshot: reports and work lists may lie beside. */
const SNAPSHOT = /\.jsonl(\.gz)?$/;

function ofFile(path: string): SnapshotSource {
  return { path, head: async () => readSnapshotHead(path), load: async () => readSnapshot(path) };
}

/** Writes a snapshot to a file, packed where it is called `.gz`, or to S3. */
export type SnapshotTarget = { readonly path: string | null; save(snapshot: Snapshot): Promise<void> };

/** Where the snapshot goes; refused here, before any work, when that cannot be. */
export async function snapshotTarget(flag: string, file: string, flags: BucketFlags, io: Io): Promise<SnapshotTarget> {
  if (!isBucketUri(file)) {
    const path = await writable(flag, file, io);
    return { path, save: (snapshot) => saveSnapshot(path, snapshot) };
  }
  const uri = bucketUri(flag, file);
  if (uri.key === '' || uri.key.endsWith('/')) throw new UsageError(`${flag} ${file}`, 'is a prefix; name the object');
  return {
    path: null,
    save: async (snapshot) => {
      const { putObject } = await import('../publish/snapshot-object.ts');
      const packed = file.endsWith('.gz');
      const text = Buffer.from(textOf(snapshot));
      const type = packed ? 'application/gzip' : 'application/jsonl';
      await putObject(uri, packed ? gzipSync(text) : text, bucketAccess(flags, io), type);
    },
  };
}

/** Written by pieces, packed where it is called `.gz`. */
export async function saveSnapshot(path: string, snapshot: Snapshot): Promise<void> {
  return putFile(
    path,
    (place) => writeSnapshot(place, snapshot).catch(unwritten(path)),
    () => (path.endsWith('.gz') ? gzipSync(textOf(snapshot)) : textOf(snapshot)),
  );
}

function textOf(snapshot: Snapshot): string {
  return [...formatSnapshot(snapshot)].map((line) => `${line}\n`).join('');
}

/** Writes the snapshot to stdout. */
export function printSnapshot(snapshot: Snapshot, io: Io): void {
  for (const line of formatSnapshot(snapshot)) io.stdout.write(`${line}\n`);
}
