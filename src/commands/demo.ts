/** The command demo. */
import { emptyBaseline } from '../baseline/empty-baseline.ts';
import { packageFile } from '../common/package-file.ts';
import type { Io } from './io.ts';
import type { ReportFlags } from './options.ts';
import { prepareReports, writeReports } from './reports.ts';
import { readSnapshotFiles } from './snapshots.ts';
import { judge } from './stages.ts';

export type DemoFlags = ReportFlags & { readonly exitCode?: true };

const WORLD = 'fixtures/worlds/nine-versus-four/snapshot.jsonl';

/**
 * The failure that this tool was made for, from a snapshot in the package: no account, no network. Exits 0, so that trying
 * it out fails no script; what a gate would have done is said, and done with --exit-code.
 */
export async function demo(flags: DemoFlags, io: Io): Promise<number> {
  const reports = await prepareReports(flags, io);
  const snapshot = await readSnapshotFiles([packageFile(WORLD)]);
  const result = judge(snapshot, emptyBaseline());
  io.stderr.write('One design, deployed to us-east-1 and eu-central-1; every tool in the pipeline was green.\n\n');
  await writeReports(result, reports, flags, io);
  io.stderr.write(
    [
      '',
      `A gate would exit ${result.exitCode} here. On your own account, read-only:`,
      '  infra-parity check --regions us-east-1,eu-central-1',
      'The permissions it needs: infra-parity iam-policy',
      '',
    ].join('\n'),
  );
  return flags.exitCode ? result.exitCode : 0;
}
