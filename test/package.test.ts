import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { VERSION } from '../src/common/version.ts';
import { type Installed, installPackage, manifest, npm } from './package/installed.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
let pack: Installed;
let home = '';
let snapshot = '';

beforeAll(() => {
  pack = installPackage();
  snapshot = join(pack.installed, 'fixtures/worlds/nine-versus-four/snapshot.jsonl');
}, 120_000);
afterAll(() => pack.remove());
beforeEach(() => {
  home = pack.newHome();
});

describe('the package', () => {
  it('has the version that the product says', () => expect(manifest().version).toBe(VERSION));

  it('holds what is needed to run it and nothing of its making', () => {
    const allowed = [
      /^(package\.json|README\.md|CHANGELOG\.md|LICENSE)$/,
      /^dist\/[\w.-]+\.cjs(\.map)?$/,
      /^dist\/(THIRD-PARTY-LICENSES\.txt|sbom\.cdx\.json|(?:type-knowledge|terraform-attributes)\.json)$/,
      /^schemas\/[\w.-]+\.json$/,
      // npm takes a README along wherever one is: this one tells the story of the demo.
      /^fixtures\/baselines\/[\w-]+\.yaml$/,
      /^fixtures\/worlds\/nine-versus-four\/(snapshot\.jsonl|README\.md)$/,
    ];
    expect(pack.packed.filter((path) => !allowed.some((form) => form.test(path)))).toEqual([]);
    expect(pack.packed).toEqual(
      expect.arrayContaining(['dist/cli.cjs', 'dist/main.cjs', 'dist/main.cjs.map', 'README.md']),
    );
  });

  it('needs no other package', () => {
    expect(manifest().dependencies).toBeUndefined();
    expect(readdirSync(join(pack.folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'infra-parity',
    ]);
  });

  it('names the licence of every package that it contains', () => {
    const licences = readFileSync(join(pack.installed, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['commander', '@aws-sdk/client-ec2', '@smithy/core', 'zod', 'yaml'])
      expect(licences).toContain(`${name} `);
  });

  it('has a bill of materials of what it contains, with the digest of each', () => {
    const bill = JSON.parse(readFileSync(join(pack.installed, 'dist/sbom.cdx.json'), 'utf8'));
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { version: VERSION } } });
    const licences = readFileSync(join(pack.installed, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
    const named = licences.match(/^[@\w][\w./-]* \d[\w.-]* \(/gm)?.map((line) => line.slice(0, -2)) ?? [];
    const components = bill.components as { name: string; version: string; hashes?: unknown }[];
    expect(components.map(({ name, version }) => `${name} ${version}`).sort()).toEqual([...new Set(named)].sort());
    expect(components.filter(({ hashes }) => hashes === undefined)).toEqual([]);
  });

  it('names the repository that its provenance is held against', () => {
    expect(manifest().repository).toEqual({
      type: 'git',
      url: 'git+https://github.com/infra-parity/infra-parity.git',
    });
  });

  it('has source maps that lead to the sources', () => {
    const map = JSON.parse(readFileSync(join(pack.installed, 'dist/main.cjs.map'), 'utf8')) as {
      sources: readonly string[];
    };
    expect(map.sources).toContain('../src/main.ts');
  });

  it('left most of EC2 out of the bundle', () => {
    const name = readdirSync(join(pack.installed, 'dist')).find((file) => file.startsWith('client-ec2-'));
    expect(statSync(join(pack.installed, 'dist', name ?? '')).size).toBeLessThan(150_000);
  });
});

describe('the bin', () => {
  it.each(['--version', '-V'])('answers %s', (flag) => {
    expect(pack.start([flag])).toMatchObject({ status: 0, stdout: `${VERSION}\n`, stderr: '' });
  });

  it('starts through npx', () =>
    expect(npm(['exec', '--offline', 'infra-parity', '--', '--version'], pack.folder)).toBe(`${VERSION}\n`));

  it('shows the demo: nine resources and four', () => {
    const { status, stdout } = pack.start(['demo']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/us-east-1\D+9\b/);
    expect(stdout).toMatch(/eu-central-1\D+4\b/);
  });

  it('loses nothing of a long report in a slow pipe', async () => {
    const child = spawn(pack.bin, ['audit', '--from', manyTimes(snapshot), '--report', 'json'], {
      cwd: pack.folder,
      env: pack.environment(),
    });
    let text = '';
    child.stdout.setEncoding('utf8');
    for await (const part of child.stdout) {
      text += part;
      await sleep(1);
    }
    expect(text.length).toBeGreaterThan(5_000_000);
    expect(JSON.parse(text)).toMatchObject({ schemaVersion: 1 });
  }, 120_000);

  it.runIf(existsSync('/dev/full'))('does not call an answer given that could not be written', () => {
    const result = spawnSync('bash', ['-c', '"$0" types > /dev/full', pack.bin], {
      env: pack.environment(),
      encoding: 'utf8',
    });
    expect(result.status).toBe(2);
    expect(result.stderr).toContain('cannot write the output');
  });

  it('is quiet when its reader goes away', () => {
    const result = spawnSync(
      'bash',
      ['-c', `set -o pipefail; "$0" demo | head -c 1 > /dev/null; echo "\${PIPESTATUS[0]}"`, pack.bin],
      {
        env: pack.environment(),
        encoding: 'utf8',
      },
    );
    expect(result.stdout).toBe('0\n');
    expect(result.stderr).not.toMatch(/EPIPE|Error/);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends with %s', async (signal, code) => {
    const silent = createServer(() => {});
    await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
    const AWS_ENDPOINT_URL = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    try {
      const access = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_ENDPOINT_URL };
      const child = spawn(pack.bin, ['check', '--regions', 'us-east-1,eu-central-1'], {
        cwd: pack.folder,
        env: pack.environment(access),
      });
      const ended = once(child, 'exit');
      await once(silent, 'request');
      child.kill(signal);
      expect((await ended)[0]).toBe(code);
    } finally {
      silent.closeAllConnections();
      silent.close();
    }
  });
});

/** The snapshot with its resources many times over, under other names: a report of more than 5 MB. */
function manyTimes(file: string): string {
  const times = 600;
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const many = lines.flatMap((line) => {
    const one = JSON.parse(line) as Record<string, unknown>;
    if (one.kind === 'observation') return [JSON.stringify({ ...one, resources: Number(one.resources) * times })];
    if (one.kind !== undefined) return [line];
    const rename = (text: unknown, copy: number) => (typeof text === 'string' ? `${text}x${copy}` : text);
    return Array.from({ length: times }, (_, copy) => {
      const names = { logicalId: rename(one.logicalId, copy), name: rename(one.name, copy), id: rename(one.id, copy) };
      return JSON.stringify({ ...one, ...names });
    });
  });
  const target = join(home, 'many.jsonl');
  writeFileSync(target, `${many.join('\n')}\n`);
  return target;
}

describe('what a command loads', () => {
  /** Files of dist/ with code of the SDK; how the sources spell their imports does not show in a bundle. */
  const isAws = (name: string) =>
    /smithy|aws-sdk-js|X-Amz-/i.test(readFileSync(join(pack.installed, 'dist', name), 'utf8'));

  function filesRead(args: readonly string[], extra: Readonly<Record<string, string>>): readonly string[] {
    const trace = join(home, 'trace.json');
    const preload = join(root, 'test/package/trace-files.cjs');
    pack.start(args, { NODE_OPTIONS: `--require "${preload}"`, TRACE_FILE: trace, ...extra });
    return JSON.parse(readFileSync(trace, 'utf8')) as readonly string[];
  }

  const plain = { NODE_DISABLE_COMPILE_CACHE: '1' };
  it.each([
    ['--version', []],
    ['--help', ['main.cjs']],
    ['check --help', ['main.cjs']],
    ['rules', ['main.cjs']],
    ['types', ['main.cjs']],
    ['demo', ['main.cjs']],
    ['audit --from SNAPSHOT', ['main.cjs']],
  ])('%s loads no AWS code', (line, least) => {
    for (const cache of [plain, {}]) {
      const files = filesRead(line.replace('SNAPSHOT', snapshot).split(' '), cache);
      expect(files).toEqual(expect.arrayContaining(least));
      expect(files.filter(isAws)).toEqual([]);
    }
  });

  it('check loads AWS code, and this test can tell', () => {
    const access = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };
    const files = filesRead(['check', '--regions', 'us-east-1,eu-central-1'], { ...plain, ...access });
    expect(files.filter(isAws).length).toBeGreaterThan(0);
  });
});
