/** What the collectors of Application Auto Scaling share. */
import type { ScalableTarget, ScheduledAction, ServiceNamespace } from '@aws-sdk/client-application-auto-scaling';
import { allOf, given } from '../aws/answer.ts';
import type { CollectorContext } from '../collector.ts';

/** Every scalable target of the region. Each service's are asked for apart: there is no call for all. */
export async function scalableTargets(ctx: CollectorContext): Promise<readonly ScalableTarget[]> {
  const { ServiceNamespace: services } = await import('@aws-sdk/client-application-auto-scaling');
  return (await Promise.all(Object.values(services).map((service) => targetsOf(ctx, service)))).flat();
}

/** The scalable targets of one service, once. */
export function targetsOf(ctx: CollectorContext, service: ServiceNamespace): Promise<readonly ScalableTarget[]> {
  return ctx.once(`application-autoscaling:DescribeScalableTargets ${service}`, async () => {
    const sdk = await import('@aws-sdk/client-application-auto-scaling');
    const config = { client: ctx.client(sdk.ApplicationAutoScalingClient), pageSize: 50 };
    const pages = sdk.paginateDescribeScalableTargets(config, { ServiceNamespace: service });
    return unlessUnknownThere(
      allOf(pages, (page) =>
        given(page.ScalableTargets, 'ScalableTargets', 'application-autoscaling:DescribeScalableTargets'),
      ),
    );
  });
}

/** A region that does not know a service yet refuses its name, and has none of its targets. */
async function unlessUnknownThere<T>(call: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await call;
  } catch (error) {
    const isUnknown = error instanceof Error && error.name === 'ValidationException';
    if (isUnknown && /'serviceNamespace'.*enum value set/i.test(error.message)) return [];
    throw error;
  }
}

/** The services that have a target in the region: no other has a policy or an action. */
export async function namespaces(ctx: CollectorContext): Promise<readonly ServiceNamespace[]> {
  return [...new Set((await scalableTargets(ctx)).flatMap((target) => target.ServiceNamespace ?? []))].sort();
}

/** The scheduled actions of a service's targets, once. */
export function scheduledActions(ctx: CollectorContext, namespace: string): Promise<readonly ScheduledAction[]> {
  return ctx.once(`application-autoscaling:DescribeScheduledActions ${namespace}`, async () => {
    const sdk = await import('@aws-sdk/client-application-auto-scaling');
    const config = { client: ctx.client(sdk.ApplicationAutoScalingClient), pageSize: 50 };
    const input = { ServiceNamespace: namespace as ServiceNamespace };
    return allOf(sdk.paginateDescribeScheduledActions(config, input), (page) =>
      given(page.ScheduledActions, 'ScheduledActions'),
    );
  });
}
