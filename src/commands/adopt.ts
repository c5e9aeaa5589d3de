/** The command adopt: writes the accepted state to a file, with a date and an owner. */
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { ADOPTED_FILE, type AdoptedFinding, formatAdopted, readAdopted } from '../baseline/adopted-file.ts';
import { findBaseline } from '../baseline/baseline-file.ts';
import { withLock } from '../common/lock.ts';
import { UsageError } from '../common/usage-error.ts';
import { goneFrom } from '../report/adopted.ts';
import { filterText, isNarrow, isSpokenOf } from '../report/finding-filter.ts';
import type { AuditResult } from '../report/report.ts';
import { count } from '../report/words.ts';
import type { Finding } from '../rules/rule.ts';
import { dayFrom, someText } from './declared-text.ts';
import { type FilterFlags, filterOf } from './filter-options.ts';
import { findingOf, resultOf } from './find-finding.ts';
import type { Io } from './io.ts';
import { placeOf, SHARED, unwritten, writeWhole } from './output.ts';
import { adoptedFile, noteOn } from './plan.ts';

export type AdoptFlags = FilterFlags & {
  readonly owner: string;
  readonly reason?: string;
  readonly until?: string;
  readonly renew?: true;
  readonly from?: readonly string[];
  readonly adopted?: string;
};

/**
 * Takes the open findings of a run, all or those asked for, into the adopted state. What is in it already keeps its date and
 * owner unless `--renew`; what the run shows to be gone is taken out.
 */
export async function adoptCommand(prints: readonly string[], flags: AdoptFlags, io: Io): Promise<number> {
  const said = saidIn(flags, io);
  const result = await resultOf(
    { ...(flags.from && { from: flags.from }), defaultExpectations: true, ofHere: true },
    io,
  );
  const chosen = chosenFrom(result, prints, flags);
  const file = await targetOf(flags, io);
  const path = await placeOf(resolve(io.cwd, file));
  await withLock(path, async () => {
    const before = existsSync(path) ? readAdopted(path, file) : [];
    const { after, ...counts } = merged(before, chosen, said, result, flags.renew === true);
    await writeWhole(path, formatAdopted(after), SHARED);
    io.stdout.write(`${summary(file, after.length, counts)}\n`);
  }).catch((error: unknown) => {
    if (error instanceof UsageError || (error as NodeJS.ErrnoException).code === undefined) throw error;
    unwritten(file)(error);
  });
  return 0;
}

type Said = Pick<AdoptedFinding, 'on' | 'owner' | 'reason' | 'until'>;

function saidIn({ owner, reason, until }: AdoptFlags, io: Io): Said {
  return {
    on: io.now().toISOString().slice(0, 10),
    owner: someText('--owner', owner),
    ...(reason !== undefined && { reason: someText('--reason', reason) }),
    ...(until !== undefined && { until: dayFrom(until, io) }),
  };
}

/** The findings named, or the open ones that the filter speaks of, or all that are open. */
function chosenFrom(result: AuditResult, prints: readonly string[], flags: AdoptFlags): readonly Finding[] {
  const filter = filterOf(flags);
  const file = flags.from === undefined ? 'the last run' : flags.from.join(', ');
  if (prints.length > 0) {
    if (isNarrow(filter)) throw new UsageError(`adopt ${prints[0]}`, 'names a finding; give no filter beside it');
    return [...new Set(prints.map((print) => findingOf(result, print, `adopt ${print}`, file)))];
  }
  const chosen = result.findings.filter((one) => one.status === 'open' && isSpokenOf(one, filter));
  if (chosen.length === 0 && isNarrow(filter))
    throw new UsageError(filterText(filter), `no open finding of ${file} fits it`);
  return chosen;
}

type Merged = {
  readonly after: readonly AdoptedFinding[];
  readonly added: number;
  readonly kept: number;
  readonly renewed: number;
  readonly gone: number;
};

function merged(
  before: readonly AdoptedFinding[],
  chosen: readonly Finding[],
  said: Said,
  result: AuditResult,
  renew: boolean,
): Merged {
  const known = new Map(before.map((one) => [one.finding, one]));
  const isGone = goneFrom(result);
  const left = before.filter((one) => !isGone(one));
  const after = new Map(left.map((one) => [one.finding, one]));
  const counts = { added: 0, kept: 0, renewed: 0 };
  for (const finding of chosen) {
    const own = known.get(finding.fingerprint);
    const covers = own !== undefined && finding.regions.every((region) => own.regions.includes(region));
    if (covers && !renew) {
      counts.kept++;
      continue;
    }
    if (own === undefined) counts.added++;
    else counts.renewed++;
    after.set(finding.fingerprint, entryOf(finding, said));
  }
  return { after: [...after.values()], ...counts, gone: before.length - left.length };
}

function entryOf(finding: Finding, said: Said): AdoptedFinding {
  const { fingerprint, rule, type, counterpart, property, regions, severity, message } = finding;
  return { finding: fingerprint, rule, type, counterpart, property, regions: [...regions], severity, message, ...said };
}

function summary(file: string, all: number, { added, kept, renewed, gone }: Omit<Merged, 'after'>): string {
  const parts = [
    `${added} new`,
    ...(renewed > 0 ? [`${renewed} renewed`] : []),
    ...(kept > 0 ? [`${kept} known already`] : []),
    ...(gone > 0 ? [`${gone} gone and taken out`] : []),
  ];
  return `${file}: ${count(all, 'finding')} adopted: ${parts.join(', ')}`;
}

/** The file named; else the one that a check finds, else a new one beside the baseline, else here. */
async function targetOf({ adopted }: AdoptFlags, io: Io): Promise<string> {
  if (adopted !== undefined) return adopted;
  const found = await adoptedFile({}, io);
  if (found !== null) return relative(io.cwd, resolve(io.cwd, found));
  const baseline = findBaseline(io.cwd, noteOn(io));
  return relative(io.cwd, join(baseline === null ? io.cwd : resolve(baseline, '..'), ADOPTED_FILE));
}
