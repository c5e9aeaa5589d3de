/** The verdict of the page. */

import { listIn } from '../../common/lists.ts';
import { accountsText } from '../accounts.ts';
import { comparedText } from '../compared.ts';
import { thousands } from '../escape.ts';
import type { AuditResult, Cause, Counts, ReportRow, Verdict } from '../report.ts';
import { toldOf } from '../text/causes.ts';
import { reasonsWithoutGate } from '../text/head.ts';
import { type Lack, lacks } from '../text/lacks.ts';
import { MANY, unseenIn } from '../text/totals.ts';
import { named, places } from '../words.ts';
import { html, type Markup, name } from './markup.ts';
import { type View, when } from './view.ts';

const LISTED = 40;

const SAID: { readonly [verdict in Verdict]: string } = {
  parity: 'Everything asked was seen, and what was compared is the same.',
  deviation: 'The regions are not the same, or not what was declared.',
  incomplete: 'No deviation was found, but not everything was seen and compared.',
  error: 'A rule crashed, so what it judges is not known.',
};

/** The strokes of the sign before the verdict, in a circle of 24 units. */
const SIGN: { readonly [verdict in Verdict]: Markup } = {
  parity: html`<path d="M7 12.5l3.5 3.5 6.5-7.5"/>`,
  deviation: html`<path d="M7 10h10M7 14h10M14.5 6.5l-5 11"/>`,
  incomplete: html`<path d="M9 9.5a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.2M12 17.3v.2"/>`,
  error: html`<path d="M12 6.5v7M12 17.2v.2"/>`,
};

/** The sign of the verdict, which says it without colour. */
export function sign(verdict: Verdict): Markup {
  return html`<svg class="sign" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="11"/>${SIGN[verdict]}</svg>`;
}

function figure(result: AuditResult, place: string): Markup {
  const counts = result.counts[place];
  const { unseen, partial } = unseenIn(result, place);
  const notes = [
    place === result.reference && html`<span class="note">reference</span>`,
    unseen > 0 && html`<span class="note">${thousands(unseen)} not seen</span>`,
  ];
  return html`<li><span class="figure">${partial && html`<span class="least">at least</span> `}${thousands(counts?.total ?? 0)}</span> <span class="place">${name(place)}</span>${notes}</li>`;
}

/** Whether the run passes is said beside the verdict and never for it. */
function gate(result: AuditResult): Markup {
  const { passes, why } = result.gate;
  const compared = comparedText(result);
  return html`<p class="gate"><b class="${passes ? 'passes' : 'fails'}">The run ${passes ? 'passes' : 'fails'}:</b> ${why}.${
    compared !== '' && html` <span class="depth">The verdict is ${compared}.</span>`
  }</p>`;
}

/** Told on the first screen. */
const WORST = 3;

/** The worst of what was found, each a way to it. */
function worst(view: View): Markup | null {
  const told = toldOf(view.result).slice(0, WORST);
  if (told.length === 0) return null;
  const items = told.map(({ cause, findings: [first] }) => {
    const group = view.groupOf(first);
    const text = cause?.message ?? first.message;
    const said = group === undefined ? text : html`<a href="#${group.id}">${text}</a>`;
    return html`<li class="${first.severity}"><span class="sev">${first.severity}</span> ${said}</li>`;
  });
  return html`<ol class="worst" aria-label="The worst of what was found">${items}</ol>`;
}

/** A number for each place; of many, one for those with the same. */
function figures(result: AuditResult, all: readonly string[]): readonly Markup[] {
  if (all.length <= MANY) return all.map((place) => figure(result, place));
  const groups = new Map<string, string[]>();
  for (const place of all) {
    const { unseen, partial } = unseenIn(result, place);
    listIn(groups, `${result.counts[place]?.total} ${unseen} ${partial}`).push(place);
  }
  return [...groups.values()]
    .sort((a, b) => b.length - a.length)
    .slice(0, FIGURES)
    .map((group) => {
      const [place = ''] = group;
      return group.length === 1
        ? figure(result, place)
        : html`<li><span class="figure">${thousands(result.counts[place]?.total ?? 0)}</span> <span class="place">${thousands(group.length)} places</span></li>`;
    });
}

/** Groups of places with a number of their own. */
const FIGURES = 8;

/** The answer: the word, the counts of the regions, and what it rests on. */
export function verdict(view: View): Markup {
  const { result, places: all } = view;
  const { takenAt } = result.snapshot;
  const [first = '', ...rest] = reasonsWithoutGate(result);
  return html`<section class="verdict ${result.verdict}${result.verdict === 'deviation' && result.gate.passes && ' passing'}" aria-labelledby="verdict-h">
<div class="answer"><p class="eyebrow">Read <time>${when(takenAt)}</time> · ${accountsText(result)}</p>
<h1 id="verdict-h">${sign(result.verdict)} ${result.verdict}</h1>
<p class="lead">${SAID[result.verdict]}</p>${gate(result)}<p>${[first, ...rest].join(' ')}</p></div>
<ul class="figures" aria-label="Resources there, by region">${figures(result, all)}</ul>${worst(view)}</section>`;
}

const SPLIT = [
  ['same', 'same', 'there, compared, and not the one that deviates'],
  ['present', 'present', 'there, and compared with nothing'],
  ['drifted', 'drifted', 'there, and the one that differs'],
  ['extra', 'extra', 'there, while it should not be'],
  ['missing', 'missing', 'not there, while it should be'],
  ['exempt', 'exempt', 'need not be there'],
  ['unknown', 'unknown', 'could not be told'],
] as const;

/** The parts of the bar: what is there from the left, then what is not. */
function segments(counts: Counts): readonly (readonly [string, number])[] {
  return [
    ['same', counts.same],
    ['present', counts.present ?? 0],
    ['drifted', counts.drifted],
    ['extra', counts.extra],
    ['exempt', counts.exempt],
    ['unknown', counts.unknown],
    ['missing', counts.missing],
  ];
}

/** Lengths are attributes of the drawing and in per cent, because the policy of the page allows no inline style. */
function bar(counts: Counts, most: number): Markup {
  let x = 0;
  const rects = segments(counts).flatMap(([kind, n]) => {
    if (n === 0) return [];
    const width = (100 * n) / most;
    const rect = html`<rect class="${kind}" x="${x.toFixed(2)}%" y="1" height="10" rx="2" width="${Math.max(width - 0.6, 0.4).toFixed(2)}%"/>`;
    x += width;
    return [rect];
  });
  return html`<svg class="bar" width="100%" height="12" aria-hidden="true">${rects}</svg>`;
}

/** The split of every region, in numbers and drawn. */
export function split({ result, places: all }: View): Markup {
  const sizes = all.map((place) => {
    const counts = result.counts[place];
    return counts === undefined ? 0 : segments(counts).reduce((sum, [, n]) => sum + n, 0);
  });
  const most = Math.max(1, ...sizes);
  const heads = SPLIT.map(
    ([kind, title, hint]) => html`<th scope="col" title="${hint}" class="num"><i class="key ${kind}"></i>${title}</th>`,
  );
  const rows = all.map((place) => {
    const counts = result.counts[place];
    if (counts === undefined) return null;
    const cells = SPLIT.map(
      ([kind]) => html`<td class="num${(counts[kind] ?? 0) === 0 && ' zero'}">${thousands(counts[kind] ?? 0)}</td>`,
    );
    return html`<tr><th scope="row">${name(place)}</th><td class="num"><b>${thousands(counts.total)}</b></td>${cells}<td class="barcell">${bar(counts, most)}</td></tr>`;
  });
  return html`<section id="split" aria-labelledby="split-h"><h2 id="split-h">The split</h2>
<div class="scroll card" tabindex="0" role="group" aria-label="Table of the split"><table class="plain split"><thead><tr><th scope="col">Region</th><th scope="col" class="num">there</th>${heads}<td></td></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function lackRow(row: ReportRow, of: string | null, view: View): Markup {
  const group = view.groupOf(row);
  const title = named(row, of);
  return html`<li><span class="type">${name(row.type)}</span> ${group === undefined ? title : html`<a href="#${group.id}">${title}</a>`}</li>`;
}

/** Rows of a stack that is not there are one line that opens; the others stand by themselves. */
function stacksIn(rows: readonly ReportRow[], view: View): readonly (readonly [Cause, readonly ReportRow[]])[] {
  return (view.result.causes ?? []).flatMap((cause) => {
    if (cause.kind !== 'stack') return [];
    const prints = new Set(cause.findings);
    const own = rows.filter((row) => view.groupOf(row)?.findings.some(({ fingerprint }) => prints.has(fingerprint)));
    return own.length > 1 ? [[cause, own] as const] : [];
  });
}

function lackOf({ title, rows: all, of }: Lack, view: View): Markup {
  const stacks = stacksIn(all, view);
  const folded = new Set(stacks.flatMap(([, own]) => own));
  const rows = all.filter((row) => !folded.has(row));
  const more = rows.length - LISTED;
  return html`<div class="lack card"><h3>${title.replace(/:$/, '')}</h3>${stacks.map(([cause, own]) => html`<details class="stack"><summary>${cause.message}</summary><ul>${own.slice(0, LISTED).map((row) => lackRow(row, of, view))}</ul></details>`)}<ul>${rows.slice(0, LISTED).map((row) => lackRow(row, of, view))}${
    more > 0 && html`<li class="quiet">… and ${thousands(more)} more, in the table below</li>`
  }</ul></div>`;
}

/** Who lacks what, by name. */
export function lacking(view: View): Markup | null {
  const all = lacks(view.result);
  if (all.length === 0) return null;
  return html`<section id="lacks" aria-labelledby="lacks-h"><h2 id="lacks-h">What is missing where</h2><div class="lacks">${all.map((one) => lackOf(one, view))}</div></section>`;
}

/** The title of the tab: `9 · 4 deviation`. */
export function tabTitle(result: AuditResult): string {
  const totals = places(result)
    .slice(0, 4)
    .map((place) => thousands(result.counts[place]?.total ?? 0));
  return `${result.verdict} ${totals.join(' · ')} – infra-parity`;
}
