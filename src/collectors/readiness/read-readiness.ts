/** Reads what a failover would need and no resource tells: the quotas of the services in use, and what the places offer. */
import type { Gap, JsonObject, Observation, Resource } from '../../snapshot/snapshot.ts';
import { gapOf } from '../aws/errors.ts';
import type { CollectorContext, IamAction } from '../collector.ts';
import {
  CLASS_OFFERING,
  type DatabaseClass,
  OFFERING,
  OFFERING_ACTIONS,
  zonesOfClass,
  zonesOfTypes,
} from './offerings.ts';
import { QUOTA_ACTIONS, QUOTAS, quotasOf } from './quotas.ts';
import { serviceCodes } from './service-codes.ts';

/** What it calls, and what is not known without it. */
export const READINESS_ACTIONS: readonly { readonly action: IamAction; readonly lost: string }[] = [
  ...QUOTA_ACTIONS.map((action) => ({ action, lost: '--readiness: the quotas of the services in use' })),
  ...OFFERING_ACTIONS.map((action) => ({ action, lost: '--readiness: what another region does not offer' })),
];

export type Readiness = { readonly resources: readonly Resource[]; readonly observations: readonly Observation[] };
export const NO_READINESS: Readiness = { resources: [], observations: [] };

/** What was read of one resource: its type and its properties, whatever place it is in. */
export type Used = { readonly type: string; readonly properties: JsonObject };

type Place = { readonly region: string; readonly ctx: CollectorContext; readonly principal: string };
type Facts = { readonly type: string; readonly id: string; readonly properties: JsonObject };

/** Reads all places at once; what fails costs its own kind in its own place. */
export async function readReadiness(places: readonly Place[], used: readonly Used[]): Promise<Readiness> {
  const codes = serviceCodes(used.map(({ type }) => type));
  const { types, classes } = namesIn(used);
  const read = await Promise.all(
    places.flatMap((place) => [
      kind(place, QUOTAS, async ({ ctx }) =>
        Promise.all(codes.map(async (id) => ({ type: QUOTAS, id, properties: { Quotas: await quotasOf(ctx, id) } }))),
      ),
      kind(place, OFFERING, async ({ ctx }) =>
        types.length === 0
          ? []
          : [...(await zonesOfTypes(ctx, types))].map(([id, Zones]) => ({ type: OFFERING, id, properties: { Zones } })),
      ),
      kind(place, CLASS_OFFERING, async ({ ctx }) =>
        Promise.all(
          classes.map(async (one) => ({
            type: CLASS_OFFERING,
            id: `${one.Engine} ${one.DBInstanceClass}`,
            properties: { ...one, Zones: await zonesOfClass(ctx, one) },
          })),
        ),
      ),
    ]),
  );
  return { resources: read.flatMap((one) => one.resources), observations: read.flatMap((one) => one.observations) };
}

async function kind(place: Place, type: string, read: (place: Place) => Promise<readonly Facts[]>): Promise<Readiness> {
  const { region, principal } = place;
  const observed = (gaps: readonly Gap[]): Observation => ({
    region,
    type,
    state: gaps.length > 0 ? 'unknown' : 'observed',
    gaps,
  });
  try {
    const resources = (await read(place)).map((facts) => asContext(facts, region));
    return { resources, observations: [observed([])] };
  } catch (error) {
    return { resources: [], observations: [observed([gapOf(error, { region, type, principal })])] };
  }
}

/** It is no resource of the design: it is kept beside those, and counts nowhere. */
function asContext({ type, id, properties }: Facts, region: string): Resource {
  return {
    type,
    stack: null,
    logicalId: null,
    name: id,
    selected: false,
    evidence: [],
    properties,
    unread: {},
    tags: {},
    region,
    id,
    arn: null,
  };
}

/** The instance types and the classes that any of the places uses. */
function namesIn(used: readonly Used[]): {
  readonly types: readonly string[];
  readonly classes: readonly DatabaseClass[];
} {
  const types = new Set<string>();
  const classes = new Map<string, DatabaseClass>();
  const add = (name: unknown) => {
    if (typeof name === 'string' && /^[a-z0-9-]+\.[a-z0-9-]+$/.test(name)) types.add(name);
  };
  for (const { properties } of used) {
    const { Engine, DBInstanceClass, InstanceType, InstanceTypes, LaunchTemplateData } = properties;
    add(InstanceType);
    add((LaunchTemplateData as JsonObject | undefined)?.InstanceType);
    for (const one of Array.isArray(InstanceTypes) ? InstanceTypes : []) add(one);
    if (typeof Engine === 'string' && typeof DBInstanceClass === 'string')
      classes.set(`${Engine} ${DBInstanceClass}`, { Engine, DBInstanceClass });
  }
  return { types: [...types].sort(), classes: [...classes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one) };
}
