/** Waivers and the last run, on the page. */
import type { Finding } from '../../rules/rule.ts';
import type { Since, WaiverUse } from '../report.ts';
import { html, type Markup, name } from './markup.ts';
import { findingId, type View, when } from './view.ts';

const STATE: { readonly [state in WaiverUse['state']]: string } = {
  active: 'active',
  expired: 'expired: no longer hides anything',
  stale: 'stale: matched nothing',
};

const LINKS = 20;

function hidden({ findings }: WaiverUse, view: View): Markup {
  const links = findings
    .slice(0, LINKS)
    .map((print) => html`<a class="nowrap" href="#${findingId(print)}"><code>${view.print(print)}</code></a> `);
  const more = findings.length - LINKS;
  return findings.length === 0 ? html`none` : html`${links}${more > 0 && ` and ${more} more`}`;
}

/** Every waiver: what it accepts, who answers for it, until when, and whether it still does anything. */
export function waivers(view: View): Markup | null {
  const all = view.result.waivers ?? [];
  if (all.length === 0) return null;
  const rows = all.map(
    (one) =>
      html`<tr><td><span class="waiver-state ${one.state}">${STATE[one.state]}</span></td><th scope="row">${name(one.target)}${one.place !== null && html`<span class="how">${name(one.place)}</span>`}</th><td>${one.reason}</td><td>${name(one.owner)}</td><td class="nowrap"><time>${one.until}</time></td><td>${hidden(one, view)}</td></tr>`,
  );
  const heads = ['State', 'What it accepts', 'Reason', 'Owner', 'Until', 'Findings'].map(
    (text) => html`<th scope="col">${text}</th>`,
  );
  return html`<section id="waivers" aria-labelledby="waivers-h"><h2 id="waivers-h">Waivers <span class="n">${all.length}</span></h2>
<div class="scroll card" tabindex="0" role="group" aria-label="Table of the waivers"><table class="plain"><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

type Past = Since['resolved'][number];

function past({ severity, message, type, rule }: Past): Markup {
  return html`<li><span class="sev ${severity}">${severity}</span> <span>${message} <span class="how">${name(type)} · ${rule}</span></span></li>`;
}

function fresh({ fingerprint, severity, message, type, rule }: Finding): Markup {
  return html`<li><span class="sev ${severity}">${severity}</span> <span><a href="#${findingId(fingerprint)}">${message}</a> <span class="how">${name(type)} · ${rule}</span></span></li>`;
}

function list(title: string, n: number, items: readonly Markup[], note?: string): Markup | null {
  if (items.length === 0) return null;
  return html`<details class="card pad"${n <= 10 && OPEN}><summary><h3>${title} <span class="n">${n}</span></h3></summary>${note !== undefined && html`<p class="quiet">${note}</p>`}<ul class="past">${items}</ul></details>`;
}

const OPEN = html` open`;

/** What is new, what is gone, and what this run cannot speak of. */
export function since({ result }: View): Markup | null {
  const { since: past0, findings } = result;
  if (past0 === undefined) return null;
  const { takenAt, known, resolved, notCompared, scope } = past0;
  const news = findings.filter((finding) => finding.since === 'new');
  const figures = [
    ['new', past0.new],
    ['still there', known],
    ['resolved', resolved.length],
    ['not compared', notCompared.length],
  ] as const;
  return html`<section id="since" aria-labelledby="since-h"><h2 id="since-h">Since the last run</h2><p class="quiet">Against the run of <time>${when(takenAt)}</time>.</p>
<ul class="tiles">${figures.map(([title, n]) => html`<li class="card"><b class="${n === 0 && 'zero'}">${n}</b> ${title}</li>`)}</ul>${
    scope.length > 0 &&
    html`<div class="card pad notice"><h3>The scopes are not the same</h3><ul>${scope.map((line) => html`<li>${line}</li>`)}</ul></div>`
  }
${list('New', past0.new, news.map(fresh))}${list('Resolved', resolved.length, resolved.map(past))}${list(
  'Not compared',
  notCompared.length,
  notCompared.map(past),
  'This run did not look there, or could not see it. That is no progress.',
)}</section>`;
}
