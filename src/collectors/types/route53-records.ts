/** The records of a hosted zone by which a failover goes, and no others: a zone may hold thousands. */

import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { pushAll } from '../../common/lists.ts';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { type CollectorContext, compact } from '../collector.ts';

/** A name that AWS made for something in a region: `web-1.us-east-1.elb.amazonaws.com`. */
const REGIONAL = /(?:^|[.-])([a-z]{2,3}(?:-[a-z]+)+-\d)\.[\w.-]*amazonaws\.com(?:\.cn)?\.?$/;

/**
 * What is routed (weighted, by latency, by place, failover, multivalue), and what leads to a name of one region, each with where it
 * leads, its TTL and whether anything looks after its health. Addresses and texts are not kept.
 */
export async function routedRecords(ctx: CollectorContext, zone: string): Promise<readonly JsonObject[]> {
  const { ListResourceRecordSetsCommand, Route53Client } = await import('@aws-sdk/client-route-53');
  const client = ctx.client(Route53Client);
  const found: JsonObject[] = [];
  let from: { StartRecordName?: string; StartRecordType?: ResourceRecordSet['Type']; StartRecordIdentifier?: string } =
    {};
  for (;;) {
    const page = await client.send(new ListResourceRecordSetsCommand({ HostedZoneId: zone, MaxItems: 300, ...from }));
    for (const record of given(page.ResourceRecordSets, 'ResourceRecordSets')) pushAll(found, routed(record));
    if (!page.IsTruncated) return found;
    from = compact({
      StartRecordName: page.NextRecordName,
      StartRecordType: page.NextRecordType,
      StartRecordIdentifier: page.NextRecordIdentifier,
    }) as typeof from;
  }
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
