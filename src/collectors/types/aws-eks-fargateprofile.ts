/** The collector of `AWS::EKS::FargateProfile`. */
import type { FargateProfile } from '@aws-sdk/client-eks';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { allOf, given } from '../aws/answer.ts';
import { type CollectorContext, defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { ofEachCluster } from './eks.ts';

async function profiles(ctx: CollectorContext): Promise<readonly FargateProfile[]> {
  const { DescribeFargateProfileCommand, EKSClient, paginateListFargateProfiles } = await import('@aws-sdk/client-eks');
  const client = ctx.client(EKSClient);
  return ofEachCluster(
    ctx,
    (clusterName) =>
      allOf(paginateListFargateProfiles({ client, pageSize: 100 }, { clusterName }), (page) =>
        given(page.fargateProfileNames, 'fargateProfileNames', 'eks:ListFargateProfiles'),
      ),
    async (clusterName, fargateProfileName) => {
      const command = new DescribeFargateProfileCommand({ clusterName, fargateProfileName });
      const { fargateProfile } = await client.send(command);
      if (fargateProfile === undefined) throw new Error('the answer carries no fargateProfile');
      return fargateProfile;
    },
  );
}

export default defineCollector({
  type: 'AWS::EKS::FargateProfile',
  summary: 'Fargate profiles of EKS clusters: which pods run on Fargate, where, with which role.',
  scope: 'regional',
  uniqueName: false,
  livesIn: { ClusterName: 'AWS::EKS::Cluster' },
  actions: ['eks:ListClusters', 'eks:ListFargateProfiles', 'eks:DescribeFargateProfile'],
  async *list(ctx) {
    for (const one of await profiles(ctx)) {
      const { clusterName = '', fargateProfileName = '' } = one;
      const id = `${clusterName}|${fargateProfileName}`;
      const properties = propertiesOf(one);
      yield { id, arn: one.fargateProfileArn ?? null, name: fargateProfileName, tags: one.tags ?? {}, properties };
    }
  },
  tags: 'listed',
  needs: ['AWS::EC2::Subnet', 'AWS::EKS::Cluster'],
  references: { ClusterName: 'AWS::EKS::Cluster' },
  comparators: {
    ClusterName: 'same',
    PodExecutionRoleArn: 'same',
    Selectors: { compare: 'same', severity: 'high', why: 'A pod that no profile takes is not run.' },
    Subnets: {
      compare: 'same',
      why: 'Compared by which subnets they are. A region with fewer zones has fewer: declare that in the baseline.',
    },
  },
  sets: ['Selectors', 'Subnets'],
  notRead: { FargateProfileName: 'it is the name' },
  cannotSee: ['Which pods run: that is load.'],
});

function propertiesOf(one: FargateProfile): JsonObject {
  const selectors = one.selectors?.map(({ namespace, labels = {} }) => ({
    Namespace: namespace,
    Labels: Object.entries(labels)
      .map(([Key, Value]) => ({ Key, Value }))
      .sort((a, b) => (a.Key < b.Key ? -1 : 1)),
  }));
  return mapped(
    { ...one, selectors },
    {
      rename: {
        ClusterName: 'clusterName',
        PodExecutionRoleArn: 'podExecutionRoleArn',
        Selectors: 'selectors',
        Subnets: 'subnets',
      },
      sets: ['Selectors', 'Subnets'],
    },
  );
}
