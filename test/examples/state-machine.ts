/** Walks a state machine of the kind that the examples have: Pass, Task, and a distributed Map over the lines of a file. */

type State = {
  readonly Type: 'Pass' | 'Task' | 'Map';
  readonly Next?: string;
  readonly Parameters?: { readonly [name: string]: unknown };
  readonly Retry?: readonly { readonly MaxAttempts: number }[];
  readonly ItemReader?: { readonly Parameters: { readonly [name: string]: unknown } };
  readonly ItemSelector?: { readonly [name: string]: string };
  readonly ItemProcessor?: { readonly StartAt: string; readonly States: States };
  readonly MaxConcurrency?: number;
  readonly ToleratedFailurePercentage?: number;
};
type States = { readonly [name: string]: State };
export type Machine = { readonly StartAt: string; readonly States: States };

/** What a task came to. */
export type Outcome = { readonly ok: boolean; readonly said: string };
export type Tools = {
  /** Name of the execution. */
  readonly name: string;
  answer(argv: readonly string[]): Promise<Outcome>;
  /** An object of the bucket. */
  read(key: string): Promise<string>;
};
/** `failed`: the items of the map that failed for good, as ResultWriter would store them. */
export type Walked = { readonly failed: readonly string[]; readonly last: Outcome };

type Json = { readonly [name: string]: unknown };
type Scope = { readonly input: Json; readonly context: Json };

/** A path or an intrinsic function of Step Functions: `$.run`, `States.Format('{}/x', $.run)`. */
export function evaluated(text: string, scope: Scope): unknown {
  const { value, rest } = term(text.trim(), scope);
  if (rest !== '') throw new Error(`${text} does not end where it should: ${rest}`);
  return value;
}

function term(text: string, scope: Scope): { readonly value: unknown; readonly rest: string } {
  const literal = /^'((?:[^'\\]|\\.)*)'/.exec(text);
  if (literal) return { value: literal[1], rest: text.slice(literal[0].length).trim() };
  const path = /^(\$\$?)((?:\.\w+)*)/.exec(text);
  if (path) {
    const root: unknown = path[1] === '$' ? scope.input : scope.context;
    const names = (path[2] ?? '').split('.').filter((name) => name !== '');
    const value = names.reduce((at: unknown, name) => (at as Json)?.[name], root);
    if (value === undefined) throw new Error(`${path[0]} leads nowhere`);
    return { value, rest: text.slice(path[0].length).trim() };
  }
  const call = /^States\.(\w+)\(/.exec(text);
  if (!call) throw new Error(`no term: ${text}`);
  const args: unknown[] = [];
  let rest = text.slice(call[0].length).trim();
  while (!rest.startsWith(')')) {
    const one = term(rest, scope);
    args.push(one.value);
    rest = one.rest.startsWith(',') ? one.rest.slice(1).trim() : one.rest;
  }
  return { value: applied(call[1] ?? '', args), rest: rest.slice(1).trim() };
}

function applied(name: string, args: readonly unknown[]): unknown {
  if (name === 'Array') return args.map((one) => (typeof one === 'string' ? one.replace(/\\(.)/g, '$1') : one));
  if (name === 'JsonToString') return JSON.stringify(args[0]);
  if (name !== 'Format') throw new Error(`States.${name} is not known here`);
  const [template, ...values] = args as readonly string[];
  let next = 0;
  return (template ?? '').replace(/\\(.)|\{\}/g, (_, escaped?: string) => escaped ?? String(values[next++]));
}

/** Every member whose name ends with `.$`, evaluated. */
function filled(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((one) => filled(one, scope));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) =>
      name.endsWith('.$') ? [name.slice(0, -2), evaluated(one as string, scope)] : [name, filled(one, scope)],
    ),
  );
}

/** Walks it to its end. A task that fails for good ends it, but in a map that tolerates it. */
export async function walk(machine: Machine, tools: Tools): Promise<Walked> {
  const context = { Execution: { Name: tools.name } };
  const failed: string[] = [];
  let last: Outcome = { ok: true, said: '' };
  let input: Json = {};
  for (let at: string | undefined = machine.StartAt; at !== undefined; ) {
    const state: State | undefined = machine.States[at];
    if (state === undefined) throw new Error(`there is no state ${at}`);
    if (state.Type === 'Pass') input = filled(state.Parameters ?? {}, { input, context }) as Json;
    else if (state.Type === 'Task') {
      last = await task(state, { input, context }, tools);
      if (!last.ok) return { failed, last };
    } else failed.push(...(await map(state, { input, context }, tools)));
    at = state.Next;
  }
  return { failed, last };
}

type Overrides = {
  readonly Overrides: { readonly ContainerOverrides: readonly { readonly Command: readonly string[] }[] };
};

async function task(state: State, scope: Scope, tools: Tools): Promise<Outcome> {
  const { Overrides } = filled(state.Parameters, scope) as Overrides;
  const argv = Overrides.ContainerOverrides[0]?.Command ?? [];
  const attempts = 1 + (state.Retry?.[0]?.MaxAttempts ?? 0);
  let outcome: Outcome = { ok: false, said: 'never started' };
  for (let n = 0; n < attempts && !outcome.ok; n++) outcome = await tools.answer(argv);
  return outcome;
}

/** The items that failed; throws when more did than is tolerated. */
async function map(state: State, scope: Scope, tools: Tools): Promise<readonly string[]> {
  const { Key } = filled(state.ItemReader?.Parameters, scope) as { readonly Key: string };
  const lines = (await tools.read(Key)).trim().split('\n');
  const failed: string[] = [];
  const left = [...lines];
  const work = async () => {
    for (let line = left.shift(); line !== undefined; line = left.shift()) {
      const context = { ...scope.context, Map: { Item: { Value: JSON.parse(line) } } };
      const input = filled(state.ItemSelector ?? {}, { ...scope, context }) as Json;
      const { StartAt = '', States = {} } = state.ItemProcessor ?? {};
      const outcome = await task(States[StartAt] as State, { input, context }, tools);
      if (!outcome.ok) failed.push(line);
    }
  };
  await Promise.all(Array.from({ length: state.MaxConcurrency ?? 1 }, work));
  if ((failed.length / lines.length) * 100 > (state.ToleratedFailurePercentage ?? 0))
    throw new Error(`${failed.length} of ${lines.length} items failed`);
  return failed.sort();
}
