/** The matrix of the page. */
import { thousands } from '../escape.ts';
import type { ReportRow } from '../report.ts';
import { type Line, lines, MARKS, type Square } from '../text/matrix.ts';
import { count, matched } from '../words.ts';
import { html, type Markup, name } from './markup.ts';
import { MOST, type View } from './view.ts';

const WORST: readonly ReportRow['state'][] = ['missing', 'drifted', 'unknown', 'exempt', 'present', 'same'];

const CELL = { present: 'there', absent: 'missing', unknown: 'not known', exempt: 'exempt' } as const;

function square(one: Square | undefined): Markup {
  if (one === undefined) return html`<td></td>`;
  const marks = MARKS.filter(([kind]) => one[kind] > 0).map(
    ([kind, mark, word]) =>
      html` <span class="mark ${kind}"><span aria-hidden="true">${mark}</span>${thousands(one[kind])}<span class="sr"> ${word}</span></span>`,
  );
  return html`<td><span class="there${one.there === 0 && ' zero'}">${thousands(one.there)}</span>${marks}</td>`;
}

function cell(row: ReportRow, place: string): Markup {
  const one = row.cells[place];
  if (one === undefined) return html`<td></td>`;
  const id = one.name ?? one.id ?? '';
  const text = one.state === 'present' && id !== '' ? id : CELL[one.state];
  const listed = one.declaredBy === undefined ? one.reason : `stack ${one.declaredBy} still lists it`;
  const why = one.outside === undefined ? listed : `${one.outside} is there, outside the selection`;
  const note = why === undefined ? null : html` <span class="reason">${name(why)}</span>`;
  // Results of earlier versions do not say who deviates.
  const drifted = one.deviates === 'drifted' || (one.state === 'present' && row.state === 'drifted' && !saysWho(row));
  if (drifted) return html`<td class="differs">≠ ${name(text)}${note}</td>`;
  return html`<td class="st ${one.state}">${name(text)}${note}</td>`;
}

function saysWho({ cells }: ReportRow): boolean {
  return Object.values(cells).some((cell) => cell.deviates !== undefined);
}

/** One counterpart: how it was matched, its findings, and its state in each region. */
function rowOf(row: ReportRow, view: View): Markup {
  const group = view.groupOf(row);
  const others = row.match.ambiguous ?? [];
  const facts = [
    matched(row.match),
    others.length > 0 && `also fits ${others.slice(0, 5).join(', ')}`,
    row.presenceOnly && 'presence only',
  ].filter((fact) => fact !== false);
  const title = group === undefined ? name(row.counterpart) : html`<a href="#${group.id}">${name(row.counterpart)}</a>`;
  return html`<tr class="${row.state}"><th scope="row">${title}<span class="how">${facts.join(' · ')}</span></th>${view.places.map((place) => cell(row, place))}</tr>
`;
}

type Shown = { readonly rows: readonly ReportRow[]; readonly more: number };

/** The rows of each type, the worst first; what is the same goes first when there are too many. */
function rowsByType(view: View): ReadonlyMap<string, Shown> {
  const byType = new Map<string, ReportRow[]>();
  const sorted = view.result.rows
    .map((row) => ({ row, rank: WORST.indexOf(row.state) }))
    .sort((a, b) => a.rank - b.rank);
  for (const { row } of sorted.slice(0, MOST.rows)) {
    const list = byType.get(row.type);
    if (list === undefined) byType.set(row.type, [row]);
    else list.push(row);
  }
  const left = new Map<string, number>();
  for (const { row } of sorted.slice(MOST.rows)) left.set(row.type, (left.get(row.type) ?? 0) + 1);
  const types = new Set([...byType.keys(), ...left.keys()]);
  return new Map([...types].map((type) => [type, { rows: byType.get(type) ?? [], more: left.get(type) ?? 0 }]));
}

function typeRows(line: Line, index: number, shown: Shown | undefined, view: View): Markup {
  const id = `t-${index}`;
  const { rows, more } = shown ?? { rows: [], more: 0 };
  const squares = view.places.map((place) => square(line.squares.get(place)));
  const button = html`<button type="button" class="type-button" data-item aria-expanded="false" aria-controls="${id}">${name(line.type)}</button>`;
  const state = line.alike ? 'alike' : 'differs';
  return html`<tbody class="${state}"><tr><th scope="row">${rows.length > 0 ? button : name(line.type)}</th>${squares}</tr></tbody>
<tbody class="rows" id="${id}">${rows.map((row) => rowOf(row, view))}${
    more > 0 &&
    html`<tr><td colspan="${view.places.length + 1}" class="quiet">… and ${thousands(more)} more; the JSON report has them all</td></tr>`
  }</tbody>`;
}

function legend(all: readonly Line[]): Markup | null {
  const squares = all.flatMap((line) => [...line.squares.values()]);
  const used = MARKS.filter(([kind]) => squares.some((one) => one[kind] > 0));
  if (used.length === 0) return null;
  return html`<p class="legend">${used.map(([kind, mark, word]) => html`<span><span class="mark ${kind}">${mark}</span> ${word}</span>`)}</p>`;
}

/** The table of types and regions; a type opens to its counterparts. */
export function matrix(view: View): Markup | null {
  const all = lines(view.result);
  if (all.length === 0) return null;
  const shown = rowsByType(view);
  const differ = all.filter((line) => !line.alike).length;
  const heads = view.places.map((place) => html`<th scope="col">${name(place)}</th>`);
  return html`<section id="matrix" aria-labelledby="matrix-h"><div class="titled"><h2 id="matrix-h">Types and regions <span class="n">${thousands(all.length)}</span></h2>
<p class="quiet">${differ === 0 ? 'All alike' : `${count(differ, 'type')} not alike`}</p><button type="button" id="expand" class="only-js">Open all</button></div>${legend(all)}
<div class="scroll card" tabindex="0" role="group" aria-label="Table of types and regions"><table class="matrix"><thead><tr><th scope="col">Type</th>${heads}</tr></thead>
${all.map((line, index) => typeRows(line, index, shown.get(line.type), view))}</table></div></section>`;
}
