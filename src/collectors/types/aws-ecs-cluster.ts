/** The collector of `AWS::ECS::Cluster`. */
import { defineCollector } from '../collector.ts';
import { capitalisedJson, mapped } from '../mapping.ts';
import { clusters, ecsTags } from './ecs.ts';

export default defineCollector({
  type: 'AWS::ECS::Cluster',
  summary: 'ECS clusters: settings, capacity providers, how commands are run in them.',
  scope: 'regional',
  uniqueName: true,
  actions: ['ecs:ListClusters', 'ecs:DescribeClusters'],
  async *list(ctx) {
    for (const one of await clusters(ctx)) {
      if (one.status === 'INACTIVE') continue;
      const id = one.clusterName ?? '';
      const { tags, ...cluster } = one;
      const properties = mapped(capitalisedJson(cluster), {
        take: ['CapacityProviders', 'Configuration', 'DefaultCapacityProviderStrategy', 'ServiceConnectDefaults'],
        rename: { ClusterSettings: 'Settings' },
        sets: ['CapacityProviders'],
      });
      yield { id, arn: one.clusterArn ?? null, name: id, tags: ecsTags(tags), properties };
    }
  },
  tags: 'listed',
  // Made with the account, and empty, unless somebody uses it.
  isDefault: ({ id, tags }) => id === 'default' && Object.keys(tags ?? {}).length === 0,
  absorbs: ['AWS::ECS::ClusterCapacityProviderAssociations'],
  references: {
    'Configuration.ExecuteCommandConfiguration.LogConfiguration.CloudWatchLogGroupName': 'AWS::Logs::LogGroup',
    'Configuration.ExecuteCommandConfiguration.LogConfiguration.S3BucketName': 'AWS::S3::Bucket',
  },
  comparators: {
    CapacityProviders: 'same',
    'Configuration.ExecuteCommandConfiguration.KmsKeyId': { compare: 'same', severity: 'high', worse: 'absent' },
    'Configuration.ExecuteCommandConfiguration.LogConfiguration': 'same',
    'Configuration.ExecuteCommandConfiguration.Logging': 'same',
    'Configuration.ManagedStorageConfiguration': 'same',
    'ServiceConnectDefaults.Namespace': 'same',
  },
  sets: ['CapacityProviders'],
  keyed: { ClusterSettings: ['Name'], DefaultCapacityProviderStrategy: ['CapacityProvider'] },
  notRead: { ClusterName: 'it is the name' },
  cannotSee: ['Tasks that run, and container instances: that is load.'],
});
