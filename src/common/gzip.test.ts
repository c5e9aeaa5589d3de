// Holds that packed files are read up to a bound, and their beginning without the rest.
import { constants, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { headOf } from '../snapshot/read-head.ts';
import { unpacked, unpackedHead } from './gzip.ts';

const BOMB = gzipSync(Buffer.alloc(8 << 20, 'x'));

describe('packed bytes', () => {
  it('that come to more than is read are refused', () => {
    expect(() => unpacked('f', BOMB, 1 << 20)).toThrow('f: unpacks to more than 1 MB');
    expect(unpacked('f', BOMB, 8 << 20)).toHaveLength(8 << 20);
    expect(unpacked('f', Buffer.from('plain'), 1)).toEqual(Buffer.from('plain'));
  });

  it('that are damaged or cut off are refused', () => {
    for (const bytes of [BOMB.subarray(0, 100), Buffer.concat([BOMB.subarray(0, 20), Buffer.alloc(50, 7)])])
      expect(() => unpacked('f', bytes)).toThrow('damaged or cut off');
  });
});

describe('the beginning of packed bytes', () => {
  it('is read without what follows, and of a bomb no more than a piece', () => {
    const lines = gzipSync(`first\n${'x'.repeat(1000)}`, { finishFlush: constants.Z_SYNC_FLUSH });
    expect(
      unpackedHead(lines.subarray(0, lines.length - 8))
        ?.toString()
        .startsWith('first\n'),
    ).toBe(true);
    const huge = gzipSync(Buffer.alloc(200 << 20, 'x'), { level: 9 });
    expect(unpackedHead(huge)?.length).toBeLessThan(100 << 20);
  });

  it('that is damaged is left to who reads all of it, who says so in a line', () => {
    const damaged = Buffer.concat([BOMB.subarray(0, 12), Buffer.alloc(50, 0xff)]);
    expect(unpackedHead(damaged)).toBeNull();
    expect(() => headOf('s3://b/k', damaged)).toThrow('s3://b/k: is compressed by gzip, and damaged or cut off');
  });
});
