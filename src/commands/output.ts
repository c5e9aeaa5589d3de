/** Writes files whole or not at all. */
import { access, constants, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { keepMode } from '../common/keep-mode.ts';
import { UsageError } from '../common/usage-error.ts';
import type { Io } from './io.ts';

/** Of the path itself; null when there is nothing. */
async function statOf(path: string): Promise<Awaited<ReturnType<typeof stat>> | null> {
  try {
    return await stat(path);
  } catch {
    return null;
  }
}

/** The path of a file that the user named, as they wrote it where that is enough: messages say it. */
export function pathOf(file: string, io: Io): string {
  return io.cwd === process.cwd() ? file : resolve(io.cwd, file);
}

/** What the shell has opened: it holds that very file, and another one in its place would be nobody's. */
const OPENED = /^\/dev\/(std(in|out|err)|fd\/\d+)$|^\/proc\/[^/]+\/fd\/\d+$/;
const MOST_LINKS = 40;

/** Where a path leads: links are followed, to what is not there yet too. A directory, a pipe or a device is what it is called. */
export async function placeOf(path: string, followed = 0): Promise<string> {
  const own = await statOf(path);
  if (OPENED.test(path) || (own !== null && !own.isFile())) return path;
  if (own !== null) return realpath(path);
  const [link, folder] = await Promise.all([
    readlink(path).catch(() => null),
    realpath(dirname(path)).catch(() => dirname(path)),
  ]);
  if (link === null || followed === MOST_LINKS) return join(folder, basename(path));
  return placeOf(resolve(folder, link), followed + 1);
}

/** Whether a file can be put in its place by renaming; a pipe or a device (/dev/stdout) cannot. */
async function isReplaceable(path: string): Promise<boolean> {
  const own = await statOf(path);
  return !OPENED.test(path) && (own === null || own.isFile());
}

/** Puts a file in the place where the path leads: by `replace`, which leaves no half of one, else by writing into what is there. */
export async function putFile(
  path: string,
  replace: (place: string) => Promise<void>,
  text: () => string | Uint8Array,
): Promise<void> {
  const place = await placeOf(path);
  return (await isReplaceable(place)) ? replace(place) : writeFile(place, text()).catch(unwritten(path));
}

/**
 * Before any call to AWS: a file that could not be written afterwards is the user's mistake now. Returns the absolute path,
 * where links have been followed. `flag` is named in the message.
 */
export async function writable(flag: string, file: string, io: Io): Promise<string> {
  const path = await placeOf(resolve(io.cwd, file));
  const place = `${flag} ${file}`;
  const [own, folder] = await Promise.all([statOf(path), statOf(dirname(path))]);
  if (own?.isDirectory()) throw new UsageError(place, 'is a directory; give a file');
  if (folder === null) throw new UsageError(place, `the directory ${dirname(path)} does not exist; make it first`);
  if (!folder.isDirectory()) throw new UsageError(place, `${dirname(path)} is not a directory`);
  const target = (await isReplaceable(path)) ? dirname(path) : path;
  await access(target, constants.W_OK).catch((cause: unknown) => {
    throw new UsageError(place, `${target} cannot be written to; check its permissions`, { cause });
  });
  return path;
}

/** A full disk or a lost share is nobody's bug: one line, with the system's words. */
export function unwritten(path: string): (error: unknown) => never {
  return (error) => {
    throw new UsageError(path, `could not be written (${(error as Error).message})`, { cause: error });
  };
}

/** Who may read a new file: a report tells of the whole inventory, a declaration is written to be shared. */
export const PRIVATE = 0o600;
export const SHARED = 0o666;

/**
 * The whole file or none: a reader never sees half of it, and what was there before stays until then. A new file gets `mode`, less
 * the umask; one that was there keeps its own.
 */
export async function writeWhole(path: string, text: string, mode = PRIVATE): Promise<void> {
  return putFile(
    path,
    (place) => replaceWith(place, text, mode),
    () => text,
  );
}

/** The whole file or none, by renaming. */
async function replaceWith(path: string, text: string | Uint8Array, mode: number): Promise<void> {
  const unfinished = join(dirname(path), `.infra-parity.${process.pid}.${Math.random().toString(36).slice(2)}`);
  try {
    await writeFile(unfinished, text, { flag: 'wx', mode });
    keepMode(path, unfinished);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    unwritten(path)(error);
  }
}

/** A path that the user gave, read; its absence is one line. */
export function missingFile(place: string, error: unknown): never {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') throw new UsageError(place, 'there is no such file', { cause: error });
  if (code === 'EISDIR') throw new UsageError(place, 'is a directory; give a file', { cause: error });
  if (code === 'EACCES') throw new UsageError(place, 'cannot be read; check its permissions', { cause: error });
  throw error;
}
