/** The collector of `AWS::Route53::RecordSet`. */
import type {
  ListResourceRecordSetsCommandInput,
  ListResourceRecordSetsResponse,
  ResourceRecordSet,
} from '@aws-sdk/client-route-53';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given, sorted } from '../aws/answer.ts';
import { type CollectorContext, compact, defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { domainName, hostedZones } from './route53.ts';

const TAKEN = [
  'CidrRoutingConfig',
  'Failover',
  'GeoLocation',
  'GeoProximityLocation',
  'HealthCheckId',
  'MultiValueAnswer',
  'Region',
  'SetIdentifier',
  'TTL',
  'Type',
  'Weight',
];

export default defineCollector({
  type: 'AWS::Route53::RecordSet',
  summary: 'Records of every zone: values or alias, routing, health check.',
  scope: 'global',
  actions: ['route53:ListHostedZones', 'route53:ListResourceRecordSets'],
  async *list(ctx) {
    for (const zone of await hostedZones(ctx)) {
      const HostedZoneId = (zone.Id ?? '').replace('/hostedzone/', '');
      for await (const page of pagesOf(ctx, HostedZoneId)) {
        for (const record of given(page.ResourceRecordSets, 'ResourceRecordSets', 'route53:ListResourceRecordSets')) {
          if (isOfTheZone(record, zone.Name)) continue;
          const name = domainName(record.Name ?? '');
          const key = [HostedZoneId, name, record.Type, record.SetIdentifier].filter((part) => part !== undefined);
          // As Ref gives it: the name alone. Several records may share it, so it is told by all that makes it one.
          const called = [name, record.Type, record.SetIdentifier].filter((part) => part !== undefined).join(' ');
          yield { id: key.join('|'), arn: null, name: called, properties: propertiesOf(record, HostedZoneId) };
        }
      }
    }
  },
  tags: 'none',
  needs: ['AWS::Route53::HostedZone'],
  livesIn: { HostedZoneId: 'AWS::Route53::HostedZone' },
  comparators: {
    'AliasTarget.DNSName': { compare: 'same', severity: 'high' },
    'AliasTarget.EvaluateTargetHealth': { compare: 'same', severity: 'high', worse: 'false' },
    'AliasTarget.HostedZoneId': {
      compare: 'ignored',
      why: 'The zone of what it leads to, which is of AWS in each region.',
    },
    'CidrRoutingConfig.CollectionId': 'same',
    'CidrRoutingConfig.LocationName': 'same',
    Failover: { compare: 'same', severity: 'high' },
    GeoLocation: 'same',
    GeoProximityLocation: 'same',
    HealthCheckId: { compare: 'same', severity: 'high', worse: 'absent' },
    HostedZoneId: 'same',
    MultiValueAnswer: 'same',
    Name: 'same',
    Region: 'same',
    ResourceRecords: { compare: 'same', severity: 'high' },
    SetIdentifier: 'same',
    TTL: 'same',
    Type: 'same',
    Weight: { compare: 'same', severity: 'high' },
  },
  sets: ['ResourceRecords'],
  notRead: {
    Comment: 'words for the change, which Route 53 does not keep',
    HostedZoneName: 'told by HostedZoneId',
  },
  cannotSee: ['What resolvers keep; records of other DNS services.'],
});

/** The SDK has no paginator for records: the next page starts at a name, a type and a set. */
async function* pagesOf(ctx: CollectorContext, HostedZoneId: string): AsyncIterable<ListResourceRecordSetsResponse> {
  const { ListResourceRecordSetsCommand, Route53Client } = await import('@aws-sdk/client-route-53');
  let next: Partial<ListResourceRecordSetsCommandInput> | undefined = {};
  while (next !== undefined) {
    const command = new ListResourceRecordSetsCommand({ HostedZoneId, MaxItems: 300, ...next });
    const page: ListResourceRecordSetsResponse = await ctx.client(Route53Client).send(command);
    yield page;
    const from = {
      StartRecordName: page.NextRecordName,
      StartRecordType: page.NextRecordType,
      StartRecordIdentifier: page.NextRecordIdentifier,
    };
    next = page.IsTruncated ? (compact(from) as Partial<ListResourceRecordSetsCommandInput>) : undefined;
  }
}

/** Name servers and authority of the zone itself: Route 53 makes them. */
function isOfTheZone({ Name, Type }: ResourceRecordSet, zone: string | undefined): boolean {
  return Name === zone && (Type === 'NS' || Type === 'SOA');
}

function propertiesOf(record: ResourceRecordSet, HostedZoneId: string): JsonObject {
  const { AliasTarget: alias } = record;
  return compact({
    ...mapped(record, { take: TAKEN }),
    AliasTarget:
      alias &&
      compact({
        DNSName: domainName(alias.DNSName ?? ''),
        EvaluateTargetHealth: alias.EvaluateTargetHealth,
        HostedZoneId: alias.HostedZoneId,
      }),
    HostedZoneId,
    Name: domainName(record.Name ?? ''),
    ResourceRecords: sorted(record.ResourceRecords?.map(({ Value }) => Value)),
    // 0 sends nothing there: it is a weight.
    Weight: record.Weight,
  });
}
