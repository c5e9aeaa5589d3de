/**
 * Takes from the data of the cfn-lint package what no npm package has, into cfn-lint-extract.json beside this file.
 *
 * Usage: node scripts/type-knowledge/cfn-lint-extract.mjs FOLDER VERSION DATE
 *   FOLDER   `cfnlint/data/schemas` of an installed cfn-lint
 *   VERSION  its version, `1.51.0`
 *   DATE     when its schemas were taken from AWS, `2026-05-20`
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lines } from './lines.mjs';
import { factsOf } from './schema-facts.mjs';

const [folder, version, date] = process.argv.slice(2);
if (folder === undefined || version === undefined || date === undefined) {
  process.stderr.write('usage: cfn-lint-extract.mjs FOLDER VERSION DATE\n');
  process.exit(2);
}

const providers = join(folder, 'providers');
const byRegion = new Map();
for (const file of (await readdir(providers)).sort()) {
  if (!/^[a-z]+(_[a-z]+)+_\d+\.py$/.test(file)) continue;
  const text = await readFile(join(providers, file), 'utf8');
  const types = Object.fromEntries(
    [...text.matchAll(/"([\w:]+)": "([0-9a-f]{16})"/g)].map(([, type, hash]) => [type, hash]),
  );
  byRegion.set(file.replace('.py', '').replaceAll('_', '-'), types);
}

// Nobody can look into these partitions: their maps are copies of us-east-1, which is nothing known.
const home = byRegion.get('us-east-1');
const copied = [...byRegion].filter(([region, types]) => region !== 'us-east-1' && isSame(types, home));
for (const [region] of copied) byRegion.delete(region);

const hashes = new Map(Object.entries(home));
for (const types of byRegion.values())
  for (const [type, hash] of Object.entries(types)) if (!hashes.has(type)) hashes.set(type, hash);

const regions = [...byRegion.keys()];
const types = {};
for (const type of [...hashes.keys()].filter((name) => name.startsWith('AWS::')).sort()) {
  const schema = JSON.parse(await readFile(join(folder, 'resources', `${hashes.get(type)}.json`), 'utf8'));
  const offered = regions.map((region) => (byRegion.get(region)[type] === undefined ? '0' : '1')).join('');
  types[type] = { ...factsOf(schema), offered };
}

const notice =
  `Extracted from cfn-lint ${version} (https://github.com/aws-cloudformation/cfn-lint, MIT-0, Copyright Amazon.com, Inc. or its affiliates), ` +
  `whose schemas are those that AWS publishes for each region, of ${date}. Made by cfn-lint-extract.mjs; not edited by hand.`;
const head = { notice, version, date, copiedRegions: copied.map(([region]) => region), regions };
await writeFile(new URL('cfn-lint-extract.json', import.meta.url), lines(head, types));

function isSame(a, b) {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
