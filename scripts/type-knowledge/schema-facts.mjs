/** What of one CloudFormation resource schema the tool needs: identifiers, what cannot be read or declared, which lists are sets, what refers to what. */

const MAX_DEPTH = 9;

// A pointer, `/properties/A/items/properties/B` or with a star, as `A.*.B`.
export function pathOf(pointer) {
  return pointer
    .replace(/^\/properties\//, '')
    .replaceAll('/items/properties/', '/*/')
    .replaceAll('/properties/', '/')
    .replaceAll('/', '.');
}

/** Every node of a schema with its path; a definition is not entered again inside itself. */
export function* nodesOf(schema) {
  for (const [name, node] of Object.entries(schema.properties ?? {})) yield* walk(schema, node, [name], []);
}

function* walk(schema, node, path, inside) {
  if (typeof node !== 'object' || node === null || path.length > MAX_DEPTH) return;
  if (typeof node.$ref === 'string') {
    const name = node.$ref.replace(/^#\/(definitions|properties)\//, '');
    if (inside.includes(name)) return;
    const target = schema.definitions?.[name] ?? schema.properties?.[name];
    const { $ref: _, ...beside } = node;
    yield* walk(schema, { ...target, ...beside }, path, [...inside, name]);
    return;
  }
  yield { path: path.join('.'), node };
  for (const one of [...(node.oneOf ?? []), ...(node.anyOf ?? []), ...(node.allOf ?? [])])
    yield* walk(schema, one, path, inside);
  for (const [name, child] of Object.entries(node.properties ?? {}))
    yield* walk(schema, child, [...path, name], inside);
  for (const child of Object.values(node.patternProperties ?? {})) yield* walk(schema, child, [...path, '*'], inside);
  if (node.items !== undefined) yield* walk(schema, node.items, [...path, '*'], inside);
}

const sorted = (values) => [...new Set(values)].sort();

/** The type of what a list holds, through references; '' when the schema does not say. */
function itemKind(schema, node) {
  let item = node.items;
  for (let steps = 0; item?.$ref !== undefined && steps < 5; steps += 1)
    item = schema.definitions?.[item.$ref.replace('#/definitions/', '')];
  const type = Array.isArray(item?.type) ? item.type[0] : item?.type;
  return type ?? (item?.properties ? 'object' : '');
}

/** One schema in the words of the data file; members that say nothing are left out. */
export function factsOf(schema) {
  const unordered = [];
  const ordered = [];
  const references = {};
  for (const { path, node } of nodesOf(schema)) {
    const isList = node.type === 'array' || node.items !== undefined;
    if (isList && node.insertionOrder === false) unordered.push(path);
    else if (isList && node.insertionOrder === true && itemKind(schema, node) !== 'object') ordered.push(path);
    if (/^AWS::\w+::\w+\.\w+$/.test(node.format ?? '')) references[path] = node.format;
  }
  const { tagging } = schema;
  const tagProperty = tagging?.tagProperty === undefined ? null : pathOf(tagging.tagProperty);
  const facts = {
    id: (schema.primaryIdentifier ?? []).map(pathOf),
    readOnly: sorted((schema.readOnlyProperties ?? []).map(pathOf)),
    writeOnly: sorted((schema.writeOnlyProperties ?? []).map(pathOf)),
    unordered: sorted(unordered),
    ordered: sorted(ordered),
    references,
    tags: tagging?.taggable === false ? null : tagProperty,
    folded: foldedOf(schema),
    handlers: hasHandlers(schema),
  };
  return facts;
}

/**
 * Types of before the registry have a made-up `Id` for identifier, no word on tags and no source: nothing reads them by Cloud
 * Control. (The list of handlers itself is not in this copy of the schemas.)
 */
function hasHandlers(schema) {
  const id = schema.primaryIdentifier ?? [];
  const made = id.length === 1 && id[0] === '/properties/Id';
  return !(made && schema.tagging === undefined && schema.additionalIdentifiers === undefined && !schema.sourceUrl);
}

/** Paths whose case CloudFormation's own drift detection takes no notice of: `$lowercase(Engine)`. */
function foldedOf({ propertyTransform = {} }) {
  const folds = ([pointer, expression]) => {
    const inside = /^\$(?:lower|upper)case\(([\w.]+)\)$/.exec(expression)?.[1];
    return inside !== undefined && pathOf(pointer).endsWith(inside.split('.').at(-1));
  };
  return sorted(
    Object.entries(propertyTransform)
      .filter(folds)
      .map(([pointer]) => pathOf(pointer)),
  );
}
