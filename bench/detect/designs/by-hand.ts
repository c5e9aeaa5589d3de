/** What Terraform and scripts make: by API calls, without a stack, known by tags and names. */
import type { World } from '../../../test/simulator/simulator.ts';
import { found, withClient } from '../../../test/worlds/seed.ts';
import type { At, Design } from '../design.ts';
import { cidr, policy, trust } from './kit.ts';

type Tags = Readonly<Record<string, string>>;
type Shop = { readonly prefix: string; readonly tags: Tags; readonly net: number };
const listOf = (tags: Tags) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

async function network(world: World, { region }: At, { prefix, tags, net }: Shop) {
  const { EC2Client, ...ec2 } = await import('@aws-sdk/client-ec2');
  return withClient(EC2Client, world, region, async (client) => {
    const named = (kind: 'vpc' | 'subnet' | 'security-group', Name: string) => ({
      TagSpecifications: [{ ResourceType: kind, Tags: listOf({ ...tags, Name: `${prefix}-${Name}` }) }],
    });
    const { Vpc } = await client.send(new ec2.CreateVpcCommand({ CidrBlock: cidr(net), ...named('vpc', 'vpc') }));
    const VpcId = found(Vpc?.VpcId, 'VPC');
    const subnets: string[] = [];
    for (const [at, letter] of ['a', 'b'].entries()) {
      const input = { VpcId, CidrBlock: cidr(net, `${at + 1}.0/24`), AvailabilityZone: `${region}${letter}` };
      const { Subnet } = await client.send(
        new ec2.CreateSubnetCommand({ ...input, ...named('subnet', `data-${letter}`) }),
      );
      subnets.push(found(Subnet?.SubnetId, 'subnet'));
    }
    const groups: Record<string, string> = {};
    for (const name of ['web', 'db']) {
      const input = { GroupName: `${prefix}-${name}`, Description: `Group ${name}`, VpcId };
      const { GroupId } = await client.send(
        new ec2.CreateSecurityGroupCommand({ ...input, ...named('security-group', name) }),
      );
      groups[name] = found(GroupId, 'group');
    }
    const open = (name: string, IpPermissions: object[]) =>
      client.send(new ec2.AuthorizeSecurityGroupIngressCommand({ GroupId: groups[name], IpPermissions }));
    const tcp = (port: number, more: object) => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port, ...more });
    await open('web', [tcp(443, { IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'https' }] })]);
    await open('db', [
      tcp(5432, { UserIdGroupPairs: [{ GroupId: groups.web }] }),
      tcp(5432, { IpRanges: [{ CidrIp: cidr(net, '1.0/24') }] }),
    ]);
    return { subnets, group: found(groups.db, 'group') };
  });
}

async function key(world: World, { region }: At, { prefix, tags }: Shop): Promise<string> {
  const { KMSClient, ...kms } = await import('@aws-sdk/client-kms');
  return withClient(KMSClient, world, region, async (client) => {
    const Tags = Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
    const { KeyMetadata } = await client.send(new kms.CreateKeyCommand({ Description: `${prefix} data`, Tags }));
    const KeyId = found(KeyMetadata?.KeyId, 'key');
    await client.send(new kms.EnableKeyRotationCommand({ KeyId }));
    await client.send(new kms.CreateAliasCommand({ AliasName: `alias/${prefix}-data`, TargetKeyId: KeyId }));
    return found(KeyMetadata?.Arn, 'key');
  });
}

async function databases(world: World, at: At, shop: Shop): Promise<void> {
  const { prefix, tags } = shop;
  const { subnets, group } = await network(world, at, shop);
  const KmsKeyId = await key(world, at, shop);
  const { RDSClient, ...rds } = await import('@aws-sdk/client-rds');
  await withClient(RDSClient, world, at.region, async (client) => {
    const Tags = listOf(tags);
    await client.send(
      new rds.CreateDBSubnetGroupCommand({
        DBSubnetGroupName: `${prefix}-db`,
        DBSubnetGroupDescription: 'Database',
        SubnetIds: subnets,
        Tags,
      }),
    );
    const DBParameterGroupName = `${prefix}-pg`;
    const family = { DBParameterGroupFamily: 'postgres16', Description: 'Parameters', Tags };
    await client.send(new rds.CreateDBParameterGroupCommand({ DBParameterGroupName, ...family }));
    const Parameters = [{ ParameterName: 'rds.force_ssl', ParameterValue: '1', ApplyMethod: 'immediate' as const }];
    await client.send(new rds.ModifyDBParameterGroupCommand({ DBParameterGroupName, Parameters }));
    await client.send(
      new rds.CreateDBInstanceCommand({
        DBInstanceIdentifier: `${prefix}-db`,
        DBInstanceClass: 'db.t4g.medium',
        Engine: 'postgres',
        EngineVersion: '16.4',
        AllocatedStorage: 50,
        StorageEncrypted: true,
        KmsKeyId,
        DBSubnetGroupName: `${prefix}-db`,
        DBParameterGroupName,
        VpcSecurityGroupIds: [group],
        MasterUsername: 'shop',
        ManageMasterUserPassword: true,
        BackupRetentionPeriod: 7,
        Tags,
      }),
    );
  });
}

async function storage(world: World, { region }: At, { prefix, tags }: Shop): Promise<void> {
  const { S3Client, ...s3 } = await import('@aws-sdk/client-s3');
  const { CloudTrailClient, ...trails } = await import('@aws-sdk/client-cloudtrail');
  const { IAMClient, ...iam } = await import('@aws-sdk/client-iam');
  const Bucket = `${prefix}-logs-${world.account}`;
  await withClient(S3Client, world, region, async (client) => {
    const Location =
      region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } };
    await client.send(new s3.CreateBucketCommand({ Bucket, ...Location }));
    await client.send(new s3.PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: listOf(tags) } }));
    await client.send(new s3.PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  });
  await withClient(CloudTrailClient, world, region, async (client) => {
    const Name = `${prefix}-trail`;
    await client.send(
      new trails.CreateTrailCommand({
        Name,
        S3BucketName: Bucket,
        EnableLogFileValidation: true,
        TagsList: listOf(tags),
      }),
    );
    await client.send(new trails.StartLoggingCommand({ Name }));
  });
  await withClient(IAMClient, world, region, async (client) => {
    const AssumeRolePolicyDocument = JSON.stringify(trust('ec2.amazonaws.com'));
    const RoleName = `${prefix}-server`;
    await client.send(new iam.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, Tags: listOf(tags) }));
    const statement = { Effect: 'Allow', Action: 's3:PutObject', Resource: `arn:aws:s3:::${Bucket}/*` };
    const PolicyDocument = JSON.stringify(policy(statement));
    await client.send(new iam.PutRolePolicyCommand({ RoleName, PolicyName: 'logs', PolicyDocument }));
  });
}

async function whole(world: World, at: At, shop: Shop): Promise<void> {
  await databases(world, at, shop);
  await storage(world, at, shop);
}

/** As Terraform makes it: every resource tagged, every name with the region in it; asked for by tag. */
export const terraformTagged: Design = {
  name: 'terraform-tagged',
  regions: ['us-east-1', 'eu-central-1'],
  tags: { project: ['shop'] },
  after: (world, at) =>
    whole(world, at, { prefix: `shop-${at.region}`, tags: { project: 'shop', env: 'prod' }, net: at.index }),
};

/** The same in three regions, with the short spelling, asked for as the whole account. */
export const terraformWhole: Design = {
  name: 'terraform-whole',
  regions: ['us-east-1', 'us-west-2', 'eu-west-1'],
  after: (world, at) => {
    const short = ['use1', 'usw2', 'euw1'][at.index];
    return whole(world, at, { prefix: `crm-${short}`, tags: { managed: 'terraform' }, net: at.index + 30 });
  },
};

/** Beside it, of another project in one region only: not in the selection. */
export const twoProjects: Design = {
  name: 'two-projects',
  regions: ['eu-west-1', 'eu-west-2'],
  tags: { project: ['billing'], env: ['prod'] },
  after: async (world, at) => {
    await whole(world, at, {
      prefix: `billing-${at.region}`,
      tags: { project: 'billing', env: 'prod' },
      net: at.index,
    });
    if (at.index === 0) await databases(world, at, { prefix: 'lab', tags: { project: 'lab' }, net: 99 });
  },
};

export const byHandDesigns = [terraformTagged, terraformWhole, twoProjects];
