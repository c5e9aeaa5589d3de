import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { judge, withDeclaredRegions } from '../audit.ts';
import type { Io } from '../io.ts';
import { cleaned, safe, visible } from '../report/escape.ts';
import { toJson } from '../report/json.ts';
import type { AuditResult, ReportRow } from '../report/report.ts';
import { valueLines } from '../report/text-findings.ts';
import { matched } from '../report/words.ts';
import { rules } from '../rules/index.ts';
import type { Finding } from '../rules/rule.ts';
import { UsageError } from '../usage-error.ts';
import type { JudgeFlags, ScreenFlags } from './options.ts';
import { missingFile } from './output.ts';
import { type Page, page } from './page.ts';
import { baselineOf, withFlags } from './plan.ts';
import { ruleReasons } from './rules.ts';
import { loadSnapshots } from './snapshots.ts';

export type ExplainFlags = JudgeFlags & ScreenFlags & { readonly from?: readonly string[] };

/** A JSON report says it at its beginning; a snapshot's first line is its header. */
async function readReport(file: string, io: Io): Promise<AuditResult | null> {
  const path = resolve(io.cwd, file);
  const text = await readFile(path, 'utf8').catch((error: unknown) => missingFile(`--from ${file}`, error));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || !('findings' in value)) return null;
  const { Result } = await import('../report/schema.ts');
  const parsed = Result.safeParse(value);
  if (parsed.success) return value as AuditResult;
  const [issue] = parsed.error.issues;
  throw new UsageError(
    `--from ${file}`,
    `is no JSON report of this version: ${issue?.path.join('.')}: ${issue?.message}`,
  );
}

async function resultOf(flags: ExplainFlags, io: Io): Promise<AuditResult> {
  const [first, ...others] = flags.from ?? [];
  if (first === undefined)
    throw new UsageError('--from', 'give the JSON report or the snapshot in which the finding is');
  const report = await readReport(first, io);
  if (report !== null) {
    if (others.length > 0) throw new UsageError(`--from ${first}`, 'is a JSON report; give it alone');
    return report;
  }
  const baseline = withFlags(await baselineOf(flags, io), flags);
  return judge(withDeclaredRegions(await loadSnapshots(flags.from, io), baseline), baseline);
}

function find(result: AuditResult, fingerprint: string, file: string): Finding {
  const found = result.findings.filter((finding) => finding.fingerprint.startsWith(fingerprint.toLowerCase()));
  const [only, second] = found;
  if (only === undefined) {
    const all = result.findings.length;
    throw new UsageError(
      `explain ${fingerprint}`,
      `none of the ${all} findings of ${file} has a fingerprint that begins so`,
    );
  }
  if (second === undefined) return only;
  const prints = found.slice(0, 5).map((finding) => finding.fingerprint);
  throw new UsageError(
    `explain ${fingerprint}`,
    `${found.length} findings begin so, ${prints.join(', ')}; give more of it`,
  );
}

function where(finding: Finding, row: ReportRow | undefined, out: Page): void {
  out.title('The resources');
  out.say(`Type ${finding.type}; ${matched(finding.match)}.`);
  const ambiguous = row?.match.ambiguous ?? [];
  if (ambiguous.length > 0)
    out.say(`The same key also fits ${ambiguous.map((one) => safe(one, 200)).join(', ')}: none was chosen.`);
  const regions = [...new Set([...Object.keys(row?.cells ?? {}), ...Object.keys(finding.resources)])];
  for (const region of regions) {
    const resource = finding.resources[region];
    const cell = row?.cells[region];
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

/** The whole values, where the report shows only what differs. */
function values(finding: Finding, out: Page): void {
  const all = Object.entries(finding.values);
  if (all.length === 0) return;
  out.title(finding.property === null ? 'Values' : `Values of ${safe(finding.property, 400)}`);
  for (const [region, value] of all) {
    out.raw(`${region}:`);
    out.raw(
      toJson(value)
        .trimEnd()
        .split('\n')
        .map((line) => `    ${visible(line)}`)
        .join('\n'),
    );
  }
}

/** Why this is a finding: the rule and its reasons, how the counterparts were found, and the raw values. */
export async function explainCommand(fingerprint: string, flags: ExplainFlags, io: Io): Promise<number> {
  const result = await resultOf(flags, io);
  const file = (flags.from ?? []).map((one) => relative(io.cwd, resolve(io.cwd, one))).join(', ');
  const finding = find(result, fingerprint, file);
  const rule = rules.find(({ meta }) => meta.id === finding.rule);
  const row = result.rows.find((one) => one.type === finding.type && one.counterpart === finding.counterpart);
  const out = page(flags, io);
  out.title(safe(finding.message, 2000));
  out.say(`${finding.rule}, severity ${finding.severity}${finding.status === 'waived' ? ', waived' : ''}.`);
  out.say(
    `Fingerprint ${finding.fingerprint}: of rule, type, counterpart, property and regions; a redeploy does not change it.`,
  );
  if (finding.stated !== null) out.say(`Stated in ${safe(finding.stated, 400)}.`);
  const lines = valueLines(cleaned(finding), result.regions.map(visible), out.paint, out.width);
  if (lines.length > 0) {
    out.title('What differs');
    out.raw(lines.join('\n'));
  }
  where(cleaned(finding), row && cleaned(row), out);
  if (rule !== undefined) ruleReasons(rule, out);
  values(finding, out);
  out.print();
  return 0;
}
