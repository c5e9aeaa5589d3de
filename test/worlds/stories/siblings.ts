/** Worlds of several networks and keys of one kind. */
import { createHash } from 'node:crypto';
import type { World } from '../../simulator/simulator.ts';
import {
  att,
  type Block,
  bucket,
  database,
  fromCidr,
  fromGroup,
  key,
  monitoringRole,
  ref,
  securityGroup,
  sub,
  tags,
  tcp,
  template,
} from '../designs.ts';
import type { Story } from '../story.ts';

const FIRST = 'us-east-1';
const SECOND = 'us-east-2';
const ROOT = 'TapStackpr1';

const squeezed = (region: string) => region.replaceAll('-', '');
const isFirst = (region: string) => region === FIRST;

/** CDK's name of what stands under this path of constructs: the parts without separators, and eight hex of an MD5. */
function cdkName(...path: readonly string[]): string {
  const hash = createHash('md5').update(path.join('/')).digest('hex').slice(0, 8).toUpperCase();
  return `${path.join('').replace(/[^A-Za-z0-9]/g, '')}${hash}`;
}

/** `Vpc` is `Vpc8378EB38` in every stack, as CDK hashes the path below the stack. */
const id = (...path: readonly string[]) => cdkName(...path, 'Resource').replace(/Resource(?=[0-9A-F]{8}$)/, '');
const METADATA: Block = {
  CDKMetadata: { Type: 'AWS::CDK::Metadata', Properties: { Analytics: 'v2:deflate64:H4sIAAAAAAAA' } },
};

/** The region that the stack was written for, which is not always the one that it lands in. */
type Placed = { readonly named: string; readonly cidr: string };

const VPC = id('Vpc');
const APP = id('AppSecurityGroup');
const DATA = id('DatabaseSecurityGroup');

function vpcStack({ named, cidr }: Placed): Block {
  const base = cidr.split('.').slice(0, 2).join('.');
  const name = (what: string) => `tap-pr1-${squeezed(named)}-${what}`;
  const group = (what: string, description: string, rules: readonly Block[]) => {
    const made = securityGroup(name(what), description, rules) as { Properties: Block };
    return { ...made, Properties: { ...made.Properties, VpcId: ref(VPC) } };
  };
  const subnet = (zone: number) => ({
    Type: 'AWS::EC2::Subnet',
    Properties: {
      VpcId: ref(VPC),
      CidrBlock: `${base}.${zone}.0/24`,
      AvailabilityZone: { 'Fn::Select': [zone, { 'Fn::GetAZs': '' }] },
      Tags: tags({
        Name: `${ROOT}/vpc-${squeezed(named)}/Vpc/dataSubnet${zone + 1}`,
        'aws-cdk:subnet-type': 'Isolated',
      }),
    },
  });
  return template(
    {
      [VPC]: {
        Type: 'AWS::EC2::VPC',
        Properties: {
          CidrBlock: cidr,
          EnableDnsHostnames: true,
          EnableDnsSupport: true,
          Tags: tags({ Name: name('vpc') }),
        },
      },
      [id('Vpc', 'dataSubnet1')]: subnet(0),
      [id('Vpc', 'dataSubnet2')]: subnet(1),
      [APP]: group('app', `${ROOT}/AppSecurityGroup`, [tcp(443, fromCidr('0.0.0.0/0'))]),
      [DATA]: group('database', `${ROOT}/DatabaseSecurityGroup`, [
        tcp(5432, fromGroup(APP)),
        tcp(5432, fromCidr(cidr)),
      ]),
      ...METADATA,
    },
    {
      Outputs: {
        Group: { Value: att(DATA, 'GroupId') },
        Subnets: { Value: { 'Fn::Join': [',', [ref(id('Vpc', 'dataSubnet1')), ref(id('Vpc', 'dataSubnet2'))]] } },
      },
    },
  );
}

/** In the first region the database, in the second its replica: another construct, so another logical id. */
function databaseStack({ named }: Placed, source: string | null): Block {
  const name = (what: string) => `tap-pr1-${squeezed(named)}-${what}`;
  const shared = {
    DBInstanceIdentifier: name('database'),
    KmsKeyId: att(id('DataKey'), 'Arn'),
    DBSubnetGroupName: ref(id('Database', 'SubnetGroup')),
    VPCSecurityGroups: [ref('Group')],
    MonitoringRoleArn: att(id('Database', 'MonitoringRole'), 'Arn'),
  };
  const replica = {
    Type: 'AWS::RDS::DBInstance',
    Properties: {
      ...shared,
      SourceDBInstanceIdentifier: source,
      DBInstanceClass: 'db.t4g.medium',
      StorageType: 'gp3',
      StorageEncrypted: true,
      PubliclyAccessible: false,
      MonitoringInterval: 60,
      CopyTagsToSnapshot: true,
      // What a replica does not take over from its source, and this design asks for all the same.
      BackupRetentionPeriod: 7,
      MultiAZ: true,
      DeletionProtection: true,
    },
  };
  return template(
    {
      [id('DataKey')]: key(name('data')),
      [id('Database', 'SubnetGroup')]: {
        Type: 'AWS::RDS::DBSubnetGroup',
        Properties: { DBSubnetGroupDescription: 'Subnet group for Database database', SubnetIds: ref('Subnets') },
      },
      [id('Database', 'MonitoringRole')]: monitoringRole(name('monitoring')),
      ...(source === null ? { [id('Database')]: database(shared) } : { [id('Replica')]: replica }),
      ...METADATA,
    },
    { Parameters: { Group: { Type: 'String' }, Subnets: { Type: 'CommaDelimitedList' } } },
  );
}

/** Pipeline parts, which the design has in the first region only. */
function cicdStack({ named }: Placed): Block {
  return template({
    [id('Artifacts')]: bucket(`tap-pr1-${squeezed(named)}-artifacts-\${AWS::AccountId}`),
    [id('Deployments')]: {
      Type: 'AWS::CodeDeploy::Application',
      Properties: { ApplicationName: `tap-pr1-${squeezed(named)}`, ComputePlatform: 'Server' },
    },
    [id('DeployRole')]: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: { Service: 'codedeploy.amazonaws.com' }, Action: 'sts:AssumeRole' },
          ],
        },
        Description: sub('Deploys tap in ${AWS::Region}'),
      },
    },
    ...METADATA,
  });
}

/** `TapStackpr1TapStackvpcuseast1VpcStack9CE0A6A1`: under the root, under the wrapper, yet a stack beside them. */
const vpcName = (region: string) =>
  isFirst(region)
    ? `${ROOT}TapStackvpcuseast1VpcStack9CE0A6A1`
    : cdkName(ROOT, `TapStack-vpc-${squeezed(region)}`, 'VpcStack');
const sibling = (part: string, region: string, what: string) =>
  cdkName(ROOT, `TapStack-${part}-${squeezed(region)}`, what);
const wrapper = (part: string, region: string) => cdkName(ROOT, `TapStack-${part}-${squeezed(region)}`);

/** Deploys what was written for `named`; in the broken form that lands in the first region. */
async function deployRegion(world: World, { named, cidr }: Placed, lands: string, source: string | null) {
  for (const part of ['vpc', 'rds']) await world.deploy(lands, wrapper(part, named), template(METADATA));
  const network = await world.deploy(lands, vpcName(named), vpcStack({ named, cidr }));
  await world.deploy(
    lands,
    sibling('rds', named, isFirst(named) ? 'DatabaseStack' : 'ReplicaStack'),
    databaseStack({ named, cidr }, source),
    { Group: network.outputs.Group ?? '', Subnets: network.outputs.Subnets ?? '' },
  );
}

async function deployFirst(world: World): Promise<void> {
  await world.deploy(FIRST, ROOT, template(METADATA));
  const placed = { named: FIRST, cidr: '10.10.0.0/16' };
  await deployRegion(world, placed, FIRST, null);
  await world.deploy(FIRST, wrapper('cicd', FIRST), template(METADATA));
  await world.deploy(FIRST, sibling('cicd', FIRST, 'CicdStack'), cicdStack(placed));
}

const sourceArn = (world: World) => `arn:aws:rds:${FIRST}:${world.account}:db:tap-pr1-useast1-database`;
const REPLICA = { named: SECOND, cidr: '10.20.0.0/16' };
const ARGS = ['--regions', `${FIRST},${SECOND}`, '--stack-prefix', 'TapStack'];

export const siblings: Story = {
  name: 'siblings',
  args: ARGS,
  make: async (world) => {
    await deployFirst(world);
    await deployRegion(world, REPLICA, SECOND, sourceArn(world));
  },
  facts: {
    exitCode: 0,
    verdict: 'parity',
    counts: {
      // VPC, two subnets, two groups, key, subnet group, monitoring role, database: nine, and the three of CI/CD.
      [FIRST]: { total: 12, same: 9, drifted: 0, missing: 0, extra: 0, exempt: 3, unknown: 0 },
      [SECOND]: { total: 9, same: 9, drifted: 0, missing: 0, extra: 0, exempt: 3, unknown: 0 },
    },
    findings: [],
    gaps: [],
    says: ['us-east-1 12 · us-east-2 9'],
  },
};

const STACK = 'AWS::CloudFormation::Stack';
const VPCS = `${ROOT}TapStackvpc<region>VpcStack`;
const DATABASES = `${ROOT}TapStackrds<region>DatabaseStack`;
const REPLICAS = `${ROOT}TapStackrds<other>ReplicaStack`;
const BROKEN: readonly (readonly [type: string, counterpart: string])[] = [
  [STACK, `${ROOT}TapStackvpc<region>`],
  [STACK, `${ROOT}TapStackrds<region>`],
  [STACK, `${ROOT}TapStackvpc<region>VpcStack`],
  // Its twin holds the database and not a replica, so it is called otherwise.
  [STACK, `${ROOT}TapStackrds<other>ReplicaStack`],
  ['AWS::EC2::VPC', `${VPCS}/Vpc`],
  ['AWS::EC2::Subnet', `${VPCS}/VpcdataSubnet1`],
  ['AWS::EC2::Subnet', `${VPCS}/VpcdataSubnet2`],
  ['AWS::EC2::SecurityGroup', `${VPCS}/AppSecurityGroup`],
  ['AWS::EC2::SecurityGroup', `${VPCS}/DatabaseSecurityGroup`],
  ['AWS::KMS::Key', `${REPLICAS}/DataKey`],
  ['AWS::RDS::DBSubnetGroup', `${REPLICAS}/DatabaseSubnetGroup`],
  ['AWS::IAM::Role', `${DATABASES}/DatabaseMonitoringRole`],
  ['AWS::RDS::DBInstance', `${DATABASES}/Database`],
];

export const siblingsBroken: Story = {
  name: 'siblings-broken',
  args: ARGS,
  make: async (world) => {
    await deployFirst(world);
    await deployRegion(world, REPLICA, FIRST, sourceArn(world));
  },
  facts: {
    exitCode: 1,
    verdict: 'deviation',
    counts: { [FIRST]: { total: 21, unknown: 0 }, [SECOND]: { total: 0, missing: 11, unknown: 0 } },
    findings: [
      ...BROKEN.map(
        ([type, counterpart]) => `misplaced-resource ${type} ${counterpart} (named for ${SECOND}) @ ${FIRST}`,
      ),
      ...BROKEN.filter(([type]) => type !== STACK).map(
        ([type, counterpart]) => `missing-resource ${type} ${counterpart} @ ${SECOND}`,
      ),
      // The stack of the database is not called as that of the replica is: with both in one region nothing says that theirs are one.
      `missing-resource AWS::KMS::Key ${DATABASES}/DataKey @ ${SECOND}`,
      `missing-resource AWS::RDS::DBSubnetGroup ${DATABASES}/DatabaseSubnetGroup @ ${SECOND}`,
    ],
    gaps: [],
  },
};
