/** The audit of live regions, against the replaying endpoint. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { REGIONS, useShape } from './inventory.mjs';
import { compareCalls, limitFloor } from './minimum.mjs';
import { CLI, EMPTY, interleaved, run, scratch } from './process.mjs';

/** Chosen low, so that they bite (calls per second, burst). */
export const LOW = {
  kms: [20, 20],
  cloudformation: [10, 10],
  tagging: [15, 15],
  cloudtrail: [10, 10],
  ec2: [20, 100],
  rds: [20, 20],
};
/**
 * What AWS publishes; where it publishes no burst, one second's worth. RDS, IAM and S3's bucket calls are unpublished.
 * Sources: `src/collectors/rates.ts`.
 */
export const PUBLISHED = {
  kms: [500, 500],
  cloudformation: [10, 10, 'operation'],
  tagging: [15, 15, 'operation'],
  cloudtrail: [10, 10, 'operation'],
  ec2: [20, 100, 'operation'],
};
/** Calls that wait for each other: the pages of GetResources; in the large account those of ListAliases. */
const CHAIN = { usual: 3, large: 5 };

/** @param shape which of the accounts it answers for; what is worked out in this process is then of that one too */
export async function openEndpoint(shape = 'usual') {
  useShape(shape);
  const child = fork(fileURLToPath(new URL('endpoint.mjs', import.meta.url)), [shape], { execArgv: [] });
  const next = () => new Promise((resolve) => child.once('message', resolve));
  const ask = (order) => {
    const answer = next();
    child.send(order);
    return answer;
  };
  const { port } = await next();
  return {
    shape,
    chain: CHAIN[shape],
    url: `http://127.0.0.1:${port}`,
    reset: (config) => ask({ reset: config }),
    stats: async () => (await ask({ stats: true })).stats,
    close: () => child.disconnect(),
  };
}

function checkArguments(regionCount, flags) {
  const regions = REGIONS.slice(0, regionCount).join(',');
  const selection = ['--stack-prefix', 'app', '--tag', 'app=app', '--no-baseline'];
  return [
    CLI,
    'check',
    '--regions',
    regions,
    ...selection,
    '--report',
    `json=${join(scratch, 'report.json')}`,
    ...flags,
  ];
}

/** One audit. The regions are alike: one that finds a difference, or could not see everything, is no measurement. */
export async function audit(endpoint, regionCount, config, flags = []) {
  await endpoint.reset(config);
  const result = await run(checkArguments(regionCount, flags), { AWS_ENDPOINT_URL: endpoint.url });
  const stats = await endpoint.stats();
  if (result.code !== 0 || stats.unknown.length > 0) {
    throw new Error(`the audit ended with ${result.code}\n${result.stderr}\n${stats.unknown.join('\n')}`);
  }
  const { calls, throttled, connections, mostInFlight } = stats;
  const duplicates = Object.values(stats.duplicates).reduce((sum, times) => sum + times - 1, 0);
  const firstCall = stats.firstCallAt - result.startedAt;
  return { ...result, calls, throttled, connections, mostInFlight, duplicates, firstCall, stats };
}

const empty = () => run(EMPTY);

const ALONE = fileURLToPath(new URL('sdk-alone.cjs', import.meta.url));

/** The same calls by the SDK and nothing else: what no audit that uses it can be faster than. */
async function sdkAlone(endpoint, regionCount, config) {
  await endpoint.reset(config);
  const regions = REGIONS.slice(0, regionCount).join(',');
  const result = await run([ALONE, join(scratch, 'sdk-alone.code'), regions], { AWS_ENDPOINT_URL: endpoint.url });
  const { calls, unknown, firstCallAt } = await endpoint.stats();
  if (result.code !== 0 || unknown.length > 0) throw new Error(`${result.stderr}\n${unknown.join('\n')}`);
  return { ...result, calls, firstCall: firstCallAt - result.startedAt };
}

/** The calls of one audit, operation by operation, beside the least possible. */
export async function calls(endpoint, regionCount) {
  const { stats, duplicates } = await audit(endpoint, regionCount, { latency: 0 });
  const { rows, notRead } = compareCalls(stats.operations, regionCount);
  const made = rows.reduce((sum, row) => sum + row.calls, 0);
  const least = rows.reduce((sum, row) => sum + row.least, 0);
  return { made, least, ratio: made / least, duplicates, repeated: stats.duplicates, rows, notRead };
}

/** Start-up to the first request on the wire, and wall, CPU and peak of the whole audit, for each number of regions. */
export async function latency(endpoint, milliseconds, regionCounts, rounds) {
  const sides = { empty };
  if (endpoint.shape === 'usual') sides.alone = () => sdkAlone(endpoint, 2, { latency: milliseconds });
  for (const count of regionCounts) sides[count] = () => audit(endpoint, count, { latency: milliseconds });
  sides.blind = () => audit(endpoint, 2, { latency: milliseconds }, ['--no-witness']);
  const results = await interleaved(rounds, sides);
  const floor = results.empty.wall + endpoint.chain * milliseconds;
  const byRegions = regionCounts.map((count) => {
    const result = results[count];
    const ratios = { wallRatio: result.wall / floor, cpuRatio: result.cpu / results.empty.cpu };
    return { regions: count, ...result, ...ratios, firstCallRatio: result.firstCall / results.empty.wall };
  });
  const yardstick = sides.alone && besideAlone(results, floor);
  const witness = results[2] && results[2].wall / results.blind.wall;
  return { latency: milliseconds, floor, empty: results.empty, byRegions, yardstick, witness };
}

function besideAlone({ empty: nothing, alone, 2: two }, floor) {
  if (alone.calls !== two.calls) throw new Error(`the yardstick makes ${alone.calls} calls, the audit ${two.calls}`);
  const ratios = { wallRatio: alone.wall / floor, cpuRatio: alone.cpu / nothing.cpu };
  ratios.firstCallRatio = alone.firstCall / nothing.wall;
  return { ...alone, ...ratios, audit: two.wall / alone.wall };
}

/** The same under rate limits. A throttled audit that ends incomplete throws. */
export async function limits(endpoint, { milliseconds, regionCount, rounds, rows, buckets }) {
  const config = { latency: milliseconds, limits: buckets };
  const results = await interleaved(rounds, { empty, audit: () => audit(endpoint, regionCount, config) });
  const floor = results.empty.wall + limitFloor(rows, regionCount, buckets) * 1000 + milliseconds;
  return { ...results.audit, floor, ratio: results.audit.wall / floor };
}
