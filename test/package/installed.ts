/** The package as a user gets it: packed, and installed into an empty project. */
import { execFileSync, type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The package as a user gets it: packed, and installed into an empty project. */
export type Installed = {
  /** The empty project. */
  readonly folder: string;
  /** The package in it. */
  readonly installed: string;
  /** npm's link to the bin. */
  readonly bin: string;
  /** What the package holds, paths from its root. */
  readonly packed: readonly string[];
  /** A new empty home folder; `environment` and `start` use the last one. */
  newHome(): string;
  /** Without the credentials, settings and compiled code of whoever runs the tests. */
  environment(extra?: Readonly<Record<string, string>>): Record<string, string>;
  start(args: readonly string[], extra?: Readonly<Record<string, string>>): SpawnSyncReturns<string>;
  remove(): void;
};

export function npm(args: readonly string[], cwd: string): string {
  const env = { ...process.env, npm_config_loglevel: 'error', npm_config_update_notifier: 'false' };
  return execFileSync('npm', [...args], { cwd, env, encoding: 'utf8' });
}

export function manifest(): Record<string, unknown> {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
}

/** `npm test` has built dist/: building it here would take it away from the tests beside this one. */
export function installPackage(): Installed {
  const folder = mkdtempSync(join(tmpdir(), 'infra-parity-package-'));
  if (!existsSync(join(root, 'dist/cli.cjs'))) throw new Error('dist/ is not there: run "npm run build" first');
  const pack = npm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder], root);
  const [{ filename, files }] = JSON.parse(pack) as [{ filename: string; files: readonly { path: string }[] }];
  writeFileSync(join(folder, 'package.json'), '{"name":"empty","version":"1.0.0"}');
  npm(['install', '--offline', '--no-audit', '--no-fund', join(folder, filename)], folder);
  const bin = join(folder, 'node_modules/.bin/infra-parity');
  let home = folder;
  const environment = (extra: Readonly<Record<string, string>> = {}) => {
    return { PATH: process.env.PATH ?? '', HOME: home, AWS_EC2_METADATA_DISABLED: 'true', ...extra };
  };
  return {
    folder,
    installed: join(folder, 'node_modules/infra-parity'),
    bin,
    packed: files.map((file) => file.path),
    newHome() {
      home = mkdtempSync(join(folder, 'home-'));
      return home;
    },
    environment,
    start: (args, extra) =>
      spawnSync(bin, [...args], { cwd: folder, env: environment(extra), encoding: 'utf8', maxBuffer: 2 ** 28 }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
