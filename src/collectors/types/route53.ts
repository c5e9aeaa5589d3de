/** What the Route 53 collectors share. */
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

/** The name as it was given: Route 53 writes `*` and others as `\052`. */
export function domainName(name: string): string {
  return name.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
