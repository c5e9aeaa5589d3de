// Holds what the installed package keeps of its compiled code, and what it takes.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Installed, installPackage } from './package/installed.ts';

let pack: Installed;
let home = '';

beforeAll(() => {
  pack = installPackage();
}, 120_000);
afterAll(() => pack.remove());
beforeEach(() => {
  home = pack.newHome();
});

const cacheFiles = () => readdirSync(join(home, '.cache/infra-parity'));

/** Tells how opening the kept code ended. */
const TRACE_OPENED = `
const fs = require('node:fs');
const { openSync } = fs;
fs.openSync = (path, ...rest) => {
  try {
    return openSync(path, ...rest);
  } catch (error) {
    if (String(path).endsWith('.code')) process.stderr.write('rejected .code: ' + error.code);
    throw error;
  }
};`;

describe('compiled code', () => {
  it('is kept for the user alone, and used in the next run', () => {
    const first = pack.start(['rules']);
    const [name] = cacheFiles();
    const file = join(home, '.cache/infra-parity', name ?? '');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(home, '.cache/infra-parity')).mode & 0o777).toBe(0o700);
    const written = statSync(file).mtimeMs;
    expect(pack.start(['rules']).stdout).toBe(first.stdout);
    expect(statSync(file).mtimeMs).toBe(written);
  });

  it.each(['html', 'text', 'markdown', 'junit'])('gives the same %s as without it, first and again', (format) => {
    const demo = ['demo', '--report', format];
    const plain = pack.start(demo, { NODE_DISABLE_COMPILE_CACHE: '1' }).stdout;
    expect(plain).toContain('us-east-1');
    expect(pack.start(demo).stdout).toBe(plain);
    expect(pack.start(demo).stdout).toBe(plain);
  });

  it.each([
    ['cut', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['emptied', () => Buffer.alloc(0)],
    ['damaged', (bytes: Buffer) => bytes.fill(0xff, bytes.length - 2000, bytes.length - 1000)],
  ])('is made again when the file was %s', (_what, spoil) => {
    const first = pack.start(['rules']);
    const file = join(home, '.cache/infra-parity', cacheFiles()[0] ?? '');
    const spoilt = spoil(readFileSync(file));
    writeFileSync(file, spoilt);
    expect(pack.start(['rules'])).toMatchObject({ status: 0, stdout: first.stdout });
    expect(readFileSync(file).equals(spoilt)).toBe(false);
  });

  it('is made again when the bundle has changed, though its length and its time have not', () => {
    const copy = join(home, 'copy');
    cpSync(pack.installed, copy, { recursive: true });
    const from = () =>
      spawnSync(process.execPath, [join(copy, 'dist/cli.cjs'), '--help'], {
        env: pack.environment(),
        encoding: 'utf8',
      });
    expect(from().stdout).toContain('infrastructure');
    const main = join(copy, 'dist/main.cjs');
    const { atime, mtime } = statSync(main);
    writeFileSync(main, readFileSync(main, 'utf8').replaceAll('infrastructure', 'INFRASTRUCTURE'));
    utimesSync(main, atime, mtime);
    expect(from().stdout).toContain('INFRASTRUCTURE');
  });

  it('is not taken over a link', () => {
    pack.start(['rules']);
    const file = join(home, '.cache/infra-parity', cacheFiles()[0] ?? '');
    renameSync(file, join(home, 'elsewhere'));
    symlinkSync(join(home, 'elsewhere'), file);
    writeFileSync(join(home, 'trace.cjs'), TRACE_OPENED);
    const { stderr } = pack.start(['rules'], { NODE_OPTIONS: `--require ${join(home, 'trace.cjs')}` });
    expect(stderr).toContain('rejected .code: ELOOP');
  });

  it.each(['ruls', 'constructor', 'RULES', '__proto__'])('is not kept of a mistyped command: %s', (word) => {
    expect(pack.start([word]).status).toBe(2);
    expect(cacheFiles()).toEqual([]);
  });

  it('is neither kept nor taken where others can write', () => {
    const shared = join(home, 'shared/infra-parity');
    mkdirSync(shared, { recursive: true });
    chmodSync(shared, 0o777);
    expect(pack.start(['rules'], { XDG_CACHE_HOME: join(home, 'shared') }).status).toBe(0);
    expect(readdirSync(shared)).toEqual([]);
  });

  it('is not kept when Node is told so', () => {
    pack.start(['rules'], { NODE_DISABLE_COMPILE_CACHE: '1' });
    expect(readdirSync(home)).not.toContain('.cache');
  });

  it('does without a folder', () => {
    expect(pack.start(['rules'], { HOME: '/proc/none', XDG_CACHE_HOME: '/proc/none/cache' }).status).toBe(0);
  });

  it('makes room for the next version', () => {
    pack.start(['rules']);
    const old = join(home, '.cache/infra-parity/0.0.1-11.0-x64-rules.code');
    writeFileSync(old, '');
    pack.start(['--help']);
    expect(cacheFiles()).not.toContain('0.0.1-11.0-x64-rules.code');
    expect(cacheFiles()).toHaveLength(2);
  });
});
