// How long the fuzzers run, and from which seed: `npm run fuzz -- --seconds 300 --seed 7`.
import type { Parameters } from 'fast-check';

/** The same in every ordinary run of the tests, so that none of them fails by chance; `npm run fuzz` takes another each time. */
const seed = Number(process.env.FUZZ_SEED ?? 20_260_102);
/** For each property. */
const seconds = Number(process.env.FUZZ_SECONDS ?? 1);

/** As many runs as fit into the time; a failure tells the seed and the path that lead to it. */
export function bounded<T>(): Parameters<T> {
  return { seed, numRuns: 10_000_000, interruptAfterTimeLimit: seconds * 1000, markInterruptAsFailure: false };
}

/** Milliseconds that vitest waits for a property: shrinking a failure takes longer than finding it. */
export const patience = seconds * 1000 + 120_000;
