/** Cells that are known to fail, each with its cause. */
import type { Outcome } from './verdict.ts';

/** A cell that fails and is known, with its cause. The bench fails on any other. */
export type Known = { readonly call: string; readonly kind: string; readonly cause: string };

export const KNOWN: readonly Known[] = [];

export function knownCause({ cell: { target, kind } }: Outcome): string | undefined {
  return KNOWN.find((one) => one.call === target.call && one.kind === kind.name)?.cause;
}
