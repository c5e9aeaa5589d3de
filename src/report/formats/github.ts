/** The format `github`. */
import { gateText, verdictText } from '../compared.ts';
import {
  exemptions,
  exemptionText,
  fails,
  findingText,
  gapText,
  openFindings,
  type Place,
  placeOf,
  placeOfFinding,
  plain,
  spentText,
  spentWaivers,
  summaryText,
  waivedFindings,
  waiverText,
} from '../facts.ts';
import type { Format } from '../format.ts';
import type { AuditResult } from '../report.ts';
import { totals } from '../text/totals.ts';

/** GitHub shows so many of each level a step, and 50 a job; what is beyond is dropped without a word. */
const PER_LEVEL = 10;

type Level = 'error' | 'warning' | 'notice';
type Annotation = { readonly title: string; readonly text: string; readonly place: Place };

function render(result: AuditResult): string {
  const head = `${verdictText(result, result.verdict)}: ${totals(result)}`;
  const verdict = `${plain(head)}
${plain(summaryText(result))}
gate ${plain(gateText(result))}`;
  return [
    command('notice', { title: 'infra-parity', text: verdict, place: placeOf(result, null) }),
    ...level('error', errors(result), PER_LEVEL),
    ...level('warning', warnings(result), PER_LEVEL),
    ...level('notice', notices(result), PER_LEVEL - 1),
    '',
  ].join('\n');
}

function errors(result: AuditResult): readonly Annotation[] {
  const place = placeOf(result, null);
  const crashed = result.rules.filter((rule) => rule.state === 'crashed');
  return [
    ...crashed.map(({ id, error }) => ({ title: `${id} crashed`, text: plain(error ?? 'no message'), place })),
    ...openFindings(result)
      .filter((finding) => fails(result, finding))
      .map((finding) => ofFinding(result, finding)),
  ];
}

/** What could not be seen goes before lesser findings: it may hide worse ones. */
function warnings(result: AuditResult): readonly Annotation[] {
  const place = placeOf(result, null);
  return [
    ...result.gaps.map((gap) => ({
      title: gap.cause === 'ambiguous' ? 'could not be told apart' : 'could not be seen',
      text: [gapText(gap), plain(gap.detail), ...(gap.remedy === '' ? [] : [`→ ${plain(gap.remedy)}`])].join('\n'),
      place,
    })),
    ...spentWaivers(result).map((one) => ({
      title: `waiver ${one.state}`,
      text: spentText(one),
      place: placeOf(result, one.place),
    })),
    ...openFindings(result)
      .filter((finding) => !fails(result, finding))
      .map((finding) => ofFinding(result, finding)),
  ];
}

function notices(result: AuditResult): readonly Annotation[] {
  return [
    ...waivedFindings(result).map((finding) => {
      const { title, text, place } = ofFinding(result, finding);
      return { title: `waived: ${title}`, text: `${waiverText(finding)}\n${text}`, place };
    }),
    ...exemptions(result).map((one) => ({
      title: 'exempt',
      text: `${plain(one.type, 200)} ${exemptionText(one)}`,
      place: placeOf(result, null),
    })),
  ];
}

type Finding = AuditResult['findings'][number];

function ofFinding(result: AuditResult, finding: Finding): Annotation {
  const title = `${finding.severity}: ${finding.rule}`;
  const text = `${findingText(finding)}\n${plain(finding.type, 200)} ${plain(finding.counterpart, 200)} · ${finding.fingerprint}`;
  return { title: plain(title, 200), text, place: placeOfFinding(result, finding) };
}

/** The last one that is shown says how many are not. */
function level(name: Level, all: readonly Annotation[], most: number): readonly string[] {
  if (all.length <= most) return all.map((one) => command(name, one));
  const left = all.length - most + 1;
  const text = `${left} more that GitHub would not show; the step summary and the JSON report have them`;
  const [first] = all;
  const place = first?.place ?? { file: '', line: 1 };
  return [...all.slice(0, most - 1), { title: 'infra-parity', text, place }].map((one) => command(name, one));
}

/** A workflow command is one line: whatever would end it, or a property of it, is escaped as the runner unescapes it. */
function command(name: Level, { title, text, place }: Annotation): string {
  const properties = { file: plain(place.file, 400), line: place.line, title: plain(title, 200) };
  const written = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${name} ${written.join(',')}::${data(text)}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

export default {
  extension: 'log',
  summary: 'For the log of a GitHub Actions step: workflow commands that become annotations on the baseline.',
  notes: [
    'Write it to stdout of the step. Findings at or above `--fail-on` are errors; what could not be seen, expired and stale waivers and lesser findings are warnings; the verdict, waived findings and what is exempt are notices.',
    'GitHub shows 10 annotations of each level a step and 50 a job, and drops the rest without a word. At most 10 of each level are written, the worst first; the last one says how many were left out.',
    'An annotation stands on the line of the baseline that states it, else on its first line. Names of resources cannot end a command or start another.',
  ],
  commands: true,
  render,
} satisfies Format;
