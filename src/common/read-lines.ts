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

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * The lines of a file (`-` is the standard input), read in pieces: a file may be larger than the longest string. What gzip
 * compressed is unpacked, and a byte order mark is no part of the first line.
 *
 * @throws UsageError
 */
export function* linesOf(path: string): Iterable<string> {
  const file = open(path);
  try {
    yield* linesOfChunks(path, textChunks(path, chunksOf(file)));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw unreadable(path, error);
  } finally {
    if (path !== '-') closeSync(file);
  }
}

/** The lines of bytes that were read already. `path` is what messages call them. @throws UsageError */
export function* linesIn(path: string, bytes: Buffer): Iterable<string> {
  yield* linesOfChunks(path, textChunks(path, slices(bytes)));
}

function* linesOfChunks(path: string, chunks: Iterable<Buffer>): Iterable<string> {
  let rest: Buffer[] = [];
  let pending = 0;
  for (const chunk of chunks) {
    const last = chunk.lastIndexOf(NEWLINE);
    if (last < 0) {
      rest.push(chunk);
      pending += chunk.length;
      if (pending > LONGEST_LINE)
        throw new UsageError(path, `holds a line of more than ${LONGEST_LINE >> 20} MB; it is no snapshot`);
      continue;
    }
    const whole = Buffer.concat([...rest, chunk.subarray(0, last)]);
    pending = chunk.length - last - 1;
    rest = pending > 0 ? [chunk.subarray(last + 1)] : [];
    yield* splitLines(whole.toString('utf8'));
  }
  if (rest.length > 0) yield* splitLines(Buffer.concat(rest).toString('utf8'));
}

function* textChunks(path: string, raw: Generator<Buffer, undefined>): Iterable<Buffer> {
  const { value: first, done } = raw.next();
  if (done || first === undefined) return;
  const packed = isGzip(first);
  const text = packed ? slices(unpacked(path, Buffer.concat([first, ...raw]))) : raw;
  const begins = packed ? (text.next().value ?? Buffer.alloc(0)) : first;
  needText(path, begins);
  yield begins.subarray(0, 3).equals(BYTE_ORDER_MARK) ? begins.subarray(3) : begins;
  yield* text;
}

function* slices(bytes: Buffer): Generator<Buffer, undefined> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}

function* chunksOf(file: number): Generator<Buffer, undefined> {
  for (;;) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    let length = 0;
    // A pipe gives as little as one byte at a time, and what a file begins with is more.
    for (let read = -1; read !== 0 && length < CHUNK; length += read)
      read = readSync(file, chunk, length, CHUNK - length, null);
    if (length === 0) return;
    yield chunk.subarray(0, length);
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
