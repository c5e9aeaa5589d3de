/** Whether the gaps say what happened, where, and what to do. */
import type { AuditResult } from '../../src/report/report.ts';
import type { Cell } from './cell.ts';
import { GLOBAL } from './feeds.ts';

/** The gaps that do not say what happened, where, and what to do about it. */
export function wrongGaps({ target, kind }: Cell, { gaps }: AuditResult): readonly string[] {
  const remedy = new RegExp(
    kind.told.remedy.source.replace('ACTION', target.action === '*' ? '[a-z0-9-]+:\\w+' : target.action),
  );
  return gaps.flatMap((gap) => {
    const at = `the gap of ${gap.type} in ${gap.region}`;
    const wide = kind.fromThenOn || target.call === '*';
    const wrong: string[] = [];
    if (gap.operation === null) wrong.push(`${at} names no operation: ${gap.detail}`);
    else if (!wide && gap.operation !== target.action) wrong.push(`${at} names ${gap.operation}`);
    if (!kind.fromThenOn && target.region !== '*' && ![target.region, GLOBAL].includes(gap.region))
      wrong.push(`${at} is elsewhere`);
    if (!kind.told.causes.includes(gap.cause)) wrong.push(`${at} is ${gap.cause}: ${gap.detail}`);
    if (!remedy.test(gap.remedy)) wrong.push(`${at} advises: ${gap.remedy} (${gap.detail})`);
    return wrong;
  });
}
