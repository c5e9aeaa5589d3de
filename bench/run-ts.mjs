/**
 * `node bench/run-ts.mjs FILE.ts [ARGUMENTS]`: runs TypeScript of this repository, sources and test helpers included. Node 20
 * does not read types; esbuild takes them out and leaves every package where it is.
 */
import { rmSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [file, ...args] = process.argv.slice(2);
if (!file) throw new Error('which file? node bench/run-ts.mjs FILE.ts [ARGUMENTS]');

/** In one file with the others, a module still knows its own place. */
const ownUrl = {
  name: 'own-url',
  setup(plugin) {
    plugin.onLoad({ filter: /\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
      loader: 'ts',
    }));
  },
};

const folder = fileURLToPath(new URL('../node_modules/.cache/infra-parity/', import.meta.url));
await mkdir(folder, { recursive: true });
const outfile = join(folder, `${basename(file, '.ts')}-${process.pid}.mjs`);
await build({
  entryPoints: [resolve(file)],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: 'inline',
  logLevel: 'warning',
  plugins: [ownUrl],
});
process.once('exit', () => rmSync(outfile, { force: true }));
process.argv = [process.argv[0], resolve(file), ...args];
await import(pathToFileURL(outfile).href);
