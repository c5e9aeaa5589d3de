/** What a story is: a situation, and what must come out. */
import type { Counts } from '../../src/report/report.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import type { World } from '../simulator/simulator.ts';

/**
 * What must come out of a world, written by hand from its story and never copied from a run: the golden files alone
 * would freeze a wrong answer.
 */
export type Facts = {
  readonly exitCode: 0 | 1 | 3;
  readonly verdict: 'parity' | 'deviation' | 'incomplete';
  /** By region; members that are left out are not asserted. */
  readonly counts: { readonly [region: string]: Partial<Counts> };
  /** Every finding of any severity, open or waived: `rule TYPE counterpart (property) @ region, region`. */
  readonly findings: readonly string[];
  /**
   * Every gap: `region TYPE cause operation`, with ` [properties]` where only these could not be read; `*` fits any text.
   * Each gap fits one of them, and each of them at least one gap.
   */
  readonly gaps: readonly string[];
  /** Texts that the text report carries, such as what to grant. */
  readonly says?: readonly string[];
  /** Texts that neither report may carry. */
  readonly neverSays?: readonly string[];
};

/** One situation: how it is made, how it is asked for, and what must come out. Its folder is `fixtures/worlds/NAME`. */
export type Story = {
  readonly name: string;
  /** Of `check`: regions, selection, limits. */
  readonly args: readonly string[];
  /** Of `check` and `audit` alike: `--reference`, `--fail-on`. */
  readonly judge?: readonly string[];
  /** Deploys the world. */
  readonly make: (world: World) => Promise<void>;
  /** What goes wrong while it is read: faults, settings. Without it the same world is whole. */
  readonly trouble?: (world: World) => Promise<void>;
  /** What no deployment can make (200 kB tags), put into the recorded snapshot; the run through the simulator does without. */
  readonly byHand?: (snapshot: Snapshot) => Snapshot;
  readonly facts: Facts;
  /** Of the run through the simulator, where `byHand` makes the recording differ. */
  readonly factsLive?: Facts;
};
