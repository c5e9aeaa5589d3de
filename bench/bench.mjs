/**
 * `npm run bench [-- --quick] [--json] [--strict] [--record] [--only startup,calls,job,account,limits,audit,growth,before,organisation]`
 *
 * Measures the built package (run `npm run build` first). Every figure with a target is a ratio or a count taken within
 * one run, because absolute times say more about the machine. It fails on time only with `--strict`. With `--record` the
 * figures become a line of bench/history.jsonl and of the table in docs/performance.md. `growth`, `before` and `organisation` are
 * not measured unless asked for; `growth` fails on an exponent above its target.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { before } from './before.mjs';
import { bigAudits } from './big-audit.mjs';
import { growth, growthLines } from './growth.mjs';
import { record } from './history.mjs';
import { calls, LOW, latency, limits, openEndpoint, PUBLISHED } from './job.mjs';
import { organisation, organisationLines } from './organisation.mjs';
import { CLI } from './process.mjs';
import { startup } from './startup.mjs';
import {
  accountLines,
  auditLines,
  beforeLines,
  callLines,
  jobLines,
  limitLines,
  moreCallLines,
  render,
  startupLines,
} from './table.mjs';

const USUAL = ['startup', 'calls', 'job', 'account', 'limits', 'audit'];
const PARTS = [...USUAL, 'growth', 'before', 'organisation'];
const FULL = {
  starts: 31,
  rounds: 9,
  limited: 3,
  latencies: [40, 100],
  regions: [2, 4, 17],
  /** Resources in each of two files: 10^3 to 10^6 in both. */
  audits: [
    { resources: 500, rounds: 5, linked: true },
    { resources: 5000, rounds: 5, linked: true },
    { resources: 10_000, rounds: 3, linked: true },
    { resources: 100_000, rounds: 3, linked: true },
    { resources: 500_000, rounds: 1, linked: false },
  ],
};
const QUICK = {
  ...{ starts: 9, rounds: 3, limited: 1, latencies: [100], regions: [2, 4] },
  audits: [{ resources: 10_000, rounds: 1, linked: true }],
};

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    only: { type: 'string', default: USUAL.join(',') },
  },
});
if (!existsSync(CLI)) throw new Error('dist/ is not there: run "npm run build" first');

const size = values.quick ? QUICK : FULL;
const only = new Set(values.only.split(','));
for (const part of only) if (!PARTS.includes(part)) throw new Error(`--only takes ${PARTS.join(', ')}, not ${part}`);

async function measure() {
  const measured = {};
  const lines = [];
  const add = (name, result, toLines) => {
    measured[name] = result;
    lines.push(...toLines(result));
  };
  if (only.has('startup')) add('startup', await startup(size.starts), startupLines);
  if (only.has('before')) add('before', await before(values.quick), beforeLines);
  if (only.has('growth')) add('growth', await growth(values.quick), growthLines);
  if (['calls', 'limits', 'job'].every((part) => !only.has(part))) return withoutEndpoint(add, { measured, lines });
  const endpoint = await openEndpoint();
  try {
    if (only.has('calls') || only.has('limits')) add('calls', await calls(endpoint, 2), callLines);
    for (const count of only.has('calls') ? size.regions.filter((regions) => regions > 2) : [])
      add(`calls${count}`, await calls(endpoint, count), moreCallLines(count));
    for (const milliseconds of only.has('job') ? size.latencies : []) {
      add(`job${milliseconds}`, await latency(endpoint, milliseconds, size.regions, size.rounds), jobLines);
    }
    const account = { milliseconds: 40, regionCount: 2, rounds: size.limited, rows: measured.calls?.rows };
    for (const [about, buckets] of only.has('limits')
      ? Object.entries({ 'rate limits': LOW, 'published rates': PUBLISHED })
      : [])
      add(about, await limits(endpoint, { ...account, buckets }), limitLines(about));
  } finally {
    endpoint.close();
  }
  return withoutEndpoint(add, { measured, lines });
}

async function withoutEndpoint(add, told) {
  if (only.has('account')) add('account', await account(), accountLines);
  if (only.has('organisation')) add('organisation', await organisation(values.quick), organisationLines);
  if (only.has('audit')) add('audit', await bigAudits(size.audits), auditLines);
  return told;
}

async function account() {
  const endpoint = await openEndpoint('large');
  try {
    return { calls: await calls(endpoint, 2), job: await latency(endpoint, 100, [2], size.limited) };
  } finally {
    endpoint.close();
  }
}

const { measured, lines } = await measure();
const missed = lines.filter(({ target, value }) => target !== undefined && value > target);
console.log(values.json ? JSON.stringify({ measured, lines }, null, 2) : render(lines, measured));
if (values.record) record(lines);
// A curve is the same on every machine.
const steep = missed.filter(({ what }) => what.endsWith(': exponent'));
if ((values.strict ? missed : steep).length > 0) process.exitCode = 1;
