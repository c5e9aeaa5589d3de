/** What a format is held to whatever a resource is called; each says it in its own file beside this one. */
import { existsSync } from 'node:fs';
import type { AuditResult } from '../../src/report/report.ts';

/** What every report shows: the situations of src/report/contract.test.ts. */
export type Shown = 'unknown' | 'exempt' | 'waived' | 'expired' | 'crashed';

export type Held = {
  /** Fails where a reader of the format would stumble; `plain` is the report of the same with harmless names. */
  readonly wellFormed: (text: string, result: AuditResult, plain: string) => void;
  /** Set by a format that only counts, and so has other words for what it shows. */
  readonly words?: { readonly [what in Shown]: RegExp };
};

/** What the format is held to; throws where nobody has said it. */
export async function heldOf(format: string): Promise<Held> {
  if (!existsSync(new URL(`./${format}.ts`, import.meta.url))) {
    throw new Error(`test/formats/${format}.ts is not there: it says what a reader of ${format} would stumble over`);
  }
  return ((await import(/* @vite-ignore */ `./${format}.ts`)) as { default: Held }).default;
}

/** How often it stands in the text. */
export const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;
