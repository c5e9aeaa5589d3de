/** The lines of a file, read in pieces. */
import { closeSync, openSync, readSync } from 'node:fs';
import { needText } from './file-text.ts';
import { isGzip, unpacked } from './gzip.ts';
import { needReadable } from './read-file.ts';
import { UsageError } from './usage-error.ts';

const CHUNK = 8 << 20;
const NEWLINE = 10;
/** A line is a resource, and no answer of AWS is as long: CloudFormation takes templates of 1 MB, Step Functions machines of as much. */
const LONGEST_LINE = 64 << 20;

/** The lines of a file (`-` is the standard input), read in pieces: a file may be larger than the longest string. */
export function* linesOf(path: string): Iterable<string> {
  const file = open(path);
  try {
    const chunk = Buffer.allocUnsafe(CHUNK);
    let rest: Buffer[] = [];
    let pending = 0;
    for (let first = true; ; first = false) {
      const length = readSync(file, chunk, 0, CHUNK, null);
      if (length === 0) break;
      if (first && isGzip(chunk.subarray(0, length))) {
        yield* linesIn(path, Buffer.concat([chunk.subarray(0, length), ...rest, ...restOf(file)]));
        return;
      }
      if (first) needText(path, chunk.subarray(0, length));
      const last = chunk.lastIndexOf(NEWLINE, length - 1);
      if (last < 0 || last >= length) {
        rest.push(Buffer.from(chunk.subarray(0, length)));
        pending += length;
        if (pending > LONGEST_LINE)
          throw new UsageError(path, `holds a line of more than ${LONGEST_LINE >> 20} MB; it is no snapshot`);
        continue;
      }
      const whole = Buffer.concat([...rest, chunk.subarray(0, last)]);
      pending = length - last - 1;
      rest = last + 1 < length ? [Buffer.from(chunk.subarray(last + 1, length))] : [];
      yield* splitLines(whole.toString('utf8'));
    }
    if (rest.length > 0) yield* splitLines(Buffer.concat(rest).toString('utf8'));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw unreadable(path, error);
  } finally {
    if (path !== '-') closeSync(file);
  }
}

/** What is left of an open file. */
function* restOf(file: number): Iterable<Buffer> {
  for (;;) {
    const part = Buffer.allocUnsafe(CHUNK);
    const length = readSync(file, part, 0, CHUNK, null);
    if (length === 0) return;
    yield part.subarray(0, length);
  }
}

/** The lines of bytes that were read already, packed by gzip or not. `path` is what messages call them. */
export function* linesIn(path: string, bytes: Buffer): Iterable<string> {
  const text = unpacked(path, bytes);
  needText(path, text);
  for (let from = 0; from < text.length; ) {
    const end = text.lastIndexOf(NEWLINE, from + CHUNK - 1);
    const next = end < from ? text.indexOf(NEWLINE, from) : end;
    const to = next < 0 || from + CHUNK >= text.length ? text.length : next;
    if (to - from > LONGEST_LINE)
      throw new UsageError(path, `holds a line of more than ${LONGEST_LINE >> 20} MB; it is no snapshot`);
    yield* splitLines(text.toString('utf8', from, to));
    from = to + 1;
  }
}

function* splitLines(text: string): Iterable<string> {
  let from = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
    yield text.slice(from, at);
    from = at + 1;
  }
  yield text.slice(from);
}

function open(path: string): number {
  if (path === '-') return 0;
  needReadable(path, path);
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): UsageError {
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    ENOENT: 'there is no such file',
    EACCES: 'it may not be read',
    EISDIR: 'it is a folder',
  };
  const why = reasons[code ?? ''] ?? message;
  return new UsageError(path, `${why}; give a snapshot that infra-parity collect wrote`, { cause: error });
}
