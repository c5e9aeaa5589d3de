// Written by `npm run generate` from the files of formats/.
import { withDesignedNames } from './designed-names.ts';
import { withoutCommands } from './escape.ts';
import type { Format } from './format.ts';
import type { Reporter } from './report.ts';

/** Format name to what loads it; `--report` takes these names. Nothing is loaded before it is asked for. */
export const formats: { readonly [name: string]: () => Promise<Format> } = {
  csv: () => import('./formats/csv.ts').then((file) => file.default),
  github: () => import('./formats/github.ts').then((file) => file.default),
  gitlab: () => import('./formats/gitlab.ts').then((file) => file.default),
  html: () => import('./formats/html.ts').then((file) => file.default),
  json: () => import('./formats/json.ts').then((file) => file.default),
  jsonl: () => import('./formats/jsonl.ts').then((file) => file.default),
  junit: () => import('./formats/junit.ts').then((file) => file.default),
  markdown: () => import('./formats/markdown.ts').then((file) => file.default),
  ocsf: () => import('./formats/ocsf.ts').then((file) => file.default),
  openmetrics: () => import('./formats/openmetrics.ts').then((file) => file.default),
  sarif: () => import('./formats/sarif.ts').then((file) => file.default),
  summary: () => import('./formats/summary.ts').then((file) => file.default),
  text: () => import('./formats/text.ts').then((file) => file.default),
};

/** The result in one format. */
export async function render(name: string, ...[result, options]: Parameters<Reporter>): Promise<string> {
  const format = await formats[name]?.();
  if (format === undefined) throw new Error(`no reporter for ${name}`);
  // What a machine reads keeps the tokens, which say the place and the stack too.
  const text = format.render(/^jsonl?$/.test(name) ? result : withDesignedNames(result), options);
  return format.commands ? text : withoutCommands(text);
}
