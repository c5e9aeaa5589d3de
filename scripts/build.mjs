/**
 * Bundles the package into dist/: cli.cjs (the bin, small), main.cjs (the commands) and the files that main.cjs loads
 * when a command first needs them (the AWS side: one file per service, and what the services share).
 *
 * Two passes, because esbuild splits a bundle only as ES modules and the code cache works only with scripts: the first
 * bundles and splits, the second turns each file into CommonJS.
 */
import { chmod, copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { licenses } from './licenses.mjs';
import { sbom } from './sbom.mjs';
import { sdkNames, sdkPlugin } from './sdk-plugin.mjs';
import { smallerPlugin } from './smaller-plugin.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

const output = { target: 'node20.19', minify: true, legalComments: 'none', sourcesContent: false };

/** The code cache keeps scripts, and a script cannot import(): it becomes require(), which can be given to it. */
const script = { format: 'cjs', supported: { 'dynamic-import': false } };

const common = {
  ...output,
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  mainFields: ['module', 'main'],
  write: false,
  metafile: true,
  logLevel: 'warning',
  outdir: dist,
  outExtension: { '.js': '.cjs' },
};

const cli = await build({
  ...common,
  entryPoints: ['src/cli.ts'],
  ...script,
  banner: { js: '#!/usr/bin/env node' },
});

const main = await build({
  ...common,
  entryPoints: ['src/main.ts'],
  format: 'esm',
  splitting: true,
  chunkNames: '[name]-[hash]',
  // In CommonJS there is none; a file that asks where it is gets its place in dist/.
  define: { 'import.meta.url': '__bundleUrl' },
  sourcemap: 'inline',
  plugins: [smallerPlugin, sdkPlugin(await sdkNames(join(root, 'src')), root)],
});

/** Maps go with the files that hold code of ours: nobody debugs the libraries from here, and theirs are twice as large. */
function holdsOurCode(name) {
  const inputs = main.metafile.outputs[`dist/${name}`]?.inputs ?? {};
  return Object.keys(inputs).some((input) => input.startsWith('src/'));
}

await rm(dist, { recursive: true, force: true });
await mkdir(dist);
await writeFile(join(dist, 'cli.cjs'), cli.outputFiles[0].contents);
await chmod(join(dist, 'cli.cjs'), 0o755);
for (const file of main.outputFiles) {
  const name = basename(file.path);
  const mapped = holdsOurCode(name);
  const banner = file.text.includes('__bundleUrl')
    ? 'var __bundleUrl=require("node:url").pathToFileURL(__filename).href;'
    : '';
  const sourcemap = mapped ? 'external' : false;
  const { code, map } = await transform(file.text, {
    ...output,
    ...script,
    platform: 'node',
    sourcefile: name,
    sourcemap,
    banner,
  });
  await writeFile(join(dist, name), mapped ? `${code}//# sourceMappingURL=${name}.map\n` : code);
  if (mapped) await writeFile(join(dist, `${name}.map`), map);
}
// Data, read when it is first needed.
await copyFile(join(root, 'src/collectors/generic/type-knowledge.json'), join(dist, 'type-knowledge.json'));
await copyFile(join(root, 'src/sources/terraform-attributes.json'), join(dist, 'terraform-attributes.json'));
const { notice } = JSON.parse(await readFile(join(root, 'scripts/type-knowledge/cfn-lint-extract.json'), 'utf8'));
const shipped = {
  data: ['node_modules/@aws-cdk/aws-service-spec'],
  notices: [
    `cfn-lint (MIT No Attribution), data in type-knowledge.json\n\n${notice}\n`,
    '@cdktf/provider-aws (MPL-2.0, https://github.com/cdktf/cdktf-provider-aws), names in terraform-attributes.json\n',
  ],
};
await writeFile(join(dist, 'THIRD-PARTY-LICENSES.txt'), await licenses(root, [cli.metafile, main.metafile], shipped));
await writeFile(join(dist, 'sbom.cdx.json'), `${await sbom(root, [cli.metafile, main.metafile], shipped)}\n`);
