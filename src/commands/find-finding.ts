/** Finds a finding in a saved result or snapshot. */
import { UsageError } from '../common/usage-error.ts';
import type { AuditResult } from '../report/report.ts';
import type { Finding } from '../rules/rule.ts';
import { loadSnapshots } from './audit-input.ts';
import type { Io } from './io.ts';
import { lastRun } from './last-run.ts';
import type { JudgeFlags } from './options.ts';
import { pathOf } from './output.ts';
import { baselineOf, needRegions, withFlags } from './plan.ts';
import { isReport, readResult, readText } from './saved-result.ts';
import type { SourceFlags } from './source-flags.ts';
import { judge, withDeclaredRegions } from './stages.ts';

export type FromFlags = JudgeFlags &
  SourceFlags & {
    readonly from?: readonly string[];
    /** Whether what is done with the last run concerns the declarations of this folder. */
    readonly ofHere?: boolean;
  };

/** The JSON report that was saved, the last run where no file is named, or what the saved snapshots give when they are judged again. */
export async function resultOf(flags: FromFlags, io: Io): Promise<AuditResult> {
  const [first, ...others] = flags.from ?? [];
  if (first === undefined) return lastRun('--from', io, flags.ofHere);
  const { isSource } = await import('../sources/index.ts');
  if (!isSource(first, (file) => pathOf(file, io)) && isReport(await readText(`--from ${first}`, first, io))) {
    if (others.length > 0) throw new UsageError(`--from ${first}`, 'is a JSON report; give it alone');
    return readResult('--from', first, io);
  }
  const baseline = withFlags(await baselineOf(flags, io), flags);
  const snapshot = withDeclaredRegions(await loadSnapshots(flags.from, io, flags), baseline);
  await needRegions(
    baseline,
    snapshot.header.regions.map((place) => place.name),
  );
  return judge(snapshot, baseline);
}

/** The one finding whose fingerprint begins so. `place` begins the message when there is none or several, `file` is where it was looked for. */
export function findingOf(result: AuditResult, fingerprint: string, place: string, file: string): Finding {
  const found = result.findings.filter((finding) => finding.fingerprint.startsWith(fingerprint.toLowerCase()));
  const [only, second] = found;
  if (only === undefined) {
    const all = result.findings.length;
    throw new UsageError(place, `none of the ${all} findings of ${file} has a fingerprint that begins so`);
  }
  if (second === undefined) return only;
  const prints = found.slice(0, 5).map((finding) => finding.fingerprint);
  throw new UsageError(place, `${found.length} findings begin so, ${prints.join(', ')}; give more of it`);
}
