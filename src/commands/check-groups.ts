/** `check` with groups: what was read, judged group by group, and what deviates read a second time. */
import type { Baseline } from '../baseline/baseline.ts';
import type { CollectOptions } from '../collectors/collect-options.ts';
import { regionsOf } from '../report/read-again.ts';
import type { Group, Grouping } from '../snapshot/groups.ts';
import type { Again } from '../snapshot/second-reading.ts';
import { GLOBAL, type Snapshot } from '../snapshot/snapshot.ts';
import { type PatienceFlags, patience } from './confirmation.ts';
import { shelfOf } from './group-reports.ts';
import { judgeGroups } from './grouped.ts';
import type { Io } from './io.ts';
import { take } from './lazy-collect.ts';
import type { AccessFlags, GroupFlags, ReportFlags } from './options.ts';
import type { Reports } from './reports.ts';
import { withPlan } from './roll-up.ts';
import { writeRollUp } from './roll-up-output.ts';

export type CheckGroups = {
  readonly grouping: Grouping;
  readonly baseline: Baseline;
  readonly reports: Reports;
  readonly options: CollectOptions;
  readonly flags: PatienceFlags & GroupFlags & ReportFlags & AccessFlags;
  readonly io: Io;
};

/** Judges every group of what was read; the exit code of the worst. */
export async function checkGroups(
  snapshot: Snapshot,
  { grouping, baseline, reports, options, flags, io }: CheckGroups,
): Promise<number> {
  const source = { path: 'what was read', head: async () => snapshot.header, load: async () => snapshot };
  const shelf = shelfOf(flags.groupReports, reports, flags, io);
  const { outcomes, aside } = await judgeGroups([source], {
    baseline,
    grouping,
    shelf,
    settle: (first, group, tools) =>
      patience(first, tools.judge, options, flags, io, async (only, before, silent) => {
        const places = regionsOf(only, before).map((place) => fullName(group, place));
        return tools.part(await take({ ...silent, only: inRun(only, group), regions: places }));
      }),
  });
  const result = withPlan(outcomes, null, aside);
  await shelf?.finish(result);
  return writeRollUp(result, reports, flags, io);
}

/** What a place of the group is called in the run. */
function fullName({ places }: Group, short: string): string {
  return [...places].find(([, called]) => called === short)?.[0] ?? short;
}

function inRun(only: Again, group: Group): Again {
  return new Map([...only].map(([place, types]) => [place === GLOBAL ? GLOBAL : fullName(group, place), types]));
}
