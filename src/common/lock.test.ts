// Holds that a lock is held by one at a time, and outlives nobody.
import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../test/folder.ts';
import { withLock } from './lock.ts';

const file = () => join(makeFolder(), 'file');
const left = (path: string, holder: object) => writeFileSync(`${path}.lock`, JSON.stringify(holder));

describe('a lock', () => {
  it('is held by one at a time', async () => {
    const path = file();
    let inside = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++inside);
      await sleep(2);
      inside--;
    };
    await Promise.all(Array.from({ length: 12 }, () => withLock(path, work)));
    expect(most).toBe(1);
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it('is given back when the work fails', async () => {
    const path = file();
    await expect(withLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(withLock(path, async () => 'yes')).resolves.toBe('yes');
  });

  it('of a process that is gone is taken over, by many at once too', async () => {
    const path = file();
    // Above every process number that Linux gives.
    left(path, { host: hostname(), pid: 2 ** 30, token: '' });
    let done = 0;
    await Promise.all(Array.from({ length: 6 }, () => withLock(path, async () => done++)));
    expect(done).toBe(6);
    expect(readdirSync(join(path, '..'))).toEqual([]);
  });

  it('is taken over where who took one over was killed while it did', async () => {
    const path = file();
    left(path, { host: hostname(), pid: 2 ** 30, token: '' });
    writeFileSync(`${path}.lock.over`, '');
    const old = new Date(Date.now() - 60_000);
    utimesSync(`${path}.lock.over`, old, old);
    await expect(withLock(path, async () => 'mine', 1000)).resolves.toBe('mine');
    expect(readdirSync(join(path, '..'))).toEqual([]);
  });

  it('of another machine is taken over when it is old, and not before', async () => {
    const path = file();
    left(path, { host: 'elsewhere', pid: 1, token: '' });
    await expect(withLock(path, async () => 'mine', 100)).rejects.toThrow(
      `${path}: another run is writing it, or one was killed while it did; if none is, remove ${path}.lock`,
    );
    const old = new Date(Date.now() - 60_000);
    utimesSync(`${path}.lock`, old, old);
    await expect(withLock(path, async () => 'mine', 1000)).resolves.toBe('mine');
  });
});
