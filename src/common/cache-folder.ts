/** The user's cache folder, where it can be trusted. */
import { existsSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join } from 'node:path';

const GROUP_OR_OTHERS_WRITE = 0o022;
/** Whoever may write there may still not rename or remove what is another's: /tmp. */
const STICKY = 0o1000;
const ROOT = 0;

type Owned = { readonly uid: number; readonly mode: number };

function userCacheRoot(env: NodeJS.ProcessEnv): string {
  const named = process.platform === 'win32' ? env.LOCALAPPDATA : env.XDG_CACHE_HOME;
  return named && isAbsolute(named) ? named : join(homedir(), '.cache');
}

/** Whether only this user can have written it: what lies in it is run. Windows knows no such owner, and says yes. */
export function isOurs(stat: Owned): boolean {
  if (process.getuid === undefined) return true;
  return stat.uid === process.getuid() && (stat.mode & GROUP_OR_OTHERS_WRITE) === 0;
}

/** Whether nobody but this user and root can put another folder in the place of one that lies in it. */
function isKept({ uid, mode }: Owned): boolean {
  if (process.getuid === undefined) return true;
  const writable = (mode & GROUP_OR_OTHERS_WRITE) !== 0;
  return (uid === process.getuid() || uid === ROOT) && (!writable || (mode & STICKY) !== 0);
}

/**
 * Whether a real path (no links in it) is a folder of ours that nobody else can exchange: its own owner is not enough, for
 * who owns a folder above it may put a folder of ours from elsewhere in its place.
 */
function isPrivate(folder: string): boolean {
  const stat = lstatSync(folder);
  if (!stat.isDirectory() || !isOurs(stat)) return false;
  for (let inside = folder, above = dirname(folder); above !== inside; inside = above, above = dirname(above)) {
    const parent = lstatSync(above);
    if (!parent.isDirectory() || !isKept(parent)) return false;
  }
  return true;
}

/** The real path of a folder, made when only it is missing; undefined when it, or where it would be made, is not ours alone. */
function privateFolder(path: string): string | undefined {
  if (!existsSync(path)) {
    const parent = realpathSync(dirname(path));
    // Nothing of ours is left in the home of another: root's 0700 `.cache` there shuts its owner out.
    if (!isPrivate(parent)) return undefined;
    mkdirSync(join(parent, basename(path)), 0o700);
  }
  const real = realpathSync(path);
  return isPrivate(real) ? real : undefined;
}

/**
 * The folder of the user's own where compiled code is kept, made when it is not there; undefined when there is none
 * that only this user can write to. Never a shared temporary folder: another user could put code there for us to run.
 */
export function cacheFolder(env: NodeJS.ProcessEnv): string | undefined {
  if (env.NODE_DISABLE_COMPILE_CACHE) return undefined;
  try {
    const root = privateFolder(userCacheRoot(env));
    return root && privateFolder(join(root, 'infra-parity'));
  } catch {
    return undefined;
  }
}
