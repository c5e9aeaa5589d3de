/**
 * Makes src/collectors/generic/type-knowledge.json, what the tool knows of every CloudFormation type, and src/normalise/arn-templates.ts. From
 * `@aws-cdk/aws-service-spec` (Apache-2.0), as installed, and from type-knowledge/cfn-lint-extract.json (MIT-0).
 *
 * Usage: node scripts/type-knowledge.mjs
 */
import { readFile, writeFile } from 'node:fs/promises';
import { arnTemplates } from './type-knowledge/arn-templates.mjs';
import { lines } from './type-knowledge/lines.mjs';
import { serviceSpec } from './type-knowledge/service-spec-facts.mjs';

const lint = JSON.parse(await readFile(new URL('type-knowledge/cfn-lint-extract.json', import.meta.url), 'utf8'));
const spec = serviceSpec();

const names = [...new Set([...Object.keys(lint.types), ...Object.keys(spec.types)])].sort();
const types = Object.fromEntries(names.map((type) => [type, merged(lint.types[type], spec.types[type])]));
const head = {
  sources: [
    `@aws-cdk/aws-service-spec ${spec.version} (Apache-2.0): Ref, ARN templates, policies, attributes, references`,
    `cfn-lint ${lint.version} (MIT-0), schemas of ${lint.date}: identifiers, read-only, write-only, unordered, references, tags, regions`,
  ],
  date: lint.date,
  regions: lint.regions,
};
const folder = new URL('../src/collectors/generic/', import.meta.url);
await writeFile(new URL('type-knowledge.json', folder), lines(head, types));
await writeFile(new URL('../src/normalise/arn-templates.ts', import.meta.url), arnTemplates(spec, lint));

/** The schemas are AWS's own and tell the identifier best; of types that came after them the service spec tells all there is. */
function merged(schema, spec) {
  const id = identifierOf(schema, spec);
  const readOnly = schema?.readOnly ?? [];
  const references = { ...listed(spec?.references), ...withTargets(schema?.references, spec?.references) };
  const facts = {
    id,
    ref: spec?.ref && !isSame(spec.ref, id) ? spec.ref : undefined,
    /** `true`: documented to be the identifier. */
    refIsId: spec?.ref && isSame(spec.ref, id) ? true : undefined,
    tags: schema?.tags ?? spec?.tags,
    readOnly,
    writeOnly: schema?.writeOnly ?? [],
    attributes: (spec?.attributes ?? []).filter((name) => !readOnly.includes(name)),
    unordered: schema?.unordered ?? [],
    ordered: schema?.ordered ?? [],
    folded: schema?.folded ?? [],
    policies: spec?.policies ?? [],
    references,
    handlers: schema?.handlers === false ? false : undefined,
    offered: schema === undefined ? undefined : hex(schema.offered),
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => isSaid(value)));
}

/** A made-up `Id` gives way to what the service spec found out by hand. */
function identifierOf(schema, spec) {
  const made = schema === undefined || (isSame(schema.id, ['Id']) && !schema.handlers);
  return made && spec?.id.length > 0 ? spec.id : (schema?.id ?? []);
}

function listed(references = {}) {
  return Object.fromEntries(Object.entries(references).map(([path, targets]) => [path, targets.join(' ')]));
}

/** Both tables may name a target; what both say is said once. */
function withTargets(formats = {}, references = {}) {
  return Object.fromEntries(
    Object.entries(formats).map(([path, format]) => [
      path,
      [...new Set([format, ...(references[path] ?? [])])].join(' '),
    ]),
  );
}

/** One digit for four regions, the first region first. */
function hex(bits) {
  const padded = bits.padEnd(Math.ceil(bits.length / 4) * 4, '0');
  return padded
    .match(/.{4}/g)
    .map((four) => Number.parseInt(four, 2).toString(16))
    .join('');
}

function isSame(a, b) {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}

function isSaid(value) {
  if (value === undefined || value === null) return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}
