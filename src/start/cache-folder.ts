/** The user's cache folder, where it can be trusted. */
import { existsSync, lstatSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

const GROUP_OR_OTHERS_WRITE = 0o022;

function userCacheRoot(env: NodeJS.ProcessEnv): string {
  const named = process.platform === 'win32' ? env.LOCALAPPDATA : env.XDG_CACHE_HOME;
  return named && isAbsolute(named) ? named : join(homedir(), '.cache');
}

/** Whether only this user can have written it: what lies in it is run. */
export function isOurs(stat: { readonly uid: number; readonly mode: number }): boolean {
  if (process.getuid === undefined) return true;
  return stat.uid === process.getuid() && (stat.mode & GROUP_OR_OTHERS_WRITE) === 0;
}

/** Step by step, because Node's recursive mkdir never ends where a parent can hold no folder (HOME below /proc). */
function makePrivate(folder: string): void {
  if (!existsSync(folder)) mkdirSync(folder, 0o700);
}

/**
 * The folder of the user's own where compiled code is kept, made when it is not there; undefined when there is none
 * that only this user can write to. Never a shared temporary folder: another user could put code there for us to run.
 */
export function cacheFolder(env: NodeJS.ProcessEnv): string | undefined {
  if (env.NODE_DISABLE_COMPILE_CACHE) return undefined;
  try {
    const root = userCacheRoot(env);
    const folder = join(root, 'infra-parity');
    for (const path of [root, folder]) makePrivate(path);
    const stat = lstatSync(folder);
    return stat.isDirectory() && isOurs(stat) ? folder : undefined;
  } catch {
    return undefined;
  }
}
