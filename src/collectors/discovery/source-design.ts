/** The design of a stack of a source: of what is in a file nothing need be kept, so each part is made when it is asked for. */
import { memo } from '../../common/lists.ts';
import type { Json, ResourceDesign, StackDesign } from '../../snapshot/snapshot.ts';
import type { Given as Value } from '../../template/environment.ts';
import type { Design, DesignedResource } from '../../template/evaluate.ts';

type SourceAnswers = {
  readonly region: string;
  readonly name: string;
  readonly status: string;
  readonly exports: ReadonlyMap<string, string>;
  readonly source?: { readonly file: string };
};
type Given = { readonly key: string; readonly value: Value; readonly told: Json };

/** Resources that may make a secret of what they are given: more of them than do. */
const MAY_HIDE =
  /pass|secret|credential|token|private|key"|auth|bearer|license|connection|user_?data|environment|variables|headers|arguments|value"|endpoint|webhook|tags/i;

type Made = {
  readonly given: readonly Given[];
  readonly make: (one: DesignedResource) => ResourceDesign;
  readonly without: (value: Json) => Json;
  readonly says: (given: readonly Given[]) => (use: string) => Json;
};

/** Of a source nothing is written down: each resource is made when it is asked for, and what it was made from is told by name. */
export function sourceDesign(
  answers: SourceAnswers,
  design: Design,
  { given, make, without, says: saysOf }: Made,
): StackDesign {
  const resources = lazyMembers(design.resources, make);
  // Before anything is told of what was given: what became of it that may be a secret is found in the resources themselves.
  let found: ((use: string) => Json) | undefined;
  const told = () => {
    for (const [id, { raw }] of design.resources) if (MAY_HIDE.test(JSON.stringify(raw))) void resources[id];
    return given.map((one) => ({ ...one, told: without(one.told) }));
  };
  const says = (use: string) => {
    found ??= saysOf(told());
    return found(use);
  };
  const imports = new Set([...answers.exports.keys()].map((name) => `import ${name}`));
  return {
    region: answers.region,
    stack: answers.name,
    status: answers.status,
    get parameters() {
      return Object.fromEntries(told().map((one) => [one.key, one.told]));
    },
    outputs: {},
    inputs: new Proxy({} as { readonly [use: string]: Json }, {
      get: (_, use) => (typeof use === 'string' ? says(use) : undefined),
      ownKeys: () => [...imports],
      getOwnPropertyDescriptor: (_, use) =>
        typeof use === 'string' ? { value: says(use), enumerable: true, configurable: true } : undefined,
    }),
    open: design.open,
    ...(answers.source && { file: answers.source.file }),
    resources,
  };
}

function lazyMembers(
  resources: ReadonlyMap<string, DesignedResource>,
  make: (one: DesignedResource) => ResourceDesign,
): StackDesign['resources'] {
  const made = new Map<string, ResourceDesign>();
  const descriptors = [...resources].map(([logicalId, one]) => {
    const get = () => memo(made, logicalId, () => make(one));
    return [logicalId, { enumerable: true, configurable: true, get }] as const;
  });
  return Object.defineProperties({}, Object.fromEntries(descriptors)) as StackDesign['resources'];
}
