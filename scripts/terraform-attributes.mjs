/**
 * Which attributes of Terraform's AWS resources nobody can set, for AWS makes them: read from the classes that CDKTF generates of the
 * provider's schema, and written to src/sources/terraform-attributes.json. What a person may set and AWS fills in otherwise, the
 * compiled classes do not tell from the rest.
 *
 * `npm pack @cdktf/provider-aws && tar xzf cdktf-provider-aws-*.tgz && node scripts/terraform-attributes.mjs package`
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('where is the package? node scripts/terraform-attributes.mjs FOLDER');
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** Told apart from attributes before anything is looked up. */
const OWN = new Set(['id', 'arn', 'tags', 'tags_all', 'region', 'timeouts', 'owner_id']);
const DEEPEST = 6;

/** Each class of a file: what it extends, its attributes with their marks, and the blocks in it with their classes. */
function classesIn(text) {
  const found = new Map();
  for (const part of text.split(/^class /m).slice(1)) {
    const [, name, base] = /^(\w+) extends cdktf\.(\w+)/.exec(part) ?? [];
    if (name === undefined) continue;
    const attributes = [...part.matchAll(/\/\/ (\w+) - computed: (\w+), optional: (\w+), required: \w+/g)].map(
      ([, attribute, computed, optional]) => ({
        attribute,
        computed: computed === 'true',
        optional: optional === 'true',
      }),
    );
    const blocks = [...part.matchAll(/new (\w+?)(?:List|Map|OutputReference)\(this, "(\w+)"/g)].map(
      ([, kind, block]) => ({
        kind: `${kind}OutputReference`,
        block,
      }),
    );
    const type = /\.tfResourceType = "(aws_\w+)"/.exec(part)?.[1];
    found.set(name, { base, attributes, blocks, type });
  }
  return found;
}

/** Paths of what is computed, below a class. */
function pathsOf(classes, name, prefix, into, depth = 0) {
  const own = classes.get(name);
  if (own === undefined || depth > DEEPEST) return;
  const seen = new Set();
  for (const { attribute, computed, optional } of own.attributes) {
    if (seen.has(attribute) || (depth === 0 && OWN.has(attribute))) continue;
    seen.add(attribute);
    if (computed && !optional) into.push(`${prefix}${attribute}`);
  }
  // Below what nobody can set, nobody can set anything.
  for (const { kind, block } of own.blocks)
    if (!into.includes(`${prefix}${block}`)) pathsOf(classes, kind, `${prefix}${block}.`, into, depth + 1);
}

const types = {};
for (const name of readdirSync(join(folder, 'lib')).sort()) {
  const file = join(folder, 'lib', name, 'index.js');
  if (name.startsWith('data-') || !existsSync(file)) continue;
  const classes = classesIn(readFileSync(file, 'utf8'));
  for (const [own, { base, type }] of classes) {
    if (base !== 'TerraformResource' || type === undefined) continue;
    const into = [];
    pathsOf(classes, own, '', into);
    types[type] = into.sort().join(' ');
  }
}
const lines = Object.entries(types).map(([type, marks]) => ` ${JSON.stringify(type)}: ${JSON.stringify(marks)}`);
const source = `@cdktf/provider-aws ${version}`;
writeFileSync(
  new URL('../src/sources/terraform-attributes.json', import.meta.url),
  `{"source": ${JSON.stringify(source)}, "types": {\n${lines.join(',\n')}\n}}\n`,
);
process.stdout.write(`${lines.length} types\n`);
