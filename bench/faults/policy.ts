/** The permissions that `infra-parity iam-policy` prints: enough, and each of them needed for just what it says. */
import { BASE_ACTIONS } from '../../src/collectors/aws/base-actions.ts';
import { collectors } from '../../src/collectors/index.ts';
import type { AuditResult } from '../../src/report/report.ts';
import { markdown } from '../detect/table.ts';
import { cli } from './bin.ts';
import { KINDS, type Kind } from './kinds.ts';
import type { Ready } from './matrix.ts';
import type { Asking, Pool, Ran } from './pool.ts';
import type { Target } from './targets.ts';
import { callOf } from './targets.ts';
import { type Outcome, verdict } from './verdict.ts';

type Line = {
  readonly outcome: Outcome;
  readonly action: string;
  readonly types: readonly string[];
  readonly remedy: string;
  readonly exit: number | null;
};
export type Proven = {
  readonly lines: readonly Line[];
  readonly wrong: readonly string[];
  /** Printed for types of which the scenarios have no resource: that the sources call them is held by base-actions.test.ts. */
  readonly untried: readonly string[];
};

async function printed(): Promise<readonly string[]> {
  const { code, out, err } = await cli(['iam-policy'], {});
  if (code !== 0) throw new Error(`iam-policy ends with ${code}: ${err}`);
  const { Statement } = JSON.parse(out) as { Statement: readonly { Action: readonly string[] }[] };
  return Statement.flatMap(({ Action }) => Action).sort();
}

/**
 * @param whole in how many of the scenarios it is run with all that is printed
 * @param chosen which of the actions are taken away in turn
 */
export async function provePolicy(
  pool: Pool,
  ready: readonly Ready[],
  whole: number,
  chosen: (actions: readonly string[]) => readonly string[],
): Promise<Proven> {
  const allowed = await printed();
  const asked = new Map(ready.flatMap((one) => one.healthy.seen.map((seen) => [seen.action, one] as const)).reverse());
  const needed = neededIn(ready);
  const idle = allowed.filter((action) => !asked.has(action));
  const wrong = [
    ...idle.filter((action) => needed.has(action)).map((action) => `iam-policy prints ${action}, which no run calls`),
    ...[...asked.keys()]
      .filter((action) => !allowed.includes(action))
      .map((action) => `${action} is called and not printed`),
  ];
  for (const { scenario, healthy } of ready.slice(0, whole)) {
    const asking = { selection: scenario.selection, without: scenario.without, order: { allowed, without: null } };
    await ask(pool, asking);
    const { run, seen } = await ask(pool, asking);
    const denied = [...new Set(seen.filter((one) => one.hit).map((one) => one.action))];
    if (run.end !== 'report' || JSON.stringify(run.result) !== healthy.text)
      wrong.push(
        `with just the permissions printed the report of ${scenario.name} is another one (${denied.join(', ')})`,
      );
  }
  const lines: Line[] = [];
  const jobs = chosen(allowed.filter((action) => asked.has(action))).map((action) => {
    const one = asked.get(action) as Ready;
    const order = { allowed, without: action };
    return { action, one, selection: one.scenario.selection, without: one.scenario.without, order };
  });
  // The first round waits for the simulator, which judges every call anew; its answers are kept for the second.
  await pool.all(jobs, () => {});
  await pool.all(jobs, ({ action, one }, ran) => void lines.push(lineOf(action, one, ran)));
  const untried = idle.filter((action) => !needed.has(action));
  return { lines: lines.sort((a, b) => (a.action < b.action ? -1 : 1)), wrong, untried };
}

/** What was proven in several worlds, as of one: untried is what is so in all of them. Null where nothing was. */
export function joinProven(all: readonly Proven[]): Proven | null {
  const [first, ...rest] = all;
  if (first === undefined) return null;
  return {
    lines: all.flatMap(({ lines }) => lines).sort((a, b) => (a.action < b.action ? -1 : 1)),
    wrong: [...new Set(all.flatMap(({ wrong }) => wrong))],
    untried: first.untried.filter((action) => rest.every(({ untried }) => untried.includes(action))),
  };
}

/** The permissions of what the scenarios have: discovery, and the types of their resources. */
function neededIn(ready: readonly Ready[]): ReadonlySet<string> {
  const types = new Set(
    ready.flatMap(({ healthy }) => (JSON.parse(healthy.text) as AuditResult).rows.map(({ type }) => type)),
  );
  const there = collectors.filter(({ type }) => types.has(type));
  return new Set<string>([
    // Generic reading begins where a type has no collector.
    ...BASE_ACTIONS.map(({ action }) => action).filter((action) => action !== GENERIC),
    ...there.flatMap(({ actions, parts = [] }) => [
      ...actions,
      ...parts.filter(({ applies }) => applies === undefined).map(({ action }) => action),
    ]),
  ]);
}

const GENERIC = 'cloudformation:GetResource';
const DENY = KINDS.find(({ name }) => name === 'denied') as Kind;

async function ask(pool: Pool, asking: Asking): Promise<Ran> {
  const answers: Ran[] = [];
  await pool.all([asking], (_asked, ran) => void answers.push(ran));
  return answers[0] as Ran;
}

/** AWS answers it to everybody. */
const FREE = 'sts:GetCallerIdentity';

function lineOf(action: string, { scenario, healthy }: Ready, ran: Ran): Line {
  const one = healthy.seen.find((seen) => seen.action === action);
  const target: Target = {
    scenario,
    call: one ? callOf(one) : action,
    action,
    region: '*',
    page: null,
    input: null,
    where: 'taken away',
  };
  const result = ran.run.end === 'report' ? ran.run.result : null;
  const same = result !== null && JSON.stringify(result) === healthy.text;
  const outcome: Outcome =
    action === FREE && same
      ? { cell: { target, kind: DENY }, came: 'healed', wrong: [], milliseconds: ran.run.milliseconds }
      : verdict({ target, kind: DENY }, healthy, ran);
  return { outcome, action, ...told(result, outcome) };
}

function told(result: AuditResult | null, { came }: Outcome): Omit<Line, 'outcome' | 'action'> {
  const gaps = result?.gaps ?? [];
  const types = [...new Set(gaps.map((gap) => gap.type))].sort();
  const noted = came === 'noted' ? (result?.snapshot.notes ?? []).join('; ') : '';
  const remedy =
    gaps[0]?.remedy.replace(/ to arn:.*/, '') ?? noted.replace(/: (?:UnauthorizedOperation|AccessDenied).*/, '');
  return { types, remedy, exit: result?.exitCode ?? null };
}

const MANY = 5;

export function policyTable({ lines }: Proven): string {
  const discovery = new Set(BASE_ACTIONS.map(({ action }) => action as string));
  return markdown(
    ['without', 'exit code', 'unknown', 'what is advised'],
    lines.map(({ outcome, action, types, remedy, exit }) => [
      action,
      outcome.came === 'FAILED' ? 'FAILED' : String(exit),
      types.length > MANY && discovery.has(action)
        ? `every type of the selection (${types.length})`
        : types.join(', ') || 'nothing',
      remedy || (action === FREE ? 'nothing: AWS allows it to everybody' : ''),
    ]),
  );
}
