/** The stacks of a source together: each evaluated where it is to be, and what they take from each other. */
import { memo } from '../common/lists.ts';
import { partitionOf } from '../normalise/regions.ts';
import type { Json } from '../snapshot/snapshot.ts';
import { STACK } from '../snapshot/stack-type.ts';
import type { Environment, Given } from '../template/environment.ts';
import { evaluate } from '../template/evaluate.ts';
import { designedValue } from './designed-value.ts';
import type { DesignedValue, EvaluatedStack, SourceStack, StackWorld } from './source-stack.ts';

/** Stacks nested in each other, and values that go round in a circle, end here. */
const DEEPEST = 40;

/** The stacks as AWS would have them: what they export and what their templates look up in each other. */
export function stackWorld(stacks: readonly SourceStack[]): StackWorld {
  const evaluated = new Map<SourceStack, EvaluatedStack>();
  const exports = new Map<string, Map<string, Exported>>();
  let writers: ReadonlyMap<string, Exported> | undefined;
  let depth = 0;
  const guarded = (run: () => DesignedValue): DesignedValue => {
    if (depth >= DEEPEST) return { value: null, unknown: 'values of several stacks lead in a circle' };
    depth += 1;
    try {
      return run();
    } finally {
      depth -= 1;
    }
  };
  const toldBy = (found: Exported | undefined, missing: string) =>
    found === undefined ? { value: null, unknown: missing } : guarded(() => world.valueOf(found.value, found.at));
  const world: StackWorld = {
    stacks,
    evaluated(stack) {
      const known = evaluated.get(stack);
      if (known !== undefined) return known;
      const parameters = { ...stack.parameters, ...givenByParent(stack, world, guarded) };
      const made = { stack, design: evaluate(stack.template, environmentOf(stack, parameters)) };
      evaluated.set(stack, made);
      return made;
    },
    valueOf: (design, at) => designedValue(design, at, world),
    output(at, logicalId, output) {
      const nested = at.stack.nested.get(logicalId);
      if (nested === undefined)
        return { value: null, unknown: `the template of nested stack ${logicalId} is not at hand` };
      const inner = world.evaluated(nested);
      const found = inner.design.outputs.get(output);
      if (found === undefined) return { value: null, unknown: `nested stack ${logicalId} has no output ${output}` };
      return guarded(() => world.valueOf(found.value, inner));
    },
    imported(at, name) {
      const key = JSON.stringify(at.stack.place);
      const here = memo(exports, key, () =>
        exportsOf(
          stacks.filter(({ place }) => JSON.stringify(place) === key),
          world,
        ),
      );
      return toldBy(here.get(name), `it imports ${name}, which no stack of the source exports there`);
    },
    handedOver(_, key) {
      writers ??= writtenBy(stacks, world);
      return toldBy(writers.get(key), `${key} is handed over by no stack of the source`);
    },
  };
  return world;
}

type Exported = { readonly value: Json; readonly at: EvaluatedStack };

function exportsOf(stacks: readonly SourceStack[], world: StackWorld): Map<string, Exported> {
  const found = new Map<string, Exported>();
  for (const stack of stacks) {
    if (stack.template.content.Outputs === undefined) continue;
    const at = world.evaluated(stack);
    for (const { exportName, value, presence } of at.design.outputs.values()) {
      if (exportName === null || presence !== 'present') continue;
      const name = world.valueOf(exportName, at);
      if (typeof name.value === 'string') found.set(name.value, { value, at });
    }
  }
  return found;
}

/** What CDK's writers put where readers of other regions look for it. */
function writtenBy(stacks: readonly SourceStack[], world: StackWorld): ReadonlyMap<string, Exported> {
  const found = new Map<string, Exported>();
  for (const stack of stacks) {
    if (!stack.leans.writes) continue;
    const at = world.evaluated(stack);
    for (const { type, properties } of at.design.resources.values()) {
      if (type !== 'Custom::CrossRegionExportWriter') continue;
      const { exports } = ((properties as Members).WriterProps ?? {}) as Members;
      for (const [key, value] of Object.entries((exports ?? {}) as Members)) found.set(key, { value, at });
    }
  }
  return found;
}

type Members = { readonly [name: string]: Json };

function environmentOf(stack: SourceStack, parameters: Environment['parameters']): Environment {
  const { region, account } = stack.place;
  const partition = partitionOf(region);
  return {
    region,
    accountId: account,
    partition,
    urlSuffix: partition === 'aws-cn' ? 'amazonaws.com.cn' : partition.startsWith('aws-iso') ? null : 'amazonaws.com',
    stackName: stack.name,
    stackId: null,
    notificationArns: null,
    parameters: parameters ?? {},
  };
}

/** What the parent's template gives to a nested stack; what of that is not known is masked, so that nothing is guessed of it. */
function givenByParent(
  { parent }: SourceStack,
  world: StackWorld,
  guarded: (run: () => DesignedValue) => DesignedValue,
): { readonly [name: string]: Given } {
  if (parent === null) return {};
  const at = world.evaluated(parent.stack);
  const resource = at.design.resources.get(parent.logicalId);
  if (resource?.type !== STACK) return {};
  const parameters = (resource.properties as Members).Parameters;
  if (typeof parameters !== 'object' || parameters === null || Array.isArray(parameters)) return {};
  const given = Object.entries(parameters as Members).map(([name, design]): [string, Given] => {
    const { value, unknown } = guarded(() => world.valueOf(design, at));
    if (unknown !== null) return [name, null];
    return [name, Array.isArray(value) ? value.map(String).join(',') : (value as Given)];
  });
  return Object.fromEntries(given);
}
