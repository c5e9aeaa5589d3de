/** Keeps the compiled form of the bundle's files. */
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { isOurs } from '../common/cache-folder.ts';
import { VERSION } from '../common/version.ts';

/**
 * The compiled form of one file of the bundle; `digest` is that of the source it was compiled from. V8 compares nothing but
 * the length of the source, and runs what was compiled: an edited file would otherwise run as its former self.
 */
export type Compiled = { readonly name: string; readonly digest: string; readonly data: Buffer };

type Entry = { readonly name: string; readonly digest: string; readonly length: number };

const PREFIX = `${VERSION}-`;
const SUFFIX = '.code';
/** V8 reads its data in words; data that starts between two would be copied first. */
const WORD = 8;
const padded = (length: number): number => Math.ceil(length / WORD) * WORD;

/** A link, or a pipe that nobody writes to, is no entry of ours. Windows has neither flag, and no other users here. */
const READ_ONLY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** One file per command, because `check` runs other functions than `audit` and only those that ran are worth keeping. */
export function codeCacheFile(folder: string, command: string): string {
  return join(folder, `${PREFIX}${process.versions.v8}-${process.arch}-${command}${SUFFIX}`);
}

/**
 * Layout: CRC-32 of all that follows (4 bytes), length of the index (4), the index as JSON, then the data of each entry,
 * each on a word. V8 does not check its data against a damaged disk: it crashes on it, or runs something else.
 */
export function readCodeCache(file: string): ReadonlyMap<string, Compiled> {
  try {
    const fd = openSync(file, READ_ONLY);
    try {
      // What was opened is asked, never the path: between two looks at a path it may have become another file.
      const stat = fstatSync(fd);
      return stat.isFile() && isOurs(stat) ? decode(readFileSync(fd)) : new Map();
    } finally {
      closeSync(fd);
    }
  } catch {
    return new Map();
  }
}

function decode(bytes: Buffer): Map<string, Compiled> {
  if (bytes.readUInt32LE(0) !== crc32(bytes.subarray(4))) return new Map();
  const indexLength = bytes.readUInt32LE(4);
  const entries = JSON.parse(bytes.toString('utf8', WORD, WORD + indexLength)) as readonly Entry[];
  const found = new Map<string, Compiled>();
  let offset = padded(WORD + indexLength);
  for (const { name, digest, length } of entries) {
    found.set(name, { name, digest, data: bytes.subarray(offset, offset + length) });
    offset += padded(length);
  }
  return found;
}

function encode(compiled: readonly Compiled[]): Buffer {
  const entries = compiled.map(({ name, digest, data }): Entry => ({ name, digest, length: data.length }));
  const index = Buffer.from(JSON.stringify(entries));
  const size = compiled.reduce((sum, { data }) => sum + padded(data.length), padded(WORD + index.length));
  const bytes = Buffer.alloc(size);
  bytes.writeUInt32LE(index.length, 4);
  index.copy(bytes, WORD);
  let offset = padded(WORD + index.length);
  for (const { data } of compiled) {
    data.copy(bytes, offset);
    offset += padded(data.length);
  }
  bytes.writeUInt32LE(crc32(bytes.subarray(4)), 0);
  return bytes;
}

/** Takes its place whole or not at all; what earlier versions of the package left is removed. Never an error. */
export function writeCodeCache(folder: string, file: string, compiled: readonly Compiled[]): void {
  const unfinished = `${file}.${process.pid}`;
  try {
    writeFileSync(unfinished, encode(compiled), { mode: 0o600, flag: 'wx' });
    renameSync(unfinished, file);
    for (const name of readdirSync(folder)) {
      if (name.endsWith(SUFFIX) && !name.startsWith(PREFIX)) unlinkSync(join(folder, name));
    }
  } catch {
    // A full or read-only disk costs the next start some time and nothing else.
    rmSync(unfinished, { force: true });
  }
}
