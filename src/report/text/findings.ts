/** The findings in the text. */
import { own } from '../../common/own-member.ts';
import type { Finding } from '../../rules/rule.ts';
import type { Json } from '../../snapshot/snapshot.ts';
import { contrast } from '../contrast.ts';
import { safe } from '../escape.ts';
import type { Paint } from '../paint.ts';
import type { AuditResult } from '../report.ts';
import { isMembers } from '../value.ts';
import { cells, hang, padEnd } from '../width.ts';
import { bySeverity, matched, shortPrints } from '../words.ts';

/** Differences shown inside one value; the rest is for `explain`. */
const CONTRASTS = 6;
/** Beyond so many regions, those with one value that do not deviate share a line. */
const APART = 4;
const MARK = '▸';

/** Findings of one counterpart stand together, the worst counterpart first. */
export function groups(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const byCounterpart = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.type}\n${finding.counterpart}`;
    byCounterpart.set(key, [...(byCounterpart.get(key) ?? []), finding]);
  }
  const sorted = [...byCounterpart.values()].map((group) => group.sort((a, b) => bySeverity(a.severity, b.severity)));
  const worst = (group: readonly Finding[]) => group[0]?.severity ?? 'low';
  return sorted.sort((a, b) => bySeverity(worst(a), worst(b)));
}

/** The findings in the order printed, so that the first is the worst. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return groups(findings).flat();
}

/** `app-database`, `app-db (sg-0a1b)`: what a person looks for in the console. */
export function called(resource: Finding['resources'][string]): string {
  const { id, name } = resource;
  if (!name || name === id || id === '') return safe(name ?? id, 120);
  return /^arn:|:\/\//.test(id) ? safe(name, 120) : `${safe(name, 120)} (${safe(id, 80)})`;
}

function groupHead(
  group: readonly Finding[],
  order: readonly string[],
  paint: Paint,
  width: number,
): readonly string[] {
  const first = group[0];
  if (first === undefined) return [];
  const resources = Object.assign({}, ...group.map((finding) => finding.resources)) as Finding['resources'];
  const where = order.flatMap((region) => {
    const resource = own(resources, region);
    return resource === undefined ? [] : [`${region} ${called(resource)}`];
  });
  // What has no counterpart is one region's, and says so on its line.
  const alone = first.match?.by === 'single';
  const together = `  ${where.join(' · ')}${alone ? `; ${matched(first.match)}` : ''}`;
  const lines =
    cells(together) <= width || alone
      ? hang('  ', together.trimStart(), width)
      : where.flatMap((line) => hang('  ', line, width));
  const counterpart = first.counterpart === first.type ? '' : ` ${safe(first.counterpart, 160)}`;
  return [
    ...hang('', `${first.type}${counterpart}`, width).map(paint.bold),
    ...(where.length > 0 ? lines.map(paint.dim) : []),
    ...(where.length > 0 && !alone ? hang('  ', matched(first.match), width).map(paint.dim) : []),
  ];
}

type Side = { readonly label: string; readonly value: string; readonly deviates: boolean };

/** One line per region; with many regions, those that agree and do not deviate together. */
function sides(values: ReadonlyMap<string, string>, deviating: readonly string[]): readonly Side[] {
  const all = [...values].map(([label, value]) => ({ label, value, deviates: deviating.includes(label) }));
  if (all.length <= APART) return all;
  const agreed = new Map<string, string[]>();
  for (const side of all) {
    if (!side.deviates) agreed.set(side.value, [...(agreed.get(side.value) ?? []), side.label]);
  }
  const together = [...agreed].map(([value, labels]) => ({
    label: labels.length > 2 ? `${labels[0]} and ${labels.length - 1} more` : labels.join(', '),
    value,
    deviates: false,
  }));
  return [...together, ...all.filter((side) => side.deviates)];
}

function sideLines(values: ReadonlyMap<string, string>, finding: Finding, paint: Paint, width: number): string[] {
  const shown = sides(values, finding.regions);
  const label = Math.max(...shown.map((side) => cells(side.label)));
  return shown.flatMap((side) => {
    const prefix = `      ${side.deviates ? MARK : ' '} ${padEnd(side.label, label)}  `;
    const narrow = width - cells(prefix) < 20;
    const lines = narrow
      ? [prefix.trimEnd(), ...hang('          ', side.value, width)]
      : hang(prefix, side.value, width);
    return side.deviates ? lines.map((line) => paint.severity(finding.severity, line)) : [...lines];
  });
}

/** The property of a rule begins with its direction; the rule itself, as CloudFormation writes it, does not say it. */
export function directed(finding: Finding, value: Json | undefined): Json | undefined {
  const egress = /^(SecurityGroupRules\.)?egress/i.test(finding.property ?? '');
  return egress && isMembers(value) && value.IpProtocol !== undefined ? { ...value, direction: 'egress' } : value;
}

/** The values of the regions side by side; of a long value only what differs. */
export function valueLines(finding: Finding, order: readonly string[], paint: Paint, width: number): readonly string[] {
  const regions = [...order, ...Object.keys(finding.values)].filter(
    (region, index, all) => region in finding.values && all.indexOf(region) === index,
  );
  if (regions.length === 0) return [];
  const all = contrast(
    new Map(regions.map((region) => [region, directed(finding, own(finding.values, region))])),
    finding.compared,
  );
  const lines = all
    .slice(0, CONTRASTS)
    .flatMap(({ path, values }) => [
      ...(path === '' ? [] : hang('      ', `${safe(path, 200)}:`, width).map(paint.dim)),
      ...sideLines(values, finding, paint, width),
    ]);
  const more = all.length - CONTRASTS;
  return more > 0 ? [...lines, `      … and ${more} more differences, which explain shows`] : lines;
}

function findingLines(
  finding: Finding,
  result: AuditResult,
  print: (fingerprint: string) => string,
  paint: Paint,
  width: number,
): readonly string[] {
  const label = `  ${finding.severity.toUpperCase().padEnd(8)}  `;
  const [first = '', ...rest] = hang(label, safe(finding.message, 600), width);
  const stated = finding.stated === null ? '' : ` · stated in ${safe(finding.stated, 200)}`;
  const age = finding.since === 'new' ? ' · new' : '';
  return [
    paint.severity(finding.severity, first.slice(0, label.length)) + first.slice(label.length),
    ...rest,
    ...valueLines(finding, result.regions, paint, width),
    ...hang('      ', `${finding.rule} · ${print(finding.fingerprint)}${age}${stated}`, width).map(paint.dim),
  ];
}

/** Every open finding, by counterpart. */
export function findings(result: AuditResult, paint: Paint, width: number): readonly string[] {
  const open = result.findings.filter((finding) => finding.status === 'open');
  if (open.length === 0) return [];
  const print = shortPrints(result.findings);
  const order = [...new Set([...result.regions, ...Object.keys(result.counts)])];
  return [
    '',
    `${paint.bold('Findings')}${paint.dim(`  (${MARK} deviates)`)}`,
    ...groups(open).flatMap((group) => [
      '',
      ...groupHead(group, order, paint, width),
      ...group.flatMap((finding) => findingLines(finding, result, print, paint, width)),
    ]),
  ];
}

/** Accepted findings stay in sight, one line each. */
export function waived(result: AuditResult, paint: Paint, width: number): readonly string[] {
  const list = result.findings.filter((finding) => finding.status === 'waived');
  if (list.length === 0) return [];
  const print = shortPrints(result.findings);
  return [
    '',
    paint.bold(`${list.length} waived`),
    ...list.flatMap((finding) => [
      ...hang(
        '  ',
        `${finding.severity} ${safe(finding.message)} (${finding.rule} · ${print(finding.fingerprint)})`,
        width,
      ),
      ...(finding.waiver === undefined
        ? []
        : hang(
            '    ',
            `until ${finding.waiver.until}, ${safe(finding.waiver.owner)}: ${safe(finding.waiver.reason)}`,
            width,
          )),
    ]),
  ];
}
