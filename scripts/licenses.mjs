// The licences of the packages whose code is in the bundle.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundledPackages, packageAt } from './bundled.mjs';

async function licenseText(folder) {
  const name = (await readdir(folder)).sort().find((file) => /^(licen[cs]e|copying)/i.test(file));
  return name === undefined ? '' : (await readFile(join(folder, name), 'utf8')).trim();
}

/**
 * The licences of every package whose code is in the bundle, each text once, under the packages that it covers.
 *
 * @param data folders of packages whose data is shipped; and further notices
 */
export async function licenses(root, metafiles, { data = [], notices = [] } = {}) {
  const covered = new Map();
  const shipped = await Promise.all(data.map((folder) => packageAt(root, folder)));
  for (const { folder, name, version, license } of [...(await bundledPackages(root, metafiles)), ...shipped]) {
    const text = await licenseText(join(root, folder));
    covered.set(text, [...(covered.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  const parts = [...covered].map(
    ([text, names]) => `${names.join('\n')}\n\n${text || '(no licence file in the package)'}\n`,
  );
  return `infra-parity contains code and data of these packages.\n\n${[...parts, ...notices].join(`\n${'='.repeat(80)}\n\n`)}`;
}
