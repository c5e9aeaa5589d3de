import { expect, it } from 'vitest';
import type { Json } from '../collectors/snapshot.ts';
import type { ExampleResource } from './rule.ts';
import { judgedBy } from './testing.ts';

const [US, EU] = ['us-east-1', 'eu-central-1'];

/** A bucket of each region, and a trail that writes into one of them. */
const region = (place: string, S3BucketName: string, more: Record<string, Json> = {}): readonly ExampleResource[] => [
  { type: 'AWS::S3::Bucket', name: `logs-${place}`, logicalId: 'Logs', stack: 'app' },
  { type: 'AWS::S3::Bucket', name: `other-${place}`, logicalId: 'Other', stack: 'app' },
  {
    type: 'AWS::CloudTrail::Trail',
    name: `trail-${place}`,
    logicalId: 'Trail',
    stack: 'app',
    properties: { S3BucketName, ...more },
  },
];
const said = (eu: readonly ExampleResource[]) => {
  const regions = { [US]: region(US, `logs-${US}`), [EU]: eu };
  return ['property-drift', 'region-isolation'].flatMap((id) =>
    judgedBy(id, { regions }).findings.map((one) => `${one.rule} ${one.property} ${one.regions.join()}`),
  );
};

it('one that leads to the counterpart in its own region differs in nothing', () => {
  expect(said(region(EU, `logs-${EU}`))).toEqual([]);
});

it('one that leads to the right thing of another region leads out of its region, and that is all', () => {
  expect(said(region(EU, `logs-${US}`))).toEqual([`region-isolation S3BucketName ${EU}`]);
});

it('one that leads to another thing of another region also differs', () => {
  expect(said(region(EU, `other-${US}`))).toEqual([
    `property-drift S3BucketName ${US},${EU}`,
    `region-isolation S3BucketName ${EU}`,
  ]);
});

it('what differs beside it is said', () => {
  expect(said(region(EU, `logs-${US}`, { S3KeyPrefix: 'x' }))).toEqual([
    `property-drift S3KeyPrefix ${US},${EU}`,
    `region-isolation S3BucketName ${EU}`,
  ]);
});
