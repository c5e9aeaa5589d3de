/** What `--from` may name beside a snapshot, told apart by what is in it and never by its name. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { UsageError } from '../common/usage-error.ts';
import type { JsonObject } from '../snapshot/snapshot.ts';
import { isAssembly, readAssembly } from './cdk-assembly.ts';
import { isPulumi, readPulumi } from './pulumi.ts';
import { isFolder, isObject, MOST_STATE, readObject, type SourceFile } from './read-json.ts';
import type { Source, SourceOptions } from './source.ts';
import { readTemplates, templateTarget } from './templates.ts';
import { readTerraform } from './terraform.ts';
import { isTerraform } from './terraform-file.ts';

/** What is named, as it was told apart. */
export type Named = {
  /** Snapshots, for the reader of these. */
  readonly snapshots: readonly string[];
  readonly sources: readonly ((options: SourceOptions) => Source)[];
};

/**
 * Tells snapshots and sources apart.
 *
 * @param pathOf where a file is that the command line names
 * @throws UsageError for what is neither
 */
export function sourcesIn(froms: readonly string[], pathOf: (file: string) => string): Named {
  const snapshots: string[] = [];
  const sources: ((options: SourceOptions) => Source)[] = [];
  const targets = froms.flatMap((text) => templateTarget(text, pathOf) ?? []);
  if (targets.length > 0) sources.push((options) => readTemplates(targets, options));
  for (const text of froms) {
    if (targets.some((target) => target.text === text)) continue;
    const reader = readerOf({ path: pathOf(text), shown: text });
    if (reader === null) snapshots.push(text);
    else sources.push(reader);
  }
  return { snapshots, sources };
}

/** The reader of a source; null for what may be a snapshot. */
function readerOf(file: SourceFile): ((options: SourceOptions) => Source) | null {
  if (isFolder(file.path)) {
    if (isAssembly(file.path)) return (options) => readAssembly(file, options);
    throw new UsageError(
      file.shown,
      'is a directory without a manifest.json; a cloud assembly of CDK has one (cdk synth)',
    );
  }
  const begin = beginningOf(file.path);
  if (begin === null || isSnapshot(begin)) return null;
  if (!/^\s*\{/.test(begin)) {
    if (/^(?:Resources|AWSTemplateFormatVersion|Transform):/m.test(begin)) throw noRegionFor(file);
    return null;
  }
  const value = objectOf(file);
  if (value === null) return null;
  const found = DOCUMENTS.find(({ is }) => is(value));
  if (found !== undefined) return (options) => found.read(value, file.shown, options);
  if (isObject(value.Resources)) throw noRegionFor(file);
  // One that our own reader knows begins with its kind on the first line.
  throw new UsageError(
    file.shown,
    'is neither a snapshot nor a source: no template, no terraform show -json or state of version 4, no pulumi stack export',
  );
}

type Document = {
  readonly is: (value: JsonObject) => boolean;
  readonly read: (value: JsonObject, shown: string, options: SourceOptions) => Source;
};

/** Documents of one JSON object, told apart by their members. */
const DOCUMENTS: readonly Document[] = [
  { is: isTerraform, read: readTerraform },
  { is: isPulumi, read: readPulumi },
];

function noRegionFor({ shown }: SourceFile): UsageError {
  return new UsageError(shown, `is a template, which names no region; say for which it is: --from us-east-1=${shown}`);
}

/** So much of a file tells whether it may be a document. */
const PEEK = 4096;

function beginningOf(path: string): string | null {
  let file: number;
  try {
    if (!statSync(path).isFile()) return null;
    file = openSync(path, 'r');
  } catch {
    // The reader of snapshots says what is wrong with it.
    return null;
  }
  try {
    const bytes = Buffer.alloc(PEEK);
    const length = readSync(file, bytes, 0, PEEK, 0);
    const text = bytes.subarray(0, length).toString('utf8');
    return text.includes('\0') ? null : text.replace(/^\uFEFF/, '');
  } finally {
    closeSync(file);
  }
}

/** A snapshot is told by its first line, and a saved report by its members. */
function isSnapshot(begin: string): boolean {
  const [line = ''] = begin.trimStart().split('\n');
  return /"kind"\s*:\s*"(?:header|observation|design)"/.test(line) || /"(?:verdict|findings)"\s*:/.test(begin);
}

function objectOf(file: SourceFile): JsonObject | null {
  try {
    return readObject(file, MOST_STATE);
  } catch {
    return null;
  }
}

/** Whether it is something else than a snapshot or a report. */
export function isSource(text: string, pathOf: (file: string) => string): boolean {
  return sourcesIn([text], pathOf).sources.length > 0;
}
