/** YAML with the place of each member. */
import {
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

function contentOf(document: Document.Parsed, file: string, lineOf: (offset: number) => string): unknown {
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) === undefined)
        throw new UsageError(
          lineOf(alias.range?.[0] ?? 0),
          `*${alias.source} stands for nothing; no &${alias.source} comes before it`,
        );
    },
  });
  try {
    return document.toJS() ?? {};
  } catch (error) {
    // So many aliases that the file would grow without end.
    throw new UsageError(file, `this is not YAML that can be read: ${(error as Error).message}`, { cause: error });
  }
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
