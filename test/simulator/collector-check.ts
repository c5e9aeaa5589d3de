/** What every collector's test through the simulator does: several pages, and a denial of the second. */
import type { Collector, Listed } from '../../src/collectors/collector.ts';
import { liveContext, readAll } from '../../src/collectors/testing.ts';
import { openWorld, type World } from './simulator.ts';

export type LiveCheck = {
  /** Makes at least three resources of the type, and says their ids as the collector has them. */
  seed(world: World): Promise<readonly string[]>;
  /** The list call: `{ service: 'ec2', action: 'DescribeNatGateways' }`. */
  readonly call: { readonly service: string; readonly action: string };
  readonly region?: string;
};

/** What was read of what was made, in the order of the ids; whether the list call was sent more than once; the name of the error of a denied second page. */
export type LiveOutcome = {
  readonly made: readonly string[];
  readonly found: readonly Listed[];
  readonly pages: number;
  readonly deniedPage: string;
};

/** Seeds a fresh account, reads it in pages of two with all parts, then once more with the second page denied. */
export async function runLive(
  collector: Collector,
  { seed, call, region = 'us-east-1' }: LiveCheck,
): Promise<LiveOutcome> {
  const world = await openWorld();
  const made = [...(await seed(world))].sort();
  await world.settings({ pageSize: 2 });
  await world.clearCalls();
  const read = () => readAll(collector, liveContext(world.auditClients(region)));
  const found = (await read()).filter(({ id }) => made.includes(id)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const { byAction } = await world.calls();
  const pages = byAction[`${call.service}:${region}:${call.action}`] ?? 0;
  await world.faults([{ kind: 'deny', ...call, page: 2 }]);
  const deniedPage = await read().then(
    () => 'no error',
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );
  return { made, found, pages, deniedPage };
}
