/** Finds the files of declarations that are the user's own: here, or above. */
import { existsSync, lstatSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { UsageError } from '../common/usage-error.ts';

/** What is looked for. `flag` takes such a file by name, `several` says that there are more than one. */
export type Wanted = { readonly names: readonly string[]; readonly flag: string; readonly several: string };

/** `note` is told, in one line, of a file that is there and not obeyed. */
export type Note = (text: string) => void;

const ROOT = 0;
const silent: Note = () => {};

/**
 * The file in the directory, or (`upwards`) in the nearest one above it; null when there is none. Above `cwd`, what another user
 * owns is not obeyed, and nothing above the root of the repository: whoever may write into a folder above would else decide what
 * passes. git holds the same of its own settings (safe.directory).
 *
 * @throws UsageError when there are several in one directory
 */
export function search(directory: string, cwd: string, upwards: boolean, wanted: Wanted, note = silent): string | null {
  let root: string | null = null;
  for (let at = directory; ; at = dirname(at)) {
    const found = wanted.names.map((name) => join(at, name)).filter((path) => existsSync(path));
    const [first] = found;
    if (first !== undefined) {
      const why = isWithin(at, cwd) ? null : refusal(found, root, cwd);
      if (why === null && found.length > 1) throw new UsageError(found.join(', '), wanted.several);
      if (why === null) return first;
      note(`${relative(cwd, first)}: ${why} and is not obeyed; ${wanted.flag} ${relative(cwd, first)} does`);
      return null;
    }
    if (!upwards || dirname(at) === at) return null;
    if (root === null && existsSync(join(at, '.git'))) root = at;
  }
}

function isWithin(directory: string, cwd: string): boolean {
  return !relative(cwd, directory).startsWith('..');
}

/** Why files above the working directory are not obeyed; null when they are. */
function refusal(found: readonly string[], root: string | null, cwd: string): string | null {
  if (root !== null) return `lies above the root of the repository, ${relative(cwd, root) || '.'},`;
  return found.every(isOwn) ? null : 'belongs to another user';
}

/** The user's, root's, or of whoever called sudo: the link, and what it leads to. Windows tells no owner. */
function isOwn(path: string): boolean {
  const user = process.getuid?.();
  if (user === undefined) return true;
  const sudo = user === ROOT ? Number(process.env.SUDO_UID || Number.NaN) : Number.NaN;
  return [lstatSync(path), statSync(path)].every(({ uid }) => uid === user || uid === ROOT || uid === sudo);
}
