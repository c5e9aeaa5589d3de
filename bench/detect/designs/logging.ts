/** Designs of trails and logs. */
import type { Design } from '../design.ts';
import * as kit from './kit.ts';

const { att, ref, resource, sub } = kit;
const TRAIL = { Service: 'cloudtrail.amazonaws.com' };
const COVERED = 'rules: {trail-coverage: {options: {required: true}}}';

const trailKey = resource('AWS::KMS::Key', {
  Description: 'Encrypts the trail',
  EnableKeyRotation: true,
  KeyPolicy: kit.policy(
    kit.allowed('kms:*', '*', { Principal: { AWS: sub('arn:aws:iam::${AWS::AccountId}:root') } }),
    kit.allowed('kms:GenerateDataKey*', '*', {
      Principal: TRAIL,
      Condition: {
        StringLike: {
          'kms:EncryptionContext:aws:cloudtrail:arn': sub('arn:aws:cloudtrail:*:${AWS::AccountId}:trail/*'),
        },
      },
    }),
  ),
});

/** The logging of a landing zone: a trail in each region, its bucket, the bucket's own log, its key, its log group. */
export const landingZone: Design = {
  name: 'landing-zone',
  regions: ['us-east-1', 'eu-central-1'],
  stackPrefixes: ['lz-logging'],
  baseline: `${COVERED}\n`,
  stacks: ({ region }) => [
    {
      name: `lz-logging-${region}`,
      template: kit.template({
        Key: trailKey,
        KeyAlias: kit.alias('alias/lz/trail', 'Key'),
        AccessLogs: kit.store({ OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } }),
        AccessLogsPolicy: kit.bucketPolicy(
          'AccessLogs',
          kit.tlsOnly('AccessLogs'),
          kit.allowed('s3:PutObject', sub('${AccessLogs.Arn}/*'), {
            Principal: { Service: 'logging.s3.amazonaws.com' },
          }),
        ),
        TrailBucket: kit.store({
          ...kit.encryptedWith('Key'),
          BucketName: sub('lz-trail-${AWS::AccountId}-${AWS::Region}'),
          VersioningConfiguration: { Status: 'Enabled' },
          LoggingConfiguration: { DestinationBucketName: ref('AccessLogs'), LogFilePrefix: 'trail/' },
        }),
        TrailBucketPolicy: kit.trailBucketPolicy('TrailBucket', 'lz-trail-${AWS::Region}'),
        Group: resource('AWS::Logs::LogGroup', { RetentionInDays: 365 }),
        Writer: kit.role('cloudtrail.amazonaws.com', {
          Policies: [
            kit.inline('write', kit.allowed(['logs:CreateLogStream', 'logs:PutLogEvents'], att('Group', 'Arn'))),
          ],
        }),
        Trail: kit.trail('lz-trail-${AWS::Region}', 'TrailBucket', {
          KMSKeyId: att('Key', 'Arn'),
          CloudWatchLogsLogGroupArn: att('Group', 'Arn'),
          CloudWatchLogsRoleArn: att('Writer', 'Arn'),
          S3KeyPrefix: 'organisation',
          Tags: kit.tags({ owner: 'security' }),
        }),
      }),
    },
  ],
};

const selectors = [
  {
    ReadWriteType: 'All',
    IncludeManagementEvents: true,
    DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }],
  },
];
const advanced = [
  { Name: 'Management', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
  {
    Name: 'Writes to objects',
    FieldSelectors: [
      { Field: 'eventCategory', Equals: ['Data'] },
      { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
      { Field: 'readOnly', Equals: ['false'] },
    ],
  },
];

/** Two trails with selectors of their own in each of three regions. */
export const eventSelectors: Design = {
  name: 'event-selectors',
  regions: ['us-east-1', 'us-west-2', 'eu-north-1'],
  stackPrefixes: ['audit'],
  stacks: () => [
    {
      name: 'audit',
      template: kit.template({
        Store: kit.store(),
        StorePolicy: kit.trailBucketPolicy('Store', '*'),
        Basic: kit.trail('audit-basic', 'Store', { EventSelectors: selectors }),
        Advanced: kit.trail('audit-advanced', 'Store', { AdvancedEventSelectors: advanced, S3KeyPrefix: 'advanced' }),
        Topic: resource('AWS::SNS::Topic', { TopicName: sub('audit-${AWS::Region}') }),
      }),
    },
  ],
};

const homeTrail = kit.template({
  Trail: kit.trail('guard', 'TrailBucket', { IsMultiRegionTrail: true, IncludeGlobalServiceEvents: true }),
  TrailBucket: kit.store(),
  TrailBucketPolicy: kit.trailBucketPolicy('TrailBucket', 'guard'),
});

/** One multi-region trail at home in the first region, and declared so; both regions have all the rest. */
export const oneTrailForAll: Design = {
  name: 'one-trail-for-all',
  regions: ['us-east-1', 'eu-west-2'],
  stackPrefixes: ['guard'],
  baseline: `${COVERED}
asymmetry: [{stack: guard-trail, only: [us-east-1], reason: the trail is at home there}]
`,
  stacks: ({ index }) => [
    {
      name: 'guard',
      template: kit.template({
        Alerts: resource('AWS::SNS::Topic'),
        Findings: kit.store({ BucketName: sub('guard-findings-${AWS::AccountId}-${AWS::Region}') }),
        FindingsPolicy: kit.bucketPolicy('Findings', kit.tlsOnly('Findings')),
      }),
    },
    ...(index === 0 ? [{ name: 'guard-trail', template: homeTrail }] : []),
  ],
};

export const loggingDesigns = [landingZone, eventSelectors, oneTrailForAll];
