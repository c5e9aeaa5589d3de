/** What AWS makes of a property that nobody sets, where its documentation says so and a rule or a comparison asks for it. */
import type { Json } from '../snapshot/snapshot.ts';

const OPEN = [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }];
const BLOCKED = {
  BlockPublicAcls: true,
  BlockPublicPolicy: true,
  IgnorePublicAcls: true,
  RestrictPublicBuckets: true,
};

/** By type: the CloudFormation template reference of the type, the default that it states. */
const UNSET: { readonly [type: string]: { readonly [property: string]: Json } } = {
  // "By default, storage isn't encrypted"; MultiAZ and DeletionProtection "by default, isn't …".
  'AWS::RDS::DBInstance': {},
  'AWS::RDS::DBCluster': { StorageEncrypted: false, DeletionProtection: false },
  'AWS::KMS::Key': { EnableKeyRotation: false, Enabled: true, MultiRegion: false },
  'AWS::KMS::ReplicaKey': { Enabled: true },
  'AWS::CloudTrail::Trail': { IsMultiRegionTrail: false },
  // Every bucket made since April 2023.
  'AWS::S3::Bucket': { PublicAccessBlockConfiguration: BLOCKED },
  // A group without egress rules of its own lets everything out.
  'AWS::EC2::SecurityGroup': { SecurityGroupIngress: [], SecurityGroupEgress: OPEN },
};

/** The values of what is not set on a resource with these properties. */
export function unsetValues(
  type: string,
  properties: { readonly [name: string]: Json },
): { readonly [property: string]: Json } {
  const known = Object.hasOwn(UNSET, type) ? (UNSET[type] ?? {}) : {};
  if (type === 'AWS::S3::Bucket') return { ...known, ...partlySet(properties.PublicAccessBlockConfiguration) };
  if (type !== 'AWS::RDS::DBInstance' || comesFromElsewhere(properties)) return known;
  return { ...known, StorageEncrypted: false, MultiAZ: false, DeletionProtection: false };
}

/** A member of a cluster, a replica and a restored one take it from where they come from. */
function comesFromElsewhere(properties: { readonly [name: string]: Json }): boolean {
  const sources = [
    'DBClusterIdentifier',
    'DBSnapshotIdentifier',
    'SourceDBInstanceIdentifier',
    'SourceDBClusterIdentifier',
  ];
  return sources.some((name) => properties[name] !== undefined);
}

/** A configuration that is given sets to false what it does not name. */
function partlySet(given: Json | undefined): { readonly [property: string]: Json } {
  return given === undefined ? {} : { PublicAccessBlockConfiguration: given };
}
