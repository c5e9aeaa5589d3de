/** Runs the rules and makes findings of what they saw. */
import { createHash } from 'node:crypto';
import type { Alignment, Row } from '../alignment/alignment.ts';
import { type RuleSettings, settingsOf, unknownRules, usageError } from '../baseline/rule-settings.ts';
import { WAIVER_RULES } from '../baseline/waiver-target.ts';
import { joined, listIn } from '../common/lists.ts';
import { UsageError } from '../common/usage-error.ts';
import { allGaps, comparisonGaps, unique } from '../findings/gaps.ts';
import { waive } from '../findings/waivers.ts';
import { writtenIn } from '../findings/written-in.ts';
import { type Gap, GLOBAL, type Resource } from '../snapshot/snapshot.ts';
import { rules } from './index.ts';
import type { Finding, Rule, RuleResult, Severity, Violation } from './rule.ts';

/**
 * Runs the rules that the baseline has on, marks what is waived, and judges the waivers last. Pure: the same alignment gives
 * the same results, whatever the order of its rows.
 * A rule that throws is `crashed` and spoils nothing else.
 *
 * @throws UsageError when the baseline's settings of a rule are wrong
 */
export function evaluate(seen: Alignment, all: readonly Rule[] = rules): readonly RuleResult[] {
  const unknown = unknownRules(seen.baseline, all);
  if (unknown.length > 0) throw usageError(unknown, seen.baseline);
  const on = all
    .map((rule) => ({ rule, settings: settingsOf(rule, seen.baseline) }))
    .filter(({ settings }) => settings.on);
  const isLast = (id: string) => WAIVER_RULES.includes(id);
  const first = on.filter(({ rule }) => !isLast(rule.meta.id));
  const found = first.map(({ rule, settings }) => run(rule, seen, settings, []));
  const waived = waive(found, seen);
  return on.map(({ rule, settings }) =>
    isLast(rule.meta.id)
      ? run(rule, seen, settings, found)
      : (waived.find(({ id }) => id === rule.meta.id) as RuleResult),
  );
}

/** The only place that catches what a rule throws. */
function run(rule: Rule, seen: Alignment, settings: RuleSettings, others: readonly RuleResult[]): RuleResult {
  const { id } = rule.meta;
  try {
    const options = settings.options as never;
    const findings = grouped(rule.check(seen, options, others), rule.meta.id).map((violations) =>
      finding(rule, seen, settings, violations),
    );
    const gaps = unique(rule.gaps ? rule.gaps(seen, options) : defaultGaps(rule, seen));
    if (findings.length > 0) return { id, state: 'failed', findings: findings.sort(byWeight), gaps };
    return gaps.length > 0 ? { id, state: 'inconclusive', gaps } : { id, state: 'passed' };
  } catch (error) {
    // A line of the snapshot that does not read shows when a rule first looks at it: that is no fault of the rule.
    if (error instanceof UsageError) throw error;
    return { id, state: 'crashed', error: error instanceof Error ? error.message : String(error) };
  }
}

function defaultGaps({ meta }: Rule, seen: Alignment): readonly Gap[] {
  return [...allGaps(seen, meta.types), ...comparisonGaps(seen, () => true, meta.types)];
}

type Violations = readonly [Violation, ...Violation[]];

/** Violations that have one fingerprint are one finding, of a group: those of rows that cannot be told apart by name. */
function grouped(violations: Iterable<Violation>, rule: string): readonly Violations[] {
  const groups = new Map<string, Violation[]>();
  for (const violation of violations) listIn(groups, fingerprintOf(rule, violation)).push(violation);
  return [...groups.values()].map((group) => inRowOrder(group) as unknown as Violations);
}

function inRowOrder(group: readonly Violation[]): readonly Violation[] {
  return [...group].sort((a, b) => (a.counterpart < b.counterpart ? -1 : a.counterpart > b.counterpart ? 1 : 0));
}

function finding(rule: Rule, seen: Alignment, settings: RuleSettings, violations: Violations): Finding {
  const [violation] = violations;
  const { type, property = null, row, values = {}, compared, stated = null, why, designed, cause } = violation;
  const order = [...seen.regions, GLOBAL];
  const regions = [...violation.regions].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const counterparts = [...new Set(violations.map((one) => one.counterpart))];
  const group = isOfGroup(violation) ? { counterparts } : {};
  const source = row && writtenIn(row, property, regions, seen.snapshot);
  return {
    fingerprint: fingerprintOf(rule.meta.id, violation),
    rule: rule.meta.id,
    severity: severityOf(rule, settings, violation),
    type,
    counterpart: isOfGroup(violation) ? (row as Row).design.label : violation.counterpart,
    ...group,
    regions,
    status: 'open',
    message: sentence(rule, violation, regions, counterparts.length),
    property,
    values: inOrder(values, order),
    ...(compared !== undefined && { compared: inOrder(compared, order) }),
    match: row ? { by: row.match.by, key: row.match.key } : null,
    resources: row ? resourcesOf(row) : {},
    stated,
    ...(source && { source }),
    ...(why !== undefined && { why }),
    ...(designed !== undefined && { designed: inOrder(designed, order) }),
    ...(rule.meta.live && settings.severity === undefined && { live: true as const }),
    ...(cause !== undefined && { because: { ...cause, values: inOrder(cause.values, order) } }),
  };
}

/** Whether it is of one of several rows that nothing of their own tells apart; of a nameless one, were it alone today. */
function isOfGroup({ row, counterpart }: Violation): boolean {
  return row !== undefined && row.counterpart === counterpart && (row.design.nameless || row.design.size > 1);
}

/** What the baseline says of this very thing goes before what it says of the rule, and that before the rule's own. */
function severityOf(rule: Rule, settings: RuleSettings, { severity, stated }: Violation): Severity {
  const own = stated === undefined ? undefined : severity;
  return own ?? settings.severity ?? severity ?? rule.meta.severity;
}

/** 16 hex digits of SHA-256; of nothing that a redeploy, another wording, another order or a neighbour changes. */
function fingerprintOf(rule: string, { type, counterpart, property, regions, row }: Violation): string {
  // What a rule says of a row under another name, as of a type, is of that name.
  const who = row !== undefined && row.counterpart === counterpart ? { design: row.design.key } : counterpart;
  const parts = [rule, type, who, property === undefined ? null : withoutOrdinals(property), [...regions].sort()];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

/** A security-group rule names its peers as the report does, and those of them that have no name by number. */
function withoutOrdinals(property: string): string {
  return property.replace(/\b(unnamed) \d+| #\d+\b/g, (_, unnamed = '') => unnamed);
}

function sentence(rule: Rule, violation: Violation, regions: readonly string[], many: number): string {
  const { message, type, property = '', data, why, told } = violation;
  const counterpart = isOfGroup(violation) ? `${many} of ${ofGroup(violation)}` : violation.counterpart;
  const template = rule.meta.messages[message];
  if (template === undefined) throw new Error(`${rule.meta.id} has no message ${message}`);
  const words: { readonly [name: string]: string | number } = {
    ...data,
    type,
    counterpart,
    property,
    regions: joined(regions),
  };
  const said = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const word = words[name];
    if (word === undefined) throw new Error(`${rule.meta.id}: nothing fills {${name}}`);
    return String(word);
  });
  const agreed = many > 1 ? said.replace(`${counterpart} is `, `${counterpart} are `) : said;
  const whole = told === undefined || told === '' ? agreed : `${agreed}: ${told}`;
  return why === undefined ? whole : `${whole}: ${why}`;
}

function ofGroup({ row }: Violation): string {
  const { size, label } = (row as Row).design;
  return `${size} ${label}`;
}

function inOrder<T>(
  record: { readonly [region: string]: T },
  order: readonly string[],
): { readonly [region: string]: T } {
  const entries = Object.entries(record);
  return Object.fromEntries(entries.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)));
}

function resourcesOf(row: Row): Finding['resources'] {
  const resources: { [region: string]: Finding['resources'][string] } = {};
  for (const [region, cell] of row.cells) {
    if (!('resource' in cell) || !cell.resource) continue;
    const { id, arn, name, stack, logicalId, tags } = cell.resource;
    const owner = ownerIn(tags);
    resources[region] = { id, arn, name, stack, logicalId, ...(owner !== undefined && { owner }) };
  }
  return resources;
}

/** Keys of the tag that says who owns a resource, in the order asked. */
const OWNER = ['owner', 'Owner', 'team', 'Team'];

function ownerIn(tags: Resource['tags']): string | undefined {
  const key = OWNER.find((one) => Object.hasOwn(tags ?? {}, one));
  return key === undefined ? undefined : tags?.[key];
}

const WEIGHT: { readonly [severity in Severity]: number } = { critical: 0, high: 1, medium: 2, low: 3 };

/** The worst first; then rule, type, counterpart, property and regions. */
export function byWeight(a: Finding, b: Finding): number {
  const text = (one: Finding) => [one.rule, one.type, one.counterpart, one.property ?? '', one.regions.join(' ')];
  const [left, right] = [text(a), text(b)];
  const at = left.findIndex((part, index) => part !== right[index]);
  return WEIGHT[a.severity] - WEIGHT[b.severity] || (at < 0 ? 0 : (left[at] ?? '') < (right[at] ?? '') ? -1 : 1);
}
