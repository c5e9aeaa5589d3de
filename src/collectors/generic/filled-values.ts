/** Properties that AWS fills by region, zone or date where no template sets them: a difference in them may be AWS's choice. */
import type { Comparator } from '../comparator.ts';

/**
 * By the name of the property, whatever the type. Sources: the user guides of the services name each of these as chosen by AWS
 * when it is not given (maintenance and backup windows; "default engine version"; the zone of a subnet or volume), and users
 * who hold live models against templates keep such lists.
 */
const FILLED: readonly (readonly [RegExp, string])[] = [
  [
    /(?:Maintenance|Backup|Snapshot)Window$|^WeeklyMaintenanceStartTime$|^OffPeakWindowOptions$|^DailyAutomaticBackupStartTime$/,
    'a window that AWS draws by region where none is given',
  ],
  [
    /^(?:AvailabilityZone|AvailabilityZoneId|AvailabilityZones|AvailabilityZoneIds|NetworkBorderGroup)$/,
    'where AWS put it',
  ],
  [
    /^(?:PrivateIpAddress|PrivateIpAddresses|IpAddress|IpAddresses|PublicIp|Ipv6CidrBlock|PrivateIps)$/,
    'an address that AWS deals out',
  ],
  [
    /^(?:EngineVersion|CacheEngineVersion|ClusterVersion|AddonVersion|PlatformVersion|GlueVersion|ReleaseVersion|KafkaVersion)$/,
    'a version that moves with the date of creation where none is given',
  ],
  [/^(?:DesiredCapacity|DesiredCount|DesiredvCpus)$/, 'moves with the load'],
  [
    /^(?:ServiceLinkedRoleARN|CallerReference|ClientToken|ClientRequestToken|CreationToken|DeploymentId|CacheNamespace)$/,
    'made up by AWS or by who deploys',
  ],
];

/** How such a property is compared: told at low severity, never a reason to fail; null for any other. */
export function filledComparator(property: string): Comparator | null {
  const found = FILLED.find(([name]) => name.test(property));
  return found === undefined ? null : { compare: 'advisory', why: found[1] };
}
