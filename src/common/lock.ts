/** A lock beside a file that several runs write at once. */
import { randomUUID } from 'node:crypto';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { UsageError } from './usage-error.ts';

/** Who holds a lock takes milliseconds; one that is older was left by a run that was killed. */
const STALE_MS = 30_000;
const PATIENCE_MS = 10_000;

type Holder = { readonly host: string; readonly pid: number; readonly token: string };

/**
 * Does the work while no other run does work on the same file: reading it, changing it and putting it back are one step then.
 * A lock that a killed run left is taken over. Waits ten seconds.
 *
 * @throws UsageError when another run holds it for all that time; else what the work and the file system throw
 */
export async function withLock<T>(path: string, work: () => Promise<T>, patience = PATIENCE_MS): Promise<T> {
  const lock = `${path}.lock`;
  const own = JSON.stringify({ host: hostname(), pid: process.pid, token: randomUUID() } satisfies Holder);
  const end = Date.now() + patience;
  while (!(await created(lock, own))) {
    if (Date.now() > end)
      throw new UsageError(
        path,
        `another run is writing it, or one was killed while it did; if none is, remove ${lock}`,
      );
    await takeOver(lock);
    await sleep(5 + Math.random() * 40);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function created(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    // On a full disk it was made, and nothing could be written into it: nobody holds it, and nobody would see that.
    await rm(file, { force: true });
    throw error;
  }
}

/**
 * Removes a lock whose holder is gone. Only one run at a time does this, and looks again before it does: between a look and the
 * removal a second one could have removed it, and a third one have made its own.
 */
async function takeOver(lock: string): Promise<void> {
  if (!(await isStale(lock))) return;
  const turn = `${lock}.over`;
  if (!(await created(turn, ''))) {
    // Taking over takes milliseconds; who began it was killed.
    if (await isOld(turn)) await rm(turn, { force: true });
    return;
  }
  try {
    if (await isStale(lock)) await rm(lock, { force: true });
  } finally {
    await rm(turn, { force: true });
  }
}

async function isOld(file: string): Promise<boolean> {
  const { mtimeMs = Date.now() } = (await stat(file).catch(() => null)) ?? {};
  return Date.now() - mtimeMs > STALE_MS;
}

async function isStale(lock: string): Promise<boolean> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(lock, 'utf8'), stat(lock)]);
    if (Date.now() - mtimeMs > STALE_MS) return true;
    const { host, pid } = JSON.parse(text) as Holder;
    return host === hostname() && !isAlive(pid);
  } catch {
    // Gone meanwhile, or not written yet.
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
