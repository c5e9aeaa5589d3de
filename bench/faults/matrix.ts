/** The matrix of calls by faults: what there is to try. */
import { random, shuffled } from '../detect/random.ts';
import type { Cell, Healthy } from './cell.ts';
import { KINDS, type Kind } from './kinds.ts';
import type { Asking, Pool, Ran } from './pool.ts';
import { REGION_WIDE, regionTarget, type Scenario, type Target, targetsOf } from './targets.ts';
import { type Outcome, textOf, verdict } from './verdict.ts';

/** A scenario without a fault, and the cells to try in it. */
export type Ready = { readonly scenario: Scenario; readonly healthy: Healthy; readonly cells: readonly Cell[] };

/** What to try: everything where nothing is said. */
export type Choice = {
  /** `rds:DescribeDBInstances`, or its IAM action. */
  readonly only?: readonly string[] | undefined;
  readonly fault?: readonly string[] | undefined;
};

/**
 * Runs each scenario without a fault, and lists what there is to try.
 *
 * @param tried calls that were tried in every way in the world before: left out here
 */
export async function prepare(
  pool: Pool,
  scenarios: readonly Scenario[],
  choice: Choice,
  tried: ReadonlySet<string> = new Set(),
): Promise<readonly Ready[]> {
  const all: Ready[] = [];
  for (const scenario of scenarios) {
    const healthy = await healthyOf(pool, scenario);
    const targets = [...targetsOf(scenario, healthy.seen), ...(scenario.calls ? [] : [regionTarget(scenario)])];
    const kinds = KINDS.filter(({ name }) => choice.fault?.includes(name) ?? true);
    const wanted = targets.filter(
      ({ call, action }) => !tried.has(call) && (choice.only?.some((one) => [call, action].includes(one)) ?? true),
    );
    const cells = wanted.flatMap((target) =>
      kinds.filter((kind) => isTried(kind, target, targets)).map((kind) => ({ target, kind })),
    );
    all.push({ scenario, healthy, cells });
  }
  return all;
}

function isTried(kind: Kind, target: Target, all: readonly Target[]): boolean {
  const first = all.find(({ call, region }) => call === target.call && region === target.region) === target;
  if (target.call === '*' && !REGION_WIDE.has(kind.name)) return false;
  return kind.at === 'all' || (kind.at === 'pages' ? target.input === null : first);
}

const WARMING = 5;

/** The first runs wait for the simulator, of which every answer is kept; then two must be the same, and find nothing. */
async function healthyOf(pool: Pool, scenario: Scenario): Promise<Healthy> {
  const asking = askingOf(scenario, null, true);
  let before = '';
  let last = '';
  for (let tries = 0; tries < WARMING; tries += 1) {
    const { run, seen } = await one(pool, asking);
    if (run.end !== 'report' || run.snapshot === undefined) throw new Error(`${scenario.name}: ${JSON.stringify(run)}`);
    const text = textOf(run.result);
    const { verdict: said, findings, gaps } = run.result;
    if (text === before && said === 'parity' && findings.length === 0)
      return { snapshot: run.snapshot, result: run.result, seen, text };
    before = text;
    last = `${said}: ${JSON.stringify([...findings, ...gaps]).slice(0, 1500)}`;
  }
  throw new Error(`${scenario.name} finds something without a fault: ${last}`);
}

async function one(pool: Pool, asking: Asking): Promise<Ran> {
  const answers: Ran[] = [];
  await pool.all([asking], (_asked, ran) => void answers.push(ran));
  return answers[0] as Ran;
}

function askingOf(scenario: Scenario, cell: Cell | null, withSnapshot = false): Asking {
  const { selection, without } = scenario;
  const order = cell && { kind: cell.kind, ...pick(cell.target) };
  return { selection, without, order, withSnapshot };
}

const pick = ({ call, region, page, input }: Target) => ({ call, region, page, input });

/** A sample that holds every call and every kind at least once, as far as `size` goes; the same for the same seed. */
export function sampled(ready: readonly Ready[], size: number, seed: number): readonly Ready[] {
  const next = random(seed);
  const calls = new Map<string, number>();
  const kinds = new Map<string, number>();
  const pool = shuffled(
    ready.flatMap(({ cells }) => cells.filter(({ kind }) => !SLOW.has(kind.name))),
    next,
  );
  const taken = new Set<Cell>();
  const rarity = ({ target, kind }: Cell) => (calls.get(target.call) ?? 0) + (kinds.get(kind.name) ?? 0);
  while (taken.size < size && taken.size < pool.length) {
    const left = pool.filter((cell) => !taken.has(cell));
    const rarest = left.reduce((best, cell) => (rarity(cell) < rarity(best) ? cell : best));
    taken.add(rarest);
    calls.set(rarest.target.call, (calls.get(rarest.target.call) ?? 0) + 1);
    kinds.set(rarest.kind.name, (kinds.get(rarest.kind.name) ?? 0) + 1);
  }
  return ready.map((one) => ({ ...one, cells: one.cells.filter((cell) => taken.has(cell)) }));
}

/** Kinds that wait for a time limit or a bucket: the quick sample leaves them to the full run. */
const SLOW = new Set(['throttled', 'throttled 3×', 'hang', 'hang once']);

export type Tried = { readonly outcomes: readonly Outcome[]; readonly again: readonly Outcome[] };

/**
 * Tries the cells. What fails is tried once more by itself: on a machine that is busy elsewhere, a time limit of a second may
 * pass before an answer that is there is read. Both are told.
 */
export async function tryAll(pool: Pool, ready: readonly Ready[], say: (line: string) => void): Promise<Tried> {
  const outcomes: Outcome[] = [];
  const again: Outcome[] = [];
  for (const { scenario, healthy, cells } of ready) {
    const failed: Cell[] = [];
    const started = performance.now();
    const judged = (cell: Cell, ran: Ran) => verdict(cell, healthy, ran);
    const asked = (all: readonly Cell[]) => all.map((cell) => ({ ...askingOf(scenario, cell), cell }));
    await pool.all(asked(cells), ({ cell }, ran) => {
      const outcome = judged(cell, ran);
      if (outcome.came !== 'FAILED') outcomes.push(outcome);
      else {
        again.push(outcome);
        failed.push(cell);
      }
    });
    for (const cell of failed) await pool.all(asked([cell]), (_asked, ran) => void outcomes.push(judged(cell, ran)));
    say(
      `${scenario.name}: ${cells.length} cells in ${((performance.now() - started) / 1000).toFixed(0)} s, ${failed.length} tried again`,
    );
  }
  return { outcomes, again };
}
