/** Paces, times and records each call. */
import { classify, markOperation } from './errors.ts';
import { iamAction } from './iam-action.ts';
import type { Rate } from './rates.ts';
import { doNotRetry } from './retry.ts';
import { type Bucket, makeBucket, makeSlots, type Slots } from './token-buckets.ts';

/** What went over the wire. Regions and services that answered tell a region that is gone from a call that failed. */
export type Traffic = {
  calls: number;
  throttled: number;
  /** Regions from which any answer came, a refusal too. */
  readonly answered: Set<string>;
  /** The services of a region that ended without any answer. */
  readonly silent: Map<string, Set<string>>;
};

type Place = {
  readonly service: string;
  readonly region: string;
  readonly rate: Rate;
  readonly signal: AbortSignal;
  readonly traffic: Traffic;
};

// biome-ignore lint/suspicious/noExplicitAny: the SDK's middleware types differ for each client.
type Next = (args: any) => Promise<any>;
type Context = { readonly clientName?: string; readonly commandName?: string };

/** Around a whole call, retries and all: marks the error with its IAM action, and hands the answer over when `ready`. */
export function makeCallMiddleware(place: Place, ready: Promise<unknown>) {
  return (next: Next, context: Context) => async (args: unknown) => {
    try {
      const answer = await next(args);
      place.traffic.answered.add(place.region);
      // STS is what `ready` waits for.
      if (place.service !== 'sts') await ready;
      return answer;
    } catch (error) {
      markOperation(error, iamAction(context.clientName ?? '', context.commandName ?? ''));
      if (classify(error) === 'unreachable') silentServices(place).add(place.service);
      else if ((error as { $metadata?: unknown })?.$metadata) place.traffic.answered.add(place.region);
      throw error;
    }
  };
}

/** Around each attempt, inside the retries: waits for a token and a connection, and tells the bucket how it went. */
export function makeAttemptMiddleware(place: Place) {
  const { rate, signal, traffic } = place;
  const buckets = new Map<string, Bucket>();
  const slots = makeSlots(rate.sockets ?? 8);
  return (next: Next, context: Context) => async (args: unknown) => {
    const key = rate.each === 'operation' ? (context.commandName ?? '') : '';
    const bucket = buckets.get(key) ?? makeBucket(rate);
    buckets.set(key, bucket);
    const ticket = await turn(bucket, slots, signal);
    traffic.calls += 1;
    try {
      const answer = await next(args);
      bucket.succeeded();
      return answer;
    } catch (error) {
      const meaning = classify(error);
      if (meaning === 'throttled') {
        traffic.throttled += 1;
        bucket.throttled(error, ticket);
        if (bucket.givenUp() !== null) doNotRetry(error);
      } else if (meaning !== 'unreachable') bucket.succeeded();
      throw error;
    } finally {
      slots.leave();
    }
  };
}

async function turn(bucket: Bucket, slots: Slots, signal: AbortSignal): Promise<number> {
  for (;;) {
    const ticket = await bucket.take(signal);
    await slots.enter(signal);
    if (bucket.holds(ticket)) return ticket;
    slots.leave();
  }
}

function silentServices({ traffic, region }: Place): Set<string> {
  let services = traffic.silent.get(region);
  if (!services) {
    services = new Set();
    traffic.silent.set(region, services);
  }
  return services;
}
