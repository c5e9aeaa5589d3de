/** Waits and reads again before a deviation is believed. */

import { whatDeviates, whatToReadAgain } from '../report/read-again.ts';
import type { AuditResult } from '../report/report.ts';
import { fails } from '../report/verdict.ts';
import { count } from '../report/words.ts';
import type { Finding } from '../rules/rule.ts';
import { type Again, notReadAgain, withReadAgain } from '../snapshot/second-reading.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { inWords } from './duration.ts';

/** What was read, and what it comes to. */
export type Reading = { readonly snapshot: Snapshot; readonly result: AuditResult };

export type Tools = {
  readonly judge: (snapshot: Snapshot) => AuditResult;
  /** Reads a part of what `first` holds. */
  readonly readAgain: (what: Again, first: Snapshot) => Promise<Snapshot>;
  /** Rejects when the command is interrupted. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly now: () => Date;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
};

export type Patience = {
  /** Milliseconds to keep looking; 0 = one look. */
  readonly wait: number;
  /** Whether a deviation is read a second time before it is believed. */
  readonly confirm: boolean;
  /** Milliseconds before something is read a second time. */
  readonly pause: number;
};

/** The reading that the gate goes by. */
export async function settled(first: Reading, { wait, confirm, pause }: Patience, tools: Tools): Promise<Reading> {
  if (wait === 0) return confirm ? confirmed(first, pause, tools) : first;
  const { reading, before } = await waited(first, wait, pause, tools);
  // What the last look found and none before it is as young as on a first look.
  const young = before === null || failing(reading.result).some((finding) => !has(before, finding));
  return confirm && young ? confirmed(reading, pause, tools) : reading;
}

/**
 * AWS is eventually consistent: what makes the gate fail is read a second time, and nothing else. What is gone then is dropped,
 * with a note. When it cannot be read a second time, the first reading stands.
 */
export async function confirmed(first: Reading, pause: number, tools: Tools): Promise<Reading> {
  if (first.result.exitCode !== 1) return first;
  const what = whatDeviates(first.result, first.snapshot);
  if (what.size === 0) return first;
  tools.say(
    `${count(failing(first.result).length, 'deviation')}; reading ${readWhat(what)} a second time in ${inWords(pause)}`,
  );
  await tools.sleep(pause);
  const { reading, notes } = await readOnce(first, what, tools);
  const gone = failing(first.result).filter((finding) => !has(reading.result, finding));
  const dropped = gone.map(({ message }) => `gone when it was read a second time, and dropped: ${message}`);
  return withNotes(reading, [...notes, ...dropped]);
}

const LONGEST_PAUSE = 30_000;

/** Looks again and again, at what stands between the audit and parity, until nothing does or the time is over. */
async function waited(
  first: Reading,
  time: number,
  pause: number,
  tools: Tools,
): Promise<{ readonly reading: Reading; readonly before: AuditResult | null }> {
  const start = tools.now().getTime();
  const notes = new Set<string>();
  let current = first;
  let before: AuditResult | null = null;
  let readings = 1;
  for (let next = Math.max(1000, pause); ; next = Math.min(LONGEST_PAUSE, next * 2)) {
    const left = start + time - tools.now().getTime();
    const what = whatToReadAgain(current.result, current.snapshot);
    if (isOver(current.result) || what.size === 0 || left <= 0) break;
    const wait = Math.min(next, left);
    tools.say(progress(current.result, what, wait, left));
    await tools.sleep(wait);
    const again = await readOnce(current, what, tools);
    for (const note of again.notes) notes.add(note);
    before = current.result;
    current = again.reading;
    readings++;
  }
  if (readings === 1) return { reading: current, before };
  const took = inWords(tools.now().getTime() - start);
  return { reading: withNotes(current, [...notes, `waited ${took}, ${readings} readings in all`]), before };
}

/** Waiting brings nothing more: it passes, or a fault of ours. */
function isOver({ verdict, gate }: AuditResult): boolean {
  return gate.passes || verdict === 'error';
}

function progress(result: AuditResult, what: Again, wait: number, left: number): string {
  const parts = [
    count(failing(result).length, 'deviation'),
    ...(result.gaps.length > 0 ? [count(result.gaps.length, 'gap')] : []),
  ];
  return `waiting: ${parts.join(', ')}; reading ${readWhat(what)} again in ${inWords(wait)} (${inWords(left)} left)`;
}

/** `AWS::RDS::DBInstance, AWS::S3::Bucket in us-east-1, eu-central-1`. */
function readWhat(what: Again): string {
  const types = new Set([...what.values()].flatMap((one) => (one === 'all' ? ['all types'] : [...one])));
  const names = [...types].sort();
  const shown = names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
  return `${shown} in ${[...what.keys()].join(', ')}`;
}

type Once = { readonly reading: Reading; readonly notes: readonly string[] };

async function readOnce(before: Reading, what: Again, { judge, readAgain, signal }: Tools): Promise<Once> {
  let again: Snapshot;
  try {
    again = await readAgain(what, before.snapshot);
  } catch (error) {
    if (signal.aborted) throw error;
    const why = error instanceof Error ? error.message : String(error);
    return { reading: before, notes: [`could not be read again, so the reading before stands: ${why}`] };
  }
  const worse = notReadAgain(before.snapshot, again);
  const notes = worse.map((one) => `${one} could not be read again, so the reading before stands`);
  const snapshot = withReadAgain(before.snapshot, again);
  return { reading: { snapshot, result: judge(snapshot) }, notes };
}

function failing(result: AuditResult): readonly Finding[] {
  return result.findings.filter((finding) => fails(result, finding));
}

function has(result: AuditResult, { fingerprint }: Finding): boolean {
  return result.findings.some((one) => one.fingerprint === fingerprint);
}

function withNotes({ snapshot, result }: Reading, more: readonly string[]): Reading {
  if (more.length === 0) return { snapshot, result };
  const notes = [...new Set([...snapshot.header.notes, ...more])].sort();
  return {
    snapshot: { ...snapshot, header: { ...snapshot.header, notes } },
    result: { ...result, snapshot: { ...result.snapshot, notes } },
  };
}
