/** JSON that a terminal can print. */
import { safeJson } from '../common/json-text.ts';
import type { Reporter } from './report.ts';

/** JSON that is safe to look at, 2-space indented; parses to exactly the value given. */
export function toJson(value: unknown): string {
  return `${safeJson(JSON.stringify(value, null, 2))}\n`;
}

/** One document, the contract of `schemas/report.schema.json`. */
export const json: Reporter = (result) => toJson(result);
