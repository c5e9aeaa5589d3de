/** Text that may be compressed by gzip, unpacked up to a bound. */
import { constants, gunzipSync } from 'node:zlib';
import { UsageError } from './usage-error.ts';

/** What a file of gzip begins with (RFC 1952). */
export const GZIP: readonly number[] = [0x1f, 0x8b];
/** No snapshot of an account unpacks to as much. */
const MOST = 1 << 30;

/** Whether the bytes begin as gzip's do. */
export function isGzip(bytes: Uint8Array): boolean {
  return GZIP.every((byte, at) => bytes[at] === byte);
}

/**
 * The bytes, unpacked where they are packed.
 *
 * @param most bytes: what unpacks to more is a bomb, or wants to be read unpacked
 * @throws UsageError when it is more, damaged or cut off
 */
export function unpacked(place: string, bytes: Buffer, most = MOST): Buffer {
  if (!isGzip(bytes)) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: most });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'ERR_BUFFER_TOO_LARGE'
        ? `unpacks to more than ${most >> 20} MB; unpack it first, if it is what is read here`
        : 'is compressed by gzip, and damaged or cut off; write it again';
    throw new UsageError(place, why, { cause: error });
  }
}

/** So many packed bytes tell what a file begins with. Deflate makes at most 1,032 of one: 67 MB of these. */
const HEAD = 1 << 16;

/**
 * As much as the beginning of packed bytes tells: what follows need not be there. Bytes that are not packed are given back.
 *
 * @returns null where what is there is damaged; who reads all of it says so
 */
export function unpackedHead(bytes: Buffer): Buffer | null {
  if (!isGzip(bytes)) return bytes;
  try {
    return gunzipSync(bytes.subarray(0, HEAD), { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return null;
  }
}
