/** The last run, kept in the user's cache folder, so that `explain` needs no file. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../common/cache-folder.ts';
import { UsageError } from '../common/usage-error.ts';
import type { AuditResult } from '../report/report.ts';
import type { Io } from './io.ts';
import { writeWhole } from './output.ts';

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
    await writeWhole(file, JSON.stringify(result));
    return true;
  } catch {
    return false;
  }
}

/** The text of the last run that was kept. @throws UsageError when there is none; `place` is what the message names */
export async function lastRun(flag: string, io: Io): Promise<{ readonly text: string; readonly file: string }> {
  const file = place(io);
  const text = file === null ? null : await readFile(file, 'utf8').catch(() => null);
  if (file === null || text === null)
    throw new UsageError(flag, 'no run was kept yet; give the JSON report or the snapshot in which the finding is');
  return { text, file };
}
