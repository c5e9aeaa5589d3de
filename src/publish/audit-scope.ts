/** What is audited, in words and as a digest. */
import { createHash } from 'node:crypto';
import { plain } from '../report/facts.ts';
import type { AuditResult } from '../report/report.ts';

/** What is audited, in words: `everything`, `stacks TapStack`, `stacks TapStack; tags app=shop|cart`. */
export function designText({ snapshot }: AuditResult): string {
  const { stackPrefixes, tags } = snapshot.selection;
  const pairs = Object.entries(tags).map(([key, values]) => `${key}=${[...values].sort().join('|')}`);
  const parts = [
    ...(stackPrefixes.length > 0 ? [`stacks ${[...stackPrefixes].sort().join(', ')}`] : []),
    ...(pairs.length > 0 ? [`tags ${pairs.sort().join(', ')}`] : []),
  ];
  return plain(parts.length === 0 ? 'everything' : parts.join('; '));
}

/**
 * Tells the designs of an account apart where findings of several lie side by side: two applications may both have a
 * `Database`. Of account, stacks and tags; never of regions or types, for a job that is widened keeps its findings.
 */
export function designKey(result: AuditResult): string {
  return digest(`${result.snapshot.caller.account}\n${designText(result)}`, 12);
}

/** Hexadecimal digits of SHA-256. */
export function digest(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}
