/** Scalars and comments in YAML. */
import { safe } from '../report/escape.ts';
import { toJson } from '../report/json.ts';

/** Words that YAML 1.1 or 1.2 reads as something other than text. */
const RESERVED = /^(?:true|false|yes|no|on|off|null|y|n|~)$/i;
const PLAIN = /^[A-Za-z_][\w./-]*(?:::?[\w./-]+)*$/;

/** A scalar as YAML takes it back: plain where that is safe, else JSON, which is YAML too. */
export function scalar(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  return PLAIN.test(value) && !RESERVED.test(value) ? value : toJson(value).trimEnd();
}

/** Comment lines: whatever the text holds, it stays on its line and behind its #. */
export function comment(text: string, indent = ''): string {
  return text === '' ? `${indent}#` : `${indent}# ${safe(text, 300)}`;
}
