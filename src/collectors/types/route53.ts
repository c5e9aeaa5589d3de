/** What is read of Route 53 once for all. */
import type { HostedZone } from '@aws-sdk/client-route-53';
import { allOf, given } from '../aws/answer.ts';
import type { CollectorContext } from '../collector.ts';

/** Every hosted zone of the account, once. */
export function hostedZones(ctx: CollectorContext): Promise<readonly HostedZone[]> {
  return ctx.once('route53:ListHostedZones', async () => {
    const { paginateListHostedZones, Route53Client } = await import('@aws-sdk/client-route-53');
    const pages = paginateListHostedZones({ client: ctx.client(Route53Client), pageSize: 100 }, {});
    return allOf(pages, ({ HostedZones }) => given(HostedZones, 'HostedZones', 'route53:ListHostedZones'));
  });
}
