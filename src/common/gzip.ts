/** Text that may be compressed by gzip. */
import { constants, gunzipSync } from 'node:zlib';
import { UsageError } from './usage-error.ts';

/** Node's longest buffer is 4 GB and more; no snapshot of an account has a quarter of it. */
const MOST = 1 << 30;

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** The bytes, unpacked where they are packed. @throws UsageError where they are damaged, or endless */
export function unpacked(place: string, bytes: Buffer): Buffer {
  if (!isGzip(bytes)) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why =
      code === 'Z_BUF_ERROR'
        ? 'is cut off: the gzip data does not end'
        : code === 'ERR_BUFFER_TOO_LARGE'
          ? `unpacks to more than ${MOST >> 20} MB`
          : `is damaged gzip data (${message})`;
    throw new UsageError(place, `${why}; write it again`, { cause: error });
  }
}

/** As much as the beginning of packed bytes tells: what follows need not be there. */
export function unpackedHead(bytes: Buffer): Buffer {
  return isGzip(bytes) ? gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }) : bytes;
}
