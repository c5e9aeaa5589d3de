/** Finds what a template designed a resource to be, and where the resources of a template are. */
import type { Resource, ResourceDesign, Snapshot, StackDesign } from '../snapshot/snapshot.ts';

/** One resource in its stack's template. */
export type OwnDesign = {
  readonly logicalId: string;
  readonly design: ResourceDesign;
  readonly stack: StackDesign;
};

export type Designs = {
  /** What the template of its stack says of a resource; undefined where no template was read, or it says nothing. */
  of(resource: Resource): OwnDesign | undefined;
  /** What a stack designed; undefined where its template was not read. */
  stack(place: string, name: string): StackDesign | undefined;
  /** The resource that a logical id of a stack stands for, where it was seen. */
  resource(stack: StackDesign, logicalId: string): Resource | undefined;
  /** Whether all digests were made under one key: else those of two templates' texts do not compare. */
  readonly oneKey: boolean;
};

const known = new WeakMap<Snapshot, Designs>();

/** The designs of a snapshot; the index is made once, and a stack's record is read when it is first asked for. */
export function designsOf(snapshot: Snapshot): Designs {
  const before = known.get(snapshot);
  if (before !== undefined) return before;
  const made = makeDesigns(snapshot);
  known.set(snapshot, made);
  return made;
}

function makeDesigns({ header, designs = [], resources }: Snapshot): Designs {
  const stacks = new Map(designs.map((one) => [keyOf(one.region, one.stack), one]));
  let byLogicalId: Map<string, Resource> | undefined;
  const index = () => {
    byLogicalId ??= new Map(
      resources.flatMap((one) =>
        one.stack === null || one.logicalId === null
          ? []
          : [[keyOf(placeOf(one), one.stack, one.logicalId), one] as const],
      ),
    );
    return byLogicalId;
  };
  return {
    of(resource) {
      const { stack: name, logicalId } = resource;
      if (name === null || logicalId === null) return undefined;
      const stack = stacks.get(keyOf(placeOf(resource), name));
      if (stack === undefined || !Object.hasOwn(stack.resources, logicalId)) return undefined;
      const design = stack.resources[logicalId];
      return design === undefined || design.presence !== undefined ? undefined : { logicalId, design, stack };
    },
    stack: (place, name) => stacks.get(keyOf(place, name)),
    resource: ({ region, stack }, logicalId) => index().get(keyOf(region, stack, logicalId)),
    oneKey: !header.digestKeyId.includes('+'),
  };
}

/** Where its stack is: what is global belongs to no region, but the stack that made it does. */
function placeOf({ region, stackRegion }: Resource): string {
  return stackRegion ?? region;
}

function keyOf(...parts: readonly string[]): string {
  return parts.join('\n');
}
