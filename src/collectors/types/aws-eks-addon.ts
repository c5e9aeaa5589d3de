/** The collector of `AWS::EKS::Addon`. */
import type { Addon } from '@aws-sdk/client-eks';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { allOf, given } from '../aws/answer.ts';
import { type CollectorContext, compact, defineCollector } from '../collector.ts';
import { capitalisedJson, mapped, opened } from '../mapping.ts';
import { withoutSecretsIn } from '../secret-values.ts';
import { ofEachCluster } from './eks.ts';

async function addons(ctx: CollectorContext): Promise<readonly Addon[]> {
  const { DescribeAddonCommand, EKSClient, paginateListAddons } = await import('@aws-sdk/client-eks');
  const client = ctx.client(EKSClient);
  return ofEachCluster(
    ctx,
    (clusterName) =>
      allOf(paginateListAddons({ client, pageSize: 100 }, { clusterName }), (page) =>
        given(page.addons, 'addons', 'eks:ListAddons'),
      ),
    async (clusterName, addonName) => {
      const { addon } = await client.send(new DescribeAddonCommand({ clusterName, addonName }));
      if (addon === undefined) throw new Error('the answer carries no addon');
      return addon;
    },
  );
}

export default defineCollector({
  type: 'AWS::EKS::Addon',
  summary: 'Add-ons of EKS clusters: version, configuration, role.',
  scope: 'regional',
  uniqueName: false,
  livesIn: { ClusterName: 'AWS::EKS::Cluster' },
  actions: ['eks:ListClusters', 'eks:ListAddons', 'eks:DescribeAddon'],
  async *list(ctx) {
    for (const one of await addons(ctx)) {
      const { addonName = '', clusterName = '' } = one;
      const id = `${clusterName}|${addonName}`;
      yield {
        id,
        arn: one.addonArn ?? null,
        name: addonName,
        tags: one.tags ?? {},
        properties: propertiesOf(one, ctx),
      };
    }
  },
  tags: 'listed',
  needs: ['AWS::EKS::Cluster'],
  references: { ClusterName: 'AWS::EKS::Cluster' },
  comparators: {
    AddonName: 'same',
    AddonVersion: { compare: 'same', worse: 'smaller' },
    ClusterName: 'same',
    ConfigurationValues: 'same',
    'NamespaceConfig.Namespace': 'same',
    ServiceAccountRoleArn: { compare: 'same', severity: 'high', why: 'It decides what the add-on may do.' },
  },
  notRead: {
    PodIdentityAssociations: 'ids of the cluster’s own; a call for each tells its role',
    PreserveOnDelete: 'a switch of the deployment, which no call gives',
    ResolveConflicts: 'a switch of the deployment, which no call gives',
  },
  cannotSee: ['Which role a service account has by a pod identity association.'],
});

function propertiesOf({ tags: _, configurationValues, ...one }: Addon, ctx: CollectorContext): JsonObject {
  const read = mapped(capitalisedJson(one), {
    take: ['AddonName', 'AddonVersion', 'ClusterName', 'NamespaceConfig', 'ServiceAccountRoleArn'],
  });
  const ConfigurationValues = withoutSecretsIn('AWS::EKS::Addon', { values: opened(configurationValues) ?? null }, ctx);
  const { values } = ConfigurationValues as JsonObject;
  return { ...read, ...compact({ ConfigurationValues: values ?? undefined }) };
}
