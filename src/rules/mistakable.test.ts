import { describe, expect, it } from 'vitest';
import type { ExampleResource } from './rule.ts';
import { alignmentOf } from './testing.ts';

const ACCOUNT = '111122223333';
const [US, EU] = ['us-east-1', 'eu-central-1'] as const;
const QUEUE = 'AWS::SQS::Queue';

/** What is not the same between two regions: what one lacks, and which properties differ. */
function apart(us: readonly ExampleResource[], eu: readonly ExampleResource[]): readonly string[] {
  return alignmentOf({ regions: { [US]: us, [EU]: eu } }).rows.flatMap((row) => [
    ...[...row.cells].flatMap(([region, { state }]) => (state === 'present' ? [] : [`${region} ${state}`])),
    ...row.comparisons.map(({ property, verdict }) => `${property} ${verdict}`),
  ]);
}

describe('names that differ in case alone', () => {
  const queues = (region: string, led: string): readonly ExampleResource[] => [
    ...['Orders', 'orders'].map((name) => ({ type: QUEUE, name })),
    { type: QUEUE, name: 'reader', properties: { From: `arn:aws:sqs:${region}:${ACCOUNT}:${led}` } },
  ];
  const instance = (group: string): readonly ExampleResource[] => [
    { type: 'AWS::RDS::DBInstance', name: 'db', properties: { DBSubnetGroupName: group } },
    { type: 'AWS::RDS::DBSubnetGroup', name: 'private' },
  ];
  it('are two queues', () => {
    expect(apart(queues(US, 'Orders'), queues(EU, 'orders'))).toEqual(['From different']);
    expect(apart(queues(US, 'Orders'), queues(EU, 'Orders'))).toEqual([]);
  });
  it('are nobody where only the other is there', () => {
    const [, ...us] = queues(US, 'orders');
    const [, ...eu] = queues(EU, 'ORDERS');
    expect(apart(us, eu)).toEqual(['From different']);
  });
  it('are one to RDS, which keeps them in lower case', () => {
    expect(apart(instance('private'), instance('Private'))).toEqual([]);
    expect(apart(instance('private'), instance('public'))).toEqual(['DBSubnetGroupName different']);
  });
});
