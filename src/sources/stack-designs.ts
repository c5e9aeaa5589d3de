/** The record of what a stack of a source designs, made when a finding first asks for it. */
import { stackDesign } from '../collectors/discovery/stack-designs.ts';
import type { StackDesign } from '../snapshot/snapshot.ts';
import { NO_ACCOUNT } from './source.ts';
import type { EvaluatedStack, StackWorld } from './source-stack.ts';

/** @param place the name of the place; `at` is only evaluated when the record is asked for */
export function sourceDesign(
  place: string,
  name: string,
  at: () => EvaluatedStack,
  world: StackWorld,
  digest: (secret: string) => string,
): StackDesign {
  const { stack, design } = at();
  const { environment } = design;
  const { region, account } = stack.place;
  const parameters = Object.entries(environment.parameters ?? {}).map(([ParameterKey, given]) => ({
    ParameterKey,
    ...(given !== null && { ParameterValue: Array.isArray(given) ? given.join(',') : String(given) }),
  }));
  const answers = {
    region: place,
    name,
    arn: `arn:${environment.partition}:cloudformation:${region}:${account ?? NO_ACCOUNT}:stack/${name}/`,
    status: '',
    body: stack.body(),
    parameters,
    outputs: [],
    notificationArns: [],
    rows: new Map(),
    exports: exportsOf(at(), world),
    digest,
    source: { environment, file: stack.file, traces: stack.traces },
  };
  return stackDesign(answers, stack.template);
}

/** What the stack imports, by name, as it is told by the stacks that export it. */
function exportsOf(at: EvaluatedStack, world: StackWorld): ReadonlyMap<string, string> {
  if (!at.stack.leans.imports) return new Map();
  const names = new Set<string>();
  for (const { values } of at.design.resources.values())
    for (const value of values.values())
      for (const use of value.uses) if (use.startsWith('import ')) names.add(use.slice('import '.length));
  const told = [...names].map((name) => [name, world.imported(at, name)] as const);
  return new Map(
    told.flatMap(([name, { value, unknown }]) => (unknown === null ? [[name, String(value)] as const] : [])),
  );
}
