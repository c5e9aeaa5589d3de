/** The rule `instance-offering`: a region does not offer the instance type or class that another one uses. */
import { z } from 'zod';
import type { Alignment } from '../alignment/alignment.ts';
import { joined } from '../common/lists.ts';
import type { Json, Resource } from '../snapshot/snapshot.ts';
import { defineRule, type Violation } from './rule.ts';

const INSTANCES = 'AWS::EC2::InstanceTypeOffering';
const CLASSES = 'AWS::RDS::OrderableDBInstanceOption';
const OFFERINGS = [INSTANCES, CLASSES];
const SUBNET = 'AWS::EC2::Subnet';
type Message = 'none' | 'zones';

const offering = (...Zones: readonly string[]) => [
  { type: INSTANCES, name: 'm7i.large', context: true as const, properties: { Zones } },
];
const subnet = (AvailabilityZone: string) => [
  { type: SUBNET, name: 'a', logicalId: 'SubnetA', stack: 'app', properties: { AvailabilityZone } },
];

/** The zones in which a place offers what is called so; undefined where it was not asked. */
function zonesOf({ properties }: Resource): readonly string[] | undefined {
  const zones = properties?.Zones;
  return Array.isArray(zones) ? (zones as readonly Json[]).map(String) : undefined;
}

function zonesInUse(seen: Alignment, place: string): readonly string[] {
  return seen.present(place, SUBNET).flatMap(({ properties }) => {
    const zone = properties?.AvailabilityZone;
    return typeof zone === 'string' ? [zone] : [];
  });
}

function* check(seen: Alignment): Iterable<Violation<Message>> {
  for (const type of OFFERINGS) {
    const byName = new Map<string, Map<string, readonly string[]>>();
    for (const place of seen.regions) {
      for (const resource of seen.visible(place, type)) {
        const zones = zonesOf(resource);
        if (zones) byName.set(resource.id, (byName.get(resource.id) ?? new Map()).set(place, zones));
      }
    }
    for (const [name, zones] of byName) yield* judged(seen, type, name, zones);
  }
}

function* judged(
  seen: Alignment,
  type: string,
  counterpart: string,
  zones: ReadonlyMap<string, readonly string[]>,
): Iterable<Violation<Message>> {
  const without = [...zones].filter(([, offered]) => offered.length === 0).map(([place]) => place);
  const values = Object.fromEntries([...zones].map(([place, offered]) => [place, [...offered]]));
  const said = { type, counterpart, values };
  if (without.length > 0) yield { ...said, message: 'none', property: 'Zones', regions: without };
  for (const [place, offered] of zones) {
    const used = [...new Set(zonesInUse(seen, place))].sort();
    if (offered.length === 0 || used.length === 0 || used.some((zone) => offered.includes(zone))) continue;
    const data = { offered: joined(offered), used: joined(used) };
    yield { ...said, message: 'zones', property: 'Zones in use', regions: [place], data };
  }
}

export default defineRule({
  meta: {
    id: 'instance-offering',
    family: 'readiness',
    severity: 'high',
    answers: ['REL13-BP04', 'NIST 800-53 CP-7'],
    summary: 'A region does not offer the instance type or class that another one uses',
    why: 'What is not offered cannot be launched there, on the day of the failover as on any other; a template that names it fails.',
    fix: 'Choose a type that all regions offer in the zones that you use, or declare another one for the region.',
    cannotSee:
      'Offerings are read with `--readiness` only, of the types and classes in use. Whether there is capacity left is known when it is asked for.',
    types: OFFERINGS,
    messages: {
      none: '{counterpart} is not offered in {regions}',
      zones: '{counterpart} is offered in {offered} only, and {regions} uses {used}',
    },
    examples: [
      {
        name: 'The second region does not offer it',
        regions: { 'us-east-1': offering('us-east-1a', 'us-east-1b'), 'eu-central-1': offering() },
        reports: ['none'],
      },
      {
        name: 'It is offered in a zone without a subnet only',
        regions: {
          'us-east-1': [...offering('us-east-1a'), ...subnet('us-east-1a')],
          'eu-central-1': [...offering('eu-central-1c'), ...subnet('eu-central-1a')],
        },
        reports: ['zones'],
      },
      {
        name: 'Offered in both, in a zone in use',
        regions: {
          'us-east-1': [...offering('us-east-1a'), ...subnet('us-east-1a')],
          'eu-central-1': [...offering('eu-central-1a', 'eu-central-1b'), ...subnet('eu-central-1b')],
        },
        reports: [],
      },
    ],
  },
  options: z.strictObject({}),
  check,
  gaps: (seen) => seen.snapshot.observations.filter(({ type }) => OFFERINGS.includes(type)).flatMap(({ gaps }) => gaps),
});
