/** The records of a hosted zone, and those by which a failover goes: a zone may hold thousands. */

import type { ListResourceRecordSetsRequest, ResourceRecordSet } from '@aws-sdk/client-route-53';
import { pushAll } from '../../common/lists.ts';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { type CollectorContext, compact } from '../collector.ts';

/** A name that AWS made for something in a region: `web-1.us-east-1.elb.amazonaws.com`. */
const REGIONAL = /(?:^|[.-])([a-z]{2,3}(?:-[a-z]+)+-\d)\.[\w.-]*amazonaws\.com(?:\.cn)?\.?$/;

/**
 * All records of a zone, asked once for all that read them. `zone`: its id, with or without `/hostedzone/`.
 *
 * @throws what AWS answers, and where a page says that there are more and not from where
 */
export function recordsOfZone(ctx: CollectorContext, zone: string): Promise<readonly ResourceRecordSet[]> {
  const HostedZoneId = zone.replace('/hostedzone/', '');
  return ctx.once(`route53:ListResourceRecordSets ${HostedZoneId}`, async () => {
    const { ListResourceRecordSetsCommand, Route53Client } = await import('@aws-sdk/client-route-53');
    const client = ctx.client(Route53Client);
    const found: ResourceRecordSet[] = [];
    let from: Pick<ListResourceRecordSetsRequest, 'StartRecordName' | 'StartRecordType' | 'StartRecordIdentifier'> = {};
    for (;;) {
      const page = await client.send(new ListResourceRecordSetsCommand({ HostedZoneId, MaxItems: 300, ...from }));
      pushAll(found, given(page.ResourceRecordSets, 'ResourceRecordSets'));
      if (page.IsTruncated !== true) return found;
      // Without a next name it would begin anew, for ever.
      if (page.NextRecordName === undefined) throw new Error('a page says that there are more, and not from where');
      from = compact({
        StartRecordName: page.NextRecordName,
        StartRecordType: page.NextRecordType,
        StartRecordIdentifier: page.NextRecordIdentifier,
      }) as typeof from;
    }
  });
}

/**
 * What is routed (weighted, by latency, by place, failover, multivalue), and what leads to a name of one region, each with where it
 * leads, its TTL and whether anything looks after its health. Addresses and texts are not kept.
 */
export async function routedRecords(ctx: CollectorContext, zone: string): Promise<readonly JsonObject[]> {
  return (await recordsOfZone(ctx, zone)).flatMap(routed);
}

function routed(record: ResourceRecordSet): readonly JsonObject[] {
  const { AliasTarget, ResourceRecords = [], Type } = record;
  const targets = AliasTarget ? [AliasTarget.DNSName ?? ''] : ResourceRecords.map(({ Value = '' }) => Value);
  // An address tells no region, and a text may be anything.
  const named = AliasTarget || Type === 'CNAME' ? targets : [];
  const regions = [...new Set(named.flatMap((one) => REGIONAL.exec(one.toLowerCase())?.[1] ?? []))];
  if (record.SetIdentifier === undefined && regions.length === 0) return [];
  return [
    compact({
      Name: record.Name,
      Type,
      SetIdentifier: record.SetIdentifier,
      Policy: policyOf(record),
      Region: record.Region,
      Failover: record.Failover,
      Weight: record.Weight,
      TTL: record.TTL,
      LeadsTo: regions.length > 0 ? regions : undefined,
      HasHealthCheck: record.HealthCheckId !== undefined,
      EvaluatesTargetHealth: AliasTarget?.EvaluateTargetHealth,
    }),
  ];
}

function policyOf(record: ResourceRecordSet): string {
  if (record.Failover !== undefined) return 'failover';
  if (record.Weight !== undefined) return 'weighted';
  if (record.Region !== undefined) return 'latency';
  if (record.GeoLocation !== undefined) return 'geolocation';
  if (record.GeoProximityLocation !== undefined) return 'geoproximity';
  if (record.CidrRoutingConfig !== undefined) return 'ip-based';
  return record.MultiValueAnswer ? 'multivalue' : 'simple';
}
