/** The format `jsonl`. */
import { safeJson } from '../../common/json-text.ts';
import { exemptions, score } from '../facts.ts';
import type { Format } from '../format.ts';
import type { AuditResult } from '../report.ts';

function render(result: AuditResult): string {
  const {
    verdict,
    exitCode,
    gate,
    compared,
    severities,
    snapshot,
    findings,
    gaps,
    causes = [],
    waivers = [],
    rules,
    regions,
  } = result;
  const run = { takenAt: snapshot.takenAt };
  const head = { kind: 'result', ...run, verdict, exitCode, gate, regions, compared, score: score(result), severities };
  const lines = [
    head,
    ...causes.map(({ kind: of, ...cause }) => ({ kind: 'cause', ...run, of, ...cause })),
    ...findings.map((finding) => ({ kind: 'finding', ...run, ...finding })),
    ...gaps.map((gap) => ({ kind: 'gap', ...run, ...gap })),
    ...exemptions(result).map((one) => ({ kind: 'exempt', ...run, ...one })),
    ...waivers.map((one) => ({ kind: 'waiver', ...run, ...one })),
    // Those that passed or failed are told by the findings; of the others nothing else in the file speaks.
    ...rules.filter(isOpen).map((one) => ({ kind: 'rule', ...run, ...one })),
  ];
  return lines.map((line) => `${safeJson(JSON.stringify(line))}\n`).join('');
}

/** Whether not all that the rule asks was answered. */
function isOpen({ state, partly }: AuditResult['rules'][number]): boolean {
  return state === 'crashed' || state === 'inconclusive' || partly === true;
}

export default {
  extension: 'jsonl',
  summary:
    'For a data lake: a line for the run, and for each cause, finding, gap, exemption, waiver and rule that could not tell.',
  notes: [
    'Every line is a JSON object with `kind` (`result`, `cause`, `finding`, `gap`, `exempt`, `waiver`, `rule`) and `takenAt`; the members are those of the JSON report. Lines of several runs may stand in one file.',
  ],
  render,
} satisfies Format;
