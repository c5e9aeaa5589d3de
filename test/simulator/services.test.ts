/** Lists of the services that collectors read: pages, denials and throttling in each service's own wire form. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Boto, boto } from './boto.ts';
import { LISTS, type List, type Made } from './service-lists.ts';
import { openWorld, type World } from './simulator.ts';

const US = 'us-east-1';
let aws: Boto;
let world: World;
/** What several rows need is made once: the rows share an account, as their services do not meet in it. */
const made: Made = {};
beforeAll(async () => {
  aws = await boto();
  world = await openWorld();
});
afterAll(() => aws.stop());

async function prepare(list: List): Promise<void> {
  const seed = world.clients(US);
  for (const [name, service, operation, params] of list.before ?? [])
    made[name] ??= await aws.ask(seed, service, operation, params(made));
  const [operation, params] = list.make;
  for (let n = 1; n <= 5; n++) await aws.ask(seed, list.service, operation, params(n, made));
}

async function pages(list: List): Promise<unknown[][]> {
  const { token = 'NextToken', answerToken = token } = list;
  const found: unknown[][] = [];
  let next: unknown;
  do {
    const params = { ...list.params?.(made), ...(next ? { [token]: next } : {}) };
    const answer = await aws.ask(world.auditClients(US), list.service, list.operation, params);
    found.push((answer[list.items] as unknown[]) ?? []);
    next = answer[answerToken];
  } while (next && found.length < 50);
  return found;
}

/** moto gives some things the time of the question. */
const timeless = (item: unknown) => JSON.stringify(item).replace(/\d{4}-\d\d-\d\dT[\d:.]+/g, 'TIME');

describe.each(LISTS)('$service $operation', (list) => {
  test('comes in pages that hold everything once, in one order', async () => {
    await world.settings({ pageSize: null });
    await prepare(list);
    const whole = await pages(list);
    expect(whole).toHaveLength(1);
    expect(whole[0]?.length).toBeGreaterThanOrEqual(5 + (list.own ?? 0));
    await world.settings({ pageSize: 2 });
    const paged = await pages(list);
    expect(paged.flat().map(timeless)).toEqual(whole[0]?.map(timeless));
    expect(paged.slice(0, -1).map((page) => page.length)).toEqual(Array(paged.length - 1).fill(2));
  });

  test('is denied and throttled in words that an SDK reads', async () => {
    const ask = () => aws.ask(world.auditClients(US), list.service, list.operation, list.params?.(made));
    await world.faults([{ kind: 'deny' }]);
    await expect(ask()).rejects.toMatchObject({
      name: expect.stringMatching(/^(AccessDenied(Exception)?|UnauthorizedOperation|AuthorizationError)$/),
      message: expect.stringContaining('is not authorized to perform: '),
    });
    await world.clearFaults();
    await world.faults([{ kind: 'throttle' }]);
    await expect(ask()).rejects.toMatchObject({
      name: expect.stringMatching(/Throttl|RequestLimitExceeded|TooManyRequests|LimitExceeded/),
    });
    await world.clearFaults();
  });
});
