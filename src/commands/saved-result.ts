/** Reads a saved JSON report. */
import { resolve } from 'node:path';
import { isDeeper, MOST_LEVELS } from '../common/depth.ts';
import { textOf } from '../common/file-text.ts';
import { unpacked } from '../common/gzip.ts';
import { jsonLine, jsonProblem } from '../common/json-problem.ts';
import { withSeenMembers } from '../common/proto-members.ts';
import { MOST_REPORTED, readBounded } from '../common/read-file.ts';
import { UsageError } from '../common/usage-error.ts';
import { comparedOf } from '../report/compared.ts';
import type { AuditResult } from '../report/report.ts';
import { answer } from '../report/verdict.ts';
import type { Io } from './io.ts';
import { missingFile } from './output.ts';

/** A JSON report is one document with findings; a snapshot's first line is its header. */
export function isReport(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && ('findings' in value || 'verdict' in value);
  } catch {
    return false;
  }
}

/** `place` is what messages call the file. Throws UsageError when it is none, or no text. */
export async function readText(place: string, file: string, io: Io): Promise<string> {
  try {
    const bytes = readBounded(resolve(io.cwd, file), place, MOST_REPORTED);
    return textIn(place, bytes);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    return missingFile(place, error);
  }
}

/** The text of bytes that were read, packed by gzip or not; `place` is what messages call them. @throws UsageError */
export function textIn(place: string, bytes: Buffer): string {
  const text = textOf(place, unpacked(place, bytes, MOST_REPORTED));
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

/** A JSON report read back; `flag` is named in the message. Throws UsageError, one line, when it is anything else. */
export async function readResult(flag: string, file: string, io: Io): Promise<AuditResult> {
  const place = `${flag} ${file}`;
  return resultIn(await readText(place, file, io), place);
}

/** The same from its text; `place` is what messages call it. */
export async function resultIn(text: string, place: string): Promise<AuditResult> {
  const value = parsed(text, place);
  const { schemaVersion } = value;
  if (typeof schemaVersion === 'number' && schemaVersion > 1) {
    const problem = `is of schema version ${schemaVersion}, and this infra-parity reads 1; update it`;
    throw new UsageError(place, problem);
  }
  if (!('findings' in value)) throw new UsageError(place, 'is no JSON report; --report json=FILE writes one');
  const { Result } = await import('../report/schema.ts');
  if (isDeeper(value)) throw new UsageError(place, `has more than ${MOST_LEVELS} levels`);
  const checked = Result.safeParse(withSeenMembers(value));
  // As it was written: what a later version added within the schema version stays.
  if (checked.success) return upgraded(value as unknown as Saved);
  const [issue] = checked.error.issues;
  throw new UsageError(place, `is no JSON report of this version: ${issue?.path.join('.')}: ${issue?.message}`);
}

function parsed(text: string, place: string): { readonly [member: string]: unknown } {
  const [first = ''] = text.split('\n', 1);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (/^\{.*"digestKeyId"/.test(first))
      throw new UsageError(place, 'is a snapshot; infra-parity audit --from judges it');
    throw new UsageError(`${place}${jsonLine(text, error)}`, `is not JSON: ${jsonProblem(error)}`, { cause: error });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as { readonly [member: string]: unknown };
  throw new UsageError(place, 'is no JSON report; --report json=FILE writes one');
}

/** A result as any version of the schema wrote it. */
type Saved = Omit<AuditResult, 'gate' | 'compared'> & Partial<Pick<AuditResult, 'gate' | 'compared'>>;

/** A result of an earlier version with what later ones say beside: its verdict is then what is there. The exit code stays its own. */
function upgraded(saved: Saved): AuditResult {
  const compared = saved.compared ?? comparedOf(saved.rows);
  if (saved.gate !== undefined) return { ...saved, compared, gate: saved.gate };
  const { verdict, gate } = answer({ ...saved, compared }, saved.verdict === 'error');
  return { ...saved, compared, verdict, gate: { passes: saved.exitCode === 0, why: gate.why } };
}
