/** How often a call is tried. */
import type { RetryErrorInfo, RetryStrategyV2, StandardRetryToken } from '@smithy/types';
import { classify } from './errors.ts';

/** Attempts for what is seldom cured by another one: a hanging endpoint ends the wait soon, a reset connection gets a second chance. */
const ATTEMPTS = { timeout: 2, network: 3, server: 5 } as const;
const LONGEST_DELAY = 5000;

const final = new WeakSet<object>();

/** No other attempt after this error: the bucket has given up. */
export function doNotRetry(error: unknown): void {
  if (typeof error === 'object' && error !== null) final.add(error);
}

/**
 * Full-jitter backoff without the SDK's shared retry quota (which gives up when many calls are throttled at once: one run in
 * three failed), and without its adaptive mode (five times the floor). The token buckets keep the pace; the delay only spreads.
 */
export function makeRetryStrategy(
  maxAttempts: number,
  delayBase = 50,
  random: () => number = Math.random,
): RetryStrategyV2 {
  const token = (count: number, delay: number): StandardRetryToken => ({
    getRetryCount: () => count,
    getRetryDelay: () => delay,
    getRetryCost: () => 0,
  });
  return {
    acquireInitialRetryToken: async () => token(0, 0),
    refreshRetryTokenForRetry: async (before, info) => {
      const count = before.getRetryCount() + 1;
      if (count >= Math.min(maxAttempts, attemptsFor(info, maxAttempts)))
        throw info.error ?? new Error('no attempts left');
      const hint = info.retryAfterHint ? info.retryAfterHint.getTime() - Date.now() : 0;
      const backoff = random() * Math.min(LONGEST_DELAY, delayBase * 2 ** count);
      return token(count, Math.min(LONGEST_DELAY, Math.max(backoff, hint)));
    },
    recordSuccess: () => {},
  };
}

function attemptsFor(info: RetryErrorInfo, maxAttempts: number): number {
  if (info.errorType === 'CLIENT_ERROR' || (info.error && final.has(info.error))) return 1;
  if (info.errorType === 'THROTTLING') return maxAttempts;
  if (classify(info.error) === 'unreachable')
    return info.error?.name === 'TimeoutError' ? ATTEMPTS.timeout : ATTEMPTS.network;
  return ATTEMPTS.server;
}
