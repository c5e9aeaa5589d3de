/** What AWS fills by region or by date where no template sets it: such a value differs without anybody having changed it. */

import type { Json } from '../snapshot/snapshot.ts';

type Filled = {
  /** `*` in a type is any type; paths without keys of lists. */
  readonly types: RegExp;
  readonly path: RegExp;
  /** Of a version: another major one is told all the same, for it behaves otherwise. */
  readonly sameMajor?: true;
  /** Only where the template itself has the text that it is made from; `through`: in the function that the property leads to. */
  readonly madeFrom?: { readonly path: readonly string[]; readonly through?: string };
  /** Only while what each value leads to says so of itself: what leads to another thing, or to nothing, somebody chose. */
  readonly leadsTo?: { readonly [property: string]: Json };
  readonly why: string;
  readonly source: string;
};

/**
 * Held against a property only where the templates of all places are known and none of them sets it. Not in here: what a
 * person would set beside the template on purpose (capacity under scaling is told, and compared).
 */
const FILLED: readonly Filled[] = [
  {
    types: /^AWS::(?:RDS|DocDB|Neptune|ElastiCache|MemoryDB|Redshift|DMS|DAX|MSK|AmazonMQ)::/,
    path: /(?:Maintenance|Backup|Snapshot)Window$|^MaintenanceWindowStartTime(?:\.|$)/,
    why: 'AWS draws a window from a block of hours of its own in each region',
    source:
      'Amazon RDS User Guide, "Maintaining a DB instance" and "Backup window": a 30-minute window at random from an 8-hour block per region',
  },
  {
    types: /^AWS::OpenSearchService::Domain$/,
    path: /^OffPeakWindowOptions(?:\.|$)/,
    why: 'AWS opens the off-peak window by the region',
    source: 'Amazon OpenSearch Service Developer Guide, "Off-peak windows": 10 p.m. local time of the region',
  },
  {
    types: /^AWS::(?:RDS|DocDB|Neptune|ElastiCache|MemoryDB)::/,
    path: /^EngineVersion$/,
    sameMajor: true,
    why: 'the default version moves with the date of creation',
    source: 'Amazon RDS API Reference, CreateDBInstance: EngineVersion defaults to the current default version',
  },
  {
    types: /^AWS::Redshift::Cluster$/,
    path: /^ClusterVersion$/,
    sameMajor: true,
    why: 'the default version moves with the date of creation',
    source: 'Amazon Redshift API Reference, CreateCluster',
  },
  {
    types: /^AWS::EKS::(?:Cluster|Addon|Nodegroup)$/,
    path: /^(?:Version|AddonVersion|ReleaseVersion)$/,
    sameMajor: true,
    why: 'the default version moves with the date of creation',
    source: 'Amazon EKS API Reference, CreateCluster, CreateAddon, CreateNodegroup: the latest version by default',
  },
  {
    types: /^AWS::ECS::Service$/,
    path: /^PlatformVersion$/,
    sameMajor: true,
    why: 'LATEST stands for another version by date and region',
    source: 'Amazon ECS Developer Guide, "Fargate platform versions"',
  },
  {
    types: /^AWS::Glue::Job$/,
    path: /^GlueVersion$/,
    sameMajor: true,
    why: 'the default version moves with the date of creation',
    source: 'AWS Glue Developer Guide, "AWS Glue versions"',
  },
  {
    types: /^AWS::(?:RDS|DocDB|Neptune|EFS|Backup|OpenSearchService|MSK|DMS|CodeBuild|EC2)::/,
    path: /^(?:KmsKeyId|PerformanceInsightsKMSKeyId|EncryptionKeyArn|EncryptionKey|EncryptionInfo\.EncryptionAtRest\.DataVolumeKMSKeyId|EncryptionAtRestOptions\.KmsKeyId)$/,
    leadsTo: { KeyManager: 'AWS' },
    why: "the service's default key is another one in each region",
    source: 'AWS KMS Developer Guide, "AWS managed keys": one for each service, account and region',
  },
  {
    types:
      /^AWS::(?:EC2|RDS|ElastiCache|Redshift|DocDB|Neptune|EFS|FSx|MemoryDB|OpenSearchService|WorkSpaces|NetworkFirewall)::/,
    path: /^(?:(?:Preferred|Multi)?AvailabilityZones?(?:Ids?)?|NetworkBorderGroup)$/,
    why: 'AWS chooses the zone',
    source: 'AWS CloudFormation Template Reference: AvailabilityZone of these types is chosen when it is not given',
  },
  {
    types: /^AWS::(?:EC2|EFS)::/,
    path: /^(?:PrivateIpAddress(?:es)?|SecondaryPrivateIpAddresses|IpAddress|PublicIp|Ipv6Addresses)(?:\.|$)/,
    why: 'AWS deals out the address',
    source: 'Amazon VPC User Guide, "IP addressing": from the range of the subnet, or of Amazon, when none is given',
  },
  {
    types: /^AWS::Lambda::Function$/,
    path: /^CodeSha256$/,
    madeFrom: { path: ['Code', 'ZipFile'] },
    why: 'CloudFormation packs the text of the template anew for each function, with the time in it',
    source: 'AWS CloudFormation Template Reference, AWS::Lambda::Function Code: ZipFile is packed by CloudFormation',
  },
  {
    types: /^AWS::Lambda::(?:Version|Alias)$/,
    path: /^CodeSha256$/,
    madeFrom: { path: ['Code', 'ZipFile'], through: 'FunctionName' },
    why: 'as of the function',
    source: 'AWS CloudFormation Template Reference, AWS::Lambda::Function Code: ZipFile is packed by CloudFormation',
  },
  {
    types: /^AWS::ApiGateway::ApiKey$/,
    path: /^Value$/,
    why: 'AWS makes up the key',
    source: 'Amazon API Gateway API Reference, CreateApiKey: generated when it is not given',
  },
  {
    types: /^AWS::/,
    path: /(?:^|\.)(?:LastModified(?:Date|Time)?|CreationDate|CreatedAt|CallerReference|ClientToken|ClientRequestToken|CreationToken)$/,
    why: 'it is of the day, or of the call, that made it',
    source: 'the API references of the services: times and idempotency tokens',
  },
  {
    types: /^AWS::(?:AutoScaling::AutoScalingGroup|RDS::DBInstance|RDS::DBCluster|ECS::Service)$/,
    path: /^(?:ServiceLinkedRoleARN|MonitoringRoleArn|Role)$/,
    why: 'AWS takes the role that is linked to the service',
    source: 'IAM User Guide, "Using service-linked roles"',
  },
];

/** What is asked of a property: its type, its path without keys, what each place has, and what the template says elsewhere. */
export type Asked = {
  readonly type: string;
  readonly schema: string;
  readonly values: Iterable<Json | undefined>;
  /** Whether the templates of all places have something at a path of this resource, or of the one that a property leads to. */
  isDesigned(path: readonly string[], through: string | undefined): boolean;
  /** Whether the resources that all values lead to have these properties, as far as they were read. */
  leadTo(properties: { readonly [property: string]: Json }): boolean;
};

/** Why values of a property are AWS's choice where no template sets it; null when they are nobody's but the user's. */
export function filledByAws({ type, schema, values, isDesigned, leadTo }: Asked): string | null {
  const found = FILLED.find(({ types, path }) => types.test(type) && path.test(schema));
  const all = [...values];
  // AWS fills it everywhere: what one place has alone somebody set.
  if (found === undefined || all.includes(undefined)) return null;
  if (found.madeFrom !== undefined && !isDesigned(found.madeFrom.path, found.madeFrom.through)) return null;
  if (found.leadsTo !== undefined && !leadTo(found.leadsTo)) return null;
  const majors = new Set(all.map((value) => /^\d+/.exec(String(value ?? ''))?.[0] ?? ''));
  return found.sameMajor && majors.size > 1 ? null : found.why;
}
