/** The roll-up as a page: the answer, what groups share, and every group with a link to its own page. */

import { html, type Markup, name, trusted } from '../html/markup.ts';
import { digest } from '../html/page.ts';
import { style } from '../html/style.ts';
import { count } from '../words.ts';
import type { GroupLine, RollUp } from './roll-up.ts';
import type { SharedCause } from './shared-causes.ts';
import { groupsText, severitiesText, titleOf, verdictsText } from './text.ts';

const own = `
.index th, .index td { padding: 6px 14px 6px 0; border-top: 1px solid var(--line); }
.index th { color: var(--soft); font-weight: 600; }
.tag { font-weight: 650; } .tag.deviation, .tag.high { color: var(--high); } .tag.parity { color: var(--good); }
.tag.incomplete, .tag.medium { color: var(--medium); } .tag.error { color: var(--error); } .tag.critical { color: var(--critical); } .tag.low { color: var(--low); }
`;
const sheet = `${style}${own}`;
const policy = ["default-src 'none'", `style-src ${digest(sheet)}`, "base-uri 'none'", "form-action 'none'"].join('; ');

/** A link only to a file beside the page: a report's path is ours, and nothing else is made one. */
function linked(group: GroupLine): Markup {
  const { report } = group;
  const page = report?.replace(/\.json$/, '.html');
  return page !== undefined && /^[\w./-]+\.html$/.test(page) && !page.startsWith('//')
    ? html`<a href="${page}">${name(titleOf(group))}</a>`
    : html`${name(titleOf(group))}`;
}

function causeRow(cause: SharedCause): Markup {
  return html`<tr><td class="tag ${cause.severity}">${cause.severity}</td><td>${name(cause.message)}<br><span class="quiet">${name(groupsText(cause, 12))}</span></td><td class="nowrap quiet">${cause.rule}</td></tr>`;
}

function groupRow(group: GroupLine): Markup {
  const { verdict, places, score, gaps, missing, compared } = group;
  const said = missing ?? severitiesText(group);
  return html`<tr><td class="tag ${verdict}">${verdict}</td><td>${linked(group)}</td><td class="num">${places.length}</td><td class="num">${score === null ? '–' : `${Math.floor(score * 100)}%`}</td><td class="num">${compared.live + compared.declared}</td><td class="num">${gaps}</td><td>${name(said === '' ? group.gate.why : said)}</td></tr>`;
}

/** The whole document. Pure: the same roll-up gives the same bytes. */
export function rollUpPage(result: RollUp): string {
  const { verdict, gate, causes, groups, notes, tool } = result;
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${verdict}: ${verdictsText(result)}</title>
<style>${trusted(sheet)}</style>
</head>
<body>
<main>
<section class="verdict ${verdict}"><div><h1>${verdict.charAt(0).toUpperCase()}${verdict.slice(1)}</h1><p>${verdictsText(result)}. The gate ${gate.passes ? 'passes' : 'fails'}: ${gate.why}.</p>${result.takenAt !== null && html`<p class="quiet">Read from ${result.takenAt} on</p>`}</div></section>
${causes.length > 0 && html`<section aria-labelledby="causes"><h2 id="causes">What deviates <span class="n">${causes.length}</span></h2><div class="scroll"><table class="index"><thead><tr><th>Severity</th><th>What, and where</th><th>Rule</th></tr></thead><tbody>${causes.map(causeRow)}</tbody></table></div></section>`}
<section aria-labelledby="groups"><h2 id="groups">Groups <span class="n">${count(groups.length, 'group')}</span></h2><div class="scroll"><table class="index"><thead><tr><th>Verdict</th><th>Group</th><th class="num">Places</th><th class="num">Same</th><th class="num">Compared</th><th class="num">Gaps</th><th>What</th></tr></thead><tbody>${groups.map(groupRow)}</tbody></table></div></section>
${notes.length > 0 && html`<section><h2>Notes</h2><ul>${notes.map((note) => html`<li>${name(note)}</li>`)}</ul></section>`}
</main>
<footer><p>infra-parity ${tool.version}. This page fetches and sends nothing.</p></footer>
</body>
</html>
`;
  return document.html;
}
