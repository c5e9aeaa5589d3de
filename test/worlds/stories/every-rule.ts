/** The world in which every rule has something to say. */
import { CloudTrailClient, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import type { World } from '../../simulator/simulator.ts';
import {
  type Block,
  bucket,
  database,
  fromCidr,
  key,
  securityGroup,
  sub,
  tags,
  tcp,
  template,
  trail,
  trailBucketPolicy,
  vpc,
} from '../designs.ts';
import { withClient } from '../seed.ts';
import type { Story } from '../story.ts';

const US = 'us-east-1';
const EU = 'eu-central-1';
const both = `@ ${US}, ${EU}`;

const queue = (name: string): Block => ({ Type: 'AWS::SQS::Queue', Properties: { QueueName: name } });
const plain = (name: string, more: Block = {}): Block => {
  const made = bucket(name) as { Properties: Block };
  return { ...made, Properties: { ...made.Properties, ...more } };
};
/** Named by the stack, so that nothing but the tag which all share says who it is. */
const worker = (): Block => {
  const made = securityGroup('', 'A worker', []) as { Properties: Block };
  const { GroupName: _, ...rest } = made.Properties;
  return { ...made, Properties: { ...rest, Tags: tags({ Name: 'mess-worker' }) } };
};
const owned = (owner: string, block: Block): Block => {
  const { Properties, ...rest } = block as { Properties: { Tags: readonly Block[] } };
  return { ...rest, Properties: { ...Properties, Tags: [...Properties.Tags, ...tags({ owner })] } };
};

const SHARED: Block = {
  Key: (() => {
    const made = key('mess') as { Properties: Block };
    return { ...made, Properties: { ...made.Properties, EnableKeyRotation: false } };
  })(),
  Database: database({
    DBInstanceIdentifier: sub('mess-${AWS::Region}'),
    StorageEncrypted: false,
    MonitoringInterval: 0,
  }),
  Logs: bucket('mess-logs-${AWS::Region}-${AWS::AccountId}'),
  LogsPolicy: trailBucketPolicy('Logs', 'mess-${AWS::Region}'),
};

/** The region that most things are right in. */
const first: Block = {
  ...SHARED,
  Vpc: owned('payments', vpc('10.0.0.0/16', 'mess')),
  Admin: securityGroup('mess-admin', 'Administration', [tcp(22, fromCidr('10.0.0.0/16'))]),
  WorkerOne: worker(),
  WorkerTwo: worker(),
  Files: plain('mess-files-${AWS::Region}-${AWS::AccountId}'),
  Trail: trail('mess-${AWS::Region}', 'Logs'),
  Jobs: queue('mess-jobs'),
  Photos: bucket('mess-photos-us-east-1-${AWS::AccountId}'),
  PhotosEurope: bucket('mess-photos-eu-central-1-${AWS::AccountId}'),
};

/** The region that somebody mended by hand for a year. */
const second: Block = {
  ...SHARED,
  Vpc: owned('nobody', vpc('10.1.0.0/16', 'mess')),
  Admin: securityGroup('mess-admin', 'Administration', [tcp(22, fromCidr('0.0.0.0/0'))]),
  WorkerThree: worker(),
  Files: plain('mess-files-${AWS::Region}-${AWS::AccountId}', {
    VersioningConfiguration: { Status: 'Suspended' },
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: false,
      BlockPublicPolicy: false,
      IgnorePublicAcls: false,
      RestrictPublicBuckets: false,
    },
  }),
  FilesPolicy: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: { Ref: 'Files' },
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: sub('${Files.Arn}/*') }],
      },
    },
  },
  // Its log goes to the bucket of the other region.
  Trail: {
    ...(trail('mess-${AWS::Region}', 'Logs') as { Properties: Block }),
    Properties: {
      ...(trail('mess-${AWS::Region}', 'Logs') as { Properties: Block }).Properties,
      S3BucketName: sub('mess-logs-us-east-1-${AWS::AccountId}'),
    },
  },
  Leftover: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'mess-leftover' } },
};

async function makeMess(world: World): Promise<void> {
  await world.deploy(US, 'mess', template(first));
  await world.deploy(EU, 'mess', template(second));
  const small = { Orders: queue('mess-orders') };
  for (const region of [US, EU]) await world.deploy(region, 'mess-orders', template(small));
  // The update asks for a bucket whose name is taken, so CloudFormation takes it back.
  const failing = template({ ...small, Taken: bucket('mess-logs-us-east-1-${AWS::AccountId}') });
  await world.deploy(EU, 'mess-orders', failing).then(
    () => Promise.reject(new Error('the update was meant to fail')),
    () => undefined,
  );
  await withClient(CloudTrailClient, world, EU, (trails) =>
    trails.send(new StopLoggingCommand({ Name: `mess-${EU}` })),
  );
}

export const everyRuleFires: Story = {
  name: 'every-rule-fires',
  args: ['--regions', `${US},${EU}`, '--stack-prefix', 'mess', '--stack-prefix', 'nowhere'],
  make: makeMess,
  facts: {
    exitCode: 1,
    verdict: 'deviation',
    counts: {},
    findings: [
      `ambiguous-match AWS::EC2::SecurityGroup mess/WorkerOne ${both}`,
      `count-drift AWS::EC2::SecurityGroup AWS::EC2::SecurityGroup @ ${EU}`,
      `customer-key AWS::KMS::Key mess/Key (EnableKeyRotation) ${both}`,
      `database-encryption AWS::RDS::DBInstance mess/Database (StorageEncrypted) ${both}`,
      `expected-property AWS::S3::Bucket mess/Files (VersioningConfiguration.Status) @ ${EU}`,
      `expected-relation AWS::EC2::VPC mess/Vpc (AWS::EC2::Subnet by VpcId) ${both}`,
      `expected-resource AWS::RDS::DBCluster AWS::RDS::DBCluster ${both}`,
      `expired-waiver InfraParity::Waiver extra-resource of AWS::SNS::Topic mess/Leftover in ${EU} @ ${EU}`,
      `extra-resource AWS::SNS::Topic mess/Leftover @ ${EU}`,
      `misplaced-resource AWS::S3::Bucket mess/Photos (named for ${EU}) @ ${US}`,
      `missing-resource AWS::S3::Bucket mess/Photos @ ${EU}`,
      `missing-resource AWS::SQS::Queue mess/Jobs @ ${EU}`,
      `property-drift AWS::CloudTrail::Trail mess/Trail (IsLogging) @ ${EU}`,
      `property-drift AWS::CloudTrail::Trail mess/Trail (S3BucketName) @ ${EU}`,
      `property-drift AWS::S3::Bucket mess/Files (BucketPolicy) @ ${EU}`,
      `property-drift AWS::S3::Bucket mess/Files (PublicAccessBlockConfiguration.BlockPublicAcls) @ ${EU}`,
      `property-drift AWS::S3::Bucket mess/Files (PublicAccessBlockConfiguration.BlockPublicPolicy) @ ${EU}`,
      `property-drift AWS::S3::Bucket mess/Files (PublicAccessBlockConfiguration.IgnorePublicAcls) @ ${EU}`,
      `property-drift AWS::S3::Bucket mess/Files (PublicAccessBlockConfiguration.RestrictPublicBuckets) @ ${EU}`,
      `property-drift AWS::S3::Bucket mess/Files (VersioningConfiguration.Status) @ ${EU}`,
      `public-bucket AWS::S3::Bucket mess/Files (BucketPolicy) @ ${EU}`,
      `region-isolation AWS::CloudTrail::Trail mess/Trail (S3BucketName) @ ${EU}`,
      `security-group-rules AWS::EC2::SecurityGroup mess/Admin (ingress tcp 22 from 0.0.0.0/0 | vpc) @ ${EU}`,
      `stack-status-drift AWS::CloudFormation::Stack mess-orders (StackStatus) @ ${EU}`,
      `stale-waiver InfraParity::Waiver missing-resource of AWS::S3::Bucket mess/Files in ${EU} @ ${EU}`,
      `tag-drift AWS::EC2::VPC mess/Vpc (Tags.owner) @ ${EU}`,
      `trail-coverage AWS::CloudTrail::Trail mess/Trail (IsLogging) @ ${EU}`,
      `unmatched-selector InfraParity::Selection --stack-prefix nowhere ${both}`,
      `unused-declaration InfraParity::Declaration asymmetry AWS::SNS::Topic Alrams ${both}`,
      `world-open-port AWS::EC2::SecurityGroup mess/Admin (ingress tcp 22 from 0.0.0.0/0) @ ${EU}`,
    ],
    // Which worker is whose counterpart cannot be told: unknown, and neither missing nor equal.
    gaps: [`${US} AWS::EC2::SecurityGroup ambiguous -`, `${EU} AWS::EC2::SecurityGroup ambiguous -`],
  },
};
