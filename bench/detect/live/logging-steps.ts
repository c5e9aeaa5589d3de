/** Changes by SDK calls to trails and logs. */
import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as kms from '@aws-sdk/client-kms';
import * as s3 from '@aws-sdk/client-s3';
import { drifts, finds, type Place, type Step, send } from './step.ts';

const TRAIL = 'AWS::CloudTrail::Trail';
const BUCKET = 'AWS::S3::Bucket';

const trail = (kind: string, command: (Name: string) => unknown, wanted: Step['finds']): Step => ({
  kind,
  type: TRAIL,
  counterpart: 'Trail',
  run: (place: Place) => send(cloudtrail.CloudTrailClient, place, command(place.resource.id)),
  finds: wanted,
});
const bucket = (
  kind: string,
  counterpart: string,
  command: (Bucket: string) => unknown,
  wanted: Step['finds'],
): Step => ({
  kind,
  type: BUCKET,
  counterpart,
  run: (place: Place) => send(s3.S3Client, place, command(place.resource.id)),
  finds: wanted,
});
const OPEN = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' };
const uncovered = finds('trail-coverage', '', { counterpart: 'trail' });

export const loggingSteps: readonly Step[] = [
  {
    kind: 'schedule its deletion',
    type: 'AWS::KMS::Key',
    counterpart: 'Key',
    run: (place) => send(kms.KMSClient, place, new kms.ScheduleKeyDeletionCommand({ KeyId: place.resource.id })),
    finds: [...drifts('KeyState'), finds('customer-key', 'KeyState')],
  },
  bucket(
    'suspend versions',
    'TrailBucket',
    (Bucket) => new s3.PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Suspended' } }),
    drifts('VersioningConfiguration.Status'),
  ),
  bucket(
    'remove encryption',
    'TrailBucket',
    (Bucket) => new s3.DeleteBucketEncryptionCommand({ Bucket }),
    drifts('BucketEncryption.ServerSideEncryptionConfiguration'),
  ),
  bucket(
    'another policy',
    'AccessLogs',
    (Bucket) =>
      new s3.PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement: [OPEN] }) }),
    drifts('BucketPolicy'),
  ),
  bucket('open it', 'AccessLogs', (Bucket) => new s3.DeletePublicAccessBlockCommand({ Bucket }), [
    ...drifts(
      'PublicAccessBlockConfiguration.BlockPublicAcls',
      'PublicAccessBlockConfiguration.BlockPublicPolicy',
      'PublicAccessBlockConfiguration.IgnorePublicAcls',
      'PublicAccessBlockConfiguration.RestrictPublicBuckets',
    ),
    finds('public-bucket', 'BucketPolicy'),
  ]),
  bucket(
    'add a rule of its life',
    'AccessLogs',
    (Bucket) =>
      new s3.PutBucketLifecycleConfigurationCommand({
        Bucket,
        LifecycleConfiguration: { Rules: [{ Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 30 } }] },
      }),
    drifts('LifecycleConfiguration.Rules'),
  ),
  trail(
    'flip it',
    (Name) => new cloudtrail.UpdateTrailCommand({ Name, EnableLogFileValidation: false }),
    drifts('EnableLogFileValidation'),
  ),
  trail('take it out', (Name) => new cloudtrail.UpdateTrailCommand({ Name, S3KeyPrefix: '' }), drifts('S3KeyPrefix')),
  trail(
    'select other events',
    (TrailName) =>
      new cloudtrail.PutEventSelectorsCommand({
        TrailName,
        EventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }],
      }),
    [...drifts('EventSelectors'), uncovered],
  ),
  trail('stop the trail', (Name) => new cloudtrail.StopLoggingCommand({ Name }), [
    ...drifts('IsLogging'),
    finds('trail-coverage', 'IsLogging'),
  ]),
  trail('delete it', (Name) => new cloudtrail.DeleteTrailCommand({ Name }), [finds('missing-resource')]),
];
