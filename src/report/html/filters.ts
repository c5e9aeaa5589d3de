/** The filters of the page. */
import { answersOf } from '../answers.ts';
import { thousands } from '../escape.ts';
import { stacksOf } from '../finding-filter.ts';
import { SEVERITIES } from '../words.ts';
import { html, type Markup, name } from './markup.ts';
import type { View } from './view.ts';

/** More values than these are folded away behind their title. */
const OPEN = 8;

type Facet = { readonly id: string; readonly title: string; readonly values: readonly (readonly [string, number])[] };

function tally(values: Iterable<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** What the findings can be narrowed by; a facet with one value narrows nothing. */
function facets({ result, groups }: View): readonly Facet[] {
  const all = groups.flatMap((group) => group.findings);
  const facet = (id: string, title: string, found: Iterable<string>, order?: readonly string[]): Facet => {
    const counts = tally(found);
    const known = (order ?? []).filter((value) => counts.has(value));
    const rest = [...counts.keys()].filter((value) => !known.includes(value)).sort();
    return { id, title, values: [...known, ...rest].map((value) => [value, counts.get(value) ?? 0] as const) };
  };
  return [
    facet(
      'severity',
      'Severity',
      all.map((one) => one.severity),
      SEVERITIES,
    ),
    facet(
      'region',
      'Region',
      all.flatMap((one) => one.regions),
      result.regions,
    ),
    facet(
      'status',
      'Status',
      all.map((one) => one.status),
      ['open', 'waived'],
    ),
    facet(
      'since',
      'Since the last run',
      all.flatMap((one) => one.since ?? []),
      ['new', 'known'],
    ),
    facet(
      'rule',
      'Rule',
      all.map((one) => one.rule),
    ),
    facet(
      'stack',
      'Stack',
      all.flatMap((one) => stacksOf(one)),
    ),
    facet(
      'answers',
      'Answers',
      all.flatMap((one) => answersOf(one.rule)),
    ),
    facet(
      'type',
      'Type',
      all.map((one) => one.type),
    ),
  ].filter((one) => one.values.length > 1);
}

function buttons({ id, values }: Facet): Markup {
  const each = values.map(
    ([value, n]) =>
      html`<button type="button" class="chip${id === 'severity' && ` ${value}`}" data-facet="${id}" data-value="${value}" aria-pressed="false">${name(value)} <span class="n">${thousands(n)}</span></button>`,
  );
  return html`<div class="chips">${each}</div>`;
}

function facet(one: Facet): Markup {
  const title = html`<span class="facet-title" id="facet-${one.id}">${one.title}</span>`;
  if (one.values.length <= OPEN) {
    return html`<div class="facet" role="group" aria-labelledby="facet-${one.id}">${title}${buttons(one)}</div>`;
  }
  return html`<details class="facet" role="group" aria-labelledby="facet-${one.id}"><summary>${title} <span class="n">${one.values.length}</span></summary>${buttons(one)}</details>`;
}

/** Search and toggle buttons. They need the script and show only with it. */
export function filters(view: View): Markup {
  const shown = view.groups.reduce((sum, group) => sum + group.findings.length, 0);
  return html`<div class="filters" role="search" aria-label="Findings">
<div class="searchbar"><label class="sr" for="q">Search the findings</label><input id="q" type="search" placeholder="Search names, rules, values …" autocomplete="off" spellcheck="false" aria-keyshortcuts="/"><kbd class="hint" aria-hidden="true">/</kbd>
<p id="shown" role="status">${thousands(shown)} shown</p><button type="button" id="clear" hidden>Clear</button></div>
<div class="facets">${facets(view).map(facet)}</div></div>`;
}
