/** What a mutation is, and how it is done to a snapshot. */
import type { Json, JsonObject, Resource, Snapshot } from '../../src/snapshot/snapshot.ts';
import type { Expected } from './expectation.ts';
import type { Target } from './scene.ts';

/** One thing done to one resource, and what an audit must say of it. */
export type Mutation = {
  /** What is done, in a few words: a row of the table. */
  readonly kind: string;
  readonly target: Target;
  /** The property, tag or rule that it touches; null = the resource itself. */
  readonly property: string | null;
  /** What exactly was done, for the one who looks into a miss. */
  readonly what: string;
  readonly change: Change;
  /** It leaves something that nobody can tell: the audit may say that it does not know. */
  readonly untold?: true;
  /** `reference` = the region that the others are held against. */
  readonly expect: (reference: string | null) => readonly Expected[];
};

/** Resources taken out (null) or put in the place of others, and resources added. */
export type Change = {
  readonly replace?: ReadonlyMap<Resource, Resource | null>;
  readonly add?: readonly Resource[];
};

export function applied(snapshot: Snapshot, { replace = new Map(), add = [] }: Change): Snapshot {
  const kept = snapshot.resources.flatMap((one) => {
    const other = replace.get(one);
    return other === undefined ? [one] : other === null ? [] : [other];
  });
  return { ...snapshot, resources: [...kept, ...add] };
}

/** The resource with the value at the path; undefined takes it out. */
export function withValue(resource: Resource, path: readonly Step[], value: Json | undefined): Resource {
  return { ...resource, properties: put(resource.properties ?? {}, path, value) as JsonObject };
}

export type Step = string | number;

function put(into: Json | undefined, [step, ...rest]: readonly Step[], value: Json | undefined): Json | undefined {
  if (step === undefined) return value;
  if (Array.isArray(into)) {
    const items = [...into] as (Json | undefined)[];
    items[step as number] = put(items[step as number], rest, value);
    return items.filter((item) => item !== undefined) as Json;
  }
  const members: { [name: string]: Json } = { ...(into as JsonObject | undefined) };
  const member = put(members[step], rest, value);
  if (member === undefined) delete members[step];
  else members[step] = member;
  return members;
}

export function valueAt(value: Json | undefined, [step, ...rest]: readonly Step[]): Json | undefined {
  if (step === undefined || value === undefined || value === null) return step === undefined ? value : undefined;
  return valueAt((value as { readonly [name: string]: Json })[step], rest);
}
