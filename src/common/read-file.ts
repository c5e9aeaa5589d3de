/** Reads a whole file, if it is one and not endless. */
import { closeSync, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { UsageError } from './usage-error.ts';

/** What the shell has opened for us, `<(…)` among it: a pipe that somebody writes to. */
const OPENED = /^\/dev\/(?:stdin|fd\/\d+)$|^\/proc\/[^/]+\/fd\/\d+$/;

/** Declarations are written by people: eight megabytes are a hundred thousand lines. */
export const MOST_DECLARED = 8 << 20;
/** A report of a hundred thousand resources has a fifth of it; a longer one no Node could hold as a text. */
export const MOST_REPORTED = 500 << 20;

const CHUNK = 1 << 20;

/**
 * A pipe that nobody writes to would be waited for without end; `/dev/null` and what the shell opened are read.
 *
 * @throws UsageError
 */
export function needReadable(path: string, place: string): void {
  if (OPENED.test(path)) return;
  const stat = statOf(path);
  if (stat?.isFIFO()) throw new UsageError(place, 'is a pipe; give a file, or write it as <(command)');
  if (stat?.isSocket()) throw new UsageError(place, 'is a socket; give a file');
}

/** What cannot be looked at cannot be opened either: who opens it says why. */
function statOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

/**
 * The bytes of a file, or of a device that ends.
 *
 * @param most bytes; what is longer is refused after as many
 * @throws UsageError, and what the file system throws
 */
export function readBounded(path: string, place: string, most: number): Buffer {
  needReadable(path, place);
  const file = openSync(path, 'r');
  try {
    const parts: Buffer[] = [];
    let total = 0;
    for (;;) {
      const part = Buffer.allocUnsafe(Math.min(CHUNK, Math.max(4096, Number(fstatSync(file).size) + 1)));
      const length = readSync(file, part, 0, part.length, null);
      if (length === 0) return Buffer.concat(parts);
      parts.push(part.subarray(0, length));
      total += length;
      if (total > most) throw new UsageError(place, `is longer than ${most >> 20} MB; it is not what is read here`);
    }
  } finally {
    closeSync(file);
  }
}
