/** The accepted state that `infra-parity adopt` writes: which findings are known, since when, and who answers for it. */
import { dirname } from 'node:path';
import { z } from 'zod';
import { jsonLine, jsonProblem } from '../common/json-problem.ts';
import { safeJson } from '../common/json-text.ts';
import { UsageError } from '../common/usage-error.ts';
import { readText } from '../common/yaml-file.ts';
import { type Note, search, type Wanted } from './search.ts';

export const ADOPTED_FILE = 'infra-parity.adopted.json';
const WANTED: Wanted = {
  names: [ADOPTED_FILE],
  flag: '--adopted',
  several: 'there are several adopted states; keep one, or name it with --adopted',
};

const Day = z.iso.date({ error: 'expected a day of the calendar such as 2026-12-31' });

export const AdoptedFinding = z.strictObject({
  finding: z.string().regex(/^[0-9a-f]{16}$/, 'expected the 16 hex digits of a fingerprint'),
  /** For people, and for telling what is gone; the fingerprint decides. */
  rule: z.string(),
  type: z.string(),
  counterpart: z.string(),
  property: z.string().nullable(),
  /** It is known in these; where it comes to deviate in one more, it is new. */
  regions: z.array(z.string()),
  severity: z.enum(['low', 'medium', 'high', 'critical']),
  message: z.string(),
  /** The day it was adopted, UTC. */
  on: Day,
  owner: z.string().min(1),
  reason: z.string().optional(),
  /** The last day it is known, UTC; left out: until it is mended. */
  until: Day.optional(),
});
export type AdoptedFinding = z.output<typeof AdoptedFinding>;

const AdoptedFile = z.strictObject({ version: z.literal(1), adopted: z.array(AdoptedFinding) });

/** The adopted state beside the baseline; where there is none (`baseline` null), in the working directory or the nearest above. */
export function findAdopted(cwd: string, baseline: string | null, note?: Note): string | null {
  return search(baseline === null ? cwd : dirname(baseline), cwd, baseline === null, WANTED, note);
}

/** `shown` is what messages call it. @throws UsageError, one line, when it is none */
export function readAdopted(path: string, shown = path): readonly AdoptedFinding[] {
  return parseAdopted(readText(path, 'the adopted state', shown), shown);
}

/** The same from its text. */
export function parseAdopted(text: string, shown: string): readonly AdoptedFinding[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${shown}${jsonLine(text, error)}`, `is no adopted state: ${jsonProblem(error)}`, {
      cause: error,
    });
  }
  const parsed = AdoptedFile.safeParse(value);
  if (parsed.success) return parsed.data.adopted;
  const [issue] = parsed.error.issues;
  throw new UsageError(shown, `is no adopted state: ${issue?.path.join('.') || 'at its top'}: ${issue?.message}`);
}

/** One finding a line, in a fixed order, so that a review shows what was adopted and nothing else. */
export function formatAdopted(adopted: readonly AdoptedFinding[]): string {
  const key = ({ type, counterpart, rule, finding }: AdoptedFinding) => [type, counterpart, rule, finding].join('\n');
  const sorted = [...adopted].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  // It is looked at in reviews, and printed by pipelines: what its names say is obeyed by neither.
  const lines = sorted.map((one) => `    ${safeJson(JSON.stringify(one))}`);
  return `{\n  "version": 1,\n  "adopted": [${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}]\n}\n`;
}
