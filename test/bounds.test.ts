// Holds that what has no end, or is no file, is refused in one line and in bounded time and memory.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../src/command.ts';
import { externalIdOf } from '../src/commands/options.ts';
import { broken } from '../src/commands/sample-snapshot.ts';
import { recorder } from '../src/commands/testing.ts';
import { formatSnapshot } from '../src/snapshot/file.ts';
import { BIN } from './built.ts';
import { makeFolder } from './folder.ts';

const lines = [...formatSnapshot(broken())].join('\n');

function started(folder: string, argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const begun = performance.now();
  const options = {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', HOME: folder, ...env },
    encoding: 'utf8' as const,
    timeout: 60_000,
  };
  const { status, stderr, stdout } = spawnSync(process.execPath, ['--max-old-space-size=300', BIN, ...argv], options);
  return { status, stderr, stdout, seconds: (performance.now() - begun) / 1000 };
}

/** Where a file is read: what is named, and the command. */
const READS = {
  '--from': (file: string) => ['audit', '--from', file],
  '--from of a report': (file: string) => ['report', '--from', file],
  '--since': (file: string) => ['audit', '--from', 's.jsonl', '--since', file],
  '--baseline': (file: string) => ['audit', '--from', 's.jsonl', '--baseline', file],
  '--waivers': (file: string) => ['audit', '--from', 's.jsonl', '--waivers', file],
  waive: (file: string) => [
    'waive',
    '0'.repeat(16),
    '--waivers',
    file,
    '--reason',
    'a',
    '--owner',
    'b',
    '--until',
    '2999-01-01',
  ],
};

function folderWith(): string {
  const folder = makeFolder();
  writeFileSync(join(folder, 's.jsonl'), `${lines}\n`);
  return folder;
}

describe.skipIf(!existsSync('/dev/zero')).each(Object.entries(READS))('%s', (_, argv) => {
  it('is not read without end', () => {
    const { status, stderr, seconds } = started(folderWith(), argv('/dev/zero'));
    expect({ status, stderr: stderr.trimEnd().split('\n') }).toEqual({
      status: 2,
      stderr: [expect.stringMatching(/is no text|MB/)],
    });
    expect(seconds).toBeLessThan(30);
  });

  it('is not waited for', () => {
    const folder = folderWith();
    spawnSync('mkfifo', [join(folder, 'pipe')]);
    const { status, stderr } = started(folder, argv('pipe'));
    expect({ status, stderr: stderr.trimEnd().split('\n') }).toEqual({
      status: 2,
      stderr: [expect.stringContaining('is a pipe')],
    });
  });
});

describe('a pipe that the shell opened', () => {
  it('is read', () => {
    const folder = folderWith();
    const { status } = spawnSync(
      'bash',
      ['-c', `"$0" "$1" audit --from <(cat s.jsonl) --baseline <(echo 'failOn: never')`, process.execPath, BIN],
      { cwd: folder, env: { PATH: process.env.PATH ?? '', HOME: folder } },
    );
    expect(status).toBe(0);
  });
});

async function ran(folder: string, ...argv: string[]) {
  const { io, out, err } = recorder({ cwd: folder });
  return { code: await run(argv, io), out: out(), err: err() };
}

describe('a declaration', () => {
  it('that is found and is a pipe is not waited for', async () => {
    const folder = folderWith();
    spawnSync('mkfifo', [join(folder, 'infra-parity.yaml')]);
    expect(await ran(folder, 'audit', '--from', 's.jsonl')).toMatchObject({
      code: 2,
      err: expect.stringContaining('is a pipe'),
    });
  });

  it('of more than eight megabytes is refused', async () => {
    const folder = folderWith();
    writeFileSync(join(folder, 'infra-parity.yaml'), `# ${'x'.repeat(100)}\n`.repeat(90_000));
    expect(await ran(folder, 'audit', '--from', 's.jsonl')).toMatchObject({
      code: 2,
      err: expect.stringContaining('is longer than 8 MB'),
    });
  });

  it('that is a folder or is not there is one line', async () => {
    const folder = folderWith();
    mkdirSync(join(folder, 'd'));
    for (const file of ['d', 'none', 'd/none'])
      for (const flag of ['--baseline', '--waivers', '--since'])
        expect(await ran(folder, 'audit', '--from', 's.jsonl', flag, file)).toMatchObject({
          code: 2,
          err: expect.stringMatching(/^infra-parity: [^\n]*\n$/),
        });
  });
});

describe('a name', () => {
  it.each(['name', 'id', 'arn', 'stack', 'logicalId'])(
    '(%s) that is longer than any of AWS is refused, in plain text and escaped',
    async (member) => {
      const folder = folderWith();
      const [index, line] = [...lines.split('\n').entries()].find(([, one]) => one.startsWith('{"type"')) as [
        number,
        string,
      ];
      for (const character of ['x', '"']) {
        const value = { ...(JSON.parse(line) as object), [member]: character.repeat(20_000) };
        const all = lines.split('\n').map((one, at) => (at === index ? JSON.stringify(value) : one));
        writeFileSync(join(folder, 's.jsonl'), `${all.join('\n')}\n`);
        expect(await ran(folder, 'audit', '--from', 's.jsonl')).toMatchObject({
          code: 2,
          err: expect.stringContaining('a name or an id is longer than 16384 characters'),
        });
      }
    },
  );
});

describe('a password in the address of an endpoint', () => {
  it.each(['htp://user:hunter2@host', 'user:hunter2@host:80', 'http//:hunter2@x@host', '://hunter2@'])(
    '%s is not printed',
    async (url) => {
      const folder = folderWith();
      const { io, out, err } = recorder({ cwd: folder, env: { AWS_ENDPOINT_URL_S3: url } });
      const code = await run(['check', '--regions', 'us-east-1,eu-central-1'], io);
      expect(code).toBe(2);
      expect(`${out()}${err()}`).not.toContain('hunter2');
      expect(err()).toContain('AWS_ENDPOINT_URL_S3=');
    },
  );
});

describe('the external id of a role', () => {
  it('may come from the environment, where no list of processes shows it', () => {
    const env = { INFRA_PARITY_EXTERNAL_ID: 'from-env' };
    expect(externalIdOf({ roleArn: 'arn' }, env)).toBe('from-env');
    expect(externalIdOf({ roleArn: 'arn', externalId: 'given' }, env)).toBe('given');
    // Set for a whole job: it is no mistake of a command that assumes no role.
    expect(externalIdOf({}, env)).toBeUndefined();
    expect(externalIdOf({ roleArn: 'arn' }, {})).toBeUndefined();
  });
});
