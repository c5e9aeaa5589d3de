/** One cell of the table of faults: what is made to fail, and the healthy run that it is held against. */
import type { AuditResult } from '../../src/report/report.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import type { Kind } from './kinds.ts';
import type { Seen } from './proxy.ts';
import type { Target } from './targets.ts';

export type Cell = { readonly target: Target; readonly kind: Kind };

/** A run without a fault, against which each run with one is held. */
export type Healthy = {
  readonly snapshot: Snapshot;
  readonly result: AuditResult;
  readonly seen: readonly Seen[];
  readonly text: string;
};
