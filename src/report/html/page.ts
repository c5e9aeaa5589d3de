/** The page as a whole. */
import { createHash } from 'node:crypto';
import { thousands } from '../escape.ts';
import type { AuditResult, Verdict } from '../report.ts';
import { about } from './about.ts';
import { findings } from './findings.ts';
import { history } from './history.ts';
import { html, type Markup, trusted } from './markup.ts';
import { matrix } from './matrix.ts';
import { rules } from './rules.ts';
import { early, script } from './script.ts';
import { style } from './style.ts';
import { exempt, matching, unseen } from './unseen.ts';
import { lacking, split, tabTitle, verdict } from './verdict.ts';
import { type View, viewOf } from './view.ts';
import { since, waivers } from './waivers-and-since.ts';

/** A source of a Content-Security-Policy: only the text with this digest runs. */
export function digest(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/**
 * Nothing is fetched, nothing is sent, nothing but our own script and stylesheet runs. `data:` images are for the icon
 * of the tab. `frame-ancestors` has no effect in a `meta` (CSP Level 3, 3.3).
 */
export function policy(): string {
  return [
    "default-src 'none'",
    `style-src ${digest(style)}`,
    `script-src ${digest(early)} ${digest(script)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

const COLOR: { readonly [verdict in Verdict]: string } = {
  parity: '1b6e3c',
  deviation: 'b3261e',
  incomplete: '8a5300',
  error: '7a1fa2',
};

function icon(kind: Verdict): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="#${COLOR[kind]}"/><path d="M4 6h8M4 10h8" stroke="#fff" stroke-width="2"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

type Entry = readonly [string, string, number | null];

/** The sections that this result has, in the order of the page. */
function contents({ result }: View): readonly Entry[] {
  const all: readonly (Entry | false)[] = [
    result.since !== undefined && ['since', 'Changes', null],
    (result.history?.length ?? 0) > 0 && ['history', 'Course', null],
    result.rows.length > 0 && ['matrix', 'Matrix', null],
    ['findings', 'Findings', result.findings.length],
    ['unseen', 'Not seen', result.gaps.length],
    (result.waivers?.length ?? 0) > 0 && ['waivers', 'Waivers', result.waivers?.length ?? 0],
    ['rules', 'Rules', null],
    ['about', 'About', null],
  ];
  return all.filter((entry) => entry !== false);
}

function top(view: View): Markup {
  const links = contents(view).map(
    ([id, title, n]) =>
      html`<a href="#${id}">${title}${n !== null && n > 0 && html` <span class="n">${thousands(n)}</span>`}</a>`,
  );
  return html`<header class="top"><a class="brand" href="#verdict-h"><svg viewBox="0 0 16 16" aria-hidden="true"><rect width="16" height="16" rx="4"/><path d="M4 6h8M4 10h8"/></svg>infra-parity</a><nav aria-label="Sections">${links}</nav>
<div class="only-js tools"><button type="button" id="keys">Keys <kbd>?</kbd></button><button type="button" id="theme">Theme: <span>auto</span></button></div></header>`;
}

const KEYS: readonly (readonly [string, string])[] = [
  ['/', 'search the findings'],
  ['Esc', 'clear the search, then the filters'],
  ['j k', 'next and previous finding; in the matrix, type'],
  ['↓ ↑', 'the same, once one is chosen'],
  ['Enter', 'open or close what is chosen'],
  ['t', 'light, dark or as the system'],
  ['?', 'this list'],
];

function help(): Markup {
  const rows = KEYS.map(
    ([keys, said]) =>
      html`<div><dt>${keys.split(' ').map((key) => html`<kbd>${key}</kbd> `)}</dt><dd>${said}</dd></div>`,
  );
  return html`<dialog id="help" aria-labelledby="help-h"><h2 id="help-h">Keys</h2><dl>${rows}</dl><form method="dialog"><button>Close</button></form></dialog>`;
}

/** The whole document. Pure: the same result gives the same bytes. */
export function page(result: AuditResult): string {
  const view = viewOf(result);
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy())}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="generator" content="infra-parity ${result.tool.version}">
<title>${tabTitle(result)}</title>
<link rel="icon" href="${icon(result.verdict)}">
<script>${trusted(early)}</script>
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#findings">Skip to the findings</a>
${top(view)}
<main>
${verdict(view)}
${split(view)}
${lacking(view)}
${since(view)}
${history(view)}
${matrix(view)}
${findings(view)}
${unseen(view)}
${exempt(view)}
${waivers(view)}
${rules(view)}
${about(view)}
${matching(view)}
</main>
<footer><p>infra-parity ${result.tool.version}. This page is one file: it fetches and sends nothing.</p></footer>
${help()}
<script>${trusted(script)}</script>
</body>
</html>
`;
  return document.html;
}
