import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeFolder } from './folder.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (name: string) => readFileSync(join(root, name), 'utf8');

/** The instructions, continued lines joined; the stage that they belong to. */
function instructions() {
  const lines = read('Dockerfile')
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');
  let stage = -1;
  return lines.map((line) => {
    const [, name = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    if (name === 'FROM') stage += 1;
    return { name, rest, stage };
  });
}

const all = instructions();
const last = Math.max(...all.map(({ stage }) => stage));
const final = all.filter(({ stage }) => stage === last);
const of = (name: string, some = all) => some.filter((one) => one.name === name).map(({ rest }) => rest);

describe('the Dockerfile', () => {
  it('builds in one stage and runs in another, both of one pinned base', () => {
    const bases = of('FROM').map((rest) => rest.split(' ')[0]);
    expect(bases).toHaveLength(2);
    expect(new Set(bases).size).toBe(1);
    expect(bases[0]).toMatch(/^node:\d+\.\d+\.\d+-alpine\d+\.\d+@sha256:[0-9a-f]{64}$/);
  });

  it('runs as a numbered user without rights, and starts without a shell', () => {
    expect(of('USER', final)).toEqual(['1000:1000']);
    const [entry = ''] = of('ENTRYPOINT', final);
    expect(JSON.parse(entry)).toEqual(['node', '/opt/infra-parity/dist/cli.cjs']);
  });

  it('fetches nothing but what the lock file names', () => {
    expect(of('ADD')).toEqual([]);
    expect(of('RUN').join('\n')).not.toMatch(/curl|wget|https:|npm i(nstall)?\b/);
    expect(
      of(
        'RUN',
        all.filter(({ stage }) => stage === 0),
      )[0],
    ).toMatch(/^npm ci /);
  });

  it('holds the bundle and what it reads, owned by root', () => {
    const copied = of('COPY', final);
    for (const one of copied) expect(one).toContain('--chown=root:root');
    const names = copied.flatMap((one) =>
      one
        .split(' ')
        .filter((word) => !word.startsWith('--'))
        .slice(0, -1),
    );
    expect(names.map((name) => basename(name)).sort()).toEqual([
      '*.schema.json',
      'LICENSE',
      'dist',
      'fixtures',
      'package.json',
    ]);
  });

  it('carries no secret and no developer into the build', () => {
    expect(all.filter(({ name }) => name === 'ARG')).toEqual([]);
    expect(of('ENV').join(' ')).not.toMatch(/KEY|TOKEN|SECRET/);
  });
});

/** Whether .dockerignore leaves a path to the build: the last line that fits decides, as Docker has it. */
function isSent(path: string): boolean {
  const lines = read('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  let sent = true;
  for (const line of lines) {
    const pattern = line.replace(/^!/, '');
    const source = pattern
      .replace(/[.+]/g, '\\$&')
      .replace(/\*\*\//g, '(?:.*/)?')
      .replace(/(?<!\.)\*(?!\))/g, '[^/]*');
    if (new RegExp(`^${source}(?:/.*)?$`).test(path)) sent = line.startsWith('!');
  }
  return sent;
}

describe('.dockerignore', () => {
  it.each([
    ['src/cli.ts', true],
    ['src/report/formats/html.ts', true],
    ['scripts/build.mjs', true],
    ['package-lock.json', true],
    ['schemas/report.schema.json', true],
    ['fixtures/worlds/nine-versus-four/snapshot.jsonl', true],
    ['fixtures/worlds/nine-versus-four/expected.json', false],
    ['fixtures/worlds/siblings/snapshot.jsonl', false],
    ['src/command.test.ts', false],
    ['schemas/ext/junit-10.xsd', false],
    ['node_modules/zod/index.js', false],
    ['dist/cli.cjs', false],
    ['.git/config', false],
    ['.env', false],
    ['test/cli.test.ts', false],
  ])('%s is sent: %s', (path, sent) => expect(isSent(path)).toBe(sent));

  it('sends all that the build copies', () => {
    const copied = of(
      'COPY',
      all.filter(({ stage }) => stage === 0),
    ).flatMap((rest) => rest.split(' ').slice(0, -1));
    expect(copied.length).toBeGreaterThan(4);
    expect(copied.filter((path) => !existsSync(join(root, path)) || !isSent(path))).toEqual([]);
  });
});

/** What the last stage copies, put in the same places of a folder: whether that is enough to run. */
function image(): string {
  const folder = makeFolder();
  for (const rest of of('COPY', final)) {
    const words = rest.split(' ').filter((word) => !word.startsWith('--'));
    const target = words.at(-1) ?? '';
    for (const word of words.slice(0, -1)) {
      const from = word.replace(/^\/build\//, '');
      const sources = from.includes('*')
        ? readdirSync(join(root, dirname(from)))
            .filter((name) => name.endsWith(basename(from).replace('*', '')))
            .map((name) => join(dirname(from), name))
        : [from];
      for (const source of sources) {
        const into = target.endsWith('/') ? join(folder, target, basename(source)) : join(folder, target);
        mkdirSync(dirname(into), { recursive: true });
        cpSync(join(root, source), into, { recursive: true });
      }
    }
  }
  return folder;
}

describe('what the image holds', () => {
  const folder = image();
  const cache = makeFolder();
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(folder, 'dist/cli.cjs'), ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, XDG_CACHE_HOME: cache },
    });

  it.each([
    ['--version', 0],
    ['demo', 0],
    ['schema report', 0],
    ['iam-policy', 0],
    ['completion bash', 0],
    ['audit --from fixtures/worlds/nine-versus-four/snapshot.jsonl', 1],
  ])('is enough for %s', (line, code) => {
    const { status, stdout } = run(...line.split(' '));
    expect(status).toBe(code);
    expect(stdout).not.toBe('');
  });

  it('keeps compiled code for the commands that the build runs', () => {
    const commands = [
      ...of('RUN', final)
        .join(' ')
        .matchAll(/node dist\/cli\.cjs (.*?) > \/dev\/null/g),
    ];
    expect(commands.map(([, line]) => line?.split(' ')[0])).toEqual(['demo', 'audit', 'check']);
    const kept = readdirSync(join(cache, 'infra-parity'));
    expect(kept.filter((name) => name.endsWith('-demo.code') || name.endsWith('-audit.code'))).toHaveLength(2);
  });
});
