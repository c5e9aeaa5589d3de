/** What a change by SDK calls is, and what it must bring. */
import type { Resource } from '../../../src/snapshot/snapshot.ts';
import type { World } from '../../../test/simulator/simulator.ts';
import { withClient } from '../../../test/worlds/seed.ts';

/** Where a change is made: by SDK calls, to one resource, in the design's second region. */
export type Place = {
  readonly world: World;
  readonly region: string;
  readonly resource: Resource;
  /** Another resource of the region by its counterpart's name. */
  readonly other: (counterpart: string) => Resource;
};

/** A finding that must be new after the change: of the target, unless it says otherwise. */
export type Wanted = {
  readonly rule: string;
  readonly property?: string;
  readonly type?: string;
  readonly counterpart?: string;
};

/** One change by SDK calls, and all that an audit against the first region must newly find. */
export type Step = {
  readonly kind: string;
  readonly type: string;
  readonly counterpart: string;
  readonly run: (place: Place) => Promise<unknown>;
  readonly finds: readonly Wanted[];
};

export type Course = { readonly design: string; readonly steps: readonly Step[] };

export const finds = (rule: string, property?: string, more: Partial<Wanted> = {}): Wanted => ({
  rule,
  ...(property !== undefined && { property }),
  ...more,
});
export const drifts = (...properties: readonly string[]): readonly Wanted[] =>
  properties.map((property) => finds('property-drift', property));

/** Sends one command with a client of the region. */
// biome-ignore lint/suspicious/noExplicitAny: every SDK client and command has types of its own.
export async function send(Client: any, { world, region }: Place, command: unknown): Promise<any> {
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  return withClient(Client, world, region, (client: any) => client.send(command));
}
