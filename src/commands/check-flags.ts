/** The flags of `check`. */
import type { LivingFlags } from './earlier-runs.ts';
import type {
  AccessFlags,
  GroupFlags,
  JudgeFlags,
  RegionFlags,
  ReportFlags,
  ScopeFlags,
  WitnessFlag,
} from './options.ts';
import type { PublishFlags } from './publish.ts';
import type { ViewFlags } from './view-options.ts';

export type CheckFlags = RegionFlags &
  Omit<ViewFlags, 'place'> &
  ScopeFlags &
  AccessFlags &
  WitnessFlag &
  JudgeFlags &
  ReportFlags &
  LivingFlags &
  PublishFlags &
  GroupFlags &
  PatienceFlags & { readonly saveSnapshot?: string };

/** Milliseconds. */
export type PatienceFlags = { readonly wait?: number; readonly confirm: boolean; readonly confirmAfter?: number };
