/** Makes what the scenarios read. */
import { openWorld, type World } from '../../test/simulator/simulator.ts';
import type { Template } from '../../test/simulator/stacks.ts';
import { withClient } from '../../test/worlds/seed.ts';
import * as kit from '../detect/designs/kit.ts';
import type { PageSizes } from './proxy.ts';

/**
 * One design with what most applications have, three of each, so that every list has three pages and every call occurs.
 * Both regions hold the same: a healthy audit finds nothing, and whatever is found under a fault is false.
 */

export const REGIONS = ['us-east-1', 'eu-central-1'] as const;

/** What makes three pages of every list; one row a page where nothing is said. */
export const PAGE_SIZES: PageSizes = {
  DescribeDBParameterGroups: 2,
  DescribeGlobalClusters: 2,
  DescribeManagedPrefixLists: 4,
  DescribeSecurityGroups: 2,
  DescribeSubnets: 2,
  GetAccountAuthorizationDetails: 3,
  GetResources: 18,
  ListAliases: 8,
  ListKeys: 2,
  ListRoles: 2,
  ListStackResources: 16,
};

export const TAGS = { app: 'shop', stage: 'prod', team: 'payments' };

type Block = kit.Block;
const { att, ref, resource, sub } = kit;
const THREE = [1, 2, 3] as const;
const three = (make: (n: number) => Block): Block => Object.assign({}, ...THREE.map(make));

/** Two networks, and the one that every account has. */
function network(): Block {
  return {
    Vpc1: kit.vpc(kit.cidr(1), 'shop-1'),
    Vpc2: kit.vpc(kit.cidr(2), 'shop-2'),
    ...three((n) => ({
      [`Subnet${n}`]: subnet(n, 'Vpc1', kit.cidr(1, `${n}.0/24`)),
      [`Group${n}`]: resource('AWS::EC2::SecurityGroup', {
        GroupDescription: `Group ${n}`,
        VpcId: ref('Vpc1'),
        SecurityGroupIngress: [
          { ...kit.tcp(22, {}), SourcePrefixListId: ref(n === 3 ? 'Partners' : 'Offices') },
          kit.tcp(5432, kit.fromCidr(kit.cidr(1, '1.0/24'))),
        ],
      }),
    })),
    Offices: prefixList('offices'),
    Partners: prefixList('partners'),
  };
}

function prefixList(PrefixListName: string): Block {
  return resource('AWS::EC2::PrefixList', {
    PrefixListName,
    AddressFamily: 'IPv4',
    MaxEntries: 10,
    Entries: THREE.map((part) => ({ Cidr: `192.168.${part}.0/24`, Description: `${PrefixListName} ${part}` })),
  });
}

function subnet(n: number, vpc: string, CidrBlock: string): Block {
  return resource('AWS::EC2::Subnet', { VpcId: ref(vpc), CidrBlock, AvailabilityZone: kit.zone(n % 2) });
}

function data(): Block {
  return {
    ...three((n) => ({
      [`Key${n}`]: resource('AWS::KMS::Key', {
        Description: `Key ${n}`,
        EnableKeyRotation: true,
        KeyPolicy: keyPolicy,
      }),
      [`Alias${n}`]: kit.alias(`alias/shop-${n}`, `Key${n}`),
      [`Parameters${n}`]: resource('AWS::RDS::DBParameterGroup', {
        Family: 'postgres16',
        Description: `Parameters ${n}`,
        Parameters: { log_statement: 'all', ...(n === 1 && { log_connections: '1', log_lock_waits: '1' }) },
      }),
      [`Subnets${n}`]: kit.subnetGroup('Subnet1', 'Subnet2'),
      [`Database${n}`]: kit.resource('AWS::RDS::DBInstance', {
        ...DATABASE,
        KmsKeyId: att(`Key${n}`, 'Arn'),
        DBSubnetGroupName: ref(`Subnets${n}`),
        DBParameterGroupName: ref(`Parameters${n}`),
        VPCSecurityGroups: [ref('Group1')],
        MonitoringRoleArn: att('Role1', 'Arn'),
      }),
      [`Cluster${n}`]: resource('AWS::RDS::DBCluster', { ...CLUSTER, DBSubnetGroupName: ref(`Subnets${n}`) }),
      [`Global${n}`]: resource('AWS::RDS::GlobalCluster', {
        GlobalClusterIdentifier: sub(`shop-${n}-\${AWS::Region}`),
        Engine: 'aurora-postgresql',
      }),
    })),
  };
}

const keyPolicy = kit.policy(
  kit.allowed('kms:*', '*', { Principal: { AWS: sub('arn:aws:iam::${AWS::AccountId}:root') } }),
);
const DATABASE = {
  Engine: 'postgres',
  EngineVersion: '16.4',
  DBInstanceClass: 'db.t4g.medium',
  AllocatedStorage: '50',
  StorageEncrypted: true,
  MasterUsername: 'shop',
  ManageMasterUserPassword: true,
  BackupRetentionPeriod: 7,
  MonitoringInterval: 60,
};
const CLUSTER = {
  Engine: 'aurora-postgresql',
  MasterUsername: 'shop',
  ManageMasterUserPassword: true,
  StorageEncrypted: true,
};

function files(): Block {
  return three((n) => ({
    [`Store${n}`]: kit.store({
      ...kit.encryptedWith(`Key${n}`),
      VersioningConfiguration: { Status: 'Enabled' },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      LifecycleConfiguration: { Rules: [{ Id: 'old', Status: 'Enabled', ExpirationInDays: 365, Prefix: '' }] },
      ...(n > 1 && { LoggingConfiguration: { DestinationBucketName: ref('Store1'), LogFilePrefix: `store-${n}/` } }),
    }),
    [`Store${n}Policy`]: kit.trailBucketPolicy(`Store${n}`, `shop-trail-${n}`),
    [`Trail${n}`]: kit.trail(`shop-trail-${n}`, `Store${n}`, {
      KMSKeyId: att(`Key${n}`, 'Arn'),
      InsightSelectors: [{ InsightType: 'ApiCallRateInsight' }],
      EventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }],
      Tags: kit.tags({ owner: 'security' }),
    }),
  }));
}

/** Three roles and a policy of each region: IAM may be asked ten times at once, and every region asks the same one. */
function roles(): Block {
  const [first, second, third] = [1, 2, 3].map((n) =>
    kit.role('monitoring.rds.amazonaws.com', {
      Description: `Role ${n}`,
      Policies: [kit.inline('read', kit.allowed('s3:GetObject', '*'))],
    }),
  );
  return {
    Role1: first,
    Role2: second,
    Role3: third,
    Policy: resource('AWS::IAM::ManagedPolicy', {
      PolicyDocument: kit.policy(kit.allowed('s3:List*', '*')),
    }),
    Topic: resource('AWS::SNS::Topic', { TopicName: 'shop-events' }),
  };
}

export const core: Template = kit.template({ ...network(), ...data(), ...files(), ...roles() });
const queue: Template = kit.template({ Queue: resource('AWS::SQS::Queue'), Dead: resource('AWS::SQS::Queue') });

/** The account, deployed. */
export async function buildWorld(endpoint: string): Promise<World> {
  const world = await openWorld(endpoint);
  for (const region of REGIONS) {
    await world.deploy(region, 'shop-core', core, {}, TAGS);
    for (const name of ['orders', 'mails']) await world.deploy(region, `shop-${name}`, queue, {}, TAGS);
  }
  await tagPolicies(world);
  return world;
}

/** The simulator's stacks do not. */
async function tagPolicies(world: World): Promise<void> {
  const { IAMClient, ListPoliciesCommand, TagPolicyCommand } = await import('@aws-sdk/client-iam');
  await withClient(IAMClient, world, REGIONS[0], async (iam) => {
    const { Policies = [] } = await iam.send(new ListPoliciesCommand({ Scope: 'Local' }));
    const Tags = Object.entries(TAGS).map(([Key, Value]) => ({ Key, Value }));
    for (const { Arn } of Policies) await iam.send(new TagPolicyCommand({ PolicyArn: Arn, Tags }));
  });
}
