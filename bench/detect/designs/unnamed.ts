/** Designs of things that nobody named. */
import type { World } from '../../../test/simulator/simulator.ts';
import { found, withClient } from '../../../test/worlds/seed.ts';
import type { At, Design } from '../design.ts';
import * as kit from './kit.ts';

const { att, ref, sub } = kit;

/** Made by hand and never named: told apart by what they are like, if at all. */
async function clickedTogether(world: World, { region, index }: At): Promise<void> {
  const { EC2Client, ...ec2 } = await import('@aws-sdk/client-ec2');
  await withClient(EC2Client, world, region, async (client) => {
    const { Vpc } = await client.send(new ec2.CreateVpcCommand({ CidrBlock: kit.cidr(index + 100) }));
    const VpcId = found(Vpc?.VpcId, 'VPC');
    for (const [at, rest] of ['0.0/20', '16.0/20', '32.0/24'].entries()) {
      const AvailabilityZone = `${region}${'abc'[at]}`;
      await client.send(
        new ec2.CreateSubnetCommand({ VpcId, CidrBlock: kit.cidr(index + 100, rest), AvailabilityZone }),
      );
    }
    const { GroupId } = await client.send(
      new ec2.CreateSecurityGroupCommand({
        GroupName: 'launch-wizard-1',
        Description: 'launch-wizard-1 created',
        VpcId,
      }),
    );
    const IpPermissions = [
      { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
      { IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, IpRanges: [{ CidrIp: kit.cidr(index + 100, '32.0/24') }] },
    ];
    await client.send(new ec2.AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
  });
  const { KMSClient, ...kms } = await import('@aws-sdk/client-kms');
  await withClient(KMSClient, world, region, async (client) => {
    for (const Description of ['disks', 'queues']) {
      const { KeyMetadata } = await client.send(new kms.CreateKeyCommand({ Description }));
      await client.send(new kms.EnableKeyRotationCommand({ KeyId: found(KeyMetadata?.KeyId, 'key') }));
    }
  });
}

export const unnamed: Design = {
  name: 'unnamed',
  regions: ['us-east-1', 'eu-west-1', 'eu-central-1'],
  after: clickedTogether,
};

/** Buckets that copy to each other, and what lets them: each region leads to the other, as it is meant to. */
export const replication: Design = {
  name: 'replication',
  regions: ['us-east-1', 'us-west-2'],
  stackPrefixes: ['archive'],
  stacks: ({ region, regions }) => {
    const other = regions.find((one) => one !== region) as string;
    const there = `arn:aws:s3:::archive-\${AWS::AccountId}-${other}`;
    return [
      {
        name: 'archive',
        template: kit.template({
          Store: kit.store({
            BucketName: sub('archive-${AWS::AccountId}-${AWS::Region}'),
            VersioningConfiguration: { Status: 'Enabled' },
          }),
          Copies: kit.role('s3.amazonaws.com', {
            RoleName: sub(`archive-\${AWS::Region}-to-${other}`),
            Policies: [
              kit.inline(
                'read',
                kit.allowed(
                  ['s3:GetObjectVersionForReplication', 's3:ListBucket'],
                  [att('Store', 'Arn'), sub('${Store.Arn}/*')],
                ),
              ),
            ],
          }),
          Key: kit.key(`archive, copied to ${other}`),
          Notice: kit.resource('AWS::SNS::Topic', { TopicName: sub(`archive-from-${other}`) }),
          Policy: kit.bucketPolicy('Store', kit.tlsOnly('Store')),
          Reader: kit.role('ec2.amazonaws.com', {
            Policies: [kit.inline('key', kit.allowed('kms:Decrypt', att('Key', 'Arn')))],
          }),
          Topic: kit.resource('AWS::SNS::TopicPolicy', {
            Topics: [ref('Notice')],
            PolicyDocument: kit.policy(
              kit.allowed('sns:Publish', '*', {
                Principal: { AWS: '*' },
                Condition: { ArnLike: { 'aws:SourceArn': sub(there) } },
              }),
            ),
          }),
        }),
      },
    ];
  },
  after: async (world, { index, regions }) => {
    if (index === 0) return;
    const { S3Client, PutBucketReplicationCommand } = await import('@aws-sdk/client-s3');
    for (const from of regions) {
      const to = regions.find((one) => one !== from) as string;
      const Destination = { Bucket: `arn:aws:s3:::archive-${world.account}-${to}` };
      const Role = `arn:aws:iam::${world.account}:role/archive-${from}-to-${to}`;
      const ReplicationConfiguration = {
        Role,
        Rules: [{ Status: 'Enabled' as const, Priority: 1, Filter: {}, Destination }],
      };
      const input = { Bucket: `archive-${world.account}-${from}`, ReplicationConfiguration };
      await withClient(S3Client, world, from, (s3) => s3.send(new PutBucketReplicationCommand(input)));
    }
  },
};

export const unnamedDesigns = [unnamed, replication];
