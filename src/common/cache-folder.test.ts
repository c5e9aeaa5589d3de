// Holds that compiled code is kept where nobody but the user can put it.
import { chmodSync, chownSync, mkdirSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeFolder } from '../../test/folder.ts';
import { cacheFolder } from './cache-folder.ts';

const OTHER = 54_321;
const isRoot = process.getuid?.() === 0;
let home = '';

function folder(...names: string[]): string {
  const path = join(home, ...names);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return path;
}

const from = (root: string) => cacheFolder({ XDG_CACHE_HOME: root });

beforeEach(() => {
  home = realpathSync(makeFolder());
});

describe('the folder of compiled code', () => {
  it('is made below a folder of ours', () => {
    expect(from(join(home, 'cache'))).toBe(join(home, 'cache/infra-parity'));
  });

  it('may be reached over a link of ours: the real path is what is used', () => {
    folder('real');
    symlinkSync('real', join(home, 'link'));
    expect(from(join(home, 'link'))).toBe(join(home, 'real/infra-parity'));
  });

  it.each([0o020, 0o002])('is none where others can write to a folder above (%o)', (bit) => {
    const root = folder('above/cache');
    chmodSync(join(home, 'above'), 0o700 | bit);
    expect(from(root)).toBeUndefined();
    expect(readdirSync(root)).toEqual([]);
  });

  it('is none where it is a file', () => {
    writeFileSync(join(folder('cache'), 'infra-parity'), '');
    expect(from(join(home, 'cache'))).toBeUndefined();
  });

  it.runIf(isRoot)('is none in the home of another, and nothing is left there', () => {
    const other = folder('other');
    chownSync(other, OTHER, OTHER);
    expect(from(join(other, '.cache'))).toBeUndefined();
    expect(readdirSync(other)).toEqual([]);
  });

  it.runIf(isRoot)("is none where a folder above is another's, though the folder itself is ours", () => {
    const root = folder('other/.cache');
    folder('other/.cache/infra-parity');
    chownSync(join(home, 'other'), OTHER, OTHER);
    expect(from(root)).toBeUndefined();
  });

  it.runIf(isRoot)('is none behind the link of another to a folder of theirs', () => {
    chownSync(folder('theirs'), OTHER, OTHER);
    symlinkSync(join(home, 'theirs'), join(folder('cache'), 'infra-parity'));
    expect(from(join(home, 'cache'))).toBeUndefined();
  });
});
