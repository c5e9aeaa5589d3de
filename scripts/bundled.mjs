// Which packages have code in the bundle.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder of the package that a bundled file comes from, `node_modules/@scope/name`; null for a file of ours. */
function packageFolder(input) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0] ?? null;
}

/** Folder, name, version and licence of every package whose code is in the bundle, by folder. */
export async function bundledPackages(root, metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap((output) => Object.keys(output.inputs)),
  );
  const folders = [...new Set(inputs.map(packageFolder).filter(Boolean))].sort();
  return Promise.all(folders.map((folder) => packageAt(root, folder)));
}

/** Folder, name, version and licence of one package. */
export async function packageAt(root, folder) {
  const { name, version, license } = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
  return { folder, name, version, license };
}
