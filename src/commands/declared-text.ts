/** Texts that a person declares on the command line: an owner, a reason, a last day. */
import { UsageError } from '../common/usage-error.ts';
import type { Io } from './io.ts';

/** @throws UsageError when it is blank */
export function someText(flag: string, text: string): string {
  if (text.trim() === '') throw new UsageError(flag, 'expected some text');
  return text.trim();
}

/** A day of the calendar, today or later, UTC. @throws UsageError */
export function dayFrom(until: string, io: Io): string {
  const date = new Date(`${until}T00:00:00Z`);
  const valid = /^\d{4}-\d{2}-\d{2}$/.test(until) && !Number.isNaN(date.getTime());
  if (!valid || date.toISOString().slice(0, 10) !== until)
    throw new UsageError(`--until ${until}`, 'expected a day of the calendar such as 2026-12-31');
  const today = io.now().toISOString().slice(0, 10);
  if (until < today) throw new UsageError(`--until ${until}`, `is past; today is ${today} (UTC)`);
  return until;
}
