/** Token buckets and slots that pace calls. */
import type { Rate } from './rates.ts';

/** Paces the calls of one service in one region, before AWS has to. */
export type Bucket = {
  /** Resolves with a ticket when a call may go. Rejects with the signal's reason when it is aborted first. */
  take(signal?: AbortSignal): Promise<number>;
  /** False when there was throttling since the ticket was given and the call has not gone yet: take another. */
  holds(ticket: number): boolean;
  /** A call was answered, whatever the answer, but not with throttling. */
  succeeded(): void;
  /** A call that went with this ticket was answered with throttling. */
  throttled(error: unknown, ticket: number): void;
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

type Turn = { go(ticket: number): void; fail(error: unknown): void };
type State = {
  readonly rate: Rate;
  readonly clock: Clock;
  readonly waiting: Turn[];
  /** When calls were answered, of the last second. */
  readonly answered: number[];
  tokens: number;
  perSecond: number;
  filledAt: number;
  /** When the last call was let go. */
  gaveAt: number;
  throttledAt: number;
  timer: unknown;
  /** Counts the throttling answers: a ticket of an earlier era is void. */
  era: number;
  streak: { readonly answers: number; readonly since: number; readonly error: unknown };
};

const NO_STREAK = { answers: 0, since: 0, error: null };

/**
 * A token bucket that slows down when AWS does: a throttling answer empties it and sets the rate to the number of calls
 * that were answered in the last second (at least one a second); each second without throttling gives a tenth back. Answers
 * that come while it is slowed still count for that second, so that a burst that was half throttled does not end at 1/s.
 */
export function makeBucket(rate: Rate, clock: Clock = systemClock): Bucket {
  const state: State = {
    rate,
    clock,
    waiting: [],
    answered: [],
    tokens: rate.burst,
    perSecond: rate.perSecond,
    filledAt: clock.now(),
    gaveAt: clock.now(),
    throttledAt: Number.NEGATIVE_INFINITY,
    timer: null,
    era: 0,
    streak: NO_STREAK,
  };
  return {
    take: (signal) => take(state, signal),
    holds: (ticket) => ticket === state.era,
    givenUp: () => givenUp(state),
    succeeded: () => succeeded(state),
    throttled: (error, ticket) => throttled(state, error, ticket),
  };
}

function take(state: State, signal: AbortSignal | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const hopeless = givenUp(state);
    if (hopeless !== null) return reject(hopeless);
    const turn = inLine(state.waiting, { go: resolve, fail: reject }, signal);
    state.waiting.push(turn);
    if (state.timer === null) pump(state);
  });
}

/** A place in a line that is left when the signal is aborted. */
function inLine(line: Turn[], { go, fail }: Turn, signal: AbortSignal | undefined): Turn {
  const leave = () => {
    line.splice(line.indexOf(turn), 1);
    fail(signal?.reason);
  };
  const stay = () => signal?.removeEventListener('abort', leave);
  const turn: Turn = {
    go(ticket) {
      stay();
      go(ticket);
    },
    fail(error) {
      stay();
      fail(error);
    },
  };
  signal?.addEventListener('abort', leave, { once: true });
  return turn;
}

function pump(state: State): void {
  const { waiting, clock } = state;
  state.timer = null;
  fill(state);
  while (state.tokens >= 1 && waiting.length > 0) {
    state.tokens -= 1;
    waiting.shift()?.go(state.era);
    state.gaveAt = clock.now();
  }
  if (waiting.length === 0) return;
  const wait = Math.ceil(((1 - state.tokens) / state.perSecond) * 1000);
  state.timer = clock.setTimeout(() => pump(state), wait);
}

function fill(state: State): void {
  const { rate, tokens } = state;
  const now = state.clock.now();
  const elapsed = Math.max(0, now - state.filledAt) / 1000;
  if (state.perSecond < rate.perSecond && now - state.throttledAt > WINDOW)
    state.perSecond = Math.min(rate.perSecond, state.perSecond * (1 + RECOVERY_PER_SECOND * elapsed));
  const slowed = state.perSecond < rate.perSecond;
  // A slowed bucket gives no burst: what it saved up while nobody asked would be throttled again.
  const capacity = slowed ? Math.max(1, Math.min(rate.burst, state.perSecond / 4)) : rate.burst;
  state.tokens = Math.min(Math.max(capacity, tokens), tokens + elapsed * state.perSecond);
  state.filledAt = now;
}

function succeeded(state: State): void {
  state.streak = NO_STREAK;
  state.answered.push(state.clock.now());
  const answers = answersInWindow(state);
  if (state.clock.now() - state.throttledAt < WINDOW)
    state.perSecond = Math.min(state.rate.perSecond, Math.max(state.perSecond, answers));
}

function throttled(state: State, error: unknown, ticket: number): void {
  const { clock, streak } = state;
  state.streak = { answers: streak.answers + 1, since: streak.answers === 0 ? clock.now() : streak.since, error };
  if (givenUp(state) !== null) for (const turn of state.waiting.splice(0)) turn.fail(error);
  // The others of a burst of which one answer has told already.
  if (ticket !== state.era) return;
  state.era += 1;
  state.throttledAt = clock.now();
  state.perSecond = Math.min(state.perSecond, Math.max(1, answersInWindow(state)));
  // Nothing was left when the last calls went, however late their answers are read; AWS has refilled since then.
  state.tokens = Math.min(state.tokens, 0);
  state.filledAt = state.gaveAt;
  fill(state);
}

function givenUp({ streak, clock }: State): unknown | null {
  const hopeless = streak.answers >= HOPELESS.answers && clock.now() - streak.since >= HOPELESS.milliseconds;
  return hopeless ? streak.error : null;
}

function answersInWindow({ answered, clock }: State): number {
  const since = clock.now() - WINDOW;
  while (answered.length > 0 && (answered[0] ?? 0) < since) answered.shift();
  return answered.length;
}

/** At most `limit` at once; the others wait in line. */
export type Slots = { enter(signal?: AbortSignal): Promise<void>; leave(): void };

/** As many slots as calls may be in flight at once; who comes later waits in line. */
export function makeSlots(limit: number): Slots {
  const waiting: Turn[] = [];
  let free = limit;
  return {
    enter(signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        if (free === 0) return void waiting.push(inLine(waiting, { go: () => resolve(), fail: reject }, signal));
        free -= 1;
        resolve();
      });
    },
    leave() {
      const next = waiting.shift();
      if (next) next.go(0);
      else free += 1;
    },
  };
}
