/** The SNS message of a result. */
import { gateText, verdictText } from '../report/compared.ts';
import {
  exemptions,
  exemptionText,
  findingText,
  gapText,
  openFindings,
  plain,
  spentText,
  spentWaivers,
  summaryText,
  waivedFindings,
  waiverText,
} from '../report/facts.ts';
import type { AuditResult } from '../report/report.ts';
import { totals } from '../report/text/totals.ts';
import { designText } from './audit-scope.ts';

/** "Less than 100 characters long", ASCII, no line break (SNS API Reference, Publish). */
const SUBJECT = 99;
/** SNS takes 262,144 bytes for message and attributes together; the rest is for the attributes. */
export const MESSAGE_BYTES = 250 * 1024;

/** `infra-parity: DEVIATION us-east-1 9, eu-central-1 4` */
export function subjectOf(result: AuditResult): string {
  const text = `infra-parity: ${verdictText(result)} ${totals(result).replaceAll(' · ', ', ')}`;
  const ascii = text.replace(/[^\x20-\x7e]/g, '?');
  return ascii.length <= SUBJECT ? ascii : `${ascii.slice(0, SUBJECT - 3)}...`;
}

/** The whole result as lines, the worst first; what does not fit into `bytes` is counted in the last line. */
export function messageOf(result: AuditResult, places: readonly string[], bytes = MESSAGE_BYTES): string {
  const head = [
    `${verdictText(result)} ${totals(result)}`,
    `${summaryText(result)}. The gate ${gateText(result)}.`,
    `Audited: ${designText(result)} in account ${plain(result.snapshot.caller.account, 40)}, read ${plain(result.snapshot.takenAt, 40)}.`,
    ...places.map((place) => `The whole result: ${place}`),
  ];
  const sections = [
    section('Findings', findingLines(result)),
    section('Could not be seen', gapLines(result)),
    section('Waived', waivedLines(result)),
    section('Waivers to tidy', spentWaivers(result).map(spentText)),
    section(
      'Exempt',
      exemptions(result).map((one) => `${plain(one.type, 200)} ${exemptionText(one)}`),
    ),
  ];
  return fitted(head, sections.flat(), bytes);
}

type Line = { readonly text: string; readonly entry: boolean };

function section(title: string, entries: readonly string[]): readonly Line[] {
  if (entries.length === 0) return [];
  const heading = [`\n${title} (${entries.length})`].map((text) => ({ text, entry: false }));
  return [...heading, ...entries.map((entry) => ({ text: `- ${entry}`, entry: true }))];
}

function findingLines(result: AuditResult): readonly string[] {
  return openFindings(result).map(
    (finding) =>
      `${finding.severity} ${finding.rule}: ${findingText(finding, 600)} [${plain(finding.type, 200)}, ${finding.fingerprint}]`,
  );
}

function gapLines(result: AuditResult): readonly string[] {
  return result.gaps.map((gap) => `${gapText(gap)}${gap.remedy === '' ? '' : ` (${plain(gap.remedy, 400)})`}`);
}

function waivedLines(result: AuditResult): readonly string[] {
  return waivedFindings(result).map((finding) => `${findingText(finding, 300)}; ${waiverText(finding, 400)}`);
}

function fitted(head: readonly string[], lines: readonly Line[], bytes: number): string {
  const all = lines.filter(({ entry }) => entry).length;
  const last = (left: number) => `\n${left} of ${all} lines were left out here: the message would have been too long.`;
  let size = Buffer.byteLength(`${head.join('\n')}\n`);
  const room = bytes - Buffer.byteLength(`${last(all)}\n`);
  const whole = size + lines.reduce((sum, { text }) => sum + Buffer.byteLength(text) + 1, 0) <= bytes;
  const kept: string[] = [];
  let entries = 0;
  for (const { text, entry } of lines) {
    size += Buffer.byteLength(text) + 1;
    if (!whole && size > room) break;
    kept.push(text);
    if (entry) entries += 1;
  }
  return `${[...head, ...kept, ...(whole ? [] : [last(all - entries)])].join('\n')}\n`;
}
