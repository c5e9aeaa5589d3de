/** The rule `dns-failover`: records that are to send traffic elsewhere do not lead to every region, or too slowly. */
import { z } from 'zod';
import type { Alignment } from '../alignment/alignment.ts';
import { fits } from '../common/glob.ts';
import { joined, listIn } from '../common/lists.ts';
import { liveGaps } from '../findings/gaps.ts';
import { type Fault, judge } from '../findings/judge-resources.ts';
import { liveOf, numberOf } from '../findings/live-facts.ts';
import { LIVE_STATE } from '../snapshot/live-state.ts';
import type { JsonObject, Resource } from '../snapshot/snapshot.ts';
import { defineRule } from './rule.ts';

const TYPE = 'AWS::Route53::HostedZone';
type Message = 'one' | 'blind' | 'slow';
type Options = { readonly maxTtl: number; readonly records: readonly string[] };

const leg = (SetIdentifier: string, region: string, more: JsonObject = {}): JsonObject => ({
  Name: 'www.shop.com.',
  Type: 'A',
  SetIdentifier,
  Policy: 'weighted',
  LeadsTo: [region],
  HasHealthCheck: true,
  ...more,
});
const zone = (...Records: readonly JsonObject[]) => [
  {
    type: TYPE,
    name: 'shop.com.',
    logicalId: 'Zone',
    stack: 'app',
    properties: { Name: 'shop.com.', [LIVE_STATE]: { Records } },
  },
];

/** The records of one name and type. */
type Named = { readonly name: string; readonly type: string; readonly legs: readonly JsonObject[] };

function namesOf(resource: Resource): readonly Named[] {
  const { Records } = liveOf(resource);
  const byName = new Map<string, JsonObject[]>();
  for (const record of (Array.isArray(Records) ? Records : []) as readonly JsonObject[])
    listIn(byName, `${String(record.Name)} ${String(record.Type)}`).push(record);
  return [...byName].map(([key, legs]) => {
    const [name = '', type = ''] = key.split(' ');
    return { name, type, legs };
  });
}

/** The audited regions that the name leads to; null where a leg says nothing of its region. */
function regionsOf({ legs }: Named): ReadonlySet<string> | null {
  const found = new Set<string>();
  for (const { LeadsTo, Region } of legs) {
    const own = [...(Array.isArray(LeadsTo) ? LeadsTo : []), ...(typeof Region === 'string' ? [Region] : [])];
    if (own.length === 0) return null;
    for (const region of own) found.add(String(region));
  }
  return found;
}

function* faultsOf(resource: Resource, seen: Alignment, { maxTtl, records }: Options): Iterable<Fault<Message>> {
  for (const named of namesOf(resource)) {
    const isRouted = named.legs.some(({ SetIdentifier }) => SetIdentifier !== undefined);
    const isAsked = records.some((pattern) => fits(pattern, named.name.replace(/\.$/, '')));
    if (!isRouted && !isAsked) continue;
    const record = `${named.name} ${named.type}`;
    const led = regionsOf(named);
    const audited = [...new Set(seen.places.map(({ region }) => region))];
    const reached = led && audited.filter((region) => led.has(region));
    if (reached && reached.length > 0 && reached.length < audited.length && led.size === reached.length)
      yield {
        message: 'one',
        property: `leads of ${record}`,
        value: [...led].sort(),
        data: { record, led: joined([...led].sort()) },
      };
    const blind = isRouted ? named.legs.filter(isBlind) : [];
    if (blind.length > 0) {
      const which = blind.map(({ SetIdentifier }) => String(SetIdentifier)).sort();
      yield { message: 'blind', property: `health of ${record}`, value: which, data: { record, which: joined(which) } };
    }
    const ttl = Math.max(0, ...named.legs.map(({ TTL }) => numberOf(TTL) ?? 0));
    if (ttl > maxTtl)
      yield { message: 'slow', property: `TTL of ${record}`, value: ttl, data: { record, ttl, maxTtl } };
  }
}

/** Nothing tells Route 53 that the leg is ill; the last resort of a failover needs no check. */
function isBlind({ HasHealthCheck, EvaluatesTargetHealth, Failover }: JsonObject): boolean {
  return HasHealthCheck !== true && EvaluatesTargetHealth !== true && Failover !== 'SECONDARY';
}

export default defineRule({
  meta: {
    id: 'dns-failover',
    family: 'readiness',
    severity: 'medium',
    answers: ['REL13-BP04', 'ARC', 'NIST 800-53 CP-10'],
    summary: 'Records that are to send traffic elsewhere do not lead to every region, or not soon enough',
    why: 'A failover goes by its records. Those that lead to one region, that nothing tells of its end, or that are kept for an hour by every resolver, lead nobody away.',
    fix: 'Add the record of the other region, a health check (or EvaluateTargetHealth) to each, and a TTL of a minute.',
    cannotSee:
      'Records with plain addresses or names of your own do not tell their region, and are left alone. Zones of other accounts and providers.',
    types: [TYPE],
    messages: {
      one: '{record} of {counterpart} leads to {led} only, seen from {regions}',
      blind: '{record} of {counterpart} has no health check on {which}, seen from {regions}',
      slow: '{record} of {counterpart} is kept for {ttl} s, seen from {regions}; {maxTtl} s are allowed',
    },
    examples: [
      {
        name: 'Both weights lead to the first region',
        regions: { 'us-east-1': zone(leg('a', 'us-east-1'), leg('b', 'us-east-1')), 'eu-central-1': [] },
        reports: ['one'],
      },
      {
        name: 'Nothing looks after one of them, and both are kept for an hour',
        regions: {
          'us-east-1': zone(leg('a', 'us-east-1', { TTL: 3600 }), leg('b', 'eu-central-1', { HasHealthCheck: false })),
          'eu-central-1': [],
        },
        reports: ['slow', 'blind'],
      },
      {
        name: 'A plain record is asked to lead to both',
        regions: {
          'us-east-1': zone({
            Name: 'api.shop.com.',
            Type: 'CNAME',
            Policy: 'simple',
            LeadsTo: ['us-east-1'],
            TTL: 60,
          }),
          'eu-central-1': [],
        },
        baseline: 'rules: {dns-failover: {options: {records: [api.shop.com]}}}',
        reports: ['one'],
      },
      {
        name: 'One for each region, looked after',
        regions: {
          'us-east-1': zone(leg('a', 'us-east-1', { TTL: 60 }), leg('b', 'eu-central-1')),
          'eu-central-1': [],
        },
        reports: [],
      },
    ],
  },
  options: z.strictObject({
    maxTtl: z.number().int().positive().default(300).describe('How long resolvers may keep such a record, in seconds.'),
    records: z
      .array(z.string())
      .default([])
      .describe('Plain records that must lead to every region too; patterns on the name (* and ?).'),
  }),
  check: (seen, options) => judge<Message>(seen, [TYPE], (resource) => faultsOf(resource, seen, options)),
  gaps: (seen) => liveGaps(seen, [TYPE], [LIVE_STATE]),
});
