/** Streams that say nothing that a terminal or a CI runner obeys. */
import { harmless } from '../report/escape.ts';
import type { Io, TextStream } from './io.ts';

const raw = new WeakMap<TextStream, TextStream>();

function guarded(stream: TextStream): TextStream {
  const own: TextStream = {
    write: (text) => stream.write(harmless(text)),
    get isTTY() {
      return stream.isTTY;
    },
    get columns() {
      return stream.columns;
    },
  };
  raw.set(own, stream);
  return own;
}

/** The same Io, with a last look at all that is written: a message that forgot to make its names harmless does no harm. */
export function guardedIo(io: Io): Io {
  return { ...io, stdout: guarded(io.stdout), stderr: guarded(io.stderr) };
}

/** The stream behind: for what is made to be obeyed, the commands of `--report github`. */
export function unguarded(stream: TextStream): TextStream {
  return raw.get(stream) ?? stream;
}
