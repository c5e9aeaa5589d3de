/** The rule `expected-relation`: what the baseline declares to lead to a resource, or to be with it, does not. */
import { z } from 'zod';
import type { Alignment } from '../alignment/alignment.ts';
import { isNamed, regionsFor } from '../alignment/named-resources.ts';
import type { Expectation } from '../baseline/baseline.ts';
import { countFits, describe, inWords, parseCount } from '../baseline/expectation.ts';
import { leavesAt } from '../comparison/leaves-of.ts';
import { apart } from '../findings/distinct-declarations.ts';
import { asDeclared, expectedIn, isSo, listGaps } from '../findings/expected-resources.ts';
import { unique } from '../findings/gaps.ts';
import { type Fault, judge } from '../findings/judge-resources.ts';
import { vpcOf } from '../findings/vpc-of.ts';
import type { Gap, Resource } from '../snapshot/snapshot.ts';
import { defineRule, type Violation } from './rule.ts';

type Message = 'number' | 'elsewhere';
type Related = NonNullable<Expectation['related']>[number];
type Neighbour = NonNullable<Expectation['sameVpcAs']>;
/** What is wrong with one resource, or why that is not known. */
type Judged = { readonly faults: readonly Fault<Message>[]; readonly gaps: readonly Gap[] };

const vpc = (...subnets: readonly string[]) => [
  { type: 'AWS::EC2::VPC', name: 'net', id: 'vpc-1', logicalId: 'Vpc', stack: 'app' },
  ...subnets.map((name) => ({
    type: 'AWS::EC2::Subnet',
    name,
    id: `subnet-${name}`,
    logicalId: `Subnet${name}`,
    stack: 'app',
    properties: { VpcId: name === 'other' ? 'vpc-2' : 'vpc-1' },
  })),
];
const shop = (database: string) => [
  ...vpc('a', 'b', 'other'),
  {
    type: 'AWS::ECS::Service',
    name: 'web',
    logicalId: 'Web',
    stack: 'app',
    properties: { NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['subnet-a', 'subnet-b'] } } },
  },
  {
    type: 'AWS::RDS::DBSubnetGroup',
    name: 'data',
    logicalId: 'Data',
    stack: 'app',
    properties: { SubnetIds: [`subnet-${database}`] },
  },
  {
    type: 'AWS::RDS::DBInstance',
    name: 'orders',
    logicalId: 'Orders',
    stack: 'app',
    properties: { DBSubnetGroupName: 'data' },
  },
];
const SUBNETS = 'expect: [{type: AWS::EC2::VPC, related: [{type: AWS::EC2::Subnet, by: VpcId, count: 2}]}]';
const TOGETHER = 'expect: [{type: AWS::ECS::Service, sameVpcAs: {type: AWS::RDS::DBInstance}}]';

/** How many others lead to a resource, held against the declared number. */
function relatedTo(seen: Alignment, place: string, resource: Resource, related: Related): Judged {
  const { type, by, count, where } = related;
  const ids = [resource.id, resource.arn, resource.name].filter((id) => id !== null);
  const leading = seen
    .kinds(type)
    .flatMap((kind) => seen.visible(place, kind))
    .filter((other) => leavesAt(other.properties, by).some((leaf) => ids.includes(leaf)));
  const sure = leading.filter((other) => isSo(other, where) === true).length;
  const doubts = leading.flatMap((other) => {
    const so = isSo(other, where);
    return typeof so === 'boolean' ? [] : so;
  });
  const unread = seen
    .kinds(type)
    .flatMap((kind) => seen.visible(place, kind))
    .flatMap((other) => byGaps(other, by));
  const gaps = [...seen.gapsOf(place, type).filter((gap) => !gap.properties), ...doubts, ...unread];
  const { max } = parseCount(count);
  if (sure > max || (gaps.length === 0 && !countFits(count, sure))) {
    const value = sure;
    const data = { count: sure, related: subjectOf(related), expected: inWords(parseCount(count)) };
    return { faults: [{ message: 'number', property: `${type} by ${by}`, value, data }], gaps: [] };
  }
  return { faults: [], gaps: countFits(count, sure) && max === Number.POSITIVE_INFINITY ? [] : gaps };
}

function byGaps({ unread }: Resource, by: string): readonly Gap[] {
  const [top = ''] = by.split('.');
  return Object.entries(unread).flatMap(([name, gap]) => (name.split('.')[0] === top ? [gap] : []));
}

function subjectOf({ type, where }: Related): string {
  const wanted = Object.entries(where ?? {}).map(([property, expected]) => `${property} ${describe(expected)}`);
  return [type, ...(wanted.length > 0 ? [`with ${wanted.join(', ')}`] : [])].join(' ');
}

/** Whether a resource is in one VPC with one of the others. */
function inVpcWith(seen: Alignment, place: string, resource: Resource, neighbour: Neighbour): Judged {
  const { type, counterpart } = neighbour;
  const own = vpcOf(seen, place, resource);
  const others = seen
    .kinds(type)
    .flatMap((kind) => seen.visible(place, kind))
    .filter((other) => isNamed(counterpart, other, seen.rowOf(other)))
    .map((other) => vpcOf(seen, place, other));
  if (others.some(({ vpcs }) => [...vpcs].some((one) => own.vpcs.has(one)))) return { faults: [], gaps: [] };
  const gaps = [...own.gaps, ...others.flatMap((other) => other.gaps), ...listGaps(seen, place, neighbour)];
  if (gaps.length > 0) return { faults: [], gaps };
  const value = [...own.vpcs].sort().join(', ');
  const data = { related: counterpart === undefined ? type : `${type} ${counterpart}` };
  return { faults: [{ message: 'elsewhere', property: `VPC of ${type}`, value, data }], gaps: [] };
}

/** Every resource of which a relation is declared, with what is wrong with it. */
function* demands(seen: Alignment) {
  for (const [index, expectation] of (seen.baseline.expect ?? []).entries()) {
    const { related = [], sameVpcAs } = expectation;
    if ((related.length === 0 && !sameVpcAs) || seen.isLeftOut(expectation.type)) continue;
    const regions = regionsFor(seen, expectation);
    const judged = new Map<Resource, Judged[]>();
    for (const place of regions) {
      for (const resource of expectedIn(seen, place, expectation)) {
        const all = related.map((one) => relatedTo(seen, place, resource, one));
        judged.set(resource, sameVpcAs ? [...all, inVpcWith(seen, place, resource, sameVpcAs)] : all);
      }
    }
    yield { index, expectation, regions, judged };
  }
}

function* broken(seen: Alignment): Iterable<Violation<Message>> {
  for (const { index, expectation, regions, judged } of demands(seen)) {
    const { type } = expectation;
    const faults = (resource: Resource) => (judged.get(resource) ?? []).flatMap((one) => one.faults);
    for (const violation of judge<Message>(seen, seen.kinds(type), faults, regions)) {
      yield {
        ...violation,
        ...asDeclared(seen, expectation, ['expect', index]),
      };
    }
  }
}

export default defineRule({
  meta: {
    id: 'expected-relation',
    family: 'baseline',
    severity: 'high',
    answers: ['REL13-BP04'],
    summary: 'What the baseline declares to lead to a resource, or to be in one VPC with it, is not so',
    why: 'Every part may be there and not belong together: a gateway that is attached to no VPC, a service that cannot reach its database.',
    fix: 'Connect what is declared to be connected, or correct `expect` in the baseline.',
    cannotSee:
      'Relations that no property shows. A resource is in the VPC whose subnets it names, itself or through a subnet group; one that names none is unknown.',
    messages: {
      number: '{counterpart} has {count} of {related} in {regions}, and {expected} is declared',
      elsewhere: '{counterpart} shares its VPC with no {related} in {regions}',
    },
    examples: [
      {
        name: 'One of two subnets is missing in the second region',
        regions: { 'us-east-1': vpc('a', 'b'), 'eu-central-1': vpc('a') },
        baseline: SUBNETS,
        reports: ['number'],
      },
      {
        name: 'The database is in another VPC than the service in the second region',
        regions: { 'us-east-1': shop('a'), 'eu-central-1': shop('other') },
        baseline: TOGETHER,
        reports: ['elsewhere'],
      },
      {
        name: 'As declared',
        regions: { 'us-east-1': vpc('a', 'b'), 'eu-central-1': vpc('c', 'd') },
        baseline: SUBNETS,
        reports: [],
      },
      {
        name: 'Together',
        regions: { 'us-east-1': shop('a'), 'eu-central-1': shop('b') },
        baseline: TOGETHER,
        reports: [],
      },
    ],
  },
  options: z.strictObject({}),
  check: (seen) => apart(broken(seen)),
  gaps: (seen) =>
    unique(
      [...demands(seen)].flatMap(({ expectation, regions, judged }) => [
        ...regions.flatMap((place) => listGaps(seen, place, expectation)),
        ...[...judged.values()].flat().flatMap((one) => one.gaps),
      ]),
    ),
});
