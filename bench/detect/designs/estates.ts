/** Designs of several stacks: layers, environments, a whole account. */
import { WHOLE_TEMPLATE } from '../../../test/simulator/whole-template.ts';
import type { Design } from '../design.ts';
import { home } from './databases.ts';
import * as kit from './kit.ts';

const { att, cidr, imported, ref, resource, sub } = kit;
const exported = (Name: string, Value: unknown) => ({ [Name]: { Value, Export: { Name } } });

/** A platform in layers: each stack imports what the one below exports. */
export const layers: Design = {
  name: 'layers',
  regions: ['us-east-1', 'eu-west-1'],
  stackPrefixes: ['platform'],
  stacks: ({ index }) => [
    {
      name: 'platform-network',
      template: kit.template(
        {
          Vpc: kit.vpc(cidr(index + 50), 'platform'),
          SubnetA: kit.subnet(cidr(index + 50, '0.0/24'), 0, 'platform-a'),
          SubnetB: kit.subnet(cidr(index + 50, '1.0/24'), 1, 'platform-b'),
        },
        {
          Outputs: {
            ...exported('PlatformVpc', ref('Vpc')),
            ...exported('PlatformSubnetA', ref('SubnetA')),
            ...exported('PlatformSubnetB', ref('SubnetB')),
          },
        },
      ),
    },
    {
      name: 'platform-security',
      template: kit.template(
        {
          Key: kit.key('platform'),
          App: kit.group('Applications', [kit.tcp(8443, kit.fromCidr(cidr(index + 50)))], {
            VpcId: imported('PlatformVpc'),
          }),
          Data: kit.group('Data', [kit.tcp(5432, kit.fromGroup('App'))], { VpcId: imported('PlatformVpc') }),
        },
        {
          Outputs: {
            ...exported('PlatformKey', att('Key', 'Arn')),
            ...exported('PlatformData', att('Data', 'GroupId')),
          },
        },
      ),
    },
    {
      name: 'platform-data',
      template: kit.template({
        Subnets: resource('AWS::RDS::DBSubnetGroup', {
          DBSubnetGroupDescription: 'Data',
          SubnetIds: [imported('PlatformSubnetA'), imported('PlatformSubnetB')],
        }),
        Database: kit.database({
          KmsKeyId: imported('PlatformKey'),
          DBSubnetGroupName: ref('Subnets'),
          VPCSecurityGroups: [imported('PlatformData')],
          MonitoringInterval: 0,
        }),
      }),
    },
  ],
};

/** The same stacks for production and for tests in one account; only production is asked for. */
export const environments: Design = {
  name: 'environments',
  regions: ['us-east-1', 'us-west-2'],
  stackPrefixes: ['desk-prod'],
  stacks: ({ index }) =>
    ['prod', ...(index === 0 ? ['test'] : [])].map((environment, at) => ({
      name: `desk-${environment}`,
      tags: { environment },
      template: kit.template({
        ...home(index * 2 + at, 3306),
        Key: kit.key(`desk ${environment}`),
        Files: kit.store(kit.encryptedWith('Key')),
        Worker: kit.role('ec2.amazonaws.com'),
      }),
    })),
};

/** The whole account: a few stacks, and nothing selected. */
export const wholeAccount: Design = {
  name: 'whole-account',
  regions: ['us-east-2', 'eu-west-3'],
  stacks: ({ index, region }) => [
    {
      name: `base-${region}`,
      template: kit.template({
        ...home(index + 70, 5432),
        Key: kit.key('base'),
        KeyAlias: kit.alias('alias/base', 'Key'),
        Database: kit.database({
          DBInstanceIdentifier: sub('base-${AWS::Region}'),
          KmsKeyId: att('Key', 'Arn'),
          DBSubnetGroupName: ref('Subnets'),
          VPCSecurityGroups: [ref('Databases')],
          MonitoringInterval: 0,
        }),
      }),
    },
    {
      name: `jobs-${region}`,
      template: kit.template({
        Queue: resource('AWS::SQS::Queue', { QueueName: sub('jobs-${AWS::Region}') }),
        Topic: resource('AWS::SNS::Topic', { TopicName: sub('jobs-${AWS::Region}') }),
        Role: kit.role('lambda.amazonaws.com', { RoleName: sub('jobs-${AWS::Region}') }),
      }),
    },
  ],
};

const PASSIVE = `roles: {us-east-1: primary, us-east-2: standby}
asymmetry:
  - {type: AWS::SQS::Queue, only: {role: primary}, reason: jobs run in one region}
  - {type: AWS::RDS::DBInstance, properties: [DBInstanceClass], reason: the standby is smaller}
`;

/** Active and passive: the second region is smaller and lacks what only one may have, and the baseline says so. */
export const activePassive: Design = {
  name: 'active-passive',
  regions: ['us-east-1', 'us-east-2'],
  stackPrefixes: ['pay'],
  baseline: PASSIVE,
  stacks: ({ index }) => [
    {
      name: 'pay',
      template: kit.template({
        ...home(index + 90, 5432),
        Key: kit.key('pay'),
        Database: kit.database({
          DBInstanceClass: index === 0 ? 'db.r6g.2xlarge' : 'db.r6g.large',
          KmsKeyId: att('Key', 'Arn'),
          DBSubnetGroupName: ref('Subnets'),
          VPCSecurityGroups: [ref('Databases')],
          MonitoringInterval: 0,
        }),
        ...(index === 0 && { Jobs: resource('AWS::SQS::Queue') }),
        Receipts: kit.store({ VersioningConfiguration: { Status: 'Enabled' } }),
      }),
    },
  ],
};

/** Search, streams and warehouses: types that nobody reads, known because a stack lists them. */
export const presenceOnly: Design = {
  name: 'presence-only',
  regions: ['eu-central-1', 'eu-west-1', 'us-east-1'],
  stackPrefixes: ['insight'],
  stacks: () => [
    {
      name: 'insight',
      template: kit.template({
        Search: resource('AWS::OpenSearchService::Domain', { EngineVersion: 'OpenSearch_2.11' }),
        Warehouse: resource('AWS::RedshiftServerless::Workgroup', { WorkgroupName: 'reports' }),
        Events: resource('AWS::MSK::Cluster', { ClusterName: 'events' }),
        Batch: resource('AWS::EMR::Cluster', { Name: 'batch' }),
        Graph: resource('AWS::Neptune::DBCluster'),
        Firewall: resource('AWS::WAFv2::WebACL', { Scope: 'REGIONAL' }),
        Custom: resource('Custom::Index', {
          ServiceToken: sub('arn:aws:lambda:${AWS::Region}:111122223333:function:index'),
        }),
        Flow: resource('AWS::AppFlow::Flow', { FlowName: 'in' }),
        Desk: resource('AWS::QuickSight::DataSet'),
        Stream: resource('AWS::Kinesis::Stream', { ShardCount: 2 }),
        Machine: kit.role('states.amazonaws.com'),
      }),
    },
  ],
};

/** The one template that has every type, here with what the security expectations ask for. */
export const everyType: Design = {
  name: 'every-type',
  regions: ['us-east-1', 'eu-central-1'],
  stackPrefixes: ['all'],
  stacks: () => {
    const { Primary, ...others } = WHOLE_TEMPLATE.Resources;
    const rotating = { ...Primary, Properties: { ...Primary.Properties, EnableKeyRotation: true } };
    return [{ name: 'all', template: { ...WHOLE_TEMPLATE, Resources: { ...others, Primary: rotating } } }];
  },
};

export const estateDesigns = [layers, environments, wholeAccount, activePassive, presenceOnly, everyType];
