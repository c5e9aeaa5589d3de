/** Appends a line to a file, whole or not at all. */
import { type FileHandle, open } from 'node:fs/promises';

/**
 * Writes one line at the end of a file, `after` bytes from its beginning: what stands behind them is the rest of a line that was
 * cut off. A full disk takes a part of a line without a word: then the file is made as long as it was. To be called by one run at
 * a time.
 */
export async function appendLine(file: string, line: string, after: number): Promise<void> {
  // Not 'a', which would write behind the cut line.
  const handle = await open(file, 'r+').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return open(file, 'wx+');
    throw error;
  });
  try {
    try {
      await writeAll(handle, Buffer.from(line), after);
      await handle.truncate(after + Buffer.byteLength(line));
      await handle.sync();
    } catch (error) {
      await handle.truncate(after);
      throw error;
    }
  } finally {
    await handle.close();
  }
}

async function writeAll(handle: FileHandle, bytes: Buffer, after: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, at, bytes.length - at, after + at);
    if (bytesWritten === 0) throw Object.assign(new Error('nothing more could be written'), { code: 'ENOSPC' });
    at += bytesWritten;
  }
}
