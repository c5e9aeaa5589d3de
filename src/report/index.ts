import { json } from './json.ts';
import type { Reporter } from './report.ts';
import { text } from './text.ts';

/** Format name to reporter; `--report` takes these names. */
export const reporters: { readonly [format: string]: Reporter } = { text, json };
