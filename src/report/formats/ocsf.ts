/** The format `ocsf`. */
import { exemptions, openFindings, spentWaivers, waivedFindings } from '../facts.ts';
import type { Format } from '../format.ts';
import { toJson } from '../json.ts';
import {
  exemptEvent,
  findingEvent,
  gapEvent,
  resolvedEvent,
  ruleEvent,
  spentEvent,
  verdictEvent,
} from '../ocsf/events.ts';
import type { AuditResult } from '../report.ts';

function render(result: AuditResult): string {
  const events = [
    verdictEvent(result),
    ...openFindings(result).map((finding) => findingEvent(result, finding)),
    ...waivedFindings(result).map((finding) => findingEvent(result, finding)),
    ...(result.since?.resolved ?? []).map((finding) => resolvedEvent(result, finding)),
    ...result.gaps.map((gap) => gapEvent(result, gap)),
    ...exemptions(result).map((exemption) => exemptEvent(result, exemption)),
    ...spentWaivers(result).map((waiver) => spentEvent(result, waiver)),
    ...result.rules.filter(({ state }) => state !== 'failed').map((rule) => ruleEvent(result, rule)),
  ];
  return events.map(line).join('');
}

/** One event a line. What `toJson` escapes it escapes here too; its line breaks stand between members only. */
function line(event: object): string {
  return toJson(event).replace(/\n */g, '').concat('\n');
}

export default {
  extension: 'jsonl',
  summary:
    'For security lakes and SIEMs: OCSF 1.5.0 Compliance Findings (class 2003, profile cloud), one JSON object a line.',
  notes: [
    'JSON Lines, because that is what Athena, Firehose and log shippers take as it is. The first line is the verdict. `finding_info.uid` is the fingerprint; `unmapped` has what OCSF has no member for.',
    'An open finding is `New` with compliance `Fail`; a waived one is `Suppressed`, with owner, date and reason in `status_detail`. What could not be read is status `Unknown` with compliance `Warning`, which OCSF defines as “did not yield a result due to missing information”, and `status_code: unknown`. What is exempt is `Exempt` (99, Other). A rule that passed is `Pass`.',
    'With `--since` a finding that the last run had is an update, and a resolved one is closed. `cloud.region` is set when one region deviates; with several, `resources` and `unmapped.regions` say which.',
  ],
  render,
} satisfies Format;
