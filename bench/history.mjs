/**
 * The figures over the repository's history: `bench/history.jsonl` has a line for each recorded run, and docs/performance.md
 * shows them as a table. Ratios and counts only, for absolute times say more about the machine.
 */
import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { markdown, number } from './table.mjs';

const LINES = new URL('history.jsonl', import.meta.url);
const PAGE = new URL('../docs/performance.md', import.meta.url);
const MARKS = ['<!-- history -->\n', '<!-- /history -->'];

/** What the table shows: the heading of a column, and the line of the benchmark that fills it. */
const COLUMNS = {
  '`--version`': '--version: wall / node -e 0',
  'first call': '2 regions, 100 ms: first call sent / node -e 0',
  'calls / least': 'calls / least possible',
  '2 regions': '2 regions, 100 ms: wall / (node -e 0 + 3 x latency)',
  CPU: '2 regions, 100 ms: CPU / node -e 0',
  '4 / 2 regions': '4 regions / 2 regions, 100 ms: wall',
  '17 regions, ms': '17 regions, 100 ms: wall',
  '200 of 10,000': '200 of 10,000 resources, 2 regions, 100 ms: wall / (node -e 0 + 5 x latency)',
  'under limits': 'under rate limits: wall / floor',
  'throttled, published': 'under published rates: throttled answers',
  'audit 10k': 'audit of 10000 against 10000 (alike): wall / parsing the same files',
  'audit 100k': 'audit of 100000 against 100000 (alike): wall / parsing the same files',
  'linked 100k': 'audit of 100000 against 100000 (linked): wall / parsing the same files',
};

const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).trim();

/** Adds this run, of the commit that is checked out, and writes the table anew. */
export function record(lines) {
  const figures = Object.fromEntries(lines.map(({ what, value }) => [what, value]));
  const changed = git('status', '--porcelain', '--', 'src', 'package-lock.json') === '' ? '' : '+';
  const entry = {
    date: new Date().toISOString().slice(0, 10),
    commit: `${git('rev-parse', '--short', 'HEAD')}${changed}`,
    node: process.versions.node,
    cores: availableParallelism(),
    load: Number(loadavg()[1].toFixed(1)),
    figures,
  };
  appendFileSync(LINES, `${JSON.stringify(entry)}\n`);
  const page = readFileSync(PAGE, 'utf8');
  const [from, to] = [page.indexOf(MARKS[0]) + MARKS[0].length, page.indexOf(MARKS[1])];
  if (to < from) throw new Error('docs/performance.md has no place for the history');
  writeFileSync(PAGE, `${page.slice(0, from)}${table(readFileSync(LINES, 'utf8'))}\n${page.slice(to)}`);
}

/** @param text of bench/history.jsonl */
export function table(text) {
  const runs = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  const rows = runs.map(({ date, commit, node, load, figures }) => [
    ...[date, commit, node, String(load)],
    ...Object.values(COLUMNS).map((what) => (figures[what] === undefined ? '' : number(figures[what]))),
  ]);
  return markdown(['date', 'commit', 'Node', 'load', ...Object.keys(COLUMNS)], rows);
}
