// The bill of materials (CycloneDX) of the bundle: the package needs no other at run time, it contains them.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundledPackages, packageAt } from './bundled.mjs';

/** `pkg:npm/%40aws-sdk/client-s3@3.1.0` */
const purl = ({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** The digest of the package's tarball as the lock file has it, `sha512-BASE64`. */
function hashes(integrity = '') {
  const [algorithm, digest] = integrity.split('-');
  if (algorithm !== 'sha512' || !digest) return {};
  return { hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }] };
}

const licence = (license) => (license ? { licenses: [{ expression: license }] } : {});

/** Of what is in the bundle, and of packages whose data is shipped (`data`: their folders), and nothing else; without times and serial numbers, so that the same bundle gives the same bytes. */
export async function sbom(root, metafiles, { data = [] } = {}) {
  const own = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')).packages;
  const found = new Map();
  const shipped = await Promise.all(data.map((folder) => packageAt(root, folder)));
  for (const { folder, ...one } of [...(await bundledPackages(root, metafiles)), ...shipped]) {
    found.set(purl(one), {
      type: 'library',
      'bom-ref': purl(one),
      name: one.name,
      version: one.version,
      ...hashes(lock[folder]?.integrity),
      ...licence(one.license),
      purl: purl(one),
    });
  }
  const component = {
    type: 'application',
    'bom-ref': purl(own),
    name: own.name,
    version: own.version,
    ...licence(own.license),
    purl: purl(own),
  };
  const components = [...found.values()].sort((a, b) => (a.purl < b.purl ? -1 : 1));
  return JSON.stringify(
    {
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: { component },
      components,
      dependencies: [{ ref: purl(own), dependsOn: components.map((one) => one['bom-ref']) }],
    },
    null,
    1,
  );
}
