/**
 * The stylesheet of the page, as text: it is inlined, and the page's policy names its digest. Colours are pairs for light
 * and dark (`light-dark()`), each with a contrast of at least 4.5 to what it stands on. Signs are shapes (`clip-path`), so
 * that colour is never the only thing that tells.
 */
import { narrow } from './style-narrow.ts';
import { print } from './style-print.ts';
import { signs } from './style-signs.ts';

const base = `
:root {
  color-scheme: light dark;
  --bg: light-dark(#f6f6f4, #121315); --card: light-dark(#ffffff, #1a1c1f); --sunk: light-dark(#f1f1ee, #222529);
  --ink: light-dark(#1b1d20, #e9e9e6); --soft: light-dark(#5a5e66, #a4a9b1); --line: light-dark(#e0e0db, #2f3338);
  --accent: light-dark(#2450b8, #93b4ff);
  --critical: light-dark(#8a1263, #f59bd5); --high: light-dark(#b0231b, #ff9c93);
  --medium: light-dark(#855000, #efb65c); --low: light-dark(#3f5d77, #a3c3dc);
  --good: light-dark(#17673a, #82d3a2); --error: light-dark(#7a1fa2, #d9a5f0);
  --mono: ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
  --shadow: light-dark(0 1px 2px rgb(0 0 0 / 5%), none);
}
:root[data-theme=light] { color-scheme: light; }
:root[data-theme=dark] { color-scheme: dark; }
* { box-sizing: border-box; }
html { scroll-padding-top: 72px; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--bg); color: var(--ink); font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: break-word; }
main, footer { max-width: 1160px; margin: 0 auto; padding: 0 24px; }
main > section { margin: 48px 0 0; }
h1, h2, h3, h4, p, ul, dl, dd, figure { margin: 0; padding: 0; }
ul { list-style: none; }
h2 { font-size: 21px; font-weight: 650; letter-spacing: -.01em; line-height: 1.3; margin-bottom: 12px; }
h3 { font-size: 15px; font-weight: 650; line-height: 1.4; }
h4 { font-size: 15px; font-weight: 500; line-height: 1.45; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 2px; }
code, kbd, .code { font-family: var(--mono); font-size: .875em; }
code { overflow-wrap: anywhere; }
.nowrap code { overflow-wrap: normal; }
kbd { border: 1px solid var(--line); border-bottom-width: 2px; border-radius: 4px; padding: 0 5px; background: var(--card); }
mark { background: color-mix(in srgb, var(--medium) 20%, transparent); color: inherit; border-radius: 2px; box-shadow: inset 0 -1px 0 var(--medium); }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; font-weight: 400; }
.num { text-align: right; white-space: nowrap; }
.zero { color: var(--soft); }
.nowrap { white-space: nowrap; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
[hidden] { display: none !important; }
:root:not(.js) .only-js, :root:not(.js) .filters, :root:not(.js) .why { display: none; }
:focus { outline: none; }
:focus-visible, article:focus, .gap:focus { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 6px; }
button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 7px; padding: 3px 11px; cursor: pointer; }
button:hover { border-color: var(--soft); }
summary { cursor: pointer; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; box-shadow: var(--shadow); }
.pad { padding: 16px 20px; }
.scroll { overflow-x: auto; position: relative; }
.quiet { color: var(--soft); }
.type, .how, .match { color: var(--soft); }
.n { color: var(--soft); font-weight: 400; font-size: .85em; }
h2 .n { margin-left: 4px; }
.skip { position: absolute; left: -999px; top: 8px; background: var(--card); padding: 8px 14px; border-radius: 7px; z-index: 9; }
.skip:focus { left: 8px; }
`;

const frame = `
.top { position: sticky; top: 0; z-index: 5; display: flex; align-items: center; gap: 8px 24px; padding: 10px 24px; background: color-mix(in srgb, var(--bg) 92%, transparent); backdrop-filter: blur(10px); border-bottom: 1px solid var(--line); }
.brand { display: flex; align-items: center; gap: 8px; font-weight: 650; color: var(--ink); text-decoration: none; white-space: nowrap; }
.brand svg { width: 20px; height: 20px; fill: var(--accent); }
.brand path { stroke: var(--bg); stroke-width: 2; }
.top nav { display: flex; gap: 2px; overflow-x: auto; flex: 1; }
.top nav a { color: var(--soft); text-decoration: none; padding: 4px 10px; border-radius: 7px; white-space: nowrap; }
.top nav a:hover { color: var(--ink); background: var(--sunk); }
.tools { display: flex; gap: 8px; font-size: 13px; white-space: nowrap; }
footer { padding-block: 56px 40px; color: var(--soft); font-size: 13px; }
dialog { border: 1px solid var(--line); border-radius: 14px; background: var(--card); color: var(--ink); padding: 24px 28px; min-width: min(420px, 90vw); }
dialog::backdrop { background: rgb(0 0 0 / 45%); }
dialog dl div { display: flex; gap: 16px; padding: 4px 0; }
dialog dt { width: 76px; }
dialog form { margin-top: 16px; text-align: right; }
.verdict { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 24px 56px; align-items: end; padding: 32px 36px; margin-top: 32px !important; border-radius: 16px; border: 1px solid color-mix(in srgb, var(--tone) 30%, var(--line)); background: color-mix(in srgb, var(--tone) 8%, var(--card)); }
.verdict.parity { --tone: var(--good); } .verdict.deviation { --tone: var(--high); }
.verdict.incomplete, .verdict.passing { --tone: var(--medium); } .verdict.error { --tone: var(--error); }
.worst { grid-column: 1 / -1; border-top: 1px solid var(--line); padding: 14px 0 0; margin: 0; list-style: none; }
.worst li { padding: 3px 0; overflow-wrap: anywhere; } .worst .sev { margin-right: 6px; }
.eyebrow { color: var(--soft); font-size: 13px; margin-bottom: 10px; }
h1 { display: flex; align-items: center; gap: 14px; font-size: 38px; line-height: 1.15; font-weight: 700; letter-spacing: -.025em; color: var(--tone); text-transform: capitalize; }
.sign { width: 36px; height: 36px; flex: none; fill: none; stroke: var(--tone); stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.lead { font-size: 17px; margin: 12px 0 4px; }
.answer p:last-child { color: var(--soft); max-width: 62ch; }
.figures { display: flex; flex-wrap: wrap; gap: 12px 40px; max-width: 560px; }
.figures li { display: flex; flex-direction: column; }
.figure { font-size: 60px; font-weight: 650; line-height: 1; letter-spacing: -.035em; }
.figures:has(li:nth-child(5)) { display: grid; grid-template-columns: repeat(auto-fill, minmax(120px, 1fr)); width: 480px; max-width: 100%; gap: 16px 24px; }
.figures:has(li:nth-child(5)) .figure { font-size: 34px; }
.least { font-size: 13px; font-weight: 400; letter-spacing: 0; color: var(--soft); vertical-align: middle; }
.place { margin-top: 8px; font-weight: 500; }
.note { color: var(--soft); font-size: 13px; }
.plain th, .plain td { padding: 9px 16px 9px 0; border-top: 1px solid var(--line); }
.card .plain th:first-child, .card .plain td:first-child { padding-left: 20px; }
.pad .plain th:first-child { padding-left: 0; }
.plain thead th, .plain thead td { border-top: 0; color: var(--soft); font-size: 13px; }
.plain tbody th { font-weight: 500; }
.card > .plain td:not(.num, .nowrap, .barcell) { min-width: 116px; }
.split th { white-space: nowrap; }
.plain .how { display: block; font-size: 13px; font-weight: 400; }
.split td.num, .split th.num { padding-inline: 8px 12px; white-space: nowrap; }
.split .barcell { width: 30%; min-width: 140px; padding-block: 0; padding-inline: 12px 20px; vertical-align: middle; }
.bar { display: block; }
.lacks { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(340px, 100%), 1fr)); gap: 16px; align-items: start; }
.lack .stack { border-top: 1px solid var(--line); padding: 6px 0; }
.lack { padding: 16px 20px; }
.lack h3 { margin-bottom: 8px; }
.lack li { padding: 6px 0; border-top: 1px solid var(--line); display: grid; grid-template-columns: minmax(0, 17em) minmax(0, 1fr); gap: 0 16px; }
`;

const sections = `
.titled { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 16px; }
.titled .quiet { flex: 1; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 20px; font-size: 13px; color: var(--soft); margin-bottom: 12px; }
.matrix th, .matrix td { padding: 8px 20px 8px 0; border-top: 1px solid var(--line); min-width: 110px; }
.matrix th:first-child { padding-left: 20px; }
.matrix thead th { border-top: 0; color: var(--soft); font-size: 13px; }
.matrix tbody th { font-weight: 500; }
.js .rows:not(.open) { display: none; }
.rows th, .rows td { background: var(--sunk); font-size: 14px; }
.rows th:first-child { padding-left: 40px; }
.rows .how { display: block; color: var(--soft); font-weight: 400; font-size: 13px; }
.type-button { border: 0; background: none; padding: 0; text-align: left; font-weight: 500; }
.js .type-button::before { content: ""; display: inline-block; width: 7px; height: 9px; margin: 0 9px 1px 0; background: var(--soft); clip-path: polygon(0 0, 100% 50%, 0 100%); }
.type-button[aria-expanded=true]::before { transform: rotate(90deg); }
:root:not(.js) .type-button { cursor: text; }
.there { display: inline-block; min-width: 1.6em; font-weight: 500; }
td.differs { color: var(--high); }
.reason { color: var(--soft); font-size: 13px; display: block; }
.filters { display: contents; }
.searchbar { position: sticky; top: 51px; z-index: 4; display: flex; align-items: center; gap: 12px; padding: 12px 0; margin-bottom: 4px; background: var(--bg); }
.facets { display: flex; flex-wrap: wrap; gap: 10px 28px; align-items: center; padding-bottom: 8px; }
#q { flex: 1; min-width: 0; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 9px; padding: 8px 38px 8px 14px; }
#q::placeholder { color: var(--soft); opacity: 1; }
#q:focus { border-color: var(--accent); outline: 2px solid var(--accent); outline-offset: 0; }
.hint { margin-left: -46px; color: var(--soft); }
#q:focus + .hint, #q:not(:placeholder-shown) + .hint { visibility: hidden; }
#shown { color: var(--soft); white-space: nowrap; min-width: 96px; text-align: right; margin-left: 8px; }
.facet { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 10px; }
details.facet[open] { width: 100%; }
details.facet .chips { margin-top: 8px; max-height: 168px; overflow: auto; }
.facet-title { color: var(--soft); font-size: 13px; }
.chips { display: flex; flex-wrap: wrap; gap: 6px; }
.chip { padding: 2px 10px; font-size: 13px; border-radius: 99px; }
.chip[aria-pressed=true] { background: var(--ink); color: var(--bg); border-color: var(--ink); }
.chip[aria-pressed=true] .n { color: inherit; }
.chip[aria-pressed=true]::after { content: " ✓"; }
.group { background: var(--card); border: 1px solid var(--line); border-radius: 12px; box-shadow: var(--shadow); margin-top: 16px; content-visibility: auto; contain-intrinsic-size: auto 240px; }
.told { margin-top: 16px; padding-left: 14px; border-left: 3px solid var(--line); }
.told > summary { padding: 10px 4px; cursor: pointer; scroll-margin: 126px 0; }
.told > summary .sev { display: inline-block; min-width: 76px; margin-left: 6px; }
.told > .group:first-of-type { margin-top: 4px; }
.told > summary .n { margin-left: 6px; }
#more { margin-top: 20px; }
.group > header { padding: 16px 20px 12px; }
.group h3 .type { display: block; font-weight: 400; font-size: 13px; }
.where { display: flex; flex-wrap: wrap; gap: 2px 24px; margin-top: 6px; font-size: 14px; }
.where b { font-weight: 500; }
.match { font-size: 13px; }
.ids { font-size: 13px; margin-top: 2px; }
.ids summary { color: var(--soft); width: max-content; }
.ids li { overflow-wrap: anywhere; color: var(--soft); }
.finding { padding: 14px 20px 12px; border-top: 1px solid var(--line); scroll-margin: 126px 0 24px; }
.finding:last-child { border-radius: 0 0 12px 12px; }
.finding:focus { outline-offset: -2px; background: color-mix(in srgb, var(--accent) 5%, transparent); }
.finding h4 { position: relative; padding-left: 88px; }
.finding .sev { position: absolute; left: 0; }
.is-waived { background: none; box-shadow: none; border-style: dashed; }
.waiver { margin: 6px 0 0 88px; font-size: 14px; padding-left: 12px; border-left: 3px solid var(--line); }
.foot { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 20px; margin: 8px 0 0 88px; font-size: 13px; color: var(--soft); }
.foot .new { color: var(--accent); }
.why[open] { width: 100%; }
.panel { color: var(--ink); font-size: 14px; padding: 10px 0 4px; }
.panel > p { color: var(--soft); margin-top: 10px; font-size: 13px; }
.help { display: grid; gap: 8px; max-width: 76ch; }
.help dt { color: var(--soft); font-size: 13px; }
.diff { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(250px, 100%), 1fr)); gap: 1px; background: var(--line); border: 1px solid var(--line); border-radius: 8px; overflow: hidden; margin: 10px 0 0 88px; }
.diff > div { background: var(--card); }
.diff dt { padding: 6px 12px; font-size: 13px; color: var(--soft); background: var(--sunk); border-bottom: 1px solid var(--line); }
.diff dd { padding: 8px 12px; font-family: var(--mono); font-size: 13px; overflow-wrap: anywhere; }
.diff .d dt { color: var(--high); }
.diff .d dd { background: color-mix(in srgb, var(--high) 6%, transparent); height: 100%; }
.diff .d { display: grid; grid-template-rows: auto 1fr; }
.stack { grid-template-columns: minmax(0, 1fr); }
.stack > div, .stack > .d { display: grid; grid-template: auto / minmax(120px, 34%) minmax(0, 1fr); }
.stack dt { border: 0; border-right: 1px solid var(--line); }
.none { color: var(--soft); font: italic 14px/1.4 system-ui, sans-serif; }
.code { line-height: 1.5; font-size: 13px; }
.code span, .code mark { display: block; white-space: pre-wrap; overflow-wrap: anywhere; }
.code mark { margin: 0 -4px; padding: 0 4px; box-shadow: inset 2px 0 0 var(--medium); }
.fold > summary, .more { color: var(--soft); font-family: system-ui, sans-serif; font-size: 12px; }
.cards { display: grid; gap: 12px; margin: 12px 0; }
.gap { padding: 14px 20px; }
.cause { color: var(--medium); margin: 0 8px; }
.gap .detail { color: var(--soft); font-size: 13px; }
.remedy { margin-top: 6px; } .remedy b { font-weight: 600; margin-right: 6px; }
.unsure { margin: 8px 0; } .matching h3, .pad h3 { margin: 12px 0 4px; } .pad summary h3 { display: inline; }
.ways { display: flex; flex-wrap: wrap; gap: 4px 28px; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(140px, 1fr)); gap: 12px; margin: 12px 0; }
.tiles li { padding: 14px 20px; color: var(--soft); } .tiles b { display: block; font-size: 26px; line-height: 1.2; color: var(--ink); font-weight: 650; } .tiles b.zero { color: var(--soft); font-weight: 400; }
#since > .card { margin-top: 12px; }
.past li { display: grid; grid-template-columns: 88px minmax(0, 1fr); padding: 7px 0; border-top: 1px solid var(--line); }
.past { margin-top: 10px; } .past .how { display: block; font-size: 13px; }
.notice { border-left: 4px solid var(--medium); }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(340px, 100%), 1fr)); gap: 16px; margin-top: 12px; }
.plot { padding: 14px 20px 10px; }
.plot figcaption { display: flex; justify-content: space-between; align-items: baseline; color: var(--soft); } .plot figcaption b { color: var(--ink); font-size: 22px; font-weight: 650; }
.axes { display: grid; grid-template-columns: 38px minmax(0, 1fr); grid-template-rows: 1fr auto; column-gap: 10px; margin-top: 6px; }
.axes svg { grid-area: 1 / 2 / 3 / 3; width: 100%; height: 120px; display: block; overflow: visible; }
.axes span, .span { font-size: 12px; color: var(--soft); text-align: right; } .axes .ymin { grid-row: 2; }
.span { display: flex; justify-content: space-between; margin-top: 4px; padding-left: 48px; }
.figures-table { margin-top: 16px; } .figures-table .scroll { margin-top: 10px; } .figures-table td, .figures-table th { padding-block: 5px; }
.rule { margin-top: 8px; } .rule > summary { padding: 11px 20px; display: flex; flex-wrap: wrap; gap: 2px 14px; align-items: baseline; } .rule > summary::marker { content: ""; }
.rule-id { font-weight: 600; } .rule-summary { color: var(--soft); flex: 1; } .rule-state { min-width: 200px; font-size: 13px; }
.rule > .help, .rule > p { padding: 4px 20px 16px; } .rule[open] > summary { border-bottom: 1px solid var(--line); margin-bottom: 12px; }
.facts > div { display: grid; grid-template-columns: 140px minmax(0, 1fr); padding: 6px 0; border-top: 1px solid var(--line); } .facts > div:first-child { border-top: 0; } .facts dt { color: var(--soft); } .facts dd { overflow-wrap: anywhere; }
.notes { list-style: disc; padding-left: 18px; }
`;

export const style = [base, frame, sections, signs, narrow, print].join('');
