import {
  chmodSync,
  closeSync,
  fstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../test/folder.ts';
import { didYouMean } from '../common/did-you-mean.ts';
import { writable, writeWhole } from './output.ts';
import { recorder } from './testing.ts';
import { scalar } from './yaml-text.ts';

const folder = makeFolder();
const { io } = recorder({ cwd: folder });
const isRoot = process.getuid?.() === 0;

describe('a file to be written', () => {
  it('is refused before any work when it could not be', async () => {
    writeFileSync(join(folder, 'file'), 'x');
    mkdirSync(join(folder, 'dir'));
    await expect(writable('--report', 'none/x', io)).rejects.toThrow(
      `--report none/x: the directory ${folder}/none does not exist`,
    );
    await expect(writable('--report', 'dir', io)).rejects.toThrow('--report dir: is a directory; give a file');
    await expect(writable('--report', 'file/x', io)).rejects.toThrow(`${folder}/file is not a directory`);
    await expect(writable('--report', 'dir/x', io)).resolves.toBe(join(folder, 'dir', 'x'));
  });

  it.skipIf(isRoot)('is refused where nothing may be written', async () => {
    mkdirSync(join(folder, 'closed'));
    chmodSync(join(folder, 'closed'), 0o500);
    await expect(writable('--report', 'closed/x', io)).rejects.toThrow('cannot be written to; check its permissions');
  });

  it('is whole, and leaves nothing beside it', async () => {
    const inside = mkdtempSync(join(folder, 'whole-'));
    await writeWhole(join(inside, 'a'), 'first');
    await writeWhole(join(inside, 'a'), 'second');
    expect(readFileSync(join(inside, 'a'), 'utf8')).toBe('second');
    expect(readdirSync(inside)).toEqual(['a']);
  });

  it('is written where a link leads, and the link stays', async () => {
    const inside = mkdtempSync(join(folder, 'links-'));
    mkdirSync(join(inside, 'kept'));
    writeFileSync(join(inside, 'kept', 'a'), 'before');
    for (const name of ['a', 'new']) symlinkSync(join('kept', name), join(inside, name));
    for (const name of ['a', 'new']) {
      expect(await writable('--report', join(inside, name), io)).toBe(join(inside, 'kept', name));
      await writeWhole(join(inside, name), 'after');
      expect(readlinkSync(join(inside, name))).toBe(join('kept', name));
      expect(readFileSync(join(inside, 'kept', name), 'utf8')).toBe('after');
    }
    expect(readdirSync(inside).sort()).toEqual(['a', 'kept', 'new']);
    expect(readdirSync(join(inside, 'kept')).sort()).toEqual(['a', 'new']);
    // One that leads to itself leads nowhere.
    symlinkSync('loop', join(inside, 'loop'));
    await writeWhole(join(inside, 'loop'), 'after');
    expect(readFileSync(join(inside, 'loop'), 'utf8')).toBe('after');
  });

  it('is written into what the shell has opened', async () => {
    const path = join(mkdtempSync(join(folder, 'opened-')), 'a');
    const opened = openSync(path, 'w');
    await writeWhole(`/dev/fd/${opened}`, 'text');
    expect(fstatSync(opened).ino).toBe(statSync(path).ino);
    closeSync(opened);
    expect(readFileSync(path, 'utf8')).toBe('text');
  });

  it('leaves nothing when it cannot be put in its place', async () => {
    const inside = mkdtempSync(join(folder, 'fails-'));
    await expect(writeWhole(join(inside, 'x'.repeat(300)), 'text')).rejects.toThrow('ENAMETOOLONG');
    expect(readdirSync(inside)).toEqual([]);
  });
});

describe('did you mean', () => {
  it.each([
    ['missing-resorce', '; did you mean missing-resource?'],
    ['dbinstance', '; did you mean AWS::RDS::DBInstance?'],
    ['nothing-like-it', ''],
  ])('%s%s', (typed, hint) => {
    expect(didYouMean(typed, ['tag-drift', 'missing-resource', 'AWS::RDS::DBInstance'])).toBe(hint);
  });

  it('has nothing to offer among none', () => {
    expect(didYouMean('x', [])).toBe('');
  });
});

describe('a YAML scalar', () => {
  it.each([
    ['AWS::RDS::DBInstance', 'AWS::RDS::DBInstance'],
    ['us-east-1', 'us-east-1'],
    ['yes', '"yes"'],
    ['1.5', '"1.5"'],
    ['a: b', '"a: b"'],
    ['# x', '"# x"'],
    ['a\u202e\n', '"a\\u202e\\n"'],
    ['', '""'],
    [7, '7'],
    [true, 'true'],
  ])('%j is %s', (value, written) => {
    expect(scalar(value)).toBe(written);
  });
});
