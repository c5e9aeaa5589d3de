/** What the collectors of EC2 Auto Scaling share. */
import type { NotificationConfiguration } from '@aws-sdk/client-auto-scaling';
import type { Json } from '../../snapshot/snapshot.ts';
import { allOf, given, sorted } from '../aws/answer.ts';
import type { CollectorContext } from '../collector.ts';

/** Who is told of what by any group of the region, once. */
export function notifications(ctx: CollectorContext): Promise<readonly NotificationConfiguration[]> {
  return ctx.once('autoscaling:DescribeNotificationConfigurations', async () => {
    const sdk = await import('@aws-sdk/client-auto-scaling');
    const config = { client: ctx.client(sdk.AutoScalingClient), pageSize: 100 };
    return allOf(sdk.paginateDescribeNotificationConfigurations(config, {}), (page) =>
      given(page.NotificationConfigurations, 'NotificationConfigurations'),
    );
  });
}

/** One entry for each topic, with what it is told of. */
export function byTopic(list: readonly NotificationConfiguration[]): readonly Json[] {
  const topics = sorted([...new Set(list.map(({ TopicARN }) => TopicARN ?? ''))]) ?? [];
  return topics.map((TopicARN) => {
    const types = list.filter((one) => one.TopicARN === TopicARN).map(({ NotificationType }) => NotificationType);
    return { TopicARN, NotificationTypes: sorted(types) ?? [] };
  });
}
