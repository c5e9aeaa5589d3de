import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Collector } from '../collectors/collector.ts';
import { UsageError } from '../usage-error.ts';
import { type Baseline, Baseline as BaselineSchema, type BaselineSettings } from './baseline.ts';
import { checkBaseline } from './check-baseline.ts';
import { rules } from './index.ts';
import { issuesOf } from './issues.ts';
import { readSettings, unknownRules, usageError } from './rule-settings.ts';

const NAMES = ['infra-parity.yaml', 'infra-parity.yml', 'infra-parity.json'];

/** The baseline of the directory or of the nearest one above it; null when there is none. */
export function findBaseline(directory: string): string | null {
  for (let at = directory; ; at = dirname(at)) {
    const found = NAMES.map((name) => join(at, name)).filter((path) => existsSync(path));
    if (found.length > 1)
      throw new UsageError(found.join(', '), 'there are several baselines; keep one, or name it with --baseline');
    if (found[0]) return found[0];
    if (dirname(at) === at) return null;
  }
}

/**
 * Reads and checks a baseline.
 *
 * @param shown what every place says: the path as the user gave it, so that a report is the same on every machine
 * @param collectors what is read of which type, for checking the names in it
 * @throws UsageError with one line for each thing that is wrong, and its place
 */
export function readBaseline(path: string, collectors: readonly Collector[], shown = path): Baseline {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a directory' : message;
    throw new UsageError(shown, `the baseline cannot be read: ${why}`, { cause: error });
  }
  return parseBaseline(text, shown, collectors);
}

/** The same from its text. YAML 1.2, of which JSON is a part; duplicate keys are an error. */
export function parseBaseline(text: string, file: string, collectors: readonly Collector[]): Baseline {
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
  if (problem) throw new UsageError(lineOf(problem.pos[0]), `this is not YAML that can be read: ${problem.message}`);
  const place = (path: readonly (string | number)[]) => {
    const offset = offsetOf(document, path);
    return offset === null ? file : lineOf(offset);
  };
  return checked(contentOf(document, file), { file, place }, collectors);
}

function contentOf(document: Document.Parsed, file: string): unknown {
  try {
    return document.toJS() ?? {};
  } catch (error) {
    // An alias without its anchor, or so many that the file would grow without end.
    throw new UsageError(file, `this is not YAML that can be read: ${(error as Error).message}`, { cause: error });
  }
}

function checked(value: unknown, where: Pick<Baseline, 'file' | 'place'>, collectors: readonly Collector[]): Baseline {
  const parsed = BaselineSchema.safeParse(value);
  if (!parsed.success) throw usageError(issuesOf(parsed.error, value, keysAt), where);
  const baseline: Baseline = { ...(parsed.data as BaselineSettings), ...where };
  const options = rules.flatMap((rule) => readSettings(rule, baseline).issues);
  const issues = [...unknownRules(baseline, rules), ...options, ...checkBaseline(baseline, collectors)];
  if (issues.length > 0) throw usageError(issues, baseline);
  return baseline;
}

/** Where the member stands in the text, or the nearest one around it; a member of a map begins with its key. */
function offsetOf(document: Document.Parsed, path: readonly (string | number)[]): number | null {
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

type JsonSchema = {
  readonly properties?: { readonly [name: string]: JsonSchema };
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly anyOf?: readonly JsonSchema[];
};

/** The keys that may stand at a path, for guessing what a misspelt one meant. */
function keysAt(path: readonly (string | number)[]): readonly string[] {
  let schemas: readonly JsonSchema[] = [z.toJSONSchema(BaselineSchema, { io: 'input' }) as JsonSchema];
  const spread = (schema: JsonSchema): readonly JsonSchema[] => [schema, ...(schema.anyOf ?? []).flatMap(spread)];
  for (const part of path) {
    schemas = schemas.flatMap(spread).flatMap(({ properties, items, additionalProperties }) => {
      const inside = typeof part === 'number' ? items : (properties?.[part] ?? additionalProperties);
      return typeof inside === 'object' ? [inside] : [];
    });
  }
  return schemas.flatMap(spread).flatMap((schema) => Object.keys(schema.properties ?? {}));
}
