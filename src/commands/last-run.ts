/** The last run, kept in the user's cache folder, so that `explain` needs no file. */
import { join } from 'node:path';
import { cacheFolder } from '../common/cache-folder.ts';
import { MOST_REPORTED, readBounded } from '../common/read-file.ts';
import { UsageError } from '../common/usage-error.ts';
import type { AuditResult } from '../report/report.ts';
import type { Io } from './io.ts';
import { writeWhole } from './output.ts';
import { resultIn } from './saved-result.ts';

const FILE = 'last-run.json';

/** Where it is kept; null where there is no folder that only this user can write to, or `INFRA_PARITY_NO_LAST_RUN` is set. */
function place(io: Io): string | null {
  const { HOME, XDG_CACHE_HOME, LOCALAPPDATA, INFRA_PARITY_NO_LAST_RUN } = io.env;
  const isNobodys = [HOME, XDG_CACHE_HOME, LOCALAPPDATA].every((one) => one === undefined || one === '');
  if (isNobodys || (INFRA_PARITY_NO_LAST_RUN ?? '') !== '') return null;
  const folder = cacheFolder({ ...io.env, NODE_DISABLE_COMPILE_CACHE: undefined });
  return folder === undefined ? null : join(folder, FILE);
}

/** Keeps the result of a run, whole or not at all; whether it is kept. A cache that cannot be written is no reason to fail. */
export async function keepLastRun(result: AuditResult, io: Io): Promise<boolean> {
  const file = place(io);
  if (file === null) return false;
  try {
    const kept: Kept = { folder: io.cwd, result };
    await writeWhole(file, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

/** What is kept: a run belongs to the declarations of the folder in which it was started. */
type Kept = { readonly folder: string; readonly result: AuditResult };

/**
 * The last run that was kept.
 *
 * @param ofHere whether only one of this working directory will do
 * @throws UsageError when there is none
 */
export async function lastRun(flag: string, io: Io, ofHere = false): Promise<AuditResult> {
  const file = place(io);
  const kept = file === null ? null : keptIn(file);
  if (kept === null)
    throw new UsageError(flag, 'no run was kept yet; give the JSON report or the snapshot in which the finding is');
  if (ofHere && kept.folder !== io.cwd)
    throw new UsageError(
      flag,
      `the last run was one of ${kept.folder}; give the JSON report or the snapshot of the one meant`,
    );
  return resultIn(JSON.stringify(kept.result), 'the last run');
}

/** null where none reads: a cache is no file of the user's, of which to tell what is wrong with it. */
function keptIn(file: string): Kept | null {
  try {
    const { folder, result } = JSON.parse(readBounded(file, file, MOST_REPORTED).toString('utf8')) as Partial<Kept>;
    return typeof folder === 'string' && typeof result === 'object' ? { folder, result } : null;
  } catch {
    return null;
  }
}
