/** The command line of the faults bench. */
import { parseArgs } from 'node:util';
import { launch } from '../../test/simulator/launch.ts';
import { random, shuffled } from '../detect/random.ts';
import { tryBin } from './bin.ts';
import { KINDS } from './kinds.ts';
import { knownCause } from './known.ts';
import { prepare, type Ready, sampled, type Tried, tryAll } from './matrix.ts';
import { joinProven, type Proven, policyTable, provePolicy } from './policy.ts';
import { openPool } from './pool.ts';
import { makeProxy } from './proxy.ts';
import { failureLine, matrixTable, totalsTable } from './table.ts';
import { callOf } from './targets.ts';
import { PAGE_SIZES } from './world.ts';
import { type FaultWorld, WORLDS } from './worlds.ts';

/** Processes with the product in them. A run asks some hundreds of calls now: with more of them the proxy answers too late. */
const WORKERS = 2;
/** What a bounded run takes, of the first world. */
const QUICK = { cells: 24, actions: 2 };

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    /** The name of a world (`shop`, `traffic`); left out: all. */
    world: { type: 'string', multiple: true },
    /** A call or its IAM action, `kms:ListKeys`. */
    only: { type: 'string', multiple: true },
    /** The name of a fault as in the table. */
    fault: { type: 'string', multiple: true },
  },
});
const seed = Number(values.seed);
const say = (line: string) => void process.stderr.write(`${line}\n`);

type Bin = { readonly tried: number; readonly wrong: readonly string[] };
type Done = { readonly tried: Tried; readonly proven: Proven | null; readonly bin: Bin | null };

async function main(): Promise<boolean> {
  const named = WORLDS.filter(({ name }) => values.world?.includes(name) ?? true);
  const worlds = values.quick ? named.slice(0, 1) : named;
  const simulator = await launch();
  /** What was tried in a world is not tried in those after it. */
  const calls = new Set<string>();
  const done: Done[] = [];
  try {
    for (const world of worlds) done.push(await inWorld(world, simulator.endpoint, calls));
  } finally {
    await simulator.stop();
  }
  const tried = {
    outcomes: done.flatMap((one) => one.tried.outcomes),
    again: done.flatMap((one) => one.tried.again),
  };
  if (tried.outcomes.length === 0) {
    const kinds = KINDS.map(({ name }) => name).join(', ');
    const names = WORLDS.map(({ name }) => name).join(', ');
    say(
      `nothing to try: --world takes one of ${names}, --only a call or its action (kms:ListKeys), --fault one of ${kinds}`,
    );
    process.exitCode = 2;
    return false;
  }
  return report(
    tried,
    joinProven(done.flatMap(({ proven }) => proven ?? [])),
    done.find(({ bin }) => bin !== null)?.bin ?? null,
  );
}

/** One account: its scenarios without a fault, then with each; what the policy allows; the program itself in the first. */
async function inWorld(which: FaultWorld, endpoint: string, calls: Set<string>): Promise<Done> {
  const world = await which.build(endpoint);
  const proxy = makeProxy(world, PAGE_SIZES);
  const pool = await openPool(proxy, world, WORKERS);
  try {
    const ready = await prepare(pool, which.scenarios, values, new Set(calls));
    const before = new Set(calls);
    for (const { healthy } of ready) for (const one of healthy.seen) calls.add(callOf(one));
    const tried = await tryAll(pool, values.quick ? sampled(ready, QUICK.cells, seed) : ready, say);
    if (values.only || values.fault) return { tried, proven: null, bin: null };
    const proven = await provePolicy(pool, ready, values.quick ? 1 : ready.length, (all) => chosen(all, ready, before));
    if (which.name !== 'shop') return { tried, proven, bin: null };
    const lane = await proxy.openLane();
    const bin = await tryBin(lane, world, values.quick);
    await lane.close();
    return { tried, proven, bin };
  } finally {
    await pool.close();
  }
}

/** Actions to take away in turn: those that no world before asked for. */
function chosen(actions: readonly string[], ready: readonly Ready[], before: ReadonlySet<string>): readonly string[] {
  const seen = ready.flatMap(({ healthy }) => healthy.seen);
  const known = new Set(seen.filter((one) => before.has(callOf(one))).map(({ action }) => action));
  const fresh = actions.filter((action) => !known.has(action));
  return values.quick ? shuffled(fresh, random(seed)).slice(0, QUICK.actions) : fresh;
}

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
