/** The command line of the faults bench. */
import { parseArgs } from 'node:util';
import { launch } from '../../test/simulator/launch.ts';
import { random, shuffled } from '../detect/random.ts';
import { tryBin } from './bin.ts';
import { KINDS } from './kinds.ts';
import { knownCause } from './known.ts';
import { prepare, sampled, type Tried, tryAll } from './matrix.ts';
import { type Proven, policyTable, provePolicy } from './policy.ts';
import { openPool } from './pool.ts';
import { makeProxy } from './proxy.ts';
import { failureLine, matrixTable, totalsTable } from './table.ts';
import { buildWorld, PAGE_SIZES } from './world.ts';

/** Processes with the product in them. A run asks some hundreds of calls now: with more of them the proxy answers too late. */
const WORKERS = 2;
/** What a bounded run takes. */
const QUICK = { cells: 24, actions: 2 };

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    /** A call or its IAM action, `kms:ListKeys`. */
    only: { type: 'string', multiple: true },
    /** The name of a fault as in the table. */
    fault: { type: 'string', multiple: true },
  },
});
const seed = Number(values.seed);
const say = (line: string) => void process.stderr.write(`${line}\n`);

async function main(): Promise<boolean> {
  const simulator = await launch();
  const world = await buildWorld(simulator.endpoint);
  const proxy = makeProxy(world, PAGE_SIZES);
  const pool = await openPool(proxy, world, WORKERS);
  try {
    const ready = await prepare(pool, values);
    if (ready.every(({ cells }) => cells.length === 0)) {
      say(
        `nothing to try: --only takes a call or its action (kms:ListKeys), --fault one of ${KINDS.map(({ name }) => name).join(', ')}`,
      );
      process.exitCode = 2;
      return false;
    }
    const chosen = values.quick ? sampled(ready, QUICK.cells, seed) : ready;
    const tried = await tryAll(pool, chosen, say);
    if (values.only || values.fault) return report(tried, null, null);
    const actions = (all: readonly string[]) =>
      values.quick ? shuffled(all, random(seed)).slice(0, QUICK.actions) : all;
    const proven = await provePolicy(pool, ready, values.quick ? 1 : ready.length, actions);
    const lane = await proxy.openLane();
    const bin = await tryBin(lane, world, values.quick);
    await lane.close();
    return report(tried, proven, bin);
  } finally {
    await pool.close();
    await simulator.stop();
  }
}

type Bin = { readonly tried: number; readonly wrong: readonly string[] };

function report({ outcomes, again }: Tried, proven: Proven | null, bin: Bin | null): boolean {
  const failures = outcomes.filter(({ came }) => came === 'FAILED');
  const unmet = failures.filter((one) => knownCause(one) === undefined);
  const policy = proven === null ? [] : [...proven.wrong, ...proven.lines.flatMap(({ outcome }) => failed(outcome))];
  const lines = [
    `${outcomes.length} cells: ${failures.length} failed; ${again.length} failed at first and were tried again by themselves`,
    ...(proven
      ? [
          `${proven.lines.length} permissions taken away in turn: ${policy.length} wrong; ${proven.untried.length} are of types that no scenario has`,
        ]
      : []),
    ...(bin ? [`${bin.tried} runs of the program itself: ${bin.wrong.length} wrong`] : []),
    '',
    totalsTable(outcomes),
    '',
    matrixTable(outcomes),
    '',
    ...(proven ? [policyTable(proven), ''] : []),
    ...failures.map((one) => `${failureLine(one)}${knownCause(one) ? `\n  known: ${knownCause(one)}` : ''}`),
    ...policy,
    ...(bin?.wrong ?? []),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  for (const one of again) say(`at first: ${failureLine(one)}`);
  return unmet.length + policy.length + (bin?.wrong.length ?? 0) === 0;
}

const failed = (one: Parameters<typeof failureLine>[0]) => (one.came === 'FAILED' ? [failureLine(one)] : []);

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const passed = await main();
process.exitCode ??= passed ? 0 : 1;
