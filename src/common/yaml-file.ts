/** YAML with the place of each member. */
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import { textOf } from './file-text.ts';
import { MOST_DECLARED, readBounded } from './read-file.ts';
import { UsageError } from './usage-error.ts';
import { isNestedTooDeep } from './yaml-depth.ts';

export type Path = readonly (string | number)[];

/** What a file holds, and where each member stands in it. */
export type YamlFile = { readonly value: unknown; readonly file: string; readonly place: (path: Path) => string };

/** The text of a file of declarations; its absence is one line. `what` = what it is to the reader, `shown` = how it is called. */
export function readText(path: string, what: string, shown = path): string {
  try {
    return textOf(shown, readBounded(path, shown, MOST_DECLARED));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a directory' : message;
    throw new UsageError(shown, `${what} cannot be read: ${why}`, { cause: error });
  }
}

/**
 * YAML 1.2, of which JSON is a part; duplicate keys are an error.
 *
 * @throws UsageError with the line of the first fault
 */
export function parseYaml(text: string, file: string): YamlFile {
  if (isNestedTooDeep(text)) throw new UsageError(file, 'this is not YAML that can be read: it is nested too deep');
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: '1.2',
    uniqueKeys: true,
    merge: true,
    prettyErrors: false,
    lineCounter: lines,
  });
  const lineOf = (offset: number) => `${file}:${lines.linePos(offset).line}`;
  const [problem] = [...document.errors, ...document.warnings];
  if (problem?.code === 'MULTIPLE_DOCS')
    throw new UsageError(lineOf(problem.pos[0]), 'a second document begins here; the file may hold one only');
  if (problem) throw new UsageError(lineOf(problem.pos[0]), `this is not YAML that can be read: ${problem.message}`);
  const place = (path: Path) => {
    const offset = offsetOf(document, path);
    return offset === null ? file : lineOf(offset);
  };
  return { value: contentOf(document, file, lineOf), file, place };
}

/** Nodes that a file may come to when its aliases are written out: a bomb of some lines would come to billions. */
const MOST_NODES = 1_000_000;

function contentOf(document: Document.Parsed, file: string, lineOf: (offset: number) => string): unknown {
  resolveAliases(document, lineOf);
  if (expanded(document.contents, new Map()) > MOST_NODES)
    throw new UsageError(file, 'this is not YAML that can be read: its aliases stand for more than a million values');
  try {
    // The library counts uses, and takes a hundred of one alias for an attack.
    return document.toJS({ maxAliasCount: -1 }) ?? {};
  } catch (error) {
    throw new UsageError(file, `this is not YAML that can be read: ${(error as Error).message}`, { cause: error });
  }
}

/** Each alias learns its node now: the library walks the document for each use. An anchor may be set again further down. */
function resolveAliases(document: Document.Parsed, lineOf: (offset: number) => string): void {
  const anchors = new Map<string, Node>();
  visit(document, {
    Node(_, node) {
      if (!isAlias(node)) {
        if (node.anchor) anchors.set(node.anchor, node);
        return;
      }
      const target = anchors.get(node.source);
      if (target === undefined)
        throw new UsageError(
          lineOf(node.range?.[0] ?? 0),
          `*${node.source} stands for nothing; no &${node.source} comes before it`,
        );
      const slow = node.resolve.bind(node);
      // The first use may have to make the value.
      node.resolve = (owner, ctx) =>
        ctx !== undefined && ctx.anchors.get(target)?.res === undefined
          ? slow(owner, ctx)
          : (target as ReturnType<Alias['resolve']>);
    },
  });
}

/** Nodes below a node with its aliases written out; what holds itself is endless. */
function expanded(node: unknown, known: Map<Node, number>): number {
  if (!isNode(node)) return 0;
  const before = known.get(node);
  if (before !== undefined) return before;
  known.set(node, Number.POSITIVE_INFINITY);
  const items: readonly unknown[] = isMap(node)
    ? node.items.flatMap(({ key, value }) => [key, value])
    : isSeq(node)
      ? node.items
      : isAlias(node)
        ? [node.resolve({} as Document)]
        : [];
  const size = items.reduce<number>((sum, item) => sum + expanded(item, known), 1);
  known.set(node, size);
  return size;
}

/** Where the member stands in the text, or the nearest one around it; a member of a map begins with its key. */
function offsetOf(document: Document.Parsed, path: Path): number | null {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0] ?? null;
  for (const part of path) {
    if (isAlias(node)) node = node.resolve(document) ?? null;
    if (isSeq(node)) {
      const item: unknown = node.items[Number(part)];
      node = isNode(item) ? item : null;
      offset = node?.range?.[0] ?? offset;
    } else if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
      offset = (isScalar(pair?.key) ? pair.key.range?.[0] : undefined) ?? offset;
      node = isNode(pair?.value) ? pair.value : null;
    } else {
      break;
    }
  }
  return offset;
}
