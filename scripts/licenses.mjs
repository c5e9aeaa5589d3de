import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder of the package that a bundled file comes from, `node_modules/@scope/name`; null for a file of ours. */
function packageFolder(input) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0] ?? null;
}

async function licenseText(folder) {
  const name = (await readdir(folder)).sort().find((file) => /^(licen[cs]e|copying)/i.test(file));
  return name === undefined ? '' : (await readFile(join(folder, name), 'utf8')).trim();
}

/** The licences of every package whose code is in the bundle, each text once, under the packages that it covers. */
export async function licenses(root, metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap((output) => Object.keys(output.inputs)),
  );
  const covered = new Map();
  for (const folder of new Set(inputs.map(packageFolder).filter(Boolean).sort())) {
    const { name, version, license } = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
    const text = await licenseText(join(root, folder));
    covered.set(text, [...(covered.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  const parts = [...covered].map(
    ([text, names]) => `${names.join('\n')}\n\n${text || '(no licence file in the package)'}\n`,
  );
  return `infra-parity contains code of these packages.\n\n${parts.join(`\n${'='.repeat(80)}\n\n`)}`;
}
