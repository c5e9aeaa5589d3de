/** What could not be seen, on the page. */
import type { Gap } from '../../snapshot/snapshot.ts';
import { exemptions } from '../facts.ts';
import { gapTypes, sameFault } from '../text/tail.ts';
import { unanswered, unread } from '../unread.ts';
import { count, matched } from '../words.ts';
import { html, type Markup, name } from './markup.ts';
import type { View } from './view.ts';

const CAUSE: { readonly [cause in Gap['cause']]: string } = {
  denied: 'denied',
  throttled: 'throttled to the end of the retries',
  unreachable: 'no answer',
  disabled: 'region not enabled',
  expired: 'credentials expired half way',
  failed: 'failed',
  ambiguous: 'not told apart',
};

function gapOf(group: readonly [Gap, ...Gap[]]): Markup {
  const [gap] = group;
  // One by one: the words for several leave some out.
  const types = [...new Set(group.map((one) => gapTypes([one])))].join(', ');
  return html`<li class="gap card" tabindex="-1" data-item><h3><span class="st unknown">${name(gap.region)}</span> <span class="cause">${CAUSE[gap.cause] ?? gap.cause}</span> ${gap.operation !== null && html`<code>${name(gap.operation)}</code>`}</h3>
<p class="types">${types}</p><p class="detail">${gap.detail}</p>${gap.remedy !== '' && html`<p class="remedy"><b>What to do</b> ${gap.remedy}</p>`}</li>`;
}

/** What could not be read: one entry for each fault, with all that it hides. */
export function unseen({ result }: View): Markup {
  const groups = new Map<string, [Gap, ...Gap[]]>();
  for (const gap of result.gaps) {
    const group = groups.get(sameFault(gap));
    if (group === undefined) groups.set(sameFault(gap), [gap]);
    else group.push(gap);
  }
  const unsure = unanswered(result);
  const title = html`<h2 id="unseen-h">What could not be ${unread(result).length === 0 && result.gaps.length > 0 ? 'told' : 'seen'} ${result.gaps.length > 0 && html`<span class="n">${result.gaps.length}</span>`}</h2>`;
  if (groups.size === 0) {
    const { presence } = result.compared;
    const said =
      presence === 0
        ? 'Nothing: everything asked was read.'
        : `No call failed. Of ${count(presence, 'counterpart')} nothing but their presence is known: what they are set up like was not compared.`;
    return html`<section id="unseen" aria-labelledby="unseen-h">${title}<p class="quiet">${said}</p></section>`;
  }
  return html`<section id="unseen" aria-labelledby="unseen-h">${title}<p class="quiet">This is neither equal nor missing. It is not known.</p>
<ul class="cards">${[...groups.values()].map(gapOf)}</ul>${
    unsure.length > 0 && html`<p class="quiet">Rules that could not be answered in full: ${unsure.join(', ')}</p>`
  }</section>`;
}

/** What the baseline declares to differ: not a finding, and not hidden. */
export function exempt({ result }: View): Markup | null {
  const all = exemptions(result);
  if (all.length === 0) return null;
  const rows = all.map(
    ({ type, counterpart, regions, reason }) =>
      html`<tr><th scope="row">${name(counterpart)}</th><td class="type">${name(type)}</td><td>${regions.join(', ')}</td><td>${reason}</td></tr>`,
  );
  return html`<section id="exempt" aria-labelledby="exempt-h"><h2 id="exempt-h">Exempt <span class="n">${all.length}</span></h2>
<div class="scroll card" tabindex="0" role="group" aria-label="Table of what is exempt"><table class="plain"><thead><tr><th scope="col">Counterpart</th><th scope="col">Type</th><th scope="col">Regions</th><th scope="col">Reason</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

/** How the resources of the regions were paired, in numbers, and what could not be paired without guessing. */
export function matching({ result }: View): Markup | null {
  if (result.rows.length === 0) return null;
  const counts = new Map<string, number>();
  for (const { match } of result.rows) counts.set(match.by, (counts.get(match.by) ?? 0) + 1);
  const sorted = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const said = (by: string) => (by === 'single' ? 'without a counterpart' : matched({ by, key: '' }));
  const ways = sorted.map(([by, n]) => html`<li><b>${n}</b> ${said(by)}</li>`);
  const unsure = result.rows.filter((row) => (row.match.ambiguous?.length ?? 0) > 0);
  const list = unsure
    .slice(0, 200)
    .map(
      (row) =>
        html`<li><span class="type">${name(row.type)}</span> ${name(row.counterpart)}: ${name(row.match.key)} also fits ${(row.match.ambiguous ?? []).slice(0, 5).map(name).join(', ')}</li>`,
    );
  return html`<section id="matching" aria-labelledby="matching-h"><h2 id="matching-h">How the counterparts were matched</h2>
<div class="card pad"><ul class="ways">${ways}</ul>${
    unsure.length > 0 &&
    html`<h3>${count(unsure.length, 'resource')} could not be matched without guessing</h3><ul class="unsure">${list}</ul><p class="quiet">Declare them under <code>pairs</code> in the baseline.</p>`
  }</div></section>`;
}
