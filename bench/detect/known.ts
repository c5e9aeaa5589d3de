import type { Tried } from './run.ts';

/** A miss or a false finding that is known, with its cause. The bench fails on any other. */
export type Known = {
  readonly type: string;
  readonly kind: string;
  readonly property?: string;
  readonly cause: string;
};

export const KNOWN: readonly Known[] = [];

export function knownCause({ mutation: { kind, target, property } }: Tried): string | undefined {
  return KNOWN.find(
    (one) =>
      one.kind === kind && one.type === target.row.type && (one.property === undefined || one.property === property),
  )?.cause;
}
