/** The history of runs: its lines and what they say. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { safeJson } from '../common/json-text.ts';
import { UsageError } from '../common/usage-error.ts';
import type { Severity } from '../rules/rule.ts';
import { score } from './facts.ts';
import type { AuditResult, HistoryEntry } from './report.ts';
import { HistoryEntry as EntrySchema } from './schema.ts';

/** A line of `history.jsonl`: the figures of a run, and of what scope. */
export type HistoryLine = HistoryEntry & { readonly schemaVersion: 1; readonly scope: string };

const Line = EntrySchema.extend({ schemaVersion: z.literal(1), scope: z.string() });

/** Runs compare when they asked the same: account, regions, and which resources. The order in which it was asked means nothing. */
export function scopeKey({ regions, snapshot }: AuditResult): string {
  const { stackPrefixes, tags, types, excludeTypes } = snapshot.selection;
  const accounts = [...new Set(snapshot.regions.map(({ account }) => account))];
  const tagged = Object.entries(tags).map(([key, values]) => [key, [...values].sort()]);
  const lists = [accounts, regions, stackPrefixes, types, excludeTypes].map((list) => [...list].sort());
  const text = JSON.stringify([...lists, tagged.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The figures of a result. Where nothing could be compared, nothing is known to be the same: the score is 0. */
export function entryOf(result: AuditResult): HistoryEntry {
  const share = Math.round((score(result) ?? 0) * 10_000) / 100;
  const count = (severity: Severity) => result.severities[severity];
  return {
    takenAt: result.snapshot.takenAt,
    verdict: result.verdict,
    passes: result.gate.passes,
    score: share,
    severities: { low: count('low'), medium: count('medium'), high: count('high'), critical: count('critical') },
    waived: result.findings.filter(({ status }) => status === 'waived').length,
    unknown: result.gaps.length,
    totals: Object.fromEntries(Object.entries(result.counts).map(([place, { total }]) => [place, total])),
  };
}

/** The line of the history file that stands for the run, without its line end. */
export function lineOf(result: AuditResult): string {
  const line: HistoryLine = { schemaVersion: 1, scope: scopeKey(result), ...entryOf(result) };
  return `${safeJson(JSON.stringify(line))}\n`;
}

/** What a history's text holds: its runs, and whether its last line was cut off (a full disk, a killed run) and is left out. */
export type History = { readonly lines: readonly HistoryLine[]; readonly cut: boolean };

/** @throws UsageError with the place of the first damaged line but a last one without an end; what is after it is not believed */
export function readHistory(text: string, file: string): History {
  const whole = text.split('\n');
  const rest = whole.pop() as string;
  const lines = whole.map((line, index) => {
    const read = readLine(line);
    if (typeof read === 'string') throw damaged(file, index + 1, read);
    return read;
  });
  // Whole but for its end: somebody's editor took it.
  const last = rest === '' ? null : readLine(rest);
  if (last === null) return { lines, cut: false };
  return typeof last === 'string' ? { lines, cut: true } : { lines: [...lines, last], cut: false };
}

/** The runs of a history. */
export function parseHistory(text: string, file: string): readonly HistoryLine[] {
  return readHistory(text, file).lines;
}

/** The line, or what is wrong with it. */
function readLine(line: string): HistoryLine | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'it is not JSON';
  }
  const parsed = Line.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return `${issue?.path.join('.')}: ${issue?.message}`;
}

function damaged(file: string, line: number, why: string): UsageError {
  return new UsageError(`${file}:${line}`, `is no run of a history: ${why}; take the line out`);
}

/** The result with the runs of its scope before it, the oldest first, itself last. */
export function withHistory(result: AuditResult, lines: readonly HistoryLine[]): AuditResult {
  const scope = scopeKey(result);
  const own = entryOf(result);
  const earlier = lines
    .filter((line) => line.scope === scope && Date.parse(line.takenAt) < Date.parse(own.takenAt))
    .map(({ schemaVersion: _, scope: __, ...entry }): HistoryEntry => entry)
    .sort((a, b) => Date.parse(a.takenAt) - Date.parse(b.takenAt));
  return { ...result, history: [...earlier, own] };
}

/** Whether the very run is in the history already: a result that is rendered again is no further run. */
export function holds(lines: readonly HistoryLine[], result: AuditResult): boolean {
  return lines.some((line) => line.scope === scopeKey(result) && line.takenAt === result.snapshot.takenAt);
}
