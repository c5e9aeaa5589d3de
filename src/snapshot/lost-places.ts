/** Places of which nothing could be read: unknown for every type that was seen anywhere, never absent. */
import type { Cause, Gap, Observation, RegionStatus, Snapshot } from './snapshot.ts';

/** A place of which nothing is known, and why. */
export type LostPlace = {
  readonly status: RegionStatus;
  readonly cause: Cause;
  readonly operation: string | null;
  readonly detail: string;
  readonly remedy: string;
};

/** The snapshot with the places that nobody could read, in the order of `order` (names; those not in it last). */
export function withLostPlaces(
  snapshot: Snapshot,
  lost: readonly LostPlace[],
  order: readonly string[] = [],
): Snapshot {
  if (lost.length === 0) return snapshot;
  const { header, observations } = snapshot;
  const types = [...new Set(['*', ...observations.map((one) => one.type)])];
  const unseen = lost.flatMap(({ status, ...why }) =>
    types.map((type): Observation => {
      const gap: Gap = { region: status.name, type, ...why };
      return { region: status.name, type, state: 'unknown', gaps: [gap] };
    }),
  );
  const rank = ({ name }: RegionStatus) => (order.includes(name) ? order.indexOf(name) : order.length);
  const regions = [...header.regions, ...lost.map(({ status }) => status)].sort((a, b) => rank(a) - rank(b));
  return { ...snapshot, header: { ...header, regions }, observations: [...observations, ...unseen] };
}
