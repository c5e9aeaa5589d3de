/** The values of a finding in the text, side by side. */
import type { Finding } from '../../rules/rule.ts';
import type { Json } from '../../snapshot/snapshot.ts';
import type { Paint } from '../colours.ts';
import { contrast } from '../contrast.ts';
import { safe } from '../escape.ts';
import { type LineDiff, lineDiff } from '../line-diff.ts';
import { cells, hang, padEnd, shorten } from '../text-width.ts';
import { isMembers } from '../value.ts';

/** Differences shown inside one value; the rest is for `explain`. */
const CONTRASTS = 6;
/** Beyond so many regions, those with one value that do not deviate share a line. */
export const APART = 4;
/** Before the side that deviates. */
export const MARK = '▸';

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

function sideLines(
  values: ReadonlyMap<string, string>,
  finding: Finding,
  paint: Paint,
  width: number,
  indent: string,
): string[] {
  const shown = sides(values, finding.regions);
  const label = Math.max(...shown.map((side) => cells(side.label)));
  return shown.flatMap((side) => {
    const prefix = `${indent}${side.deviates ? MARK : ' '} ${padEnd(side.label, label)}  `;
    const narrow = width - cells(prefix) < 20;
    const lines = narrow
      ? [prefix.trimEnd(), ...hang(`${indent}    `, side.value, width)]
      : hang(prefix, side.value, width);
    return side.deviates ? lines.map((line) => paint.severity(finding.severity, line)) : [...lines];
  });
}

/** The property of a rule begins with its direction; the rule itself, as CloudFormation writes it, does not say it. */
export function directed(finding: Finding, value: Json | undefined): Json | undefined {
  const egress = /^(SecurityGroupRules\.)?egress/i.test(finding.property ?? '');
  return egress && isMembers(value) && value.IpProtocol !== undefined ? { ...value, direction: 'egress' } : value;
}

/** Whether a side would be told in more lines than one. */
function tooLong(values: ReadonlyMap<string, string>, width: number): boolean {
  const label = Math.max(...[...values.keys()].map(cells));
  return [...values.values()].some((value) => cells(value) > width - label - 12);
}

/** Lines of a document that are shown; the rest is for `explain`. */
const DOCUMENT = 40;

function diffLines(
  { sides, lines }: LineDiff,
  finding: Finding,
  paint: Paint,
  width: number,
  indent: string,
): string[] {
  const heads = sides.map((places, at) => {
    const deviates = places.some((place) => finding.regions.includes(place));
    const named = places.length > 2 ? `${places[0]} and ${places.length - 1} more` : places.join(', ');
    return `${indent}${deviates ? MARK : ' '} ${at === 0 ? '-' : '+'} ${safe(named, 200)}`;
  });
  const shown = lines.slice(0, DOCUMENT).flatMap(({ sign, text }) => {
    const prefix = `${indent}  ${sign} `;
    // Of what differs nothing is cut away.
    if (sign === '-' || sign === '+') {
      const [, depth = '', rest = ''] = /^( *)(.*)$/s.exec(text) ?? [];
      return hang(`${prefix}${depth}`, rest, width).map((line) => paint.severity(finding.severity, line));
    }
    return [paint.dim(`${prefix}${shorten(text, width - cells(prefix))}`)];
  });
  const more = lines.length - DOCUMENT;
  return [...heads, ...shown, ...(more > 0 ? [`${indent}  … and ${more} more lines`] : [])];
}

/** The values of the regions side by side; of a long value only what differs, of a document line by line. */
export function valueLines(
  finding: Finding,
  order: readonly string[],
  paint: Paint,
  width: number,
  indent = '      ',
): readonly string[] {
  const regions = [...order, ...Object.keys(finding.values)].filter(
    (region, index, all) => region in finding.values && all.indexOf(region) === index,
  );
  if (regions.length === 0) return [];
  const all = contrast(new Map(regions.map((region) => [region, directed(finding, finding.values[region])])));
  const lines = all.slice(0, CONTRASTS).flatMap(({ path, values, documents }) => {
    const diff = tooLong(values, width) && documents ? lineDiff(documents, finding.regions) : null;
    const where = `${path}${diff?.title ?? ''}`;
    const title = where === '' ? [] : hang(indent, `${safe(where, 200)}:`, width).map(paint.dim);
    return [
      ...title,
      ...(diff === null
        ? sideLines(values, finding, paint, width, indent)
        : diffLines(diff, finding, paint, width, indent)),
    ];
  });
  const more = all.length - CONTRASTS;
  return more > 0 ? [...lines, `${indent}… and ${more} more differences, which explain shows`] : lines;
}

/** `us-east-1 7`, `· ▸ eu-central-1 1`: parts that stay together, where they are few and short; null where they need lines of their own. */
export function valuesBeside(finding: Finding, order: readonly string[], width: number): readonly string[] | null {
  const entries = order.filter((region) => region in finding.values);
  if (entries.length === 0) return [];
  if (entries.length > APART || Object.keys(finding.values).length !== entries.length) return null;
  const all = contrast(new Map(entries.map((region) => [region, directed(finding, finding.values[region])])));
  const [only, second] = all;
  if (only === undefined || second !== undefined || only.path !== '') return null;
  const texts = [...only.values].map(([region, value], index) => {
    const mark = finding.regions.includes(region) ? `${MARK} ` : '';
    return `${index > 0 ? '· ' : ''}${mark}${region} ${value}`;
  });
  return texts.every((text) => cells(text) < width / 2) ? texts : null;
}
