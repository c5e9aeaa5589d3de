/** Reads what the first line of a snapshot file says: which places it holds. */
import { closeSync, openSync, readSync } from 'node:fs';
import { unpackedHead } from '../common/gzip.ts';
import { needReadable } from '../common/read-file.ts';
import { linesIn, linesOf } from '../common/read-lines.ts';
import { readHeader } from './read.ts';
import type { Header } from './snapshot.ts';

/** Bytes in which nearly every header ends, packed or not. */
const ENOUGH = 1 << 16;

/** The header alone, without reading the rest of the file where that can be helped. @throws UsageError */
export function readSnapshotHead(path: string): Header {
  const { count: _, ...header } = readHeader(path, 1, firstLine(path));
  return header;
}

/** The same of bytes that were read already. */
export function headOf(path: string, bytes: Buffer): Header {
  const { count: _, ...header } = readHeader(path, 1, lineIn(bytes) ?? firstOf(linesIn(path, bytes)));
  return header;
}

function firstOf(lines: Iterable<string>): string {
  for (const line of lines) if (line.trim() !== '') return line;
  return '';
}

function firstLine(path: string): string {
  needReadable(path, path);
  try {
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.allocUnsafe(ENOUGH);
      const line = lineIn(bytes.subarray(0, readSync(file, bytes, 0, ENOUGH, 0)));
      if (line !== null) return line;
    } finally {
      closeSync(file);
    }
  } catch {
    // What is wrong with it is told by reading it as it is read everywhere.
  }
  return firstOf(linesOf(path));
}

function lineIn(bytes: Buffer): string | null {
  const head = unpackedHead(bytes);
  const end = head?.indexOf(10) ?? -1;
  if (head === null || end < 0) return null;
  const line = head.toString('utf8', 0, end);
  // A byte order mark is no part of the line.
  return line.trim() === '' ? null : line.replace(/^\ufeff/, '');
}
