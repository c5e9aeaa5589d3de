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
import { filterText, isNarrow, isSpokenOf } from '../report/finding-filter.ts';
import { rules } from '../rules/index.ts';
import type { Finding } from '../rules/rule.ts';
import { dayFrom, someText } from './declared-text.ts';
import { type FilterFlags, filterOf } from './filter-options.ts';
import { findingOf, resultOf } from './find-finding.ts';
import type { Io } from './io.ts';
import { missingFile, placeOf, SHARED, unwritten, writeWhole } from './output.ts';
import { noteOn } from './plan.ts';
import { addWaiver, type NewWaiver, renewWaiver } from './waiver-text.ts';

export type WaiveFlags = FilterFlags & {
  readonly reason: string;
  readonly owner: string;
  readonly until: string;
  readonly renew?: true;
  readonly from?: readonly string[];
  readonly baseline?: string;
  readonly waivers?: string;
};

/** What is to be waived: a fingerprint, and the finding where it is known. */
type Wanted = { readonly print: string; readonly finding: Finding | null };

/**
 * Writes a waiver for each finding, into the file of waivers or the baseline; with `--renew` one that is there already gets the new
 * day, owner and reason. Every other byte of the file stays.
 */
export async function waiveCommand(prints: readonly string[], flags: WaiveFlags, io: Io): Promise<number> {
  const said = {
    reason: someText('--reason', flags.reason),
    owner: someText('--owner', flags.owner),
    until: dayFrom(flags.until, io),
  };
  const wanted = await wantedBy(prints, flags, io);
  const target = targetOf(flags, io);
  const path = await placeOf(resolve(io.cwd, target.file));
  const waivers = wanted.map(({ print, finding }) => ({
    waiver: { finding: finding?.fingerprint ?? whole(print), ...said, note: finding && note(finding) },
    print,
  }));
  // What is read, changed and put back is one step: of two runs at once the later would take the other's waiver away.
  await withLock(path, () => put(waivers, flags.renew === true, target, path)).catch((error: unknown) => {
    if (error instanceof UsageError || (error as NodeJS.ErrnoException).code === undefined) throw error;
    unwritten(target.file)(error);
  });
  for (const { waiver } of waivers)
    io.stdout.write(
      `${target.file}: finding ${waiver.finding} is waived until ${waiver.until}, the last day included\n`,
    );
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

/** The findings named; else the open ones of the report, or of the last run, that the filter speaks of. */
async function wantedBy(prints: readonly string[], flags: WaiveFlags, io: Io): Promise<readonly Wanted[]> {
  const filter = filterOf(flags);
  if (prints.length > 0) {
    if (isNarrow(filter)) throw new UsageError(`waive ${prints[0]}`, 'names a finding; give no filter beside it');
    const all: Wanted[] = [];
    for (const print of new Set(prints))
      all.push({ print, finding: flags.from === undefined ? null : await findIn(print, flags, io) });
    return all;
  }
  if (!isNarrow(filter))
    throw new UsageError('waive', 'name a fingerprint, or what to waive: --rule, --type, --stack …');
  const result = await resultOf(
    { ...(flags.from && { from: flags.from }), defaultExpectations: true, ofHere: true },
    io,
  );
  const found = result.findings.filter(
    (one) => one.status === 'open' && !WAIVER_RULES.includes(one.rule) && isSpokenOf(one, filter),
  );
  const where = flags.from === undefined ? 'the last run' : flags.from.join(', ');
  if (found.length === 0) throw new UsageError(filterText(filter), `no open finding of ${where} fits it`);
  return found.map((finding) => ({ print: finding.fingerprint, finding }));
}

type Put = readonly { readonly waiver: NewWaiver; readonly print: string }[];

/** All of them or none: the file is written once, when every one has got in. */
async function put(waivers: Put, renew: boolean, target: Target, path: string): Promise<void> {
  let text = existsSync(path) ? readDeclared(path, target.file) : '';
  for (const { waiver, print } of waivers) {
    // Also refuses a file that is wrong already: a line put into it might land anywhere.
    const own = waiversIn(text, target);
    const same = own.find((one) => one.finding === waiver.finding);
    if (same && !renew)
      throw new UsageError(
        `waive ${print}`,
        `is waived already, in ${same.place}, until ${same.until}; --renew renews it`,
      );
    text = same ? renewWaiver(text, waiver) : addWaiver(text, waiver);
    const written = waiversIn(text, target);
    const into = written.find((one) => one.finding === waiver.finding);
    if (written.length !== own.length + (same ? 0 : 1) || into?.until !== waiver.until)
      throw new Error(`the waiver did not get into ${target.file}`);
  }
  await writeWhole(path, text, SHARED);
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
