/** Which item of a design is which item of a live list, where their order says nothing. */

export type Verdict = 'fits' | 'unknown' | 'differs';

/** `pairs[i]` = the live item that designed item `i` is; null where there is none. */
export type Pairing = { readonly pairs: readonly (number | null)[]; readonly spare: readonly number[] };

/**
 * The largest pairing of designed and live items in which each pair satisfies `accept` (Kuhn's augmenting paths, so that
 * an item with holes does not take the place of the only one that fits another).
 */
export function pairItems(
  verdicts: readonly (readonly Verdict[])[],
  liveCount: number,
  accept: ReadonlySet<Verdict>,
): Pairing {
  const takenBy = new Array<number | null>(liveCount).fill(null);
  // Who fits the fewest goes first and keeps a place: a hole is left over before a literal is called missing.
  const room = verdicts.map((row) => row.filter((verdict) => accept.has(verdict)).length);
  const order = verdicts.map((_, item) => item).sort((a, b) => (room[a] ?? 0) - (room[b] ?? 0) || a - b);
  for (const item of order) augment(item, verdicts, accept, takenBy);
  const pairs = verdicts.map((_, item) => {
    const live = takenBy.indexOf(item);
    return live < 0 ? null : live;
  });
  return { pairs, spare: takenBy.flatMap((item, live) => (item === null ? [live] : [])) };
}

/** Finds a live item for one more designed item, moving others where that helps; without recursion, for lists may be long. */
function augment(
  start: number,
  verdicts: readonly (readonly Verdict[])[],
  accept: ReadonlySet<Verdict>,
  takenBy: (number | null)[],
): void {
  const seen = new Set<number>();
  const cameFrom = new Map<number, number>();
  const queue = [start];
  for (const item of queue) {
    for (const [live, verdict] of (verdicts[item] ?? []).entries()) {
      if (!accept.has(verdict) || seen.has(live)) continue;
      seen.add(live);
      cameFrom.set(live, item);
      const holder = takenBy[live] ?? null;
      if (holder !== null) queue.push(holder);
      else {
        settle(live, cameFrom, takenBy);
        return;
      }
    }
  }
}

function settle(end: number, cameFrom: ReadonlyMap<number, number>, takenBy: (number | null)[]): void {
  let live: number | null = end;
  while (live !== null) {
    const item = cameFrom.get(live) as number;
    const before: number = takenBy.indexOf(item);
    takenBy[live] = item;
    live = before < 0 ? null : before;
  }
}
