// Holds whose declarations are obeyed.
import { chownSync, lchownSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder } from '../../test/folder.ts';
import { run } from '../command.ts';
import { broken } from '../commands/sample-snapshot.ts';
import { recorder } from '../commands/testing.ts';
import { formatSnapshot } from '../snapshot/file.ts';
import { findBaseline } from './baseline-file.ts';
import { findWaivers } from './waiver-file.ts';

const OTHER = 54_321;
const isRoot = process.getuid?.() === 0;
const kinds = [
  ['infra-parity.yaml', '--baseline', (cwd: string, note: (text: string) => void) => findBaseline(cwd, note)],
  [
    'infra-parity.waivers.yaml',
    '--waivers',
    (cwd: string, note: (text: string) => void) => findWaivers(cwd, null, note),
  ],
] as const;
const sudo = process.env.SUDO_UID;
let folder = '';
let cwd = '';

beforeEach(() => {
  folder = realpathSync(makeFolder());
  cwd = join(folder, 'a/b');
  mkdirSync(cwd, { recursive: true });
  delete process.env.SUDO_UID;
});
afterEach(() => {
  if (sudo !== undefined) process.env.SUDO_UID = sudo;
});

describe.each(kinds)('%s', (name, flag, find) => {
  const looked = () => {
    const notes: string[] = [];
    return { found: find(cwd, (text) => notes.push(text)), notes };
  };

  it('is obeyed in the working directory, at the root of the repository and below it', () => {
    mkdirSync(join(folder, '.git'));
    writeFileSync(join(folder, name), '');
    expect(looked()).toEqual({ found: join(folder, name), notes: [] });
    writeFileSync(join(cwd, name), '');
    expect(looked()).toEqual({ found: join(cwd, name), notes: [] });
  });

  it.each(['.git', 'of a worktree'])(
    'is not obeyed above the root of the repository (%s), and that is told',
    (kind) => {
      if (kind === '.git') mkdirSync(join(folder, 'a/.git'));
      else writeFileSync(join(folder, 'a/.git'), 'gitdir: elsewhere');
      writeFileSync(join(folder, name), '');
      expect(looked()).toEqual({
        found: null,
        notes: [
          `../../${name}: lies above the root of the repository, .., and is not obeyed; ${flag} ../../${name} does`,
        ],
      });
    },
  );

  it.runIf(isRoot)("is not obeyed above the working directory when it is another user's", () => {
    writeFileSync(join(folder, name), '');
    chownSync(join(folder, name), OTHER, OTHER);
    expect(looked()).toEqual({
      found: null,
      notes: [`../../${name}: belongs to another user and is not obeyed; ${flag} ../../${name} does`],
    });
    process.env.SUDO_UID = String(OTHER);
    expect(looked()).toEqual({ found: join(folder, name), notes: [] });
  });

  it.runIf(isRoot)('is not obeyed over a link of another user to a file of ours', () => {
    writeFileSync(join(folder, 'ours'), '');
    symlinkSync('ours', join(folder, name));
    lchownSync(join(folder, name), OTHER, OTHER);
    expect(looked().found).toBeNull();
  });

  it.runIf(isRoot)('is obeyed in the working directory whoever owns it: a mounted folder', () => {
    writeFileSync(join(cwd, name), '');
    chownSync(join(cwd, name), OTHER, OTHER);
    expect(looked()).toEqual({ found: join(cwd, name), notes: [] });
  });
});

describe('an audit', () => {
  it.runIf(isRoot)('finds what the waivers and the baseline of another user above would hide', async () => {
    writeFileSync(join(cwd, 's.jsonl'), `${[...formatSnapshot(broken())].join('\n')}\n`);
    writeFileSync(join(folder, 'infra-parity.yaml'), 'failOn: never\n');
    chownSync(join(folder, 'infra-parity.yaml'), OTHER, OTHER);
    const { io, err } = recorder({ cwd });
    expect(await run(['audit', '--from', 's.jsonl'], io)).toBe(1);
    expect(err().match(/is not obeyed/g)).toHaveLength(1);
    expect(await run(['audit', '--from', 's.jsonl', '--baseline', '../../infra-parity.yaml'], io)).toBe(0);
  });

  it.runIf(isRoot)('finds what the waivers of another user beside its own baseline above would hide', async () => {
    writeFileSync(join(cwd, 's.jsonl'), `${[...formatSnapshot(broken())].join('\n')}\n`);
    writeFileSync(join(folder, 'infra-parity.yaml'), '');
    writeFileSync(join(folder, 'infra-parity.waivers.yaml'), 'waivers: [] # of another');
    chownSync(join(folder, 'infra-parity.waivers.yaml'), OTHER, OTHER);
    const { io, err } = recorder({ cwd });
    await run(['audit', '--from', 's.jsonl'], io);
    expect(err()).toContain('../../infra-parity.waivers.yaml: belongs to another user and is not obeyed');
  });
});
