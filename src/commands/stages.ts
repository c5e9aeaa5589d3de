/** The order of the stages: snapshot, alignment, results, report. */
import { align } from '../alignment/align.ts';
import type { Baseline } from '../baseline/baseline.ts';
import { withGenericTypes } from '../collectors/generic/declarations.ts';
import { collectors } from '../collectors/index.ts';
import { assemble } from '../report/assemble.ts';
import type { AuditResult } from '../report/report.ts';
import { evaluate } from '../rules/evaluate.ts';
import type { Gap, Observation, RegionStatus, Snapshot } from '../snapshot/snapshot.ts';

/**
 * The order of the stages, and the only file that knows it: AWS → snapshot → alignment → results of the rules → report.
 * Each stage is a function of the one before.
 */

export { take } from './take.ts';

/** Lines the regions up, asks the rules, and sums up. Pure: the same snapshot and baseline give the same result. */
export function judge(snapshot: Snapshot, baseline: Baseline): AuditResult {
  const alignment = align(snapshot, baseline, withGenericTypes(collectors, snapshot));
  return assemble(alignment, evaluate(alignment));
}

/**
 * The snapshot with the regions that the baseline declares and nobody collected: a lost file of one region must not make
 * the others a parity. They are unknown, for every type that was seen anywhere.
 */
export function withDeclaredRegions(snapshot: Snapshot, baseline: Baseline): Snapshot {
  const { header, observations } = snapshot;
  const known = new Set(header.regions.flatMap((place) => [place.name, place.region]));
  const absent = (baseline.regions ?? []).filter((region) => !known.has(region));
  if (absent.length === 0) return snapshot;
  const types = [...new Set(observations.map((one) => one.type))];
  const { account, partition } = header.caller;
  const places = absent.map((name): RegionStatus => {
    const [owner, region] = name.includes('/') ? name.split('/') : [account, name];
    return { name, region: region ?? name, account: owner ?? account, partition, state: 'unreachable' };
  });
  const unseen = absent.flatMap((region) =>
    types.map((type): Observation => ({ region, type, state: 'unknown', gaps: [notCollected(region, type)] })),
  );
  return {
    ...snapshot,
    header: { ...header, regions: [...header.regions, ...places] },
    observations: [...observations, ...unseen],
  };
}

function notCollected(region: string, type: string): Gap {
  return {
    region,
    type,
    cause: 'failed',
    operation: null,
    detail: 'the baseline declares the region and no snapshot holds it',
    remedy: `Collect it (infra-parity collect --regions ${region}) and give its snapshot with --from too.`,
  };
}
