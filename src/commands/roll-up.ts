/** The command roll-up: sums saved reports up, and knows which ones should be there. */
import { basename, dirname, relative, resolve } from 'node:path';
import { bucketUri, isBucketUri } from '../collectors/aws/bucket-uri.ts';
import { UsageError } from '../common/usage-error.ts';
import {
  type Aside,
  type GroupOutcome,
  missingGroup,
  outcomeOf,
  type RollUp,
  rollUp,
} from '../report/roll-up/roll-up.ts';
import { parseWorkList, type Unit } from '../snapshot/work-list.ts';
import { type BucketFlags, bucketAccess } from './bucket-flags.ts';
import type { Io } from './io.ts';
import type { ReportFlags } from './options.ts';
import { filesOf, prepareReports } from './reports.ts';
import { needRollUpFormats, writeRollUp } from './roll-up-output.ts';
import { named, needApart } from './same-file.ts';
import { readText, resultIn, textIn } from './saved-result.ts';

export type RollUpFlags = ReportFlags & BucketFlags & { readonly from?: readonly string[]; readonly plan?: string };

type Saved = { readonly path: string; readonly shown: string; text(): Promise<string> };

/** Reads a report after the other. One that does not read, and one that the work list wants and nobody wrote, is unknown. */
export async function rollUpCommand(flags: RollUpFlags, io: Io): Promise<number> {
  const reports = await prepareReports(flags, io);
  needRollUpFormats(reports);
  const files = flags.from?.filter((file) => !isBucketUri(file));
  await needApart(
    filesOf(reports),
    named({ '--from': files, ...(flags.plan && !isBucketUri(flags.plan) && { '--plan': flags.plan }) }),
    io,
  );
  const units = flags.plan === undefined ? null : await readPlan(flags.plan, flags, io);
  const beside = reports.find(({ format, path }) => format === 'html' && path !== null)?.path ?? null;
  const { saved, close } = await savedReports(flags, beside, io);
  try {
    const outcomes: GroupOutcome[] = [];
    for (const one of saved) outcomes.push(await outcomeIn(one));
    return writeRollUp(withPlan(outcomes, units), reports, flags, io);
  } finally {
    close();
  }
}

/** The groups with what the work list says of them: their titles, and those that are not there. */
export function withPlan(outcomes: readonly GroupOutcome[], units: readonly Unit[] | null, aside: Aside = {}): RollUp {
  if (units === null) return rollUp(outcomes, aside);
  const byName = new Map(units.map((unit) => [unit.unit, unit]));
  const there = new Set(outcomes.map(({ line }) => line.name));
  const titled = outcomes.map(({ line, causes }) => {
    const title = byName.get(line.name)?.title;
    return { line: { ...line, ...(title !== undefined && { title }) }, causes };
  });
  const missing = units
    .filter(({ unit }) => !there.has(unit))
    .map(({ unit, title, places }): GroupOutcome => {
      const { line, causes } = missingGroup(unit, 'the work list has it, and nothing of it was handed in', places);
      return { line: { ...line, ...(title !== undefined && { title }) }, causes };
    });
  const strangers = outcomes.filter(({ line }) => !byName.has(line.name)).map(({ line }) => line.name);
  const more = strangers.length === 0 ? [] : [`not in the work list: ${strangers.join(', ')}`];
  return rollUp([...titled, ...missing], { ...aside, notes: [...(aside.notes ?? []), ...more] });
}

async function outcomeIn({ path, shown, text }: Saved): Promise<GroupOutcome> {
  const name = basename(path).replace(/\.json$/, '');
  try {
    return outcomeOf(name, await resultIn(await text(), path), shown);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return missingGroup(name, `its report does not read: ${error.problem}`);
  }
}

async function savedReports(
  flags: RollUpFlags,
  beside: string | null,
  io: Io,
): Promise<{ readonly saved: readonly Saved[]; close(): void }> {
  if (flags.from === undefined || flags.from.length === 0)
    throw new UsageError(
      '--from',
      'name the JSON reports of the groups; audit --groups --group-reports DIR writes them',
    );
  const ofFile = (file: string): Saved => ({
    path: file,
    shown: relative(beside === null ? io.cwd : dirname(beside), resolve(io.cwd, file)),
    text: () => readText(`--from ${file}`, file, io),
  });
  if (!flags.from.some(isBucketUri)) return { saved: flags.from.map(ofFile), close: () => {} };
  const bucket = (await import('../collectors/aws/bucket.ts')).openBucket(bucketAccess(flags, io));
  const saved: Saved[] = [];
  for (const file of flags.from) {
    if (!isBucketUri(file)) saved.push(ofFile(file));
    else
      for (const object of await bucket.list(bucketUri('--from', file)))
        if (object.key.endsWith('.json') || !file.endsWith('/'))
          saved.push({
            path: object.key,
            shown: object.text,
            text: async () => textIn(object.text, await bucket.get(object)),
          });
  }
  return { saved, close: () => bucket.close() };
}

/** The work list, of a file or of S3. */
export async function readPlan(file: string, flags: BucketFlags, io: Io): Promise<readonly Unit[]> {
  if (!isBucketUri(file)) return parseWorkList(await readText(`--plan ${file}`, file, io), file);
  const bucket = (await import('../collectors/aws/bucket.ts')).openBucket(bucketAccess(flags, io));
  try {
    return parseWorkList(textIn(`--plan ${file}`, await bucket.get(bucketUri('--plan', file))), file);
  } finally {
    bucket.close();
  }
}
