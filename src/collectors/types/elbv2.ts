/** What the collectors of Application, Network and Gateway Load Balancers share. */
import type { Action, Listener, LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Json, JsonObject } from '../../snapshot/snapshot.ts';
import { allOf, given } from '../aws/answer.ts';
import type { CollectorContext } from '../collector.ts';
import { plainJson } from '../mapping.ts';

/** Every balancer of the region, once. */
export function loadBalancers(ctx: CollectorContext): Promise<readonly LoadBalancer[]> {
  return ctx.once('elasticloadbalancing:DescribeLoadBalancers', async () => {
    const sdk = await import('@aws-sdk/client-elastic-load-balancing-v2');
    const config = { client: ctx.client(sdk.ElasticLoadBalancingV2Client) };
    return allOf(sdk.paginateDescribeLoadBalancers(config, { PageSize: 400 }), (page) =>
      given(page.LoadBalancers, 'LoadBalancers', 'elasticloadbalancing:DescribeLoadBalancers'),
    );
  });
}

/** Every listener of the region's balancers, once: a call for each balancer. */
export function listeners(ctx: CollectorContext): Promise<readonly Listener[]> {
  return ctx.once('elasticloadbalancing:DescribeListeners', async () => {
    const sdk = await import('@aws-sdk/client-elastic-load-balancing-v2');
    const config = { client: ctx.client(sdk.ElasticLoadBalancingV2Client) };
    const found = await Promise.all(
      (await loadBalancers(ctx)).map(({ LoadBalancerArn }) =>
        allOf(sdk.paginateDescribeListeners(config, { PageSize: 400, LoadBalancerArn }), (page) =>
          given(page.Listeners, 'Listeners', 'elasticloadbalancing:DescribeListeners'),
        ),
      ),
    );
    return found.flat();
  });
}

/** Attributes by key; what AWS answers as empty is not set. */
export function attributes(
  list: readonly { Key?: string | undefined; Value?: string | undefined }[] | undefined,
): readonly Json[] {
  return given(list, 'Attributes')
    .filter(({ Value }) => Value !== undefined && Value !== '')
    .map(({ Key = '', Value = '' }) => ({ Key, Value }))
    .sort((a, b) => (a.Key < b.Key ? -1 : 1));
}

/** Actions without the target group that `ForwardConfig` tells again, in the order in which they run. */
export function actions(list: readonly Action[] | undefined): readonly JsonObject[] {
  const inOrder = [...(list ?? [])].sort((a, b) => (a.Order ?? 0) - (b.Order ?? 0));
  return inOrder.map(({ TargetGroupArn, ForwardConfig, ...action }) => {
    const groups = ForwardConfig?.TargetGroups ?? (TargetGroupArn === undefined ? [] : [{ TargetGroupArn, Weight: 1 }]);
    const sorted = [...groups].sort((a, b) => ((a.TargetGroupArn ?? '') < (b.TargetGroupArn ?? '') ? -1 : 1));
    const stickiness = ForwardConfig?.TargetGroupStickinessConfig;
    return plainJson({
      ...action,
      ...(groups.length > 0 && {
        ForwardConfig: {
          TargetGroups: sorted.map((group) => ({ Weight: 1, ...group })),
          // Off is what it is without one.
          ...(stickiness?.Enabled && { TargetGroupStickinessConfig: stickiness }),
        },
      }),
    }) as JsonObject;
  });
}

/** How the lists within actions are compared, below `path`. */
export function keyedActions(path: string): { readonly [path: string]: readonly string[] } {
  return { [path]: ['Type'], [`${path}.ForwardConfig.TargetGroups`]: ['TargetGroupArn'] };
}
