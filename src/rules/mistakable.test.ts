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

describe('the account that writes the logs of load balancers', () => {
  const bucket = (account: string, name = 'logs'): readonly ExampleResource[] => [
    {
      type: 'AWS::S3::Bucket',
      name: 'logs',
      properties: { BucketPolicy: { Statement: allowed(account, name) } },
    },
  ];
  const allowed = (account: string, name: string) => [
    { Effect: 'Allow', Action: 's3:PutObject', Principal: { AWS: account }, Resource: `arn:aws:s3:::${name}/*` },
  ];
  const [ofUs, ofEu] = ['arn:aws:iam::127311923021:root', 'arn:aws:iam::054676820928:root'] as const;
  it("is each region's own", () => {
    expect(apart(bucket(ofUs), bucket(ofEu))).toEqual([]);
    expect(apart(bucket(ofUs), bucket('054676820928'))).toEqual([]);
  });
  it("delivers nothing where it is another region's", () => {
    expect(apart(bucket(ofUs), bucket(ofUs))).toEqual(['BucketPolicy different']);
    expect(apart(bucket(ofUs, `logs-${US}`), bucket(ofUs, `logs-${EU}`))).toEqual(['BucketPolicy different']);
  });
  it('may be that of a region outside of the audit', () => {
    expect(apart(bucket('033677994240'), bucket('033677994240'))).toEqual([]);
    expect(apart(bucket('033677994240'), bucket(ofEu))).toEqual(['BucketPolicy different']);
  });
});
