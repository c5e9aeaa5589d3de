/**
 * What makes the AWS SDK small enough to start quickly. Two things keep esbuild from leaving out what is not used:
 *
 * - `await import('@aws-sdk/client-ec2')` asks for the whole namespace, so all 700 commands of EC2. Here it becomes the
 *   import of a module that exports just the names that the sources take from it.
 * - The services' schemas are one module whose objects have computed keys (`{ [_xN]: "id" }`), which esbuild must take
 *   for side effects. Here the constants are put in as the literals that they are: EC2's schemas go from 552 kB to 13 kB.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const ANY_IMPORT = /(?<!typeof )\bimport\(\s*'@(?:aws-sdk|smithy)\/[^']+'\s*,?\s*\)(?!\.[A-Z])/g;
const TAKEN_APART = /\{([^{}]*)\}\s*=\s*await import\(\s*'(@(?:aws-sdk|smithy)\/[^']+)'\s*,?\s*\)/g;
const KEPT_WHOLE = /\bconst (\w+)(?:: \w+)? = await import\(\s*'(@(?:aws-sdk|smithy)\/[^']+)'\s*,?\s*\)/g;
const NAMESPACE = 'sdk-names';

/** What one file takes from the SDK: pairs of package and name. */
function namesTaken(file, text) {
  const apart = [...text.matchAll(TAKEN_APART)];
  const whole = [...text.matchAll(KEPT_WHOLE)];
  if (apart.length + whole.length !== [...text.matchAll(ANY_IMPORT)].length) {
    const form = "const { Name, … } = await import('@aws-sdk/…')";
    throw new Error(`${file}: write "${form}", so that the bundle can leave out the rest of the package`);
  }
  return [
    ...apart.flatMap(([, list, id]) => list.split(',').map((name) => [id, name.split(':')[0].trim()])),
    ...whole.flatMap(([, name, id]) =>
      [...text.matchAll(RegExp(`\\b${name}\\.(\\w+)`, 'g'))].map((use) => [id, use[1]]),
    ),
  ].filter(([, name]) => name !== '');
}

/** @returns for each SDK package that the sources in `folder` import dynamically, the names that they take from it. */
export async function sdkNames(folder) {
  const names = new Map();
  for (const entry of await readdir(folder, { recursive: true })) {
    if (!entry.endsWith('.ts') || entry.endsWith('.test.ts')) continue;
    for (const [id, name] of namesTaken(entry, await readFile(join(folder, entry), 'utf8'))) {
      names.set(id, (names.get(id) ?? new Set()).add(name));
    }
  }
  return names;
}

/** The text of a schema module with its string constants in place. */
export function withLiteralKeys(text) {
  const constants = new Map(
    [...text.matchAll(/^const (_\w+) = ("(?:[^"\\]|\\.)*");$/gm)].map(([, name, value]) => [name, value]),
  );
  return text.replace(/\[(_\w+)\]:/g, (whole, name) => (constants.has(name) ? `${constants.get(name)}:` : whole));
}

export function sdkPlugin(names, resolveDir) {
  return {
    name: 'sdk',
    setup(build) {
      build.onResolve({ filter: /^@(aws-sdk|smithy)\// }, ({ path, kind }) =>
        kind === 'dynamic-import' && names.has(path) ? { path, namespace: NAMESPACE } : undefined,
      );
      build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => ({
        contents: `export { ${[...names.get(path)].sort().join(', ')} } from ${JSON.stringify(path)};`,
        resolveDir,
      }));
      build.onLoad({ filter: /[\\/]dist-es[\\/].*schemas_\d+\.js$/ }, async ({ path }) => ({
        contents: withLiteralKeys(await readFile(path, 'utf8')),
        loader: 'js',
      }));
    },
  };
}
