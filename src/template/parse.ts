/** The text of a template, JSON or YAML, as data; and where each part of it stands. */
import { type Document, LineCounter, parseDocument } from 'yaml';
import { placeIn } from './places.ts';
import { isMap, type Path, type RawMap } from './raw.ts';
import { TemplateError } from './template-error.ts';
import { contentOf } from './yaml-content.ts';

/** Five times the largest template that CloudFormation takes: transforms make templates longer. Characters. */
export const MAX_TEMPLATE = 5_000_000;
/** In JSON: numbers whose text is not what JavaScript writes for them; then the slow reader, which keeps the text. */
const ODD_NUMBER = /[[:,\s]-?(?:\d+\.\d*0|\d{16,}|\d+(?:\.\d+)?[eE][-+]?\d+)[\s,}\]]/;

export type Place = { readonly line: number; readonly column: number };

export type Template = {
  /** Its sections, short forms spelled out. */
  readonly content: RawMap;
  /** Where a part stands, both counted from 1; of a part that is not there, its nearest surrounding part. */
  readonly place: (path: Path) => Place;
};

/**
 * Reads a template.
 *
 * @throws TemplateError one line with the place, when the text is neither JSON nor YAML, too large, too deep or not a map
 */
export function parse(text: string): Template {
  if (text.length > MAX_TEMPLATE) throw new TemplateError(`the template is longer than ${MAX_TEMPLATE} characters`);
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  let read: Read | null = null;
  const yaml = () => {
    read ??= document(body);
    return read;
  };
  const content = jsonOf(body) ?? contentOf(yaml().document, yaml().fail);
  if (!isMap(content)) throw new TemplateError('the template is not a map of sections', 1, 1);
  const place = (path: Path): Place => {
    try {
      return placeIn(yaml().document, yaml().lines, path);
    } catch (error) {
      // What is JSON was read without YAML's reader, which may refuse it.
      if (error instanceof TemplateError) return { line: 1, column: 1 };
      throw error;
    }
  };
  return { content, place };
}

/** JSON by the runtime's own reader, twenty times as fast; null when it is not JSON, too deep, or holds numbers whose text matters. */
function jsonOf(text: string): RawMap | null {
  if (!/^\s*\{/.test(text) || ODD_NUMBER.test(text)) return null;
  try {
    const value = JSON.parse(text) as RawMap;
    return depthOf(text) > 100 ? null : value;
  } catch {
    return null;
  }
}

/** How deep brackets are nested at most, those inside texts counted too: an upper bound. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > most) most = depth;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return most;
}

type Read = {
  readonly document: Document;
  readonly lines: LineCounter;
  readonly fail: (problem: string, node: unknown) => never;
};

/** The document with its lines. Scalars stay text (`failsafe`): what they mean is `yaml-scalars.ts`'s to say. */
function document(text: string): Read {
  const lines = new LineCounter();
  const at = (problem: string, offset: number): never => {
    const { line, col } = lines.linePos(offset);
    throw new TemplateError(problem, Math.max(line, 1), Math.max(col, 1));
  };
  let parsed: Document;
  try {
    parsed = parseDocument(text, {
      schema: 'failsafe',
      uniqueKeys: false,
      prettyErrors: false,
      lineCounter: lines,
      logLevel: 'error',
    });
  } catch (error) {
    if (error instanceof RangeError) throw new TemplateError('the template is nested too deep to be read');
    throw error;
  }
  const [problem] = parsed.errors;
  if (problem?.code === 'MULTIPLE_DOCS') at('a second document begins here; a template is one', problem.pos[0]);
  if (problem !== undefined) at(`this is neither JSON nor YAML: ${problem.message}`, problem.pos[0]);
  const fail = (text: string, node: unknown) => at(text, (node as { range?: [number] } | null)?.range?.[0] ?? 0);
  return { document: parsed, lines, fail };
}
