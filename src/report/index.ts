// Written by index.test.ts from the files of formats/: run it with `-u` after adding one.
import type { Format } from './format.ts';
import type { Reporter } from './report.ts';

/** Format name to what loads it; `--report` takes these names. Nothing is loaded before it is asked for. */
export const formats: { readonly [name: string]: () => Promise<Format> } = {
  json: () => import('./formats/json.ts').then((file) => file.default),
  text: () => import('./formats/text.ts').then((file) => file.default),
};

/** The result in one format. */
export async function render(name: string, ...[result, options]: Parameters<Reporter>): Promise<string> {
  const format = await formats[name]?.();
  if (format === undefined) throw new Error(`no reporter for ${name}`);
  return format.render(result, options);
}
