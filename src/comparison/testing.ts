/** What the tests of the comparison share: a policy, or any property, of one resource in each region, and what comes of it. */
import { align } from '../alignment/align.ts';
import type { Alignment, Row } from '../alignment/alignment.ts';
import { collectors } from '../collectors/index.ts';
import { snapshotOf } from '../findings/example.ts';
import { baselineOf, resource, type Terse } from '../findings/testing.ts';
import type { Gap, Json, JsonObject, Snapshot } from '../snapshot/snapshot.ts';

export const ACCOUNT = '111122223333';
export const [US, EU, AP] = ['us-east-1', 'eu-central-1', 'ap-southeast-2'] as const;

/** A place's own part of a world. */
export type Here = { readonly value: Json; readonly beside?: readonly Terse[] };

export type Asked = {
  readonly type?: string;
  readonly property?: string;
  readonly baseline?: string;
  readonly gaps?: readonly Gap[];
  /** A type that no place has an observation of: the snapshot is older than its collector. */
  readonly unlisted?: string;
  /** Other properties of the resource of a region. */
  readonly also?: (region: string) => JsonObject;
};

/** The world in which one resource of each region has the value. */
export function worldOf(
  values: { readonly [region: string]: Here },
  {
    type = 'AWS::IAM::ManagedPolicy',
    property = 'PolicyDocument',
    baseline,
    gaps = [],
    unlisted,
    also = () => ({}),
  }: Asked = {},
): Alignment {
  const regions = Object.keys(values);
  const empty = snapshotOf({ regions: Object.fromEntries(regions.map((region) => [region, []])) }, [
    ...collectors.map((one) => one.type),
  ]);
  const subjects = regions.map((region) =>
    resource({
      ...{ type, region, id: `subject-${region}`, name: `subject-${region}`, stack: 'subject', logicalId: 'Subject' },
      properties: { ...also(region), [property]: values[region]?.value ?? null },
    }),
  );
  const beside = regions.flatMap((region) => (values[region]?.beside ?? []).map(resource));
  const snapshot: Snapshot = {
    ...empty,
    resources: [...subjects, ...beside],
    observations: empty.observations
      .filter((one) => one.type !== unlisted)
      .map((one) => {
        const own = gaps.filter((gap) => gap.region === one.region && gap.type === one.type);
        return own.length > 0 ? { ...one, state: 'unknown', gaps: own } : one;
      }),
  };
  return align(snapshot, baselineOf(baseline), collectors);
}

/** The row of the resource that has the value. */
export function subjectOf(seen: Alignment): Row | undefined {
  return seen.rows.find(({ cells }) =>
    [...cells.values()].some((cell) => cell.state === 'present' && cell.resource.logicalId === 'Subject'),
  );
}

/** What of the subject is not the same: `PolicyDocument different`, `PolicyDocument unknown`. */
export function apart(values: { readonly [region: string]: Here }, asked: Asked = {}): readonly string[] {
  const row = subjectOf(worldOf(values, asked));
  return (row?.comparisons ?? ['the subject is not one row']).map((one) =>
    typeof one === 'string' ? one : `${one.verdict}${one.severity === 'low' ? ', low' : ''}`,
  );
}

/** A policy with one statement. */
export function allowing(...resources: readonly string[]): Json {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'x:*', Resource: resources }] };
}

/** What a stack made, known by its row alone. */
export function row(type: string, region: string, logicalId: string, id: string, stack = 'shop'): Terse {
  return { type, region, id, name: id, stack, logicalId, properties: null, tags: null, evidence: ['stack'] };
}

/** A draw of letters and digits by which CloudFormation ends names today. */
export const TAILS = ['oglb6MR7K6Er', 'Qx2rT8vLw0Zp', '1QK5B0VJ9ZT3X', 'kdwwxmddtr2g'] as const;
