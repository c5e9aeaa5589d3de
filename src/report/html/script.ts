/**
 * The script of the page, as text: it is inlined, and the page's policy names its digest. Plain JavaScript without
 * backticks, so that what stands here is what runs. Without it the page shows everything; it adds filters, keys, drill-down
 * and the choice of theme. It never writes HTML: `textContent`, `cloneNode` and attributes only.
 */

import { drill } from './script-drill.ts';
import { keys } from './script-keys.ts';

/** Runs before the first paint: the chosen theme, and the mark that there is a script. */
export const early = `
(function () {
  var root = document.documentElement;
  root.classList.add('js');
  try {
    var theme = localStorage.getItem('infra-parity-theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  } catch (error) { /* No storage, as in a private window: the system's theme it is. */ }
})();
`;

const state = `
'use strict';
const root = document.documentElement;
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const search = one('#q');
const facets = new Map();
const buttons = all('button[data-facet]');
for (const button of buttons) facets.set(button.dataset.facet, new Set());

/** Findings with what they are filtered by; their text is read when it is first searched. */
/** How many groups are shown at a time: a browser lays out some hundreds at once, and nobody reads more. */
const PAGE = 100;
let room = PAGE;
const causes = all('#list > .told').map((element) => ({ element, groups: all('.group', element), folded: !element.open }));
const groups = all('#list .group').map((element) => ({ element, type: element.dataset.t, shown: true }));
const findings = groups.flatMap((group) => all('article', group.element).map((element) => ({
  element, group, text: null, shown: true,
  of: {
    severity: [element.dataset.s], rule: [element.dataset.r], status: [element.dataset.w], since: [element.dataset.n],
    region: element.dataset.p.split('\\n'), stack: element.dataset.k.split('\\n'), type: [group.type],
    answers: (element.dataset.a ?? '').split('|'),
  },
})));

function textOf(finding) {
  if (finding.text === null) {
    finding.text = (one('header', finding.group.element).textContent + ' ' + finding.element.textContent).toLowerCase();
  }
  return finding.text;
}

function fits(finding, words) {
  for (const [facet, wanted] of facets) {
    if (wanted.size > 0 && !finding.of[facet].some((value) => wanted.has(value))) return false;
  }
  return words.every((word) => textOf(finding).includes(word));
}

function thousands(number) {
  return String(number).replace(/\\B(?=(\\d{3})+$)/g, ',');
}

function filtered() {
  return search.value.trim() !== '' || [...facets.values()].some((wanted) => wanted.size > 0);
}

function apply() {
  if (!search) return;
  const words = search.value.toLowerCase().split(/\\s+/).filter((word) => word !== '');
  const seen = new Set();
  let count = 0;
  for (const finding of findings) {
    const shown = fits(finding, words);
    if (shown) { count++; seen.add(finding.group); }
    if (shown !== finding.shown) { finding.shown = shown; finding.element.hidden = !shown; }
  }
  let rank = 0;
  for (const group of groups) {
    const shown = seen.has(group) && ++rank <= room;
    if (shown !== group.shown) { group.shown = shown; group.element.hidden = !shown; }
  }
  const narrowed = filtered();
  for (const cause of causes) {
    cause.element.hidden = cause.groups.every((group) => group.hidden);
    // What was searched for is not folded away.
    if (narrowed) cause.element.open = true;
    else if (cause.opened) cause.element.open = !cause.folded;
    cause.opened = narrowed;
  }
  const left = rank - room;
  one('#more').hidden = left <= 0;
  if (left > 0) one('#more span').textContent = thousands(left) + ' more.';
  for (const button of buttons) {
    button.setAttribute('aria-pressed', String(facets.get(button.dataset.facet).has(button.dataset.value)));
  }
  const some = filtered();
  one('#shown').textContent = some ? thousands(count) + ' of ' + thousands(findings.length) + ' shown' : thousands(count) + ' shown';
  one('#clear').hidden = !some;
  one('#none').hidden = count > 0;
}

/** The filters stand in the address: a view can be kept and shared. */
function remember() {
  const kept = new URLSearchParams();
  if (search.value.trim() !== '') kept.set('q', search.value.trim());
  for (const [facet, wanted] of facets) for (const value of wanted) kept.append(facet, value);
  const text = kept.toString();
  history.replaceState(null, '', text === '' ? location.pathname + location.search : '#' + text);
}

function recall() {
  const text = location.hash.slice(1);
  if (!search || (text !== '' && !text.includes('='))) return;
  const kept = new URLSearchParams(text);
  search.value = kept.get('q') ?? '';
  for (const button of buttons) {
    const { facet, value } = button.dataset;
    if (kept.getAll(facet).includes(value)) {
      facets.get(facet).add(value);
      const folded = button.closest('details');
      if (folded) folded.open = true;
    } else facets.get(facet).delete(value);
  }
  apply();
}

function narrow() { room = PAGE; apply(); remember(); }

/** Shows what the pages or a folded cause hide. */
function unfold(element) {
  const group = element.closest('.group');
  if (group && group.hidden) { room = Infinity; apply(); }
  const cause = element.closest('.told');
  if (cause) cause.open = true;
}

function clear() {
  search.value = '';
  for (const wanted of facets.values()) wanted.clear();
  narrow();
}
`;

const wiring = `
document.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.matches('.type-button')) toggleType(button);
  else if (button.id === 'theme') nextTheme();
  else if (button.id === 'keys') one('#help').showModal();
  else if (button.id === 'more-some') { room += PAGE; apply(); }
  else if (button.id === 'more-all') { room = Infinity; apply(); }
  else if (button.id === 'clear') { clear(); search.focus(); }
  else if (button.id === 'expand') {
    const types = all('.type-button');
    const open = types.some((type) => type.getAttribute('aria-expanded') !== 'true');
    for (const type of types) toggleType(type, open);
    button.textContent = open ? 'Close all' : 'Open all';
  } else if (button.dataset.facet) {
    const wanted = facets.get(button.dataset.facet);
    if (!wanted.delete(button.dataset.value)) wanted.add(button.dataset.value);
    narrow();
  }
});
document.addEventListener('toggle', (event) => {
  if (event.target.matches('.why')) explain(event.target);
}, true);
/** With thousands of findings the typist is not held up: the last word typed counts. */
let waiting = 0;
if (search) search.addEventListener('input', () => {
  clearTimeout(waiting);
  if (findings.length < 1000) narrow();
  else waiting = setTimeout(narrow, 120);
});

/** Paper cannot be opened: everything is, but the copies of what the rules say, which is printed with the rules. */
let closed = [];
addEventListener('beforeprint', () => {
  closed = all('details:not([open]):not(.why)');
  for (const details of closed) details.open = true;
});
addEventListener('afterprint', () => { for (const details of closed) details.open = false; });

addEventListener('hashchange', () => { recall(); reveal(); });
setTheme(root.dataset.theme ?? 'auto');
apply();
recall();
reveal();
`;

export const script = [state, drill, keys, wiring].join('');
