/** A difference in values, side by side. */
import { own } from '../../common/own-member.ts';
import type { Finding } from '../../rules/rule.ts';
import type { Json } from '../../snapshot/snapshot.ts';
import { around } from '../difference-window.ts';
import { cut } from '../escape.ts';
import type { NamesOf } from '../regionless.ts';
import { isList, isMembers } from '../value.ts';
import { html, type Markup, name } from './markup.ts';
import { type Line, middle, neutral, pretty } from './pretty.ts';
import { drawn, securityRule } from './security-rule.ts';

/** So many regions stand side by side; more stand below each other, those that agree on one line. */
const BESIDE = 4;
/** Lines of one value that are shown, and the equal lines kept around a changed one. */
const LINES = 400;
const AROUND = 2;
/** A value that is equal everywhere is shown whole up to so many lines. */
const WHOLE = 12;
const TEXT = 2000;

type Values = ReadonlyMap<string, Json>;

/** The regions of a finding's values in the order of the report. */
function valuesOf(finding: Finding, order: readonly string[]): Values {
  const regions = [...new Set([...order, ...Object.keys(finding.values)])];
  return new Map(
    regions.flatMap((region): [string, Json][] => {
      const value = own(finding.values, region);
      return value === undefined ? [] : [[region, value]];
    }),
  );
}

/** What each region has, side by side; null when the finding is not about values. */
export function difference(finding: Finding, order: readonly string[], names?: NamesOf): Markup | null {
  const values = valuesOf(finding, order);
  if (values.size === 0) return null;
  const cells = cellsOf(values, finding, names);
  return values.size <= BESIDE ? columns(cells, finding) : stack(cells, values, finding, names);
}

function cellsOf(values: Values, finding: Finding, names?: NamesOf): ReadonlyMap<string, Markup> {
  const all = [...values];
  const rules = new Map(all.map(([region, value]) => [region, securityRule(value, finding.property)]));
  if ([...rules.values()].some((rule) => rule !== null)) {
    return new Map(
      all.map(([region, value]) => {
        const rule = rules.get(region);
        if (rule) return [region, drawn(rule)];
        return [
          region,
          value === null
            ? html`<span class="none">no such rule</span>`
            : scalar(typeof value === 'string' ? cut(value, TEXT) : value, null),
        ];
      }),
    );
  }
  if (all.some(([, value]) => (isMembers(value) && Object.keys(value).length > 0) || isList(value)))
    return blocks(values, names);
  const texts = around(
    new Map(all.flatMap(([region, value]) => (typeof value === 'string' ? [[region, value]] : []))),
    TEXT,
    names,
  );
  const differ = texts.size > 1 ? middle([...texts.values()]) : null;
  return new Map(all.map(([region, value]) => [region, scalar(texts.get(region) ?? value, differ)]));
}

function scalar(value: Json, differ: ReturnType<typeof middle>): Markup {
  if (value === null) return html`<span class="none">not set</span>`;
  if (typeof value !== 'string') return html`${JSON.stringify(value)}`;
  if (value === '') return html`<span class="none">empty</span>`;
  if (differ === null) return html`${value}`;
  const end = value.length - differ.end;
  return html`${value.slice(0, differ.start)}<mark>${value.slice(differ.start, end)}</mark>${value.slice(end)}`;
}

/** Composite values as indented JSON, what differs marked, what is equal folded. */
function blocks(values: Values, names?: NamesOf): ReadonlyMap<string, Markup> {
  const given = new Map([...values].filter(([, value]) => value !== null));
  const lines = pretty(given, names);
  return new Map(
    [...values].map(([region, value]) => [
      region,
      value === null || !lines.has(region) ? scalar(null, null) : block(lines.get(region) ?? []),
    ]),
  );
}

function block(lines: readonly Line[]): Markup {
  const changed = lines.flatMap((line, index) => (line.changed ? [index] : []));
  const near = new Set(
    changed.flatMap((at) => Array.from({ length: 2 * AROUND + 1 }, (_, step) => at - AROUND + step)),
  );
  const parts: Markup[] = [];
  let left = LINES;
  let at = 0;
  while (at < lines.length && left > 0) {
    let end = at;
    while (end < lines.length && near.has(end) === near.has(at)) end++;
    const fold = !near.has(at) && end - at > (changed.length > 0 ? AROUND : WHOLE);
    const part = lines.slice(at, fold ? end : Math.min(end, at + left));
    parts.push(fold ? folded(part, changed.length > 0) : html`${part.map(lineOf)}`);
    if (!fold) left -= end - at;
    at = end;
  }
  const more = lines.length - at + Math.max(0, -left);
  return html`<div class="code">${parts}${more > 0 && html`<span class="more">… ${more} more lines</span>`}</div>`;
}

/** Lines on demand. However many they are, what differs after them is shown. */
function folded(lines: readonly Line[], isEqual: boolean): Markup {
  const more = lines.length - LINES;
  const cutOff = more > 0 && html`<span class="more">… ${more} more lines</span>`;
  return html`<details class="fold"><summary>${lines.length} ${isEqual && 'equal '}lines</summary>${lines.slice(0, LINES).map(lineOf)}${cutOff}</details>`;
}

function lineOf({ indent, text, changed }: Line): Markup {
  const line = `${'  '.repeat(Math.min(indent, 20))}${text}`;
  return changed ? html`<mark>${line}</mark>` : html`<span>${line}</span>`;
}

/** One region, or several that agree, and the value. The sentence says who deviates; so does the word, and the colour. */
function side(regions: string, deviates: boolean, cell: Markup): Markup {
  const title = html`<dt>${name(regions)}${deviates && ' – deviates'}</dt>`;
  return html`<div${deviates ? html` class="d"` : null}>${title}<dd>${cell}</dd></div>`;
}

function columns(cells: ReadonlyMap<string, Markup>, finding: Finding): Markup {
  const sides = [...cells].map(([region, cell]) => side(region, finding.regions.includes(region), cell));
  return html`<dl class="diff">${sides}</dl>`;
}

/** A line per region; with many regions, those that agree and do not deviate share one. */
function stack(cells: ReadonlyMap<string, Markup>, values: Values, finding: Finding, names?: NamesOf): Markup {
  const lines = new Map<string, { regions: string[]; cell: Markup; deviates: boolean }>();
  for (const [region, cell] of cells) {
    const deviates = finding.regions.includes(region);
    const key = deviates ? `deviates ${region}` : neutral(region, values.get(region), names);
    const line = lines.get(key);
    if (line === undefined) lines.set(key, { regions: [region], cell, deviates });
    else line.regions.push(region);
  }
  const sides = [...lines.values()].map(({ regions, cell, deviates }) => side(regions.join(', '), deviates, cell));
  return html`<dl class="diff stack">${sides}</dl>`;
}
