/** The history of the page. */
import type { AuditResult, HistoryEntry } from '../report.ts';
import { count, SEVERITIES } from '../words.ts';
import { html, type Markup, name } from './markup.ts';
import { type View, when } from './view.ts';

/** The last runs that are plotted and listed. */
const RUNS = 365;
const WIDTH = 600;
const HEIGHT = 120;
const PAD = 6;

type Plot = {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  /** The top of the scale; the bottom is 0. */
  readonly top: number;
  readonly values: readonly number[];
};

/** By time; by order when the times say nothing. */
function positions(entries: readonly HistoryEntry[]): readonly number[] {
  const times = entries.map((entry) => Date.parse(entry.takenAt));
  const [first = 0] = times;
  const last = times.at(-1) ?? 0;
  const span = last - first;
  const usable = span > 0 && times.every((time, index) => time >= (times[index - 1] ?? first));
  return times.map((time, index) => (usable ? (time - first) / span : index / Math.max(1, times.length - 1)));
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

function plot({ id, title, unit, top, values }: Plot, entries: readonly HistoryEntry[]): Markup {
  const at = positions(entries);
  const x = (index: number) => rounded(PAD + (at[index] ?? 0) * (WIDTH - 2 * PAD));
  const y = (value: number) => rounded(HEIGHT - PAD - (Math.min(value, top) / top) * (HEIGHT - 2 * PAD));
  const points = values.map((value, index) => `${x(index)} ${y(value)}`);
  const line = `M${points.join('L')}`;
  const area = `${line}L${x(values.length - 1)} ${HEIGHT - PAD}L${x(0)} ${HEIGHT - PAD}Z`;
  const dots = points.map(
    (point, index) =>
      html`<path class="dot ${entries[index]?.verdict}" d="M${point}h0"><title>${when(entries[index]?.takenAt ?? '')}: ${rounded(values[index] ?? 0)}${unit}</title></path>`,
  );
  const first = values[0] ?? 0;
  const last = values.at(-1) ?? 0;
  return html`<figure class="card plot ${id}"><figcaption>${title} <b>${rounded(last)}${unit}</b></figcaption>
<div class="axes"><span class="ymax">${rounded(top)}${unit}</span><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${title}: from ${rounded(first)}${unit} to ${rounded(last)}${unit} in ${count(values.length, 'run')}"><path class="grid" d="M0 ${PAD}H${WIDTH}M0 ${HEIGHT / 2}H${WIDTH}M0 ${HEIGHT - PAD}H${WIDTH}"/><path class="area" d="${area}"/><path class="line" d="${line}"/>${dots}</svg><span class="ymin">0${unit}</span></div>
<p class="span"><time>${when(entries[0]?.takenAt ?? '').slice(0, 10)}</time><time>${when(entries.at(-1)?.takenAt ?? '').slice(0, 10)}</time></p></figure>`;
}

function open({ severities }: HistoryEntry): number {
  return SEVERITIES.reduce((sum, severity) => sum + severities[severity], 0);
}

function figures(entries: readonly HistoryEntry[], { regions }: AuditResult): Markup {
  const places = [...new Set([...regions, ...entries.flatMap((entry) => Object.keys(entry.totals))])];
  const titles = ['Run', 'Verdict', 'Score', ...SEVERITIES, 'waived', 'unknown', ...places];
  const heads = titles.map((title, index) => html`<th scope="col" class="${index > 1 && 'num'}">${name(title)}</th>`);
  const number = (value: number | undefined) => html`<td class="num${value === 0 && ' zero'}">${value ?? '–'}</td>`;
  const rows = [...entries]
    .reverse()
    .map(
      (entry) =>
        html`<tr><th scope="row" class="nowrap">${when(entry.takenAt)}</th><td>${entry.verdict}</td><td class="num">${rounded(entry.score)} %</td>${SEVERITIES.map((severity) => number(entry.severities[severity]))}${number(entry.waived)}${number(entry.unknown)}${places.map((place) => number(entry.totals[place]))}</tr>`,
    );
  return html`<details class="card pad figures-table"><summary>The figures of ${count(entries.length, 'run')}</summary><div class="scroll" tabindex="0" role="group" aria-label="Table of the runs"><table class="plain"><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div></details>`;
}

/** The course over the runs: how much is the same everywhere, and how much is open. */
export function history({ result }: View): Markup | null {
  const entries = (result.history ?? []).slice(-RUNS);
  if (entries.length === 0) return null;
  const opens = entries.map(open);
  const top = Math.max(1, ...opens);
  const scores = entries.map((entry) => entry.score);
  const more = (result.history?.length ?? 0) - entries.length;
  return html`<section id="history" aria-labelledby="history-h"><h2 id="history-h">The course</h2><p class="quiet">Score: the compared resources that are the same everywhere.${more > 0 && ` ${count(more, 'earlier run')} left out.`}</p>
<div class="plots">${plot({ id: 'score', title: 'Score', unit: ' %', top: 100, values: scores }, entries)}${plot({ id: 'open', title: 'Open findings', unit: '', top, values: opens }, entries)}</div>${figures(entries, result)}</section>`;
}
