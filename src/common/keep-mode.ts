/** The mode of a file that another one replaces. */
import { chmodSync, chownSync, statSync } from 'node:fs';

/**
 * Gives a new file, not yet in its place, the mode of the one that is there, and where that may be the owner too; nothing where
 * there is none. Who made a file private, or readable for a group, has said so.
 */
export function keepMode(place: string, unfinished: string): void {
  const before = statOf(place);
  if (before === undefined || !before.isFile()) return;
  const own = statSync(unfinished);
  if (before.uid !== own.uid || before.gid !== own.gid) {
    try {
      chownSync(unfinished, before.uid, before.gid);
    } catch {
      // Only root may give a file away; then it is ours from now on.
    }
  }
  chmodSync(unfinished, before.mode & 0o7777);
}

/** undefined where there is nothing, or only a link that leads to itself. */
function statOf(path: string) {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
