/** The format `jsonl`. */
import { safeJson } from '../../common/json-text.ts';
import { score } from '../facts.ts';
import type { Format } from '../format.ts';
import type { AuditResult } from '../report.ts';

function render(result: AuditResult): string {
  const { verdict, exitCode, gate, compared, severities, snapshot, findings, gaps, causes = [], regions } = result;
  const run = { takenAt: snapshot.takenAt };
  const head = { kind: 'result', ...run, verdict, exitCode, gate, regions, compared, score: score(result), severities };
  const lines = [
    head,
    ...causes.map(({ kind: of, ...cause }) => ({ kind: 'cause', ...run, of, ...cause })),
    ...findings.map((finding) => ({ kind: 'finding', ...run, ...finding })),
    ...gaps.map((gap) => ({ kind: 'gap', ...run, ...gap })),
    ...(result.waivers ?? []).map((waiver) => ({ kind: 'waiver', ...run, ...waiver })),
    ...result.rules.map((rule) => ({ kind: 'rule', ...run, ...rule })),
    ...result.rows.map((row) => ({ kind: 'row', ...run, ...row })),
  ];
  return lines.map((line) => `${safeJson(JSON.stringify(line))}\n`).join('');
}

export default {
  extension: 'jsonl',
  summary: 'For a data lake: a line for the run, and for each cause, finding, gap, waiver, rule and counterpart.',
  notes: [
    'Every line is a JSON object with `kind` (`result`, `cause`, `finding`, `gap`, `waiver`, `rule`, `row`) and `takenAt`; the members are those of the JSON report. Lines of several runs may stand in one file.',
  ],
  render,
} satisfies Format;
