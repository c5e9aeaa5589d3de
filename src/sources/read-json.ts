/** Reads the files of a source: bounded in size and depth, with one line for what is wrong. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { isDeeper, MOST_LEVELS } from '../common/depth.ts';
import { textOf } from '../common/file-text.ts';
import { jsonLine, jsonProblem } from '../common/json-problem.ts';
import { readBounded } from '../common/read-file.ts';
import { UsageError } from '../common/usage-error.ts';
import type { Json, JsonObject } from '../snapshot/snapshot.ts';
import { jsonTemplate } from '../template/json-template.ts';
import { parse, type Template } from '../template/parse.ts';
import { TemplateError } from '../template/template-error.ts';
import { type Interned, interned } from './interned-resources.ts';

/** Templates and manifests of one stack or one assembly. */
const MOST_TEMPLATE = 8 << 20;
/** States of thousands of resources, with all that providers write down. */
export const MOST_STATE = 400 << 20;

/** A file of a source: where it is, and how messages call it. */
export type SourceFile = { readonly path: string; readonly shown: string };

/** The text of a file. @throws UsageError where there is none, or it is none */
export function readSource({ path, shown }: SourceFile, most = MOST_TEMPLATE): string {
  try {
    const text = textOf(shown, readBounded(path, shown, most));
    return text.startsWith('\uFEFF') ? text.slice(1) : text;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new UsageError(shown, 'there is no such file');
    if (code === 'EISDIR') throw new UsageError(shown, 'is a directory; a file is expected');
    throw new UsageError(shown, `cannot be read: ${code ?? String(error)}`);
  }
}

/** A JSON object in a file. @throws UsageError with the place where it stops being one */
export function readObject(file: SourceFile, most?: number): JsonObject {
  return asObject(readSource(file, most), file.shown);
}

/** The same of a text that was read. */
export function asObject(text: string, shown: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${shown}${jsonLine(text, error)}`, `is no JSON: ${jsonProblem(error)}`);
  }
  if (!isObject(value)) throw new UsageError(shown, 'is no JSON object');
  if (isDeeper(value)) throw new UsageError(shown, `has more than ${MOST_LEVELS} levels`);
  return value;
}

/** Whether the value is an object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member, when it is an object; else an empty one. */
export function objectIn(value: JsonObject, name: string): JsonObject {
  const found = Object.hasOwn(value, name) ? value[name] : undefined;
  return isObject(found) ? found : {};
}

/** The member, when it is a text; else null. */
export function textIn(value: JsonObject, name: string): string | null {
  const found = Object.hasOwn(value, name) ? (value[name] as Json) : undefined;
  return typeof found === 'string' ? found : null;
}

/** The member, when it is a list; else an empty one. */
export function listIn(value: JsonObject, name: string): readonly Json[] {
  const found = Object.hasOwn(value, name) ? value[name] : undefined;
  return Array.isArray(found) ? (found as readonly Json[]) : [];
}

/** A template, and what is asked of its text. */
export type TemplateFile = {
  readonly template: Template;
  readonly body: () => string;
  readonly leans: { readonly imports: boolean; readonly writes: boolean };
};

/** @param seen keeps one copy of what several templates hold. @throws UsageError with file and line */
export function readTemplate(file: SourceFile, seen: Interned): TemplateFile {
  const text = readSource(file);
  try {
    const template = interned(jsonTemplate(text) ?? parse(text), seen);
    const leans = { imports: text.includes('ImportValue'), writes: text.includes('Custom::CrossRegionExportWriter') };
    return { template, body: () => readSource(file), leans };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new UsageError(error.line === null ? file.shown : `${file.shown}:${error.line}`, error.problem);
  }
}

/** A file that another names, beside it; null where that leads out of the folder, or to nothing. */
export function besideIn(folder: SourceFile, name: string): SourceFile | null {
  const path = resolve(folder.path, name);
  const way = relative(folder.path, path);
  if (isAbsolute(name) || leadsOut(way) || !existsSync(path)) return null;
  // A link, too, leads where it leads.
  if (leadsOut(relative(realpathSync(folder.path), realpathSync(path)))) return null;
  return { path, shown: `${folder.shown.replace(/\/+$/, '')}/${way.split(sep).join('/')}` };
}

/** Whether a way from a folder leads out of it. */
function leadsOut(way: string): boolean {
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
}

/** Whether there is a folder at the path. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // What is wrong with the path (a name that is too long, a folder that may not be read) its reader says.
    return false;
  }
}
