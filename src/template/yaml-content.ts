/** The nodes of a YAML document as a template: long forms, text kept as it is written, merge keys, and limits. */
import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar } from 'yaml';
import { Odd, type Raw } from './raw.ts';
import { plainScalar, taggedScalar } from './yaml-scalars.ts';
import { isShortForm, longForm, standardTag } from './yaml-tags.ts';

/** Far more than any template that CloudFormation takes; less than what an alias that doubles itself makes. */
export const MAX_NODES = 1_000_000;
export const MAX_DEPTH = 150;
const MAX_ALIASES = 10_000;

type Reading = {
  readonly document: Document;
  readonly fail: (problem: string, node: unknown) => never;
  /** Aliases that are being followed, so that one that holds itself is seen. */
  readonly open: Set<unknown>;
  nodes: number;
  aliases: number;
};

/**
 * The content of a document.
 *
 * @throws TemplateError by `fail`, at the node that is at fault
 */
export function contentOf(document: Document, fail: Reading['fail']): Raw {
  return read(document.contents as Node | null, 0, { document, fail, open: new Set(), nodes: 0, aliases: 0 });
}

function read(node: Node | null, depth: number, reading: Reading): Raw {
  reading.nodes += 1;
  if (reading.nodes > MAX_NODES) reading.fail(`there are more than ${MAX_NODES} values in it`, node);
  if (depth > MAX_DEPTH) reading.fail(`it is nested more than ${MAX_DEPTH} deep`, node);
  if (node === null) return null;
  if (isAlias(node)) return followed(node, reading, (target) => read(target, depth, reading));
  const tag = (node as { tag?: string }).tag;
  const plain = isScalar(node)
    ? scalarOf(node, tag)
    : isSeq(node)
      ? node.items.map((item) => read(item as Node | null, depth + 1, reading))
      : isMap(node)
        ? Object.fromEntries(entriesOf(node.items as Pair[], depth, reading))
        : reading.fail('this is nothing that a template may hold', node);
  if (tag === undefined || standardTag(tag) !== null) return plain;
  if (!isShortForm(tag)) reading.fail(`${tag} is no tag that CloudFormation knows`, node);
  // The text of a short form is an argument of a function: `!Ref 123` names something, it counts nothing.
  return longForm(tag, isScalar(node) && plain !== null ? String(node.source ?? node.value) : plain);
}

function scalarOf(node: Scalar, tag: string | undefined): Raw {
  const text = String(node.value ?? '');
  const standard = tag === undefined ? null : standardTag(tag);
  if (standard !== null) return taggedScalar(standard, text);
  return node.type === 'PLAIN' || node.type === undefined ? plainScalar(text) : text;
}

/** The members of a map; those of `<<` first, for what is written beside a merge key stands above it. */
function entriesOf(pairs: readonly Pair[], depth: number, reading: Reading): [string, Raw][] {
  const merged = new Map<string, Raw>();
  const own = new Map<string, Raw>();
  for (const pair of pairs) {
    if (!isScalar(pair.key)) reading.fail('a name must be text', pair.key);
    const name = String(pair.key.value ?? '');
    if (name === '<<' && pair.key.type === 'PLAIN') {
      for (const [key, value] of mergedOf(pair.value as Node | null, depth, reading))
        if (!merged.has(key)) merged.set(key, value);
      continue;
    }
    const value = read(pair.value as Node | null, depth + 1, reading);
    const twice = own.has(name) && JSON.stringify(own.get(name)) !== JSON.stringify(value);
    own.set(name, twice ? new Odd([], `${name} is written twice there`) : value);
  }
  return [...new Map([...merged, ...own])];
}

function mergedOf(node: Node | null, depth: number, reading: Reading): [string, Raw][] {
  if (isAlias(node)) return followed(node, reading, (target) => mergedOf(target, depth, reading));
  if (isSeq(node)) return node.items.flatMap((item) => mergedOf(item as Node, depth + 1, reading));
  if (isMap(node)) return entriesOf(node.items as Pair[], depth + 1, reading);
  return reading.fail('<< takes a map or a list of maps', node);
}

/** What an alias stands for, read anew each time, so that the limits hold for what it grows to. */
function followed<T>(node: Node & { source: string }, reading: Reading, use: (target: Node | null) => T): T {
  reading.aliases += 1;
  if (reading.aliases > MAX_ALIASES) reading.fail(`there are more than ${MAX_ALIASES} aliases in it`, node);
  const target = (node as unknown as { resolve: (document: Document) => Node | undefined }).resolve(reading.document);
  if (target === undefined) reading.fail(`there is no anchor &${node.source}`, node);
  if (reading.open.has(target)) reading.fail(`&${node.source} holds itself`, node);
  reading.open.add(target);
  const value = use(target as Node);
  reading.open.delete(target);
  return value;
}
