/** The collector of `AWS::MSK::Cluster`. */
import type { Cluster, Provisioned } from '@aws-sdk/client-kafka';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { liveMembers, liveState } from '../live-state.ts';
import { mapped } from '../mapping.ts';

export default defineCollector({
  type: 'AWS::MSK::Cluster',
  summary: 'Kafka clusters: brokers, storage, version, encryption, who may come in, logs, monitoring.',
  scope: 'regional',
  uniqueName: true,
  actions: ['kafka:ListClustersV2'],
  async *list(ctx) {
    const { KafkaClient, paginateListClustersV2 } = await import('@aws-sdk/client-kafka');
    for await (const page of paginateListClustersV2({ client: ctx.client(KafkaClient), pageSize: 100 }, {})) {
      for (const cluster of given(page.ClusterInfoList, 'ClusterInfoList')) {
        // Serverless ones are a type of their own.
        if (cluster.ClusterType === 'SERVERLESS') continue;
        const id = cluster.ClusterArn ?? '';
        const tags = cluster.Tags ?? {};
        yield { id, arn: id, name: cluster.ClusterName ?? null, tags, properties: propertiesOf(cluster) };
      }
    }
  },
  tags: 'listed',
  needs: ['AWS::EC2::SecurityGroup', 'AWS::EC2::Subnet'],
  references: { 'LoggingInfo.BrokerLogs.S3.Bucket': 'AWS::S3::Bucket' },
  leaving: ({ LiveState }) =>
    (LiveState as { readonly State?: string } | undefined)?.State === 'DELETING' ? 'it is being deleted' : null,
  comparators: {
    'BrokerNodeGroupInfo.BrokerAZDistribution': 'same',
    'BrokerNodeGroupInfo.ClientSubnets': {
      compare: 'same',
      severity: 'high',
      why: 'Compared by which subnets they are. A region with fewer zones has fewer: declare that in the baseline.',
    },
    'BrokerNodeGroupInfo.ConnectivityInfo.PublicAccess.Type': {
      compare: 'same',
      severity: 'critical',
      best: 'DISABLED',
    },
    'BrokerNodeGroupInfo.InstanceType': { compare: 'same', severity: 'high' },
    'BrokerNodeGroupInfo.SecurityGroups': { compare: 'same', severity: 'high' },
    'BrokerNodeGroupInfo.StorageInfo.EBSStorageInfo.VolumeSize': {
      compare: 'same',
      severity: 'high',
      worse: 'smaller',
    },
    'ClientAuthentication.Sasl.Iam.Enabled': { compare: 'same', severity: 'high' },
    'ClientAuthentication.Sasl.Scram.Enabled': { compare: 'same', severity: 'high' },
    'ClientAuthentication.Tls.CertificateAuthorityArnList': { compare: 'same', severity: 'high' },
    'ClientAuthentication.Unauthenticated.Enabled': { compare: 'same', severity: 'critical', worse: 'true' },
    'ConfigurationInfo.Arn': 'same',
    'ConfigurationInfo.Revision': {
      compare: 'advisory',
      why: 'Revisions are counted up in each region: the same number need not say the same.',
    },
    'EncryptionInfo.EncryptionAtRest.DataVolumeKMSKeyId': { compare: 'same', severity: 'high' },
    'EncryptionInfo.EncryptionInTransit.ClientBroker': { compare: 'same', severity: 'high', best: 'TLS' },
    'EncryptionInfo.EncryptionInTransit.InCluster': { compare: 'same', severity: 'high', worse: 'false' },
    EnhancedMonitoring: 'same',
    KafkaVersion: { compare: 'same', severity: 'high' },
    ...liveMembers('State'),
    'LoggingInfo.BrokerLogs.CloudWatchLogs.Enabled': { compare: 'same', worse: 'false' },
    'LoggingInfo.BrokerLogs.Firehose.Enabled': { compare: 'same', worse: 'false' },
    'LoggingInfo.BrokerLogs.S3.Enabled': { compare: 'same', worse: 'false' },
    NumberOfBrokerNodes: { compare: 'same', severity: 'high', worse: 'smaller' },
    'OpenMonitoring.Prometheus.JmxExporter.EnabledInBroker': { compare: 'same', worse: 'false' },
    'OpenMonitoring.Prometheus.NodeExporter.EnabledInBroker': { compare: 'same', worse: 'false' },
    'Rebalancing.Status': 'same',
    StorageMode: 'same',
  },
  sets: [
    'BrokerNodeGroupInfo.ClientSubnets',
    'BrokerNodeGroupInfo.SecurityGroups',
    'ClientAuthentication.Tls.CertificateAuthorityArnList',
  ],
  notRead: {
    ClusterName: 'it is the name',
    CurrentVersion: 'counts the changes of this one cluster',
    ZookeeperAccess: 'MSK does not tell it in the list of clusters',
  },
  cannotSee: [
    'Topics, and what is in them; SCRAM secrets; the policy of the cluster; what a configuration says: its ARN is compared.',
    'Replicators between clusters (AWS::MSK::Replicator), and clusters without brokers of their own (AWS::MSK::ServerlessCluster).',
  ],
});

function propertiesOf({ Provisioned: brokers, State }: Cluster): JsonObject {
  return { ...(brokers && provisioned(brokers)), ...liveState({ State }) };
}

function provisioned(cluster: Provisioned): JsonObject {
  const { BrokerNodeGroupInfo: nodes, CurrentBrokerSoftwareInfo: software } = cluster;
  const { StorageInfo: storage, ZoneIds: _zones, ...group } = nodes ?? {};
  const answer = {
    ...cluster,
    BrokerNodeGroupInfo: { ...group, StorageInfo: { EBSStorageInfo: storage?.EbsStorageInfo } },
    ConfigurationInfo: { Arn: software?.ConfigurationArn, Revision: software?.ConfigurationRevision },
  };
  return compact({
    ...mapped(answer, {
      take: [
        ...['BrokerNodeGroupInfo', 'ClientAuthentication', 'EncryptionInfo', 'EnhancedMonitoring', 'LoggingInfo'],
        ...['NumberOfBrokerNodes', 'OpenMonitoring', 'Rebalancing', 'StorageMode'],
      ],
    }),
    // Revision alone says nothing.
    ConfigurationInfo: software?.ConfigurationArn
      ? mapped(answer.ConfigurationInfo, { take: ['Arn', 'Revision'] })
      : undefined,
    KafkaVersion: software?.KafkaVersion,
  });
}
