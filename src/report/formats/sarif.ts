/** The format `sarif`. */
import { gzipSync } from 'node:zlib';
import { gateText, verdictText } from '../compared.ts';
import { openFindings, score, waivedFindings } from '../facts.ts';
import type { Format } from '../format.ts';
import { toJson } from '../json.ts';
import type { AuditResult } from '../report.ts';
import { notification, notificationDescriptors, notifications } from '../sarif/notifications.ts';
import { sarifResult } from '../sarif/results.ts';
import { descriptors } from '../sarif/rules.ts';
import { totals } from '../text/totals.ts';

/** Code scanning refuses a run with more results, and a file that is larger when gzipped; it shows the worst 5,000. */
const RESULTS = 25_000;
const SHOWN = 5000;
const GZIPPED = 20 * 1024 * 1024;

function render(result: AuditResult): string {
  const results = [...openFindings(result), ...waivedFindings(result)].map((finding) => sarifResult(result, finding));
  let kept = Math.min(results.length, RESULTS);
  for (;;) {
    const text = toJson(log(result, results.slice(0, kept), results.length));
    const size = text.length < GZIPPED / 4 ? 0 : gzipSync(text).length;
    if (size <= GZIPPED || kept === 0) return text;
    kept = Math.floor((kept * GZIPPED * 0.95) / size);
  }
}

function log(result: AuditResult, results: readonly object[], all: number): object {
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: driver(result) },
        invocations: [
          {
            executionSuccessful: result.verdict !== 'error',
            exitCode: result.exitCode,
            exitCodeDescription: `${verdictText(result)}: ${totals(result)}; ${gateText(result)}`,
            toolExecutionNotifications: [...notifications(result), ...leftOut(results.length, all)],
          },
        ],
        results,
        properties: summary(result),
      },
    ],
  };
}

function driver(result: AuditResult): object {
  return {
    name: result.tool.name,
    semanticVersion: result.tool.version,
    rules: descriptors(result),
    notifications: notificationDescriptors(),
  };
}

function leftOut(kept: number, all: number): readonly object[] {
  const cut = `${all - kept} of ${all} results were left out: code scanning takes 25,000 results and 20 MB gzipped`;
  const unshown = `${kept - SHOWN} of ${kept} results are not shown: code scanning shows the worst 5,000`;
  return [
    ...(kept < all ? [notification('left-out', 'warning', cut)] : []),
    ...(kept > SHOWN ? [notification('left-out', 'note', unshown)] : []),
  ];
}

function summary(result: AuditResult): object {
  const { verdict, gate, regions, reference, failOn, counts, compared, snapshot, severities } = result;
  return {
    verdict,
    gate,
    regions,
    reference,
    failOn,
    takenAt: snapshot.takenAt,
    score: score(result),
    counts,
    compared,
    severities,
    waived: waivedFindings(result).length,
    unknown: result.gaps.length,
  };
}

export default {
  extension: 'sarif',
  summary: 'For GitHub code scanning and every other reader of SARIF 2.1.0.',
  notes: [
    'A live resource has no file, so a result stands on the line of the baseline that states it, else on the first line of the baseline (`infra-parity.yaml` when there is none), with the resource as logical location `region/type/counterpart`. Commit the baseline, so that the line is there to be shown.',
    'Alerts are told apart by the fingerprint, which a redeploy does not change. Waived findings are suppressed results with their justification; what could not be read, what is exempt and waivers in vain are tool notifications. With `--since` each result says whether it is new.',
    'Code scanning refuses more than 25,000 results or 20 MB gzipped: the worst are kept, and a notification says how many were left out. Valid against the OASIS schema in `schemas/ext`.',
  ],
  render,
} satisfies Format;
