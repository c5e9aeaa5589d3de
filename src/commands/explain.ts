/** The command explain. */
import { relative, resolve } from 'node:path';
import { own } from '../common/own-member.ts';
import { UsageError } from '../common/usage-error.ts';
import { causeWords } from '../findings/design-words.ts';
import { cleaned, safe, visible } from '../report/escape.ts';
import { toJson } from '../report/json.ts';
import { lineOf } from '../report/pair-notes.ts';
import { consoleLink, readLine } from '../report/read-lines.ts';
import type { AuditResult, ReportRow } from '../report/report.ts';
import { valueLines } from '../report/text/values.ts';
import { matched } from '../report/words.ts';
import { rules } from '../rules/index.ts';
import type { Finding } from '../rules/rule.ts';
import type { Json } from '../snapshot/snapshot.ts';
import { type FromFlags, findingOf, resultOf } from './find-finding.ts';
import type { Io } from './io.ts';
import { type AccessFlags, externalIdOf, type ScreenFlags } from './options.ts';
import { type Page, page } from './page.ts';
import { ruleReasons } from './rules.ts';

export type ExplainFlags = FromFlags & ScreenFlags & AccessFlags & { readonly links?: boolean; readonly who?: true };

function where(finding: Finding, row: ReportRow | undefined, out: Page): void {
  out.title('The resources');
  out.say(`Type ${finding.type}; ${matched(finding.match)}.`);
  const ambiguous = row?.match.ambiguous ?? [];
  if (ambiguous.length > 0)
    out.say(`The same key also fits ${ambiguous.map((one) => safe(one, 200)).join(', ')}: none was chosen.`);
  const regions = [...new Set([...Object.keys(row?.cells ?? {}), ...Object.keys(finding.resources)])];
  for (const region of regions) {
    const resource = own(finding.resources, region);
    const cell = own(row?.cells, region);
    const deviates = finding.regions.includes(region) ? ' (deviates)' : '';
    out.say(`${region}${deviates}: ${cell?.state ?? 'present'}${cell?.reason ? `, ${safe(cell.reason)}` : ''}`, '- ');
    if (resource === undefined) continue;
    const { id, arn, name, stack, logicalId } = resource;
    const facts = { name, id, arn, stack, 'logical id': logicalId };
    for (const [label, value] of Object.entries(facts)) {
      if (value !== null && value !== '') out.say(safe(value, 2000), `    ${label}: `);
    }
  }
}

const STATES = {
  'as-designed': 'as its template says',
  changed: 'changed since: not what its template says',
  'not-designed': 'set beside the template, which does not say it',
  unknown: 'not known whether it is what its template says',
} as const;

/** What the template of each region says, what that was made from, and what is there: side by side. */
function design({ designed = {}, because, values }: Finding, out: Page): void {
  const all = Object.entries(designed);
  if (all.length === 0 && because === undefined) return;
  out.title('What the templates say');
  if (because !== undefined) out.say(`The cause: ${safe(causeWords(because), 2000)}.`);
  for (const [region, { state, value, line, from = {} }] of all) {
    out.say(`${region}: ${STATES[state]}`, '- ');
    const where = line === undefined ? 'template' : `template, line ${line}`;
    out.say(value === null ? 'nothing' : safe(textOf(value), 2000), `    ${where}: `);
    for (const [input, says] of Object.entries(from))
      out.say(says === null ? 'not known' : safe(textOf(says), 400), `    ${safe(input, 200)}: `);
    out.say(safe(textOf(values[region] ?? null), 2000), '    there: ');
  }
}

function textOf(value: Json): string {
  return value === null ? 'not set' : JSON.stringify(value);
}

/** The whole values, where the report shows only what differs. */
function values(finding: Finding, out: Page): void {
  const all = Object.entries(finding.values);
  if (all.length === 0) return;
  out.title(finding.property === null ? 'Values' : `Values of ${safe(finding.property, 400)}`);
  for (const [region, value] of all) {
    out.raw(`${visible(region)}:`);
    out.raw(
      toJson(value)
        .trimEnd()
        .split('\n')
        .map((line) => `    ${visible(line)}`)
        .join('\n'),
    );
  }
}

/** Lines to paste: what reads the resources, the waiver, and the pair where something may be the counterpart. */
function whatToPaste(result: AuditResult, finding: Finding, flags: ExplainFlags, out: Page): void {
  out.title('To paste');
  for (const [place, resource] of Object.entries(finding.resources)) {
    out.raw(readLine(result, place, finding.type, resource));
    const link = flags.links === false ? null : consoleLink(result, place, resource);
    if (link !== null) out.raw(link);
  }
  const near = (result.likelyPairs ?? []).filter(
    ({ type, counterparts }) => type === finding.type && Object.values(counterparts).includes(finding.counterpart),
  );
  for (const { type, resources, why } of near) {
    out.say(`May be the counterpart (${why}); if it is, in the baseline:`);
    out.raw(lineOf(type, resources));
  }
  if (finding.status === 'open')
    out.raw(`infra-parity waive ${finding.fingerprint} --reason '…' --owner '…' --until YYYY-MM-DD`);
}

/** Access is needed for `--who` alone. */
function needWho({ who, profile, roleArn, externalId, requestTimeout }: ExplainFlags): void {
  const given = { '--profile': profile, '--role-arn': roleArn, '--external-id': externalId };
  for (const [flag, value] of Object.entries({ ...given, '--request-timeout': requestTimeout })) {
    if (value !== undefined && !who) throw new UsageError(flag, 'belongs to --who here; nothing else asks AWS');
  }
  if (externalId !== undefined && roleArn === undefined)
    throw new UsageError('--external-id', 'belongs to a role; add --role-arn');
}

/** What CloudTrail tells of the deviating resources. */
async function whoChangedIt(result: AuditResult, finding: Finding, flags: ExplainFlags, io: Io, out: Page) {
  const { whoChanged } = await import('./last-changes.ts');
  const { profile, roleArn, requestTimeout } = flags;
  const externalId = externalIdOf(flags, io.env);
  const all = await whoChanged(result, finding, {
    signal: io.signal,
    ...(profile !== undefined && { profile }),
    ...(roleArn !== undefined && { roleArn }),
    ...(externalId !== undefined && { externalId }),
    ...(requestTimeout !== undefined && { requestTimeout }),
  });
  out.title('Who changed it');
  for (const { place, asked, changes, why } of all) {
    out.say(`${visible(place)}: ${why === null ? `the last changes of ${safe(asked, 300)}` : safe(why, 1000)}`, '- ');
    for (const { at, who, call, by, error } of changes) {
      const through = by === null ? '' : `, through ${safe(by, 200)}`;
      const failed = error === null ? '' : `, which failed: ${safe(error, 200)}`;
      out.say(`${safe(who, 400)} called ${safe(call, 200)}${through}${failed}`, `    ${safe(at, 40)} `);
    }
  }
}

/** Why this is a finding: the rule and its reasons, how the counterparts were found, and the raw values. */
export async function explainCommand(fingerprint: string, flags: ExplainFlags, io: Io): Promise<number> {
  needWho(flags);
  const result = await resultOf(flags, io);
  const named = (flags.from ?? []).map((one) => relative(io.cwd, resolve(io.cwd, one))).join(', ');
  const file = named === '' ? 'the last run' : named;
  // A report may be of anybody: rule, fingerprint and regions in it are texts as well.
  const found = findingOf(result, fingerprint, `explain ${fingerprint}`, file);
  const finding = cleaned(found);
  const rule = rules.find(({ meta }) => meta.id === finding.rule);
  const { counterparts = [found.counterpart] } = found;
  const row = result.rows.find((one) => one.type === found.type && counterparts.includes(one.counterpart));
  const out = page(flags, io);
  out.title(safe(finding.message, 2000));
  out.say(`${finding.rule}, severity ${finding.severity}${finding.status === 'waived' ? ', waived' : ''}.`);
  out.say(
    `Fingerprint ${finding.fingerprint}: of rule, type, who the resource is by itself, property and regions; neither a redeploy nor a neighbour changes it.`,
  );
  if (finding.stated !== null) out.say(`Stated in ${safe(finding.stated, 400)}.`);
  const lines = valueLines(finding, result.regions.map(visible), out.paint, out.width);
  if (lines.length > 0) {
    out.title('What differs');
    out.raw(lines.join('\n'));
  }
  design(finding, out);
  where(finding, row && cleaned(row), out);
  if (flags.who) await whoChangedIt(result, found, flags, io, out);
  whatToPaste(cleaned(result), cleaned(finding), flags, out);
  if (rule !== undefined) ruleReasons(rule, out);
  values(found, out);
  out.print();
  return 0;
}
