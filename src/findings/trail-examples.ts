/** Examples of trails. */
import type { Json } from '../snapshot/snapshot.ts';
import type { Example, ExampleResource } from './example.ts';

export const TRAIL = 'AWS::CloudTrail::Trail';

const ARN = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/audit';
const MANAGEMENT = [{ ReadWriteType: 'All', IncludeManagementEvents: true }];

const own = (IsLogging: boolean, more: { readonly [name: string]: Json } = {}): ExampleResource => ({
  type: TRAIL,
  name: 'audit',
  logicalId: 'Audit',
  stack: 'app',
  properties: { IsLogging, EventSelectors: MANAGEMENT, ...more },
});
/** A multi-region trail of us-east-1, at home and as it shows in another region. */
const home = {
  ...own(true, { HomeRegion: 'us-east-1', IsMultiRegionTrail: true }),
  arn: ARN,
} satisfies ExampleResource;
const shadow = (IsLogging: boolean): ExampleResource => ({
  type: TRAIL,
  name: 'audit',
  arn: ARN,
  context: true,
  properties: { IsLogging, HomeRegion: 'us-east-1', IsMultiRegionTrail: true },
});
const REQUIRED = 'rules: {trail-coverage: {options: {required: true}}}';
const ONLY_HOME = 'asymmetry: [{type: AWS::CloudTrail::Trail, only: [us-east-1], reason: it covers all regions}]';

export const TRAIL_EXAMPLES: readonly Example[] = [
  {
    name: 'It was stopped in one region',
    regions: { 'us-east-1': [own(true)], 'eu-central-1': [own(false)] },
    reports: ['stopped'],
  },
  {
    name: 'It logs and cannot write to its bucket',
    regions: { 'us-east-1': [own(true)], 'eu-central-1': [own(true, { LatestDeliveryError: 'AccessDenied' })] },
    reports: ['undelivered'],
  },
  {
    name: 'Required, and one region has none',
    regions: { 'us-east-1': [own(true)], 'eu-central-1': [] },
    baseline: REQUIRED,
    reports: ['uncovered'],
  },
  {
    name: 'Required, and the multi-region trail does not log in the second region',
    regions: { 'us-east-1': [home], 'eu-central-1': [shadow(false)] },
    baseline: REQUIRED,
    reports: ['uncovered'],
  },
  {
    name: 'One multi-region trail covers both',
    regions: { 'us-east-1': [home], 'eu-central-1': [shadow(true)] },
    baseline: `${REQUIRED}\n${ONLY_HOME}`,
    reports: [],
  },
  {
    name: 'Each region has one that logs',
    regions: { 'us-east-1': [own(true)], 'eu-central-1': [own(true)] },
    reports: [],
  },
];
