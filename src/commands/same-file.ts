/** Keeps files that are read and written apart. */
import { resolve } from 'node:path';
import { UsageError } from '../common/usage-error.ts';
import type { Io } from './io.ts';
import { placeOf } from './output.ts';

/** A file, and the flag that named it, as messages say it. What `rolls` on both sides is meant to be replaced: `--since`. */
export type Named = { readonly flag: string; readonly file: string; readonly rolls?: boolean };

/**
 * Before any work: no file may be written twice, nor over what is read, for one of the two would be lost without a word.
 * Links and spellings of one path are one file. `written` holds what `writable` returned.
 *
 * @throws UsageError
 */
export async function needApart(written: readonly Named[], read: readonly Named[], io: Io): Promise<void> {
  const first = new Map<string, Named>();
  for (const one of written) {
    const other = first.get(one.file);
    if (other) throw new UsageError(one.flag, `${other.flag} goes to this file too; give each a file of its own`);
    first.set(one.file, one);
  }
  for (const { flag, file, rolls } of read) {
    const writer = first.get(await placeOf(resolve(io.cwd, file)));
    if (writer === undefined || (rolls && writer.rolls)) continue;
    throw new UsageError(writer.flag, `is the file that ${flag} reads; write to another one`);
  }
}

/** The files that flags name, `--since` to its file or files; of one that was not given, none. */
export function named(files: { readonly [flag: string]: readonly string[] | string | null | undefined }): Named[] {
  return Object.entries(files).flatMap(([flag, given]) =>
    [given ?? []].flat().map((file) => ({ flag: `${flag} ${file}`, file })),
  );
}
