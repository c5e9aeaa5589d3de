/** The collector of `AWS::ECS::CapacityProvider`. */
import type { CapacityProvider } from '@aws-sdk/client-ecs';
import { given } from '../aws/answer.ts';
import { type CollectorContext, defineCollector } from '../collector.ts';
import { capitalisedJson, mapped } from '../mapping.ts';
import { ecsTags, throwUnlessMissing } from './ecs.ts';

/** The SDK has no paginator for these. */
async function* capacityProviders(ctx: CollectorContext): AsyncIterable<CapacityProvider> {
  const { DescribeCapacityProvidersCommand, ECSClient } = await import('@aws-sdk/client-ecs');
  let nextToken: string | undefined;
  do {
    const input = { include: ['TAGS' as const], maxResults: 10, ...(nextToken !== undefined && { nextToken }) };
    const answer = await ctx.client(ECSClient).send(new DescribeCapacityProvidersCommand(input));
    throwUnlessMissing(answer.failures);
    yield* given(answer.capacityProviders, 'capacityProviders');
    nextToken = answer.nextToken;
  } while (nextToken !== undefined);
}

export default defineCollector({
  type: 'AWS::ECS::CapacityProvider',
  summary: 'Capacity providers: which Auto Scaling group or managed instances they take, and how they scale them.',
  scope: 'regional',
  uniqueName: true,
  actions: ['ecs:DescribeCapacityProviders'],
  async *list(ctx) {
    for await (const one of capacityProviders(ctx)) {
      if (one.status === 'INACTIVE') continue;
      const id = one.name ?? '';
      const { tags, ...provider } = one;
      const properties = mapped(capitalisedJson(provider), {
        take: ['AutoScalingGroupProvider', 'ManagedInstancesProvider'],
        rename: { ClusterName: 'Cluster' },
      });
      yield { id, arn: one.capacityProviderArn ?? null, name: id, tags: ecsTags(tags), properties };
    }
  },
  tags: 'listed',
  isDefault: ({ id }) => id === 'FARGATE' || id === 'FARGATE_SPOT',
  needs: ['AWS::AutoScaling::AutoScalingGroup'],
  references: { ClusterName: 'AWS::ECS::Cluster' },
  comparators: {
    'AutoScalingGroupProvider.AutoScalingGroupArn': { compare: 'same', why: 'Compared by which group it is.' },
    'AutoScalingGroupProvider.ManagedDraining': 'same',
    'AutoScalingGroupProvider.ManagedScaling': 'same',
    'AutoScalingGroupProvider.ManagedTerminationProtection': 'same',
    ClusterName: 'same',
    'ManagedInstancesProvider.InfrastructureRoleArn': 'same',
    'ManagedInstancesProvider.InstanceLaunchTemplate': 'same',
    'ManagedInstancesProvider.PropagateTags': 'same',
  },
  notRead: { Name: 'it is the name' },
  cannotSee: ['Whether the group behind it can grow.'],
});
