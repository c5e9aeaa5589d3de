import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { broken, resourcesOf, snapshot, whole } from '../src/commands/sample-snapshot.ts';
import { VERSION } from '../src/common/version.ts';
import { formatSnapshot } from '../src/snapshot/file.ts';
import type { Snapshot } from '../src/snapshot/snapshot.ts';
import { BIN } from './built.ts';
import { makeFolder } from './folder.ts';

/** The bin as a process: exit code, stdout, stderr. `npm test` builds it first. */
const folder = makeFolder();
const put = (name: string, value: Snapshot) =>
  writeFileSync(join(folder, name), `${[...formatSnapshot(value)].join('\n')}\n`);

/** Nothing of the machine's own AWS settings, no instance metadata. */
const CLEAN = {
  PATH: process.env.PATH ?? '',
  HOME: folder,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: join(folder, 'none'),
  AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'),
};
const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

type Run = { readonly code: number | null; readonly out: string; readonly err: string };

function start(argv: readonly string[], env: Record<string, string> = {}): { child: ChildProcess; done: Promise<Run> } {
  const child = spawn(process.execPath, [BIN, ...argv], { cwd: folder, env: { ...CLEAN, ...env } });
  let out = '';
  let err = '';
  child.stdout.on('data', (data) => {
    out += data;
  });
  child.stderr.on('data', (data) => {
    err += data;
  });
  const done = new Promise<Run>((end) => {
    child.on('close', (code) => end({ code, out, err }));
  });
  return { child, done };
}

const bin = (...argv: string[]) => start(argv).done;

beforeAll(() => {
  put('whole.jsonl', whole());
  put('broken.jsonl', broken());
  const gap = {
    region: 'eu-central-1',
    type: 'AWS::RDS::DBInstance',
    cause: 'denied',
    operation: 'rds:DescribeDBInstances',
    detail: 'AccessDenied',
    remedy: 'Grant rds:DescribeDBInstances.',
  } as const;
  const seen = resourcesOf('eu-central-1').filter((one) => one.type !== gap.type);
  put('denied.jsonl', snapshot([...resourcesOf('us-east-1'), ...seen], ['us-east-1', 'eu-central-1'], [gap]));
});

describe('exit codes', () => {
  it('0: parity', async () => {
    const { code, out, err } = await bin('audit', '--from', 'whole.jsonl');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^PARITY {2}us-east-1 5 · eu-central-1 5\n/);
  });

  it('1: deviations', async () => {
    const { code, out, err } = await bin('audit', '--from', 'broken.jsonl');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toMatch(/^DEVIATION {2}us-east-1 5 · eu-central-1 4\n/);
  });

  it('2: a mistake, in one line', async () => {
    expect(await bin('audit', '--from', 'none.jsonl')).toEqual({
      code: 2,
      out: '',
      err: expect.stringMatching(/^infra-parity: none\.jsonl: .*\n$/),
    });
  });

  it('3: nothing found, not everything seen, and nothing called missing', async () => {
    const { code, out } = await bin('audit', '--from', 'denied.jsonl');
    expect(code).toBe(3);
    expect(out).toMatch(/^INCOMPLETE {2}us-east-1 5 · eu-central-1 at least 4 \(1 not seen\)\n/);
    expect(out).toContain('→ Grant rds:DescribeDBInstances.');
    expect(out).not.toMatch(/ lacks |missing-resource ·/);
  });
});

describe('what is printed where', () => {
  it('gives one JSON document on stdout and nothing else', async () => {
    const { code, out, err } = await bin('audit', '--from', 'broken.jsonl', '--report', 'json');
    expect(JSON.parse(out)).toMatchObject({ schemaVersion: 1, verdict: 'deviation', exitCode: 1 });
    expect({ code, err }).toEqual({ code: 1, err: '' });
  });

  it('colours by FORCE_COLOR only, as no terminal is there', async () => {
    const { done } = start(['audit', '--from', 'whole.jsonl'], { FORCE_COLOR: '1' });
    expect((await done).out).toContain('\u001b[32m');
    expect((await bin('audit', '--from', 'whole.jsonl')).out).not.toContain('\u001b');
  });

  it('prints version and help', async () => {
    expect(await bin('--version')).toEqual({ code: 0, out: `${VERSION}\n`, err: '' });
    expect((await bin('--help')).out).toMatch(/^Usage: infra-parity /);
    expect(await bin()).toMatchObject({ code: 2, out: '' });
  });

  it('does not mind a reader that goes away', async () => {
    const { child, done } = start(['audit', '--from', 'broken.jsonl', '--report', 'json']);
    child.stdout?.destroy();
    expect(await done).toMatchObject({ code: 1, err: '' });
  });

  it.each(['baseline', 'report', 'snapshot'])('prints the schema of the %s as it is published', async (name) => {
    const { code, out } = await bin('schema', name);
    expect(code).toBe(0);
    expect(out).toBe(readFileSync(`schemas/${name}.schema.json`, 'utf8'));
  });
});

describe('demo', () => {
  it('shows nine against four, without an account', async () => {
    const { code, out, err } = await bin('demo');
    expect(code).toBe(0);
    expect(out).toMatch(/^DEVIATION {2}us-east-1 9 · eu-central-1 4\n/);
    expect(out).toContain('eu-central-1 lacks 5:');
    expect(err).toContain('A gate would exit 1 here.');
    expect(err).toContain('  infra-parity check --regions us-east-1,eu-central-1\n');
  });

  it('exits as the audit would when asked, and gives JSON', async () => {
    const { code, out } = await bin('demo', '--exit-code', '--report', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(out).counts['eu-central-1']).toMatchObject({ total: 4, missing: 5 });
  });
});

describe('with AWS', () => {
  const silent: Server = createServer(() => {
    // Takes the request and never answers.
  });
  let url = '';
  beforeAll(async () => {
    await new Promise<void>((ready) => {
      silent.listen(0, '127.0.0.1', ready);
    });
    const address = silent.address();
    url = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
  });
  afterAll(() => {
    silent.closeAllConnections();
    silent.close();
  });

  it('says in one line that there are no credentials', async () => {
    const { done } = start(['check', '--regions', 'us-east-1,eu-central-1'], { AWS_ENDPOINT_URL: url });
    const { code, out, err } = await done;
    expect(err).toMatch(/^infra-parity: .*credentials.*\n$/i);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s ends with %i and leaves no file', async (signal, expected) => {
    const inside = mkdtempSync(join(folder, 'interrupted-'));
    const argv = ['check', '--regions', 'us-east-1,eu-central-1', '--save-snapshot', join(inside, 's'), '--report'];
    const { child, done } = start([...argv, `json=${join(inside, 'r')}`], { ...CREDENTIALS, AWS_ENDPOINT_URL: url });
    await new Promise<void>((asked) => {
      silent.once('request', () => asked());
    });
    child.kill(signal);
    const { code, out, err } = await done;
    expect({ code, out }).toEqual({ code: expected, out: '' });
    expect(err).toContain('infra-parity: interrupted; nothing was written\n');
    expect(readdirSync(inside)).toEqual([]);
  });
});
