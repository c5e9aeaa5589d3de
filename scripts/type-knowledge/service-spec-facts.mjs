/** What `@aws-cdk/aws-service-spec` knows of each CloudFormation type, in the words of the data file. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const MAX_DEPTH = 6;
/** Settings that are called a policy, and hold no statements. */
const NO_DOCUMENT = /^(?:Archive|Filter|Redrive|RedriveAllow|Replay|Lifecycle)Policy$/;

/** @returns the version of the package, and its facts by type */
export function serviceSpec() {
  const { loadAwsServiceSpecSync } = require('@aws-cdk/aws-service-spec');
  const { version } = require('@aws-cdk/aws-service-spec/package.json');
  const db = loadAwsServiceSpecSync();
  const types = {};
  const resources = db.all('resource').filter((one) => one.cloudFormationType.startsWith('AWS::'));
  // What a transform turns into other types is never in a stack.
  for (const resource of resources)
    if (resource.cloudFormationTransform === undefined) types[resource.cloudFormationType] = factsOf(db, resource);
  return { version, types };
}

function factsOf(db, resource) {
  const { arnTemplate, primaryIdentifier = [], cfnRefIdentifier, tagInformation, attributes, properties } = resource;
  const policies = Object.entries(properties).filter(
    ([name, one]) => /^Inline/.test(one.scrutinizable ?? '') && !NO_DOCUMENT.test(name),
  );
  return {
    id: primaryIdentifier.map((name) => name.replaceAll('/', '.')),
    ref: cfnRefIdentifier ?? null,
    arn: arnTemplate ?? null,
    tags: tagInformation?.tagPropertyName ?? null,
    properties: Object.keys(properties),
    attributes: Object.keys(attributes).sort(),
    policies: policies.map(([name]) => name).sort(),
    references: Object.fromEntries(referencesOf(db, properties, [], [])),
  };
}

function* referencesOf(db, properties, path, inside) {
  if (path.length > MAX_DEPTH) return;
  for (const [name, property] of Object.entries(properties)) {
    const here = [...path, name];
    const targets = (property.relationshipRefs ?? []).map(
      ({ cloudFormationType, propertyName }) => `${cloudFormationType}.${propertyName.replaceAll('/', '.')}`,
    );
    if (targets.length > 0) yield [here.join('.'), [...new Set(targets)].sort()];
    yield* insideOf(db, property.type, here, inside);
  }
}

function* insideOf(db, type, path, inside) {
  if (type.type === 'array' || type.type === 'map') yield* insideOf(db, type.element, [...path, '*'], inside);
  else if (type.type === 'union') for (const one of type.types) yield* insideOf(db, one, path, inside);
  else if (type.type === 'ref' && !inside.includes(type.reference.$ref)) {
    const definition = db.get('typeDefinition', type.reference.$ref);
    yield* referencesOf(db, definition.properties, path, [...inside, type.reference.$ref]);
  }
}
