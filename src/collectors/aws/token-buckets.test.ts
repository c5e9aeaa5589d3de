import { describe, expect, it } from 'vitest';
import { type Rate, rateOf } from './rates.ts';
import { type Clock, makeBucket, makeSlots } from './token-buckets.ts';

/** A clock that moves when told to. */
function fakeClock(): Clock & { advance(milliseconds: number): Promise<void> } {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    setTimeout: (run, wait) => timers.push({ at: now + wait, run }),
    async advance(milliseconds) {
      for (const end = now + milliseconds; now < end; ) {
        now += 1;
        const due = timers.filter((timer) => timer.at <= now);
        timers = timers.filter((timer) => timer.at > now);
        for (const timer of due) timer.run();
        for (let tick = 0; tick < 12; tick += 1) await Promise.resolve();
      }
    },
  };
}

/** A service's own token bucket, as AWS has it: answers at once. */
function service(clock: Clock, perSecond: number, burst: number) {
  let tokens = burst;
  let at = 0;
  return () => {
    tokens = Math.min(burst, tokens + ((clock.now() - at) / 1000) * perSecond);
    at = clock.now();
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

/** Sends `count` calls through a bucket to a service until all have succeeded, no answer read before `readAfter`; how long it took and how many were throttled. */
async function run(rate: Rate, limit: { perSecond: number; burst: number }, count: number, readAfter = 0) {
  const clock = fakeClock();
  const bucket = makeBucket(rate, clock);
  const slots = makeSlots(rate.sockets ?? 8);
  const answer = service(clock, limit.perSecond, limit.burst);
  let throttled = 0;
  let left = count;
  let finished = 0;
  const pause = (milliseconds: number) => new Promise<void>((resolve) => clock.setTimeout(resolve, milliseconds));
  const call = async (): Promise<void> => {
    let ticket: number;
    for (;;) {
      ticket = await bucket.take();
      await slots.enter();
      if (bucket.holds(ticket)) break;
      slots.leave();
    }
    await pause(40);
    const granted = answer();
    await pause(Math.max(1, readAfter - clock.now()));
    slots.leave();
    if (!granted) {
      throttled += 1;
      bucket.throttled(new Error('throttled'), ticket);
      return call();
    }
    bucket.succeeded();
    left -= 1;
    finished = clock.now();
  };
  const calls = Array.from({ length: count }, call);
  while (left > 0 && clock.now() < 60_000) await clock.advance(50);
  await Promise.all(calls);
  return { milliseconds: finished, throttled };
}

describe('a bucket', () => {
  const slow: Rate = { perSecond: 10, burst: 3, each: 'service' };

  it('lets the burst go and then keeps the rate', async () => {
    const clock = fakeClock();
    const bucket = makeBucket(slow, clock);
    const went: number[] = [];
    for (let call = 0; call < 6; call += 1) void bucket.take().then(() => went.push(clock.now()));
    await clock.advance(1000);
    expect(went.map((at) => Math.round(at / 100))).toEqual([0, 0, 0, 1, 2, 3]);
  });

  it('slows to one a second when nothing is answered, and gives up after a while', async () => {
    const clock = fakeClock();
    const bucket = makeBucket(slow, clock);
    const failed: unknown[] = [];
    let sent = 0;
    const call = async (): Promise<void> => {
      let ticket: number;
      try {
        ticket = await bucket.take();
      } catch (error) {
        failed.push(error);
        return;
      }
      sent += 1;
      bucket.throttled('no', ticket);
      return call();
    };
    void call();
    void call();
    await clock.advance(20_000);
    expect(sent).toBeLessThan(15);
    expect(failed).toEqual(['no', 'no']);
    await expect(bucket.take()).rejects.toBe('no');
  });

  it('recovers slowly after throttling', async () => {
    const clock = fakeClock();
    const bucket = makeBucket(slow, clock);
    bucket.throttled('no', await bucket.take());
    let sent = 0;
    const loop = async (): Promise<void> => {
      await bucket.take();
      sent += 1;
      return loop();
    };
    void loop();
    await clock.advance(5000);
    expect(sent).toBeLessThan(10);
    const before = sent;
    await clock.advance(60_000);
    expect((sent - before) / 60).toBeGreaterThan(3);
  });

  it('leaves the line when it is aborted', async () => {
    const clock = fakeClock();
    const bucket = makeBucket({ perSecond: 1, burst: 1, each: 'service' }, clock);
    await bucket.take();
    const controller = new AbortController();
    const waiting = bucket.take(controller.signal);
    controller.abort('enough');
    await expect(waiting).rejects.toBe('enough');
    let next = 0;
    void bucket.take().then(() => {
      next = clock.now();
    });
    await clock.advance(1100);
    expect(next).toBeLessThanOrEqual(1001);
  });
});

describe('under the limits of a busy account', () => {
  // What is published, with the smallest burst that it can mean: 10 may go at once and 10 a second follow, so that 1 s and
  // 3 s are the least that any client needs. What is throttled is the half of our burst that AWS does not grant.
  it.each([
    [20, 1040],
    [40, 3040],
  ])('lists the resources of %i stacks within 1.5 times the least possible', async (stacks, least) => {
    const result = await run(rateOf('cloudformation'), { perSecond: 10, burst: 10 }, stacks);
    expect(result.milliseconds).toBeLessThan(1.5 * least);
    expect(result.throttled).toBeLessThanOrEqual(10);
  });

  it('lists those of 20 stacks at once where AWS grants it', async () => {
    const result = await run(rateOf('cloudformation'), { perSecond: 10, burst: 20 }, 20);
    expect(result.throttled).toBe(0);
    expect(result.milliseconds).toBeLessThan(50);
  });

  // Half of it: what the answers say is believed, and it costs a burst of them at most.
  it('lists those of 20 where only 5 may go at once within 1.5 times the least possible', async () => {
    const result = await run(rateOf('cloudformation'), { perSecond: 5, burst: 5 }, 20);
    expect(result.milliseconds).toBeLessThan(1.5 * 3040);
    expect(result.throttled).toBeLessThanOrEqual(20);
  });

  // Answers that are read late, as by a processor with much else to do: AWS has refilled its bucket in the meantime.
  it('does not wait again for what was refilled while the answers lay unread', async () => {
    const prompt = await run(rateOf('cloudformation'), { perSecond: 10, burst: 10 }, 20);
    const late = await run(rateOf('cloudformation'), { perSecond: 10, burst: 10 }, 20, 500);
    expect(late.milliseconds - prompt.milliseconds).toBeLessThan(100);
  });

  // Twenty times less than KMS publishes: what the answers say is believed, not the table.
  it('reads 42 times from KMS within 1.5 times the least possible, with few throttled answers', async () => {
    const result = await run(rateOf('kms'), { perSecond: 20, burst: 20 }, 42);
    expect(result.milliseconds).toBeLessThan(1.5 * 1140);
    expect(result.throttled).toBeLessThanOrEqual(42 - 20);
  });

  it.each([
    ['tag', 15, 15, 20],
    ['cloudtrail', 10, 10, 12],
    ['ec2', 20, 100, 110],
    ['rds', 20, 20, 30],
  ])('%s is not throttled at its published rate', async (name, perSecond, burst, count) => {
    const result = await run(rateOf(name), { perSecond, burst }, count);
    const least = ((count - burst) / perSecond) * 1000 + 40;
    expect(result.throttled).toBeLessThanOrEqual(name === 'rds' ? 10 : 0);
    expect(result.milliseconds).toBeLessThan(Math.max(1.5 * least, 200) + 200);
  });
});

describe('slots', () => {
  it('let a number in at once, in order, and forget who left the line', async () => {
    const slots = makeSlots(2);
    const entered: number[] = [];
    const controller = new AbortController();
    await slots.enter();
    await slots.enter();
    const third = slots.enter(controller.signal).catch(() => entered.push(-3));
    void slots.enter().then(() => entered.push(4));
    controller.abort();
    await third;
    slots.leave();
    await expect.poll(() => entered).toEqual([-3, 4]);
  });
});
