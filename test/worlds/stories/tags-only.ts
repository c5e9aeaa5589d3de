/** Worlds without stacks, asked for by tag. */
import { CloudTrailClient, CreateTrailCommand, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  EC2Client,
  ModifyVpcAttributeCommand,
} from '@aws-sdk/client-ec2';
import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateKeyCommand, EnableKeyRotationCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateDBInstanceCommand, CreateDBSubnetGroupCommand, RDSClient } from '@aws-sdk/client-rds';
import {
  CreateBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { World } from '../../simulator/simulator.ts';
import { found, subnets, withClient } from '../seed.ts';
import type { Story } from '../story.ts';

const US = 'us-east-1';
const EU = 'eu-central-1';

/** The shop as Terraform would make it: by API calls, every resource tagged, nothing that says who belongs to whom but names. */
type Place = {
  readonly world: World;
  readonly region: string;
  readonly name: string;
  readonly cidr: string;
};

const tagged = ({ region, name }: Place, what: string) =>
  Object.entries({ Name: `${name}-${what}`, Project: 'shop', Region: region }).map(([Key, Value]) => ({ Key, Value }));

type From = { readonly group?: string; readonly cidr?: string };
type Rule = readonly [port: number, from: From];

async function makeVpc(at: Place): Promise<string> {
  return withClient(EC2Client, at.world, at.region, async (ec2) => {
    const TagSpecifications = [{ ResourceType: 'vpc' as const, Tags: tagged(at, 'vpc') }];
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: at.cidr, TagSpecifications }));
    const VpcId = found(Vpc?.VpcId, 'VPC');
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }));
    return VpcId;
  });
}

async function makeGroup(
  at: Place,
  what: string,
  VpcId: string,
  rules: readonly Rule[],
  isTagged = true,
): Promise<string> {
  return withClient(EC2Client, at.world, at.region, async (ec2) => {
    const Tags = isTagged ? tagged(at, what) : [];
    const { GroupId } = await ec2.send(
      new CreateSecurityGroupCommand({
        GroupName: `${at.name}-${what}`,
        Description: 'Managed by Terraform',
        VpcId,
        ...(Tags.length > 0 && { TagSpecifications: [{ ResourceType: 'security-group', Tags }] }),
      }),
    );
    const IpPermissions = rules.map(([port, from]) => ({
      IpProtocol: 'tcp',
      FromPort: port,
      ToPort: port,
      ...(from.group && { UserIdGroupPairs: [{ GroupId: from.group }] }),
      ...(from.cidr && { IpRanges: [{ CidrIp: from.cidr }] }),
    }));
    if (rules.length > 0) await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
    return found(GroupId, 'security group');
  });
}

async function makeBucket(at: Place): Promise<string> {
  return withClient(S3Client, at.world, at.region, async (s3) => {
    const Bucket = `${at.name}-trail-${at.world.account}`;
    const LocationConstraint = at.region as 'eu-central-1';
    await s3.send(
      new CreateBucketCommand({
        Bucket,
        ...(at.region !== US && { CreateBucketConfiguration: { LocationConstraint } }),
      }),
    );
    const Rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const } }];
    await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }));
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
    const PublicAccessBlockConfiguration = {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    };
    await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
    const allow = (Action: string, Resource: string) => ({
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action,
      Resource,
    });
    const Statement = [
      allow('s3:GetBucketAcl', `arn:aws:s3:::${Bucket}`),
      allow('s3:PutObject', `arn:aws:s3:::${Bucket}/AWSLogs/${at.world.account}/*`),
    ];
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: tagged(at, 'trail') } }));
    return Bucket;
  });
}

async function makeKey(at: Place): Promise<string> {
  return withClient(KMSClient, at.world, at.region, async (kms) => {
    const Tags = tagged(at, 'data').map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value }));
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Description: 'shop data', Tags }));
    await kms.send(new EnableKeyRotationCommand({ KeyId: KeyMetadata?.KeyId }));
    return found(KeyMetadata?.Arn, 'key');
  });
}

async function makeRole(at: Place): Promise<string> {
  return withClient(IAMClient, at.world, 'us-east-1', async (iam) => {
    const RoleName = `${at.name}-monitoring`;
    const Statement = [
      { Effect: 'Allow', Principal: { Service: 'monitoring.rds.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ];
    const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    const { Role } = await iam.send(
      new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, Tags: tagged(at, 'monitoring') }),
    );
    const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole';
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    return found(Role?.Arn, 'role');
  });
}

async function makeDatabase(at: Place, vpcId: string, group: string): Promise<void> {
  const [a, b] = at.cidr.split('.');
  // The network team's subnets carry no tag of the project, so they are not in the selection.
  const SubnetIds = await subnets(at.world, at.region, vpcId, [`${a}.${b}.1.0/24`, `${a}.${b}.2.0/24`]);
  const KmsKeyId = await makeKey(at);
  const MonitoringRoleArn = await makeRole(at);
  await withClient(RDSClient, at.world, at.region, async (rds) => {
    const DBSubnetGroupName = `${at.name}-database`;
    const Tags = tagged(at, 'database');
    await rds.send(
      new CreateDBSubnetGroupCommand({
        DBSubnetGroupName,
        DBSubnetGroupDescription: 'Managed by Terraform',
        SubnetIds,
        Tags,
      }),
    );
    await rds.send(
      new CreateDBInstanceCommand({
        DBInstanceIdentifier: `${at.name}-database`,
        DBInstanceClass: 'db.t4g.medium',
        Engine: 'postgres',
        EngineVersion: '16.4',
        AllocatedStorage: 50,
        StorageType: 'gp3',
        StorageEncrypted: true,
        KmsKeyId,
        BackupRetentionPeriod: 7,
        MultiAZ: true,
        DeletionProtection: true,
        PubliclyAccessible: false,
        MasterUsername: 'shop',
        ManageMasterUserPassword: true,
        MonitoringInterval: 60,
        MonitoringRoleArn,
        DBSubnetGroupName,
        VpcSecurityGroupIds: [group],
        CopyTagsToSnapshot: true,
        Tags,
      }),
    );
  });
}

async function makeTrail(at: Place, S3BucketName: string): Promise<void> {
  await withClient(CloudTrailClient, at.world, at.region, async (trails) => {
    const Name = `${at.name}-trail`;
    await trails.send(
      new CreateTrailCommand({
        Name,
        S3BucketName,
        EnableLogFileValidation: true,
        IncludeGlobalServiceEvents: false,
        TagsList: tagged(at, 'trail'),
      }),
    );
    await trails.send(new StartLoggingCommand({ Name }));
  });
}

type Rules = { readonly app: readonly Rule[]; readonly database: (app: string) => readonly Rule[] };

async function makeShop(at: Place, rules: Rules, isWhole: boolean): Promise<string> {
  const vpcId = await makeVpc(at);
  const app = await makeGroup(at, 'app', vpcId, rules.app);
  const data = await makeGroup(at, 'data', vpcId, rules.database(app));
  const bucket = await makeBucket(at);
  if (isWhole) {
    await makeDatabase(at, vpcId, data);
    await makeTrail(at, bucket);
  }
  return vpcId;
}

const WORLD_HTTPS: Rule = [443, { cidr: '0.0.0.0/0' }];
const ARGS = ['--regions', `${US},${EU}`, '--tag', 'Project=shop'];
const ghostDatabase = (world: World, region: string, name: string) =>
  world.ghost(`arn:aws:rds:${region}:${world.account}:db:${name}`, { Project: 'shop', Name: name }, region);

export const tagsOnlyNineVersusFour: Story = {
  name: 'tags-only-nine-versus-four',
  args: ARGS,
  make: async (world) => {
    const first = { world, region: US, name: `shop-${US}`, cidr: '10.0.0.0/16' };
    const second = { world, region: EU, name: `shop-${EU}`, cidr: '10.1.0.0/16' };
    await makeShop(
      first,
      { app: [WORLD_HTTPS, [8080, { cidr: first.cidr }]], database: (app) => [[5432, { group: app }]] },
      true,
    );
    await makeShop(second, { app: [WORLD_HTTPS], database: () => [[5432, { cidr: second.cidr }]] }, false);
    // It was there once. Were the ghost believed, the database would not be missing.
    await ghostDatabase(world, EU, `shop-${EU}-database`);
  },
  facts: {
    exitCode: 1,
    verdict: 'deviation',
    counts: {
      [US]: { total: 9, same: 4, present: 5, drifted: 0, missing: 0, extra: 0, unknown: 0 },
      [EU]: { total: 4, same: 2, drifted: 2, missing: 5, extra: 0, unknown: 0 },
    },
    findings: [
      `missing-resource AWS::CloudTrail::Trail shop-<region>-trail @ ${EU}`,
      `missing-resource AWS::IAM::Role shop-<region>-monitoring @ ${EU}`,
      `missing-resource AWS::KMS::Key shop-<region>-data @ ${EU}`,
      `missing-resource AWS::RDS::DBInstance shop-<region>-database @ ${EU}`,
      `missing-resource AWS::RDS::DBSubnetGroup shop-<region>-database @ ${EU}`,
      `security-group-rules AWS::EC2::SecurityGroup shop-<region>-app (ingress tcp 8080 from vpc) @ ${EU}`,
      `security-group-rules AWS::EC2::SecurityGroup shop-<region>-data (ingress tcp 5432 from group shop-<region>-app | vpc) @ ${EU}`,
    ],
    gaps: [],
    says: ['us-east-1 9 · eu-central-1 4'],
  },
};

export const tagsOnlyNineVersusNine: Story = {
  name: 'tags-only-nine-versus-nine',
  args: ARGS,
  make: async (world) => {
    for (const [region, name, cidr] of [
      [US, 'shop-useast1', '10.0.0.0/16'],
      [EU, 'shop-eucentral1', '172.20.0.0/16'],
    ] as const) {
      const [a, b] = cidr.split('.');
      const vpcId = await makeShop(
        { world, region, name, cidr },
        {
          app: [WORLD_HTTPS, [8080, { cidr }], [9100, { cidr: `${a}.${b}.1.0/24` }]],
          database: (app) => [
            [5432, { group: app }],
            [5432, { cidr: `${a}.${b}.2.0/24` }],
          ],
        },
        true,
      );
      // It never had a tag, so a selection by tag neither counts it nor misses it.
      if (region === US) await makeGroup({ world, region, name, cidr }, 'forgotten', vpcId, [[22, { cidr }]], false);
    }
    // Deleted last week, still returned by the tagging API in one region only.
    await ghostDatabase(world, US, 'shop-useast1-database-old');
  },
  facts: {
    exitCode: 0,
    verdict: 'parity',
    counts: {
      [US]: { total: 9, same: 9, drifted: 0, missing: 0, extra: 0, exempt: 0, unknown: 0 },
      [EU]: { total: 9, same: 9, drifted: 0, missing: 0, extra: 0, exempt: 0, unknown: 0 },
    },
    findings: [],
    gaps: [],
    says: ['us-east-1 9 · eu-central-1 9'],
    neverSays: ['forgotten'],
  },
};
