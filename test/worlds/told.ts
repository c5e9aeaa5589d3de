/** Holds reports to the facts of a story. */
import { expect } from 'vitest';
import { fits } from '../../src/common/glob.ts';
import type { AuditResult } from '../../src/report/report.ts';
import type { Facts } from './story.ts';

/** A finding as the facts write it. */
function findingText({ rule, type, counterpart, property, regions }: AuditResult['findings'][number]): string {
  return `${rule} ${type} ${counterpart}${property === null ? '' : ` (${property})`} @ ${regions.join(', ')}`;
}

function gapText({ region, type, cause, operation, properties }: AuditResult['gaps'][number]): string {
  return `${region} ${type} ${cause} ${operation ?? '-'}${properties ? ` [${properties.join(', ')}]` : ''}`;
}

/** Holds a JSON report to the facts of its story. */
export function expectFacts(result: AuditResult, exitCode: number, facts: Facts): void {
  expect(result.findings.map(findingText).sort()).toEqual([...facts.findings].sort());
  const gaps = result.gaps.map(gapText);
  expect(gaps.filter((gap) => !facts.gaps.some((pattern) => fits(pattern, gap)))).toEqual([]);
  expect(facts.gaps.filter((pattern) => !gaps.some((gap) => fits(pattern, gap)))).toEqual([]);
  expect(result.counts).toMatchObject(facts.counts);
  const states = new Set(result.rules.map((rule) => rule.state));
  expect(states).not.toContain('crashed');
  if (facts.verdict === 'parity' && facts.findings.length === 0) expect(states).toEqual(new Set(['passed']));
  expect({ exitCode, said: result.exitCode, verdict: result.verdict }).toEqual({
    exitCode: facts.exitCode,
    said: facts.exitCode,
    verdict: facts.verdict,
  });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what may not come out.
const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** Holds both reports, as printed, to what they must and must not say; no terminal obeys anything in the text. */
export function expectWords(reports: readonly string[], text: string, facts: Facts): void {
  const plain = text.replace(/\s+/g, ' ');
  for (const said of facts.says ?? []) expect(plain).toContain(said);
  expect(text).not.toMatch(OBEYED);
  for (const report of reports) for (const word of facts.neverSays ?? []) expect(report).not.toContain(word);
}
