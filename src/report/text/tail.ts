/** The tail of the text: what could not be seen, and what was asked. */

import { own } from '../../common/own-member.ts';
import type { Gap } from '../../snapshot/snapshot.ts';
import { placesText } from '../accounts.ts';
import type { Paint } from '../colours.ts';
import { safe } from '../escape.ts';
import type { AuditResult, ReportRow } from '../report.ts';
import { hang } from '../text-width.ts';
import { unanswered, unread, untold } from '../unread.ts';
import { count } from '../words.ts';

const AMBIGUOUS = 20;
/** Faults of one kind in a region that are still told one by one. */
const APART = 3;
/** Types named in one gap; the JSON report names all. */
const TYPES = 8;

/** Gaps with one cause and one remedy, whatever the types they hit, are one thing to mend. */
export function sameFault(gap: Gap): string {
  return JSON.stringify([gap.region, gap.cause, gap.operation, gap.detail, gap.remedy]);
}

/** The types of some gaps, up to a few, with how many more there are. */
export function gapTypes(group: readonly Gap[]): string {
  const names = group.map((gap) => {
    const type = gap.type === '*' ? 'all types that only a stack or a tag tells of' : safe(gap.type, 120);
    return gap.properties === undefined ? type : `${type} (${gap.properties.map((name) => safe(name, 80)).join(', ')})`;
  });
  const all = [...new Set(names)];
  const more = all.length - TYPES;
  return more > 1 ? `${all.slice(0, TYPES).join(', ')} and ${more} more types` : all.join(', ');
}

function oneFault(group: readonly Gap[], paint: Paint, width: number): readonly string[] {
  const [gap] = group;
  if (gap === undefined) return [];
  const fault = `${gap.region}  ${gap.cause}${gap.operation === null ? '' : `  ${gap.operation}`}`;
  return [
    ...hang('  ', fault, width).map(paint.warn),
    ...hang('    ', gapTypes(group), width),
    ...hang('    ', safe(gap.detail), width).map(paint.dim),
    ...(gap.remedy === '' ? [] : hang('    → ', safe(gap.remedy, 600), width)),
  ];
}

/** A region where one call after the other fails the same way: the calls, and the first answer for all. */
function manyFaults(groups: readonly (readonly Gap[])[], paint: Paint, width: number): readonly string[] {
  const gap = groups[0]?.[0];
  if (gap === undefined) return [];
  const others = count(groups.length - 1, 'call');
  return [
    ...hang('  ', `${gap.region}  ${gap.cause}  ${count(groups.length, 'call')}`, width).map(paint.warn),
    ...groups.flatMap((group) => hang('    ', `${group[0]?.operation ?? 'no call'}: ${gapTypes(group)}`, width)),
    ...hang('    ', `The first answer: ${safe(gap.detail)}`, width).map(paint.dim),
    ...(gap.remedy === '' ? [] : hang('    → ', `${safe(gap.remedy, 600)}; the same for the other ${others}`, width)),
  ];
}

/** One fault each, until there are too many of a kind in a region to read. */
function faultLines(gaps: readonly Gap[], paint: Paint, width: number): readonly string[] {
  const kinds = new Map<string, Map<string, Gap[]>>();
  for (const gap of gaps) {
    const kind = JSON.stringify([gap.region, gap.cause]);
    const faults = kinds.get(kind) ?? new Map<string, Gap[]>();
    kinds.set(kind, faults.set(sameFault(gap), [...(faults.get(sameFault(gap)) ?? []), gap]));
  }
  return [...kinds.values()].flatMap((faults) => {
    const groups = [...faults.values()];
    const calls = groups.every((group) => group[0]?.operation !== null);
    if (calls && groups.length > APART) return manyFaults(groups, paint, width);
    return groups.flatMap((group) => oneFault(group, paint, width));
  });
}

/** What could not be seen, why, and what to do about it. */
export function gaps(result: AuditResult, paint: Paint, width: number): readonly string[] {
  const faults = unread(result);
  const unsure = unanswered(result);
  const rules = `Rules that could not be answered in full: ${unsure.join(', ')}`;
  if (faults.length === 0) return unsure.length > 0 ? ['', ...hang('', rules, width)] : [];
  return [
    '',
    paint.bold('Could not be seen, and so is neither equal nor missing'),
    ...faultLines(faults, paint, width),
    ...(unsure.length > 0 ? hang('  ', rules, width) : []),
  ];
}

/** A crashed rule is a fault of ours: what it judges is not known, and the exit code says so. */
export function crashed(result: AuditResult, paint: Paint, width: number): readonly string[] {
  const rules = result.rules.filter((rule) => rule.state === 'crashed');
  if (rules.length === 0) return [];
  return [
    '',
    paint.bold(`${count(rules.length, 'rule')} crashed; please report it with the snapshot`),
    ...rules.flatMap((rule) => hang('  ', `${rule.id}: ${safe(rule.error ?? 'no message', 600)}`, width)),
  ];
}

/** Which resources also fit, or in which regions the counterpart cannot be told though others are matched. */
function whyAmbiguous({ match, cells }: ReportRow, gaps: readonly Gap[]): string | null {
  const others = (match.ambiguous ?? []).slice(0, 5).map((other) => safe(other, 120));
  if (others.length > 0) return `${safe(match.key, 120)} also fits ${others.join(', ')}`;
  const there = gaps.filter(({ region, detail }) => {
    const cell = own(cells, region);
    return cell?.state === 'unknown' && cell.reason === detail;
  });
  return there.length > 0 ? there.map(({ region, detail }) => `in ${region} ${safe(detail)}`).join('; ') : null;
}

/** Keys that several resources share: none was chosen, so these were not compared. No call failed. */
export function ambiguous(result: AuditResult, paint: Paint, width: number): readonly string[] {
  const gaps = untold(result);
  const rows = result.rows.flatMap((row) => {
    const why = whyAmbiguous(row, gaps);
    return why === null ? [] : [`${row.type} ${safe(row.counterpart, 120)}: ${why}`];
  });
  if (rows.length === 0) return [];
  const shown = rows.slice(0, AMBIGUOUS);
  return [
    '',
    paint.bold(`${count(rows.length, 'resource')} could not be matched without guessing`),
    ...shown.flatMap((row) => hang('  ', row, width)),
    ...(rows.length > shown.length ? [`  … and ${rows.length - shown.length} more`] : []),
    ...hang('  ', 'Declare them under `pairs` in the baseline.', width).map(paint.dim),
  ];
}

/** Which types are known by presence only, and how many of each; no line where there are none. */
export function presenceOnly(result: AuditResult): readonly string[] {
  const types = new Map<string, number>();
  for (const row of result.rows) if (row.presenceOnly) types.set(row.type, (types.get(row.type) ?? 0) + 1);
  if (types.size === 0) return [];
  const list = [...types].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, n]) => `${safe(type, 120)} ${n}`);
  return [`Known by presence only: ${list.join(', ')}.`];
}

/** What was selected: `stacks shop*, tag app=shop`. */
export function scope(result: AuditResult): string {
  const { stackPrefixes, tags, types, excludeTypes } = result.snapshot.selection;
  const parts = [
    ...stackPrefixes.map((prefix) => `stacks ${safe(prefix, 120)}*`),
    ...Object.entries(tags).map(
      ([key, values]) => `tag ${safe(key, 120)}=${values.map((v) => safe(v, 120)).join('|')}`,
    ),
    ...(types.length > 0 ? [`types ${types.join(', ')}`] : []),
    ...(excludeTypes.length > 0 ? [`without ${excludeTypes.join(', ')}`] : []),
  ];
  return parts.length === 0 ? "everything but AWS's own defaults" : parts.join(', ');
}

/** Against what each region was held. */
export function yardstick({ reference, regions }: AuditResult): string {
  if (regions.length < 2) return `${regions.join('')} held against nothing: it is one region`;
  if (reference !== null) return `Held against ${reference}`;
  return regions.length > 2 ? 'Each region held against the majority' : 'The regions held against each other';
}

/** What was read, when, by whom, and against what it was held. */
export function background(result: AuditResult, paint: Paint, width: number): readonly string[] {
  const { takenAt, caller, notes } = result.snapshot;
  const places = placesText(result);
  const lines = [
    `Read ${takenAt.slice(0, 16).replace('T', ' ')} UTC by ${caller.arn === '' ? 'an account not known' : safe(caller.arn, 200)}: ${scope(result)}.`,
    ...(places === null ? [] : [`Places: ${places}.`]),
    `${yardstick(result)}; baseline: ${result.baseline === null ? 'none' : safe(result.baseline, 200)}.`,
    ...presenceOnly(result),
    ...notes.map((note) => safe(note, 600)),
  ];
  return ['', ...lines.flatMap((line) => hang('', line, width)).map(paint.dim)];
}
