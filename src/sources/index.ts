/** What `--from` may name beside a snapshot, told apart by what is in it and never by its name. */
import { UsageError } from '../common/usage-error.ts';
import { isAssembly, readAssembly } from './cdk-assembly.ts';
import { isFolder, type SourceFile } from './read-json.ts';
import type { Source, SourceOptions } from './source.ts';
import { readTemplates, templateTarget } from './templates.ts';

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
  if (!isFolder(file.path)) return null;
  if (isAssembly(file.path)) return (options) => readAssembly(file, options);
  throw new UsageError(
    file.shown,
    'is a directory without a manifest.json; a cloud assembly of CDK has one (cdk synth)',
  );
}

/** Whether it is something else than a snapshot or a report. */
export function isSource(text: string, pathOf: (file: string) => string): boolean {
  return sourcesIn([text], pathOf).sources.length > 0;
}
