/** The command waive. */
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { findBaseline, parseBaseline } from '../baseline/baseline-file.ts';
import { findWaivers, parseWaivers, WAIVER_FILE } from '../baseline/waiver-file.ts';
import type { Waiver } from '../baseline/waiver-schema.ts';
import { WAIVER_RULES } from '../baseline/waiver-target.ts';
import { collectors } from '../collectors/index.ts';
import { textOf } from '../common/file-text.ts';
import { withLock } from '../common/lock.ts';
import { MOST_DECLARED, readBounded } from '../common/read-file.ts';
import { UsageError } from '../common/usage-error.ts';
import { safe } from '../report/escape.ts';
import { rules } from '../rules/index.ts';
import type { Finding } from '../rules/rule.ts';
import { dayFrom, someText } from './declared-text.ts';
import { findingOf, resultOf } from './find-finding.ts';
import type { Io } from './io.ts';
import { missingFile, placeOf, SHARED, unwritten, writeWhole } from './output.ts';
import { noteOn } from './plan.ts';
import { addWaiver, type NewWaiver } from './waiver-text.ts';

export type WaiveFlags = {
  readonly reason: string;
  readonly owner: string;
  readonly until: string;
  readonly from?: readonly string[];
  readonly baseline?: string;
  readonly waivers?: string;
};

/** Writes a waiver for a finding, into the file of waivers or the baseline. Every other byte of the file stays. */
export async function waiveCommand(fingerprint: string, flags: WaiveFlags, io: Io): Promise<number> {
  const said = {
    reason: someText('--reason', flags.reason),
    owner: someText('--owner', flags.owner),
    until: dayFrom(flags.until, io),
  };
  const finding = flags.from === undefined ? null : await findIn(fingerprint, flags, io);
  const waiver: NewWaiver = {
    finding: finding?.fingerprint ?? whole(fingerprint),
    ...said,
    note: finding && note(finding),
  };
  const target = targetOf(flags, io);
  const path = await placeOf(resolve(io.cwd, target.file));
  // What is read, changed and put back is one step: of two runs at once the later would take the other's waiver away.
  await withLock(path, () => put(waiver, fingerprint, target, path)).catch((error: unknown) => {
    if (error instanceof UsageError || (error as NodeJS.ErrnoException).code === undefined) throw error;
    unwritten(target.file)(error);
  });
  io.stdout.write(`${target.file}: finding ${waiver.finding} is waived until ${waiver.until}, the last day included\n`);
  return 0;
}

function readDeclared(path: string, shown: string): string {
  try {
    return textOf(shown, readBounded(path, shown, MOST_DECLARED));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    return missingFile(shown, error);
  }
}

async function put(waiver: NewWaiver, fingerprint: string, target: Target, path: string): Promise<void> {
  const before = existsSync(path) ? readDeclared(path, target.file) : '';
  // Also refuses a file that is wrong already: a line put into it might land anywhere.
  const own = waiversIn(before, target);
  const same = own.find((one) => one.finding === waiver.finding);
  if (same) throw new UsageError(`waive ${fingerprint}`, `is waived already, in ${same.place}, until ${same.until}`);
  const after = addWaiver(before, waiver);
  const written = waiversIn(after, target);
  if (written.length !== own.length + 1) throw new Error(`the waiver did not get into ${target.file}`);
  await writeWhole(path, after, SHARED);
}

function whole(fingerprint: string): string {
  if (/^[0-9a-f]{16}$/i.test(fingerprint)) return fingerprint.toLowerCase();
  const problem = 'expected the 16 hex digits of a fingerprint; with --from a report, its beginning is enough';
  throw new UsageError(`waive ${fingerprint}`, problem);
}

async function findIn(fingerprint: string, flags: WaiveFlags, io: Io): Promise<Finding> {
  const place = `waive ${fingerprint}`;
  const { from, baseline } = flags;
  const result = await resultOf(
    {
      ...(from && { from }),
      ...(baseline && existsSync(resolve(io.cwd, baseline)) && { baseline }),
      defaultExpectations: true,
    },
    io,
  );
  const finding = findingOf(result, fingerprint, place, (from ?? []).join(', '));
  if (WAIVER_RULES.includes(finding.rule))
    throw new UsageError(
      place,
      `speaks of a waiver; mend that one${finding.stated === null ? '' : ` (${finding.stated})`}`,
    );
  return finding;
}

function note({ rule, type, counterpart, regions, property }: Finding): string {
  return safe(
    `${rule}: ${type} ${counterpart}${property === null ? '' : ` ${property}`} in ${regions.join(', ')}`,
    300,
  );
}

type Target = { readonly file: string; readonly kind: 'baseline' | 'waivers' };

/** The file named; else the file of waivers that a check finds, else the baseline, else a new file of waivers here. */
function targetOf({ baseline, waivers }: WaiveFlags, io: Io): Target {
  if (waivers !== undefined) return { file: waivers, kind: 'waivers' };
  if (baseline !== undefined) return { file: baseline, kind: 'baseline' };
  const note = noteOn(io);
  const declared = findBaseline(io.cwd, note);
  const own = findWaivers(io.cwd, declared, note);
  const file = own ?? declared ?? join(io.cwd, WAIVER_FILE);
  return { file: relative(io.cwd, file), kind: own === null && declared !== null ? 'baseline' : 'waivers' };
}

function waiversIn(text: string, { file, kind }: Target): readonly Waiver[] {
  return kind === 'waivers'
    ? parseWaivers(text, file, rules)
    : (parseBaseline(text, file, { collectors, rules }).waivers ?? []);
}
