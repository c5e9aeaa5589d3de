/** The collector of `AWS::EKS::Nodegroup`. */
import type { Nodegroup } from '@aws-sdk/client-eks';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { allOf, given } from '../aws/answer.ts';
import { type CollectorContext, defineCollector } from '../collector.ts';
import { capitalisedJson, mapped } from '../mapping.ts';
import { ofEachCluster } from './eks.ts';

async function nodegroups(ctx: CollectorContext): Promise<readonly Nodegroup[]> {
  const { DescribeNodegroupCommand, EKSClient, paginateListNodegroups } = await import('@aws-sdk/client-eks');
  const client = ctx.client(EKSClient);
  return ofEachCluster(
    ctx,
    (clusterName) =>
      allOf(paginateListNodegroups({ client, pageSize: 100 }, { clusterName }), (page) =>
        given(page.nodegroups, 'nodegroups', 'eks:ListNodegroups'),
      ),
    async (clusterName, nodegroupName) => {
      const { nodegroup } = await client.send(new DescribeNodegroupCommand({ clusterName, nodegroupName }));
      if (nodegroup === undefined) throw new Error('the answer carries no nodegroup');
      return nodegroup;
    },
  );
}

export default defineCollector({
  type: 'AWS::EKS::Nodegroup',
  summary: 'Managed node groups: size, instances, image, labels, taints.',
  scope: 'regional',
  uniqueName: false,
  livesIn: { ClusterName: 'AWS::EKS::Cluster' },
  actions: ['eks:ListClusters', 'eks:ListNodegroups', 'eks:DescribeNodegroup'],
  async *list(ctx) {
    for (const one of await nodegroups(ctx)) {
      const { clusterName = '', nodegroupName = '' } = one;
      const id = `${clusterName}/${nodegroupName}`;
      const properties = propertiesOf(one);
      yield { id, arn: one.nodegroupArn ?? null, name: nodegroupName, tags: one.tags ?? {}, properties };
    }
  },
  tags: 'listed',
  needs: ['AWS::EC2::LaunchTemplate', 'AWS::EC2::Subnet', 'AWS::EKS::Cluster'],
  references: { ClusterName: 'AWS::EKS::Cluster' },
  comparators: {
    AmiType: 'same',
    CapacityType: 'same',
    ClusterName: 'same',
    DiskSize: { compare: 'same', worse: 'smaller' },
    InstanceTypes: 'same',
    Labels: 'same',
    'LaunchTemplate.Id': { compare: 'same', why: 'Compared by which template it is.' },
    'LaunchTemplate.Version': {
      compare: 'advisory',
      why: 'Versions are counted up in each region: what the default one launches is compared with the template.',
    },
    NodeRepairConfig: 'same',
    NodeRole: 'same',
    ReleaseVersion: {
      compare: 'advisory',
      why: 'AWS publishes images region by region; the version of Kubernetes is compared.',
    },
    'RemoteAccess.Ec2SshKey': 'same',
    'RemoteAccess.SourceSecurityGroups': 'same',
    'ScalingConfig.DesiredSize': { compare: 'advisory', why: 'Scaling moves it: it is load as much as design.' },
    'ScalingConfig.MaxSize': {
      compare: 'same',
      severity: 'high',
      worse: 'smaller',
      why: 'After a failover it must carry all.',
    },
    'ScalingConfig.MinSize': { compare: 'same', worse: 'smaller' },
    Subnets: {
      compare: 'same',
      why: 'Compared by which subnets they are. A region with fewer zones has fewer: declare that in the baseline.',
    },
    UpdateConfig: 'same',
    Version: { compare: 'same', severity: 'high', worse: 'smaller' },
    WarmPoolConfig: 'same',
  },
  sets: ['InstanceTypes', 'RemoteAccess.SourceSecurityGroups', 'Subnets'],
  keyed: { Taints: ['Key', 'Effect'] },
  notRead: {
    ForceUpdateEnabled: 'a switch of the deployment, which no call gives',
    NodegroupName: 'it is the name',
  },
  cannotSee: ['Nodes and their health: that is load.'],
});

function propertiesOf({ tags: _, ...one }: Nodegroup): JsonObject {
  const { name: _name, ...launchTemplate } = one.launchTemplate ?? {};
  return mapped(capitalisedJson({ ...one, launchTemplate }, ['labels']), {
    take: [
      ...['AmiType', 'CapacityType', 'ClusterName', 'DiskSize', 'InstanceTypes', 'Labels', 'LaunchTemplate'],
      ...['NodeRepairConfig', 'NodeRole', 'ReleaseVersion', 'RemoteAccess', 'ScalingConfig', 'Subnets', 'Taints'],
      ...['UpdateConfig', 'Version', 'WarmPoolConfig'],
    ],
    sets: ['InstanceTypes', 'Subnets', 'Taints'],
  });
}
