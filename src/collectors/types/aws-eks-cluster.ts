/** The collector of `AWS::EKS::Cluster`. */
import type { Cluster } from '@aws-sdk/client-eks';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { sorted } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { capitalisedJson, mapped, sortedWithin } from '../mapping.ts';
import { clusterNames } from './eks.ts';

const TAKEN = [
  ...['AccessConfig', 'ComputeConfig', 'ControlPlaneScalingConfig', 'DeletionProtection', 'EncryptionConfig'],
  ...['KubeApiServerConfig', 'KubeControllerManagerConfig', 'KubeSchedulerConfig', 'KubernetesNetworkConfig'],
  ...['Logging', 'OutpostConfig', 'RemoteNetworkConfig', 'ResourcesVpcConfig', 'RoleArn', 'StorageConfig'],
  ...['UpgradePolicy', 'Version', 'ZonalShiftConfig'],
];

export default defineCollector({
  type: 'AWS::EKS::Cluster',
  summary: 'EKS clusters: version, who reaches the API, encryption, logs, access.',
  scope: 'regional',
  uniqueName: true,
  actions: ['eks:ListClusters'],
  async *list(ctx) {
    for (const id of await clusterNames(ctx)) {
      const arn = `arn:${ctx.partition}:eks:${ctx.region}:${ctx.account}:cluster/${id}`;
      yield { id, arn, name: id, properties: {} };
    }
  },
  parts: [
    {
      action: 'eks:DescribeCluster',
      properties: TAKEN,
      async read(ctx, { id }) {
        const { DescribeClusterCommand, EKSClient } = await import('@aws-sdk/client-eks');
        const { cluster } = await ctx.client(EKSClient).send(new DescribeClusterCommand({ name: id }));
        if (cluster === undefined) throw new Error('the answer carries no cluster');
        return propertiesOf(cluster);
      },
    },
  ],
  tags: 'tagging-api',
  needs: ['AWS::EC2::SecurityGroup', 'AWS::EC2::Subnet'],
  comparators: {
    'AccessConfig.AuthenticationMode': 'same',
    ComputeConfig: 'same',
    ControlPlaneScalingConfig: 'same',
    DeletionProtection: { compare: 'same', worse: 'false' },
    EncryptionConfig: { compare: 'same', severity: 'high', worse: 'absent' },
    'KubernetesNetworkConfig.ElasticLoadBalancing.Enabled': 'same',
    'KubernetesNetworkConfig.IpFamily': 'same',
    'KubernetesNetworkConfig.ServiceIpv4Cidr': {
      compare: 'same-size',
      why: 'AWS takes one that the network does not have; it is not seen from outside.',
    },
    OutpostConfig: 'same',
    RemoteNetworkConfig: 'same',
    'ResourcesVpcConfig.EndpointPrivateAccess': 'same',
    'ResourcesVpcConfig.EndpointPublicAccess': { compare: 'same', severity: 'high', worse: 'true' },
    'ResourcesVpcConfig.PublicAccessCidrs': {
      compare: 'same',
      severity: 'high',
      why: 'They decide who in the internet reaches the API.',
    },
    'ResourcesVpcConfig.SecurityGroupIds': { compare: 'same', severity: 'high' },
    'ResourcesVpcConfig.SubnetIds': {
      compare: 'same',
      why: 'Compared by which subnets they are. A region with fewer zones has fewer: declare that in the baseline.',
    },
    RoleArn: 'same',
    StorageConfig: 'same',
    'UpgradePolicy.SupportType': 'same',
    Version: { compare: 'same', severity: 'high', worse: 'smaller' },
    'ZonalShiftConfig.Enabled': 'same',
  },
  sets: [
    ...['EncryptionConfig', 'ResourcesVpcConfig.PublicAccessCidrs', 'ResourcesVpcConfig.SecurityGroupIds'],
    'ResourcesVpcConfig.SubnetIds',
  ],
  keyed: { 'Logging.ClusterLogging.EnabledTypes': ['Type'] },
  notRead: {
    ActiveCertificateAuthorityId: 'an id of the cluster’s own certificate authority',
    BootstrapSelfManagedAddons: 'a switch of the making, which no call gives',
    CertificateAuthority: 'the certificate authority of the cluster, of its own',
    Force: 'a switch of the deployment, which no call gives',
    Name: 'it is the name',
    RollbackConfig: 'a switch of the deployment, which no call gives',
  },
  cannotSee: ['What runs in the cluster.', 'Who may enter it by access entries (AWS::EKS::AccessEntry).'],
});

function propertiesOf(cluster: Cluster): JsonObject {
  const { accessConfig, kubernetesNetworkConfig, logging, resourcesVpcConfig, ...others } = cluster;
  // What is logged, and not what is not.
  const types = sorted(logging?.clusterLogging?.flatMap((setup) => (setup.enabled ? (setup.types ?? []) : [])));
  const { clusterSecurityGroupId: _group, vpcId: _vpc, ...network } = resourcesVpcConfig ?? {};
  const { serviceIpv6Cidr: _cidr, ...kubernetes } = kubernetesNetworkConfig ?? {};
  const told = capitalisedJson({
    ...others,
    // Who made the cluster was let in at first, or not: that is of the making.
    accessConfig: accessConfig && { authenticationMode: accessConfig.authenticationMode },
    kubernetesNetworkConfig: kubernetes,
    resourcesVpcConfig: network,
    logging: types && { clusterLogging: { enabledTypes: types.map((type) => ({ type })) } },
  });
  return sortedWithin(mapped(told, { take: TAKEN })) as JsonObject;
}
