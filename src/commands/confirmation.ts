/** Reads what deviates a second time, or waits until nothing does, before it is believed. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CollectOptions } from '../collectors/collect-options.ts';
import { regionsOf } from '../report/read-again.ts';
import type { AuditResult } from '../report/report.ts';
import type { Again } from '../snapshot/second-reading.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Io } from './io.ts';
import { take } from './lazy-collect.ts';
import type { Reading } from './wait.ts';

/** Milliseconds. */
export type PatienceFlags = { readonly wait?: number; readonly confirm: boolean; readonly confirmAfter?: number };

/** After a deploy: looks again at what deviates, once, or until the time is over. */
export async function patience(
  first: Reading,
  judge: (snapshot: Snapshot) => AuditResult,
  options: CollectOptions,
  { wait = 0, confirm, confirmAfter = CONFIRM_AFTER, quiet }: PatienceFlags & { readonly quiet?: true },
  io: Io,
  again = (only: Again, before: Snapshot, silent: CollectOptions) =>
    take({ ...silent, only, regions: regionsOf(only, before) }),
): Promise<Reading> {
  if (first.result.gate.passes || first.result.verdict === 'error') return first;
  const { settled } = await import('./wait.ts');
  const { onEvent: _, ...silent } = options;
  return settled(
    first,
    { wait, confirm, pause: confirmAfter },
    {
      judge,
      readAgain: (only, before) => again(only, before, silent),
      sleep: io.sleep ?? ((milliseconds) => sleep(milliseconds, undefined, { signal: io.signal })),
      now: io.now,
      signal: io.signal,
      say: (line) => void (quiet || io.stderr.write(`${line}\n`)),
    },
  );
}

/** Milliseconds in which most of AWS's lists come to show what was just made. */
const CONFIRM_AFTER = 2000;
