/** The collector of `AWS::Route53::RecordSet`. */
import type { HostedZone, ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { sorted } from '../aws/answer.ts';
import { compact, defineCollector, type Listed } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { hostedZones } from './route53.ts';
import { recordsOfZone } from './route53-records.ts';

const TAKEN = ['CidrRoutingConfig', 'Failover', 'GeoLocation', 'GeoProximityLocation', 'HealthCheckId'] as const;
const ROUTED = [
  'MultiValueAnswer',
  'Region',
  'SetIdentifier',
  'TTL',
  'TrafficPolicyInstanceId',
  'Type',
  'Weight',
] as const;

export default defineCollector({
  type: 'AWS::Route53::RecordSet',
  summary: 'Records of hosted zones: what they answer, for how long, by which routing policy and health check.',
  scope: 'global',
  actions: ['route53:ListHostedZones', 'route53:ListResourceRecordSets'],
  async *list(ctx) {
    for (const zone of await hostedZones(ctx)) {
      // What Cloud Map and others keep in zones of their own comes and goes with what they register.
      if (zone.LinkedService !== undefined) continue;
      for (const record of await recordsOfZone(ctx, zone.Id ?? '')) yield listed(zone, record);
    }
  },
  tags: 'none',
  // A zone's own: Route 53 makes them with it.
  isDefault: ({ properties: { Name, Type, ZoneName } }) => Name === ZoneName && (Type === 'NS' || Type === 'SOA'),
  foldsCase: true,
  // A row of a stack has the name as the template writes it.
  idForm: plainName,
  uniqueName: false,
  livesIn: { HostedZoneId: 'AWS::Route53::HostedZone' },
  needs: ['AWS::Route53::HostedZone', 'AWS::Route53::HealthCheck'],
  comparators: {
    'AliasTarget.DNSName': { compare: 'same', severity: 'high' },
    'AliasTarget.EvaluateTargetHealth': {
      compare: 'same',
      severity: 'high',
      worse: 'false',
      why: 'Without it a region that fails is still answered with.',
    },
    'AliasTarget.HostedZoneId': {
      compare: 'ignored',
      why: 'The zone of AWS that the target is in is another one for each service and region; the name says what it is.',
    },
    CidrRoutingConfig: 'same',
    Failover: {
      compare: 'same',
      why: 'One place is PRIMARY and another SECONDARY by design: declare it in the baseline.',
    },
    GeoLocation: 'same',
    GeoProximityLocation: 'same',
    HealthCheckId: { compare: 'same', severity: 'high', worse: 'absent' },
    HostedZoneId: 'same',
    MultiValueAnswer: 'same',
    Name: 'same',
    Region: 'same',
    ResourceRecords: { compare: 'same', severity: 'high' },
    SetIdentifier: { compare: 'same', severity: 'low' },
    TTL: { compare: 'same', why: 'A longer one keeps clients longer with a region that fails.' },
    TrafficPolicyInstanceId: 'same',
    Type: 'same',
    Weight: 'same',
    ZoneName: 'same',
  },
  sets: ['ResourceRecords'],
  notRead: {
    Comment: 'of the change, not of the record: Route 53 does not keep it',
    HostedZoneName: 'the zone is told by its id',
  },
  cannotSee: [
    'Which of the records of one name a stack made, where several stacks have a record of that name: all of them count, and none by its logical id.',
    'What a record of `AWS::Route53::RecordSetGroup` is called in its template.',
    'Records of private zones that other accounts share.',
  ],
});

function listed({ Id = '', Name: ZoneName = '' }: HostedZone, record: ResourceRecordSet): Listed {
  const zone = Id.replace('/hostedzone/', '');
  const name = plainName(record.Name ?? '');
  const { Region, SetIdentifier, Type = '' } = record;
  return {
    // As Ref gives it; several records may share it.
    id: name,
    arn: null,
    // A record that answers for a region counts for that one, by its name.
    name: [name, Type, Region, SetIdentifier].filter((part) => part !== undefined).join(' '),
    within: [zone, Type, SetIdentifier ?? ''].join(' '),
    properties: { ...propertiesOf(record), HostedZoneId: zone, Name: name, ZoneName: plainName(ZoneName) },
  };
}

function propertiesOf(record: ResourceRecordSet): JsonObject {
  const { AliasTarget, ResourceRecords } = record;
  return {
    ...mapped(record, { take: [...TAKEN, ...ROUTED] }),
    ...compact({
      AliasTarget: AliasTarget && compact({ ...AliasTarget, DNSName: targetName(AliasTarget.DNSName ?? '') }),
      ResourceRecords: sorted(ResourceRecords?.map(({ Value }) => Value)),
    }),
  };
}

/** Without the dot at its end, and with `*` for `\\052`: Route 53 writes what is no letter, digit or hyphen in octal. */
function plainName(name: string): string {
  return name
    .replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
    .replace(/\.$/, '');
}

/** The console puts `dualstack.` before the name of a load balancer: both lead to the same. */
function targetName(name: string): string {
  return plainName(name)
    .toLowerCase()
    .replace(/^dualstack\./, '');
}
