/** What findings are of, in the text; and those that are waived. */
import { own } from '../../common/own-member.ts';
import type { Finding } from '../../rules/rule.ts';
import type { Paint } from '../colours.ts';
import { safe } from '../escape.ts';
import { byHarm } from '../order-of-harm.ts';
import type { AuditResult } from '../report.ts';
import { cells, hang } from '../text-width.ts';
import { matched, shortPrints } from '../words.ts';
import { APART } from './values.ts';

/** Findings of one counterpart stand together, the worst counterpart first, then what hurts most. */
export function groups(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const byCounterpart = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.type}\n${finding.counterpart}`;
    byCounterpart.set(key, [...(byCounterpart.get(key) ?? []), finding]);
  }
  const sorted = [...byCounterpart.values()].map((group) => group.sort(byHarm));
  return sorted.sort(([a], [b]) => (a === undefined || b === undefined ? 0 : byHarm(a, b)));
}

/** The findings in the order printed, so that the first is the worst. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(byHarm);
}

/** `app-database`, `app-db (sg-0a1b)`: what a person looks for in the console. */
export function called(resource: Finding['resources'][string]): string {
  const { id, name } = resource;
  if (!name || name === id || id === '') return safe(name ?? id, 120);
  return /^arn:|:\/\//.test(id) ? safe(name, 120) : `${safe(name, 120)} (${safe(id, 80)})`;
}

/** What a group of findings is of: type and counterpart, what it is called in each place, and how it was matched. */
export function groupHead(
  group: readonly Finding[],
  order: readonly string[],
  paint: Paint,
  width: number,
): readonly string[] {
  const first = group[0];
  if (first === undefined) return [];
  const resources = Object.assign({}, ...group.map((finding) => finding.resources)) as Finding['resources'];
  const all = order.filter((region) => own(resources, region) !== undefined);
  const deviating = new Set(group.flatMap((finding) => finding.regions));
  // Of many places those that deviate, and one of the others to compare with.
  const others = all.filter((region) => !deviating.has(region));
  const named = all.length <= APART ? all : all.filter((region) => deviating.has(region) || region === others[0]);
  const more = all.length - named.length;
  const where = [
    ...named.map((region) => `${region} ${called(own(resources, region) as Finding['resources'][string])}`),
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
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
