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
  ];
  return lines.map((line) => `${safeJson(JSON.stringify(line))}\n`).join('');
}

export default {
  extension: 'jsonl',
  summary: 'For a data lake: a line for the run, each cause, each finding and each gap.',
  notes: [
    'Every line is a JSON object with `kind` (`result`, `cause`, `finding`, `gap`) and `takenAt`; the members are those of the JSON report. Lines of several runs may stand in one file.',
  ],
  render,
} satisfies Format;
