/** A unit of a work list, as `collect` reads it. */
import type { Baseline } from '../baseline/baseline.ts';
import { checkPlaces } from '../baseline/check-places.ts';
import { type DeclaredPlace, Places } from '../baseline/place-schema.ts';
import { UsageError } from '../common/usage-error.ts';
import { parseUnit, type Unit } from '../snapshot/work-list.ts';
import type { AccessFlags } from './options.ts';

/** The unit that `--unit` gives: its line of the work list. */
export function unitOf(text: string): Unit {
  return parseUnit(text, '--unit');
}

/** The baseline with the places of the unit in the place of its own. */
export function withUnit(baseline: Baseline, unit: Unit, flags: AccessFlags): Baseline {
  const { regions: _, ...rest } = baseline;
  const { externalIdFrom } = unit;
  const places = unit.places.map(
    ({ name, region, account, roleArn }) =>
      [
        name,
        {
          region,
          account,
          ...(roleArn !== undefined && { roleArn }),
          ...(roleArn !== undefined && externalIdFrom !== undefined && { externalIdFrom }),
        },
      ] as const,
  );
  const made = Object.fromEntries(places);
  if (Object.keys(made).length < places.length) throw new UsageError('--unit', 'names a place twice');
  needPlaces(made);
  if (flags.roleArn !== undefined) throw new UsageError('--role-arn', 'the unit says which role reads it');
  return { ...rest, places: made };
}

/** A work list may come from elsewhere, and a region becomes part of a host's name: held to what a baseline may declare. */
function needPlaces(places: Record<string, DeclaredPlace>): void {
  const [issue] = Places.safeParse(places).error?.issues ?? [];
  const [odd] = checkPlaces({ places });
  const problem = issue?.message ?? odd?.problem;
  if (problem !== undefined) throw new UsageError(`--unit ${(issue ?? odd)?.path.map(String).join('.')}`, problem);
}

/** `run/{unit}.jsonl.gz` with the unit's name. */
export function inUnit(file: string, unit: Unit | null): string {
  return unit === null ? file : file.replaceAll('{unit}', unit.unit);
}
