/** Changes by SDK calls to tags. */
import * as ec2 from '@aws-sdk/client-ec2';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as rds from '@aws-sdk/client-rds';
import * as s3 from '@aws-sdk/client-s3';
import { finds, type Step, send } from './step.ts';

const PROJECT = { Key: 'project', Value: 'shop' };

/** On what is selected by tag: out of the selection, and into it. */
export const tagSteps: readonly Step[] = [
  {
    kind: 'add another',
    type: 'AWS::EC2::SecurityGroup',
    counterpart: 'shop-<region>-web',
    run: (place) =>
      send(
        ec2.EC2Client,
        place,
        new ec2.CreateSecurityGroupCommand({
          GroupName: 'bench-added',
          Description: 'one more',
          VpcId: place.resource.properties?.VpcId as string,
          TagSpecifications: [{ ResourceType: 'security-group', Tags: [PROJECT] }],
        }),
      ),
    finds: [finds('extra-resource', undefined, { counterpart: 'bench-added' })],
  },
  {
    kind: 'add another',
    type: 'AWS::KMS::Key',
    counterpart: 'shop-<region>-data',
    run: async (place) => {
      const Tags = [{ TagKey: 'project', TagValue: 'shop' }];
      const { KeyMetadata } = await send(kms.KMSClient, place, new kms.CreateKeyCommand({ Tags }));
      const TargetKeyId = KeyMetadata.KeyId as string;
      await send(kms.KMSClient, place, new kms.EnableKeyRotationCommand({ KeyId: TargetKeyId }));
      return send(kms.KMSClient, place, new kms.CreateAliasCommand({ AliasName: 'alias/bench-added', TargetKeyId }));
    },
    finds: [finds('extra-resource', undefined, { counterpart: 'bench-added' })],
  },
  {
    kind: 'add another',
    type: 'AWS::S3::Bucket',
    counterpart: 'shop-<region>-logs-<account>',
    run: async (place) => {
      const Bucket = 'bench-added-bucket';
      const CreateBucketConfiguration = { LocationConstraint: place.region as 'eu-west-1' };
      await send(s3.S3Client, place, new s3.CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
      return send(s3.S3Client, place, new s3.PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [PROJECT] } }));
    },
    finds: [finds('extra-resource', undefined, { counterpart: 'bench-added-bucket' })],
  },
  {
    kind: 'take its tag',
    type: 'AWS::RDS::DBParameterGroup',
    counterpart: 'shop-<region>-pg',
    run: (place) =>
      send(
        rds.RDSClient,
        place,
        new rds.RemoveTagsFromResourceCommand({ ResourceName: place.resource.arn as string, TagKeys: ['project'] }),
      ),
    finds: [finds('missing-resource')],
  },
  {
    kind: 'take its tag',
    type: 'AWS::IAM::Role',
    counterpart: 'shop-<region>-server',
    run: (place) =>
      send(iam.IAMClient, place, new iam.UntagRoleCommand({ RoleName: place.resource.id, TagKeys: ['project'] })),
    finds: [finds('missing-resource')],
  },
  {
    kind: 'take its tag',
    type: 'AWS::EC2::SecurityGroup',
    counterpart: 'shop-<region>-web',
    run: (place) =>
      send(
        ec2.EC2Client,
        place,
        new ec2.DeleteTagsCommand({ Resources: [place.resource.id], Tags: [{ Key: 'project' }] }),
      ),
    finds: [finds('missing-resource')],
  },
  {
    kind: 'delete it',
    type: 'AWS::RDS::DBInstance',
    counterpart: 'shop-<region>-db',
    run: (place) =>
      send(
        rds.RDSClient,
        place,
        new rds.DeleteDBInstanceCommand({ DBInstanceIdentifier: place.resource.id, SkipFinalSnapshot: true }),
      ),
    finds: [finds('missing-resource')],
  },
  {
    kind: 'delete it',
    type: 'AWS::RDS::DBSubnetGroup',
    counterpart: 'shop-<region>-db',
    run: (place) =>
      send(rds.RDSClient, place, new rds.DeleteDBSubnetGroupCommand({ DBSubnetGroupName: place.resource.id })),
    finds: [finds('missing-resource')],
  },
  {
    kind: 'delete it',
    type: 'AWS::EC2::Subnet',
    counterpart: 'shop-<region>-data-b',
    run: (place) => send(ec2.EC2Client, place, new ec2.DeleteSubnetCommand({ SubnetId: place.resource.id })),
    finds: [finds('missing-resource')],
  },
];
