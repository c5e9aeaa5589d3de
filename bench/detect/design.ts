/** What a design of the bench is: stacks for each region, and how they are asked for. */
import type { Baseline } from '../../src/baseline/baseline.ts';
import { parseBaseline } from '../../src/baseline/baseline-file.ts';
import { emptyBaseline } from '../../src/baseline/empty-baseline.ts';
import { collectors } from '../../src/collectors/index.ts';
import { take } from '../../src/commands/stages.ts';
import { rules } from '../../src/rules/index.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import { openWorld, type World } from '../../test/simulator/simulator.ts';
import type { Template } from '../../test/simulator/stacks.ts';

/** Where a design is being deployed: the region, its number among the design's regions, and all of them in order. */
export type At = { readonly region: string; readonly index: number; readonly regions: readonly string[] };

/** One stack of a design, as a pipeline would create it. */
export type Stack = {
  readonly name: string;
  readonly template: Template;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
};

/** One real design: what a team deploys to each of its regions, and how they would ask for it. */
export type Design = {
  readonly name: string;
  readonly regions: readonly string[];
  /** Nothing given: the whole account. */
  readonly stackPrefixes?: readonly string[];
  readonly tags?: Readonly<Record<string, readonly string[]>>;
  /** The team's infra-parity.yaml. */
  readonly baseline?: string;
  /** Before the stacks: files that templates need, things made by hand. */
  readonly before?: (world: World, at: At) => Promise<void>;
  readonly stacks?: (at: At) => readonly Stack[];
  /** What one place may have otherwise by what is given to its stack; each is a deployment of its own. */
  readonly varied?: readonly Varied[];
  /** After the stacks: what a script or another tool makes. */
  readonly after?: (world: World, at: At) => Promise<void>;
};

/** Another parameter or map in one place: all findings that must come of it, and the one cause of them. */
export type Varied = {
  readonly what: string;
  readonly parameters?: (at: At) => Readonly<Record<string, string>>;
  readonly beside?: (at: At) => Readonly<Record<string, unknown>>;
  readonly cause: { readonly kind: string; readonly name: string };
  readonly finds: readonly {
    readonly rule: string;
    readonly type: string;
    readonly counterpart: string;
    readonly property: string | null;
  }[];
};

/** A design that is deployed and untouched. */
export type Deployed = { readonly design: Design; readonly world: World; readonly snapshot: Snapshot };

export async function deploy(endpoint: string, design: Design): Promise<Deployed> {
  const world = await openWorld(endpoint);
  for (const [index, region] of design.regions.entries()) {
    const at = { region, index, regions: design.regions };
    try {
      await design.before?.(world, at);
      for (const stack of design.stacks?.(at) ?? []) {
        await world.deploy(region, stack.name, stack.template, stack.parameters, stack.tags);
      }
      await design.after?.(world, at);
    } catch (error) {
      throw new Error(`${design.name} cannot be deployed to ${region}`, { cause: error });
    }
  }
  return { design, world, snapshot: await snapshotOf(design, world) };
}

/** Collects as `check` does, through the simulator. */
export async function snapshotOf(design: Design, world: World): Promise<Snapshot> {
  const before = { ...process.env };
  // The SDK finds credentials and endpoint in the process, not in what it is handed.
  Object.assign(process.env, world.env);
  try {
    return await take({
      regions: design.regions,
      selection: {
        stackPrefixes: design.stackPrefixes ?? [],
        tags: design.tags ?? {},
        types: [],
        excludeTypes: [],
      },
      collectors,
      digestKey: 'a key for the bench',
      now: () => new Date('2026-01-02T03:04:05.000Z'),
    });
  } finally {
    process.env = before;
  }
}

export function baselineOf(design: Design): Baseline {
  return design.baseline === undefined
    ? emptyBaseline()
    : parseBaseline(design.baseline, 'infra-parity.yaml', { collectors, rules });
}
