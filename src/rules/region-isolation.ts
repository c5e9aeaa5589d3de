/** The rule `region-isolation`: a resource points into another region. */
import { z } from 'zod';
import type { Alignment, Crossing, Row } from '../alignment/alignment.ts';
import { collectors } from '../collectors/index.ts';
import { fits } from '../common/glob.ts';
import { joined, listIn } from '../common/lists.ts';
import { endpointCrossings } from '../findings/endpoint-crossings.ts';
import { allGaps } from '../findings/gaps.ts';
import { defineRule } from './rule.ts';

const queue = (source: string) => [
  {
    type: 'AWS::S3::Bucket',
    name: 'events',
    logicalId: 'Events',
    stack: 'app',
    properties: { NotificationConfiguration: { QueueConfigurations: [{ Queue: source }] } },
  },
];
const HERE = 'arn:aws:sqs:us-east-1:111122223333:events';
const THERE = 'arn:aws:sqs:eu-central-1:111122223333:events';

const trust = (...regions: readonly string[]) => [
  {
    type: 'AWS::SQS::Queue',
    name: 'copies',
    logicalId: 'Copies',
    stack: 'app',
    properties: {
      Policy: {
        Version: '2012-10-17',
        Statement: regions.map((region) => ({
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: '*',
          Condition: { ArnEquals: { 'aws:SourceArn': `arn:aws:sns:${region}:111122223333:copies` } },
        })),
      },
    },
  },
];

const image = (region: string) => [
  {
    type: 'AWS::ECS::TaskDefinition',
    name: 'web',
    logicalId: 'Task',
    stack: 'app',
    properties: {
      ContainerDefinitions: [{ Name: 'web', Image: `111122223333.dkr.ecr.${region}.amazonaws.com/web:7` }],
    },
  },
];

const byType = new Map(collectors.map((one) => [one.type, one]));

/** The crossings of a row by the property that leads out: by reference, and by the name of a host. */
function propertiesOf(row: Row, seen: Alignment): ReadonlyMap<string, readonly Crossing[]> {
  const byProperty = new Map<string, Crossing[]>();
  const collector = byType.get(row.type);
  // What a replica is linked by leads to the other region; that is its business.
  const left = [...(collector?.policies ?? []), ...(collector?.replica?.link ?? [])];
  for (const crossing of [...row.crossings, ...endpointCrossings(row, seen, left)])
    listIn(byProperty, crossing.property).push(crossing);
  return byProperty;
}

export default defineRule({
  meta: {
    id: 'region-isolation',
    family: 'parity',
    severity: 'high',
    answers: ['REL13-BP04', 'ARC', 'NIST 800-53 CP-6', 'NIST 800-53 CP-7'],
    summary: 'A resource points into another region',
    why: 'A region that leans on another one goes down with it, so the second region is no way out. It is also how a copied template shows: the queue, the key or the topic of the first region is still used by the second.',
    fix: 'Point to the counterpart in the same region. Where the dependence is wanted, name it in the option `allow`.',
    cannotSee:
      'A dependence that no property shows: in code, in an environment variable kept as a digest, behind a DNS name of your own. Replication that AWS itself does between regions is not reported, nor what the policy of every region allows of all the others.',
    messages: { crosses: '{property} of {counterpart} leads from {regions} to {targets}' },
    examples: [
      {
        name: 'The second region sends its events to the queue of the first',
        regions: { 'us-east-1': queue(HERE), 'eu-central-1': queue(HERE) },
        reports: ['crosses'],
      },
      {
        name: 'The second region pulls its image from the registry of the first',
        regions: { 'us-east-1': image('us-east-1'), 'eu-central-1': image('us-east-1') },
        reports: ['crosses'],
      },
      {
        name: 'Each region has a registry of its own',
        regions: { 'us-east-1': image('us-east-1'), 'eu-central-1': image('eu-central-1') },
        reports: [],
      },
      {
        name: 'Each region has a queue of its own',
        regions: { 'us-east-1': queue(HERE), 'eu-central-1': queue(THERE) },
        reports: [],
      },
      {
        name: 'Each region may be written to by the other',
        regions: { 'us-east-1': trust('eu-central-1'), 'eu-central-1': trust('us-east-1') },
        reports: [],
      },
      {
        name: 'The second region still trusts the topic of the first',
        regions: { 'us-east-1': trust('us-east-1'), 'eu-central-1': trust('us-east-1') },
        reports: ['crosses'],
      },
      {
        name: 'One queue for all, by design',
        regions: { 'us-east-1': queue(HERE), 'eu-central-1': queue(HERE) },
        baseline: 'rules: {region-isolation: {options: {allow: [{type: AWS::S3::Bucket, to: us-east-1}]}}}',
        reports: [],
      },
    ],
  },
  options: z.strictObject({
    allow: z
      .array(
        z.strictObject({
          type: z.string().default('*').describe('Resource type; a pattern (* and ?).'),
          counterpart: z.string().default('*').describe('Counterpart; a pattern.'),
          property: z.string().default('*').describe('Property path; a pattern.'),
          to: z.string().default('*').describe('The region that it leads to; a pattern.'),
        }),
      )
      .default([])
      .describe('Crossings that are wanted.'),
  }),
  *check(seen, { allow }) {
    for (const row of seen.rows) {
      const { type, counterpart } = row;
      const isWanted = ({ property, to }: Crossing) =>
        allow.some(
          (one) =>
            fits(one.type, type) &&
            fits(one.counterpart, counterpart) &&
            fits(one.property, property) &&
            fits(one.to, to),
        );
      for (const [property, all] of propertiesOf(row, seen)) {
        const crossings = all.filter((crossing) => !isWanted(crossing));
        if (crossings.length === 0) continue;
        const regions = [...new Set(crossings.map((crossing) => crossing.region))];
        const values = Object.fromEntries(
          regions.map((region) => [
            region,
            joined([...new Set(crossings.filter((one) => one.region === region).map((one) => one.value))].sort()),
          ]),
        );
        const targets = joined([...new Set(crossings.map((crossing) => crossing.to))].sort());
        yield { message: 'crosses', type, counterpart, row, property, regions, values, data: { targets } };
      }
    }
  },
  gaps: (seen) => allGaps(seen).filter((gap) => !gap.properties?.every((property) => property === 'Tags')),
});
