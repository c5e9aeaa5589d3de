import type { Rate } from './rates.ts';

/** Paces the calls of one service in one region, before AWS has to. */
export type Bucket = {
  /** Resolves with a ticket when a call may go. Rejects with the signal's reason when it is aborted first. */
  take(signal?: AbortSignal): Promise<number>;
  /** False when there was throttling since the ticket was given and the call has not gone yet: take another. */
  holds(ticket: number): boolean;
  /** A call was answered, whatever the answer, but not with throttling. */
  succeeded(): void;
  /** A call was answered with throttling. */
  throttled(error: unknown): void;
  /** The last throttling error, once nothing else has come for so long that asking on is of no use: `take` rejects with it too. */
  givenUp(): unknown | null;
};

export type Clock = { now(): number; setTimeout(run: () => void, milliseconds: number): unknown };
const systemClock: Clock = { now: () => performance.now(), setTimeout: (run, wait) => setTimeout(run, wait) };

/** Share of the slowed rate that comes back for each second without throttling. */
const RECOVERY_PER_SECOND = 0.1;
const WINDOW = 1000;
/** A bucket gives up after that many throttling answers in a row over that many milliseconds; else n calls would each wait their ten attempts at 1/s. */
const HOPELESS = { answers: 10, milliseconds: 8000 };

/**
 * A token bucket that slows down when AWS does: a throttling answer empties it and sets the rate to the number of calls
 * that were answered in the last second (at least one a second); each second without throttling gives a tenth back. Answers
 * that come while it is slowed still count for that second, so that a burst that was half throttled does not end at 1/s.
 */
export function makeBucket(rate: Rate, clock: Clock = systemClock): Bucket {
  const waiting: { go(): void; fail(error: unknown): void }[] = [];
  const answered: number[] = [];
  let tokens = rate.burst;
  let perSecond = rate.perSecond;
  let filledAt = clock.now();
  let throttledAt = Number.NEGATIVE_INFINITY;
  let timer: unknown = null;
  let era = 0;
  let streak = { answers: 0, since: 0, error: null as unknown };

  const givenUp = () =>
    streak.answers >= HOPELESS.answers && clock.now() - streak.since >= HOPELESS.milliseconds ? streak.error : null;
  const fill = () => {
    const now = clock.now();
    const elapsed = Math.max(0, now - filledAt) / 1000;
    if (perSecond < rate.perSecond && now - throttledAt > WINDOW)
      perSecond = Math.min(rate.perSecond, perSecond * (1 + RECOVERY_PER_SECOND * elapsed));
    // A slowed bucket gives no burst: what it saved up while nobody asked would be throttled again.
    const capacity = perSecond < rate.perSecond ? Math.max(1, Math.min(rate.burst, perSecond / 4)) : rate.burst;
    tokens = Math.min(Math.max(capacity, tokens), tokens + elapsed * perSecond);
    filledAt = now;
  };
  const pump = () => {
    timer = null;
    fill();
    while (tokens >= 1 && waiting.length > 0) {
      tokens -= 1;
      waiting.shift()?.go();
    }
    if (waiting.length > 0) timer = clock.setTimeout(pump, Math.ceil(((1 - tokens) / perSecond) * 1000));
  };
  const answersInWindow = () => {
    const since = clock.now() - WINDOW;
    while (answered.length > 0 && (answered[0] ?? 0) < since) answered.shift();
    return answered.length;
  };

  return {
    take(signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        if (givenUp() !== null) return reject(givenUp());
        const fail = (error: unknown) => {
          signal?.removeEventListener('abort', leave);
          reject(error);
        };
        const go = () => {
          signal?.removeEventListener('abort', leave);
          resolve(era);
        };
        const turn = { go, fail };
        const leave = () => {
          waiting.splice(waiting.indexOf(turn), 1);
          reject(signal?.reason);
        };
        signal?.addEventListener('abort', leave, { once: true });
        waiting.push(turn);
        if (timer === null) pump();
      });
    },
    holds: (ticket) => ticket === era,
    givenUp,
    succeeded() {
      streak = { answers: 0, since: 0, error: null };
      answered.push(clock.now());
      const answers = answersInWindow();
      if (clock.now() - throttledAt < WINDOW) perSecond = Math.min(rate.perSecond, Math.max(perSecond, answers));
    },
    throttled(error) {
      streak = { answers: streak.answers + 1, since: streak.answers === 0 ? clock.now() : streak.since, error };
      if (givenUp() !== null) for (const turn of waiting.splice(0)) turn.fail(error);
      fill();
      era += 1;
      tokens = Math.min(tokens, 0);
      throttledAt = clock.now();
      perSecond = Math.min(perSecond, Math.max(1, answersInWindow()));
    },
  };
}

/** At most `limit` at once; the others wait in line. */
export type Slots = { enter(signal?: AbortSignal): Promise<void>; leave(): void };

export function makeSlots(limit: number): Slots {
  const waiting: (() => void)[] = [];
  let free = limit;
  return {
    enter(signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        if (free > 0) {
          free -= 1;
          return resolve();
        }
        const go = () => {
          signal?.removeEventListener('abort', leave);
          resolve();
        };
        const leave = () => {
          waiting.splice(waiting.indexOf(go), 1);
          reject(signal?.reason);
        };
        signal?.addEventListener('abort', leave, { once: true });
        waiting.push(go);
      });
    },
    leave() {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    },
  };
}
