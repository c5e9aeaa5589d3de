/** The text of a template, JSON or YAML, as data; and where each part of it stands. */
import { type Document, LineCounter, parseDocument } from 'yaml';
import { isNestedTooDeep } from '../common/yaml-depth.ts';
import { jsonContent, type Place, type Template } from './json-template.ts';
import { placeIn } from './places.ts';
import { isMap, type Path } from './raw.ts';
import { TemplateError } from './template-error.ts';
import { contentOf } from './yaml-content.ts';

/** Five times the largest template that CloudFormation takes: transforms make templates longer. Characters. */
export const MAX_TEMPLATE = 5_000_000;

export type { Place, Template };

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
  const content = jsonContent(body) ?? contentOf(yaml().document, yaml().fail);
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

type Read = {
  readonly document: Document;
  readonly lines: LineCounter;
  readonly fail: (problem: string, node: unknown) => never;
};

/** The document with its lines. Scalars stay text (`failsafe`): what they mean is `yaml-scalars.ts`'s to say. */
function document(text: string): Read {
  if (isNestedTooDeep(text)) throw new TemplateError('the template is nested too deep to be read');
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
