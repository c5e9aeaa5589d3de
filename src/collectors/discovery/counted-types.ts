/**
 * What a stack lists and nobody would call a resource of the design. Two kinds: `noise` is left out altogether, because it
 * differs by design or stands for nothing; a `part` has no identity of its own. A part of a type that has a collector is
 * compared with what it is part of; any other still has a row, so that a missing one is found, but is not counted.
 */
import { STACK } from '../../snapshot/stack-type.ts';

type Entry = { readonly types: readonly string[]; readonly why: string };

const NOISE: readonly Entry[] = [
  { types: ['AWS::CDK::Metadata'], why: 'records which constructs an application uses; stands for nothing' },
  {
    types: [
      'AWS::CloudFormation::WaitCondition',
      'AWS::CloudFormation::WaitConditionHandle',
      'AWS::CloudFormation::Macro',
    ],
    why: 'part of how a deployment runs, not of what it makes',
  },
  {
    types: [
      'Custom::CrossRegionExportReader',
      'Custom::CrossRegionExportWriter',
      'Custom::CrossRegionStringParameterReader',
    ],
    why: 'carries values from one region to the other in CDK applications, so it is in one of them by design',
  },
  {
    types: ['Custom::DynamoDBReplica'],
    why: 'makes a replica of a table in another region for a CDK application, so it is where the table was made first',
  },
];

const PARTS: readonly Entry[] = [
  { types: [STACK], why: 'holds resources; its status is compared by a rule of its own' },
  {
    types: [
      'AWS::ApiGateway::Account',
      'AWS::ApiGateway::Deployment',
      'AWS::ApiGatewayV2::Deployment',
      'AWS::AutoScaling::LifecycleHook',
      'AWS::Lambda::Permission',
      'AWS::Lambda::Version',
      'AWS::SNS::TopicInlinePolicy',
      'AWS::SQS::QueueInlinePolicy',
    ],
    why: 'a setting, or a state in time, of what it belongs to',
  },
  {
    types: [
      'AWS::EC2::EIPAssociation',
      'AWS::EC2::GatewayRouteTableAssociation',
      'AWS::EC2::NetworkAclEntry',
      'AWS::EC2::NetworkInterfaceAttachment',
      'AWS::EC2::PrefixListEntry',
      'AWS::EC2::Route',
      'AWS::EC2::SecurityGroupEgress',
      'AWS::EC2::SecurityGroupIngress',
      'AWS::EC2::SecurityGroupVpcAssociation',
      'AWS::EC2::SubnetCidrBlock',
      'AWS::EC2::SubnetNetworkAclAssociation',
      'AWS::EC2::SubnetRouteTableAssociation',
      'AWS::EC2::TransitGatewayRoute',
      'AWS::EC2::TransitGatewayRouteTableAssociation',
      'AWS::EC2::TransitGatewayRouteTablePropagation',
      'AWS::EC2::VPCCidrBlock',
      'AWS::EC2::VPCDHCPOptionsAssociation',
      'AWS::EC2::VPCEndpointServicePermissions',
      'AWS::EC2::VPCGatewayAttachment',
      'AWS::EC2::VPNConnectionRoute',
      'AWS::EC2::VPNGatewayRoutePropagation',
      'AWS::EC2::VolumeAttachment',
      'AWS::ElasticLoadBalancingV2::ListenerCertificate',
      'AWS::RDS::DBSecurityGroupIngress',
      'AWS::Redshift::ClusterSecurityGroupIngress',
      'AWS::ElastiCache::SecurityGroupIngress',
      'AWS::Route53Resolver::ResolverRuleAssociation',
      'AWS::WAFv2::WebACLAssociation',
      'AWS::WAFRegional::WebACLAssociation',
    ],
    why: 'an attachment or association: it is what its ends say',
  },
  {
    types: [
      'AWS::Backup::BackupSelection',
      'AWS::ECR::RegistryPolicy',
      'AWS::ECR::RepositoryPolicy',
      'AWS::Events::EventBusPolicy',
      'AWS::IAM::GroupPolicy',
      'AWS::IAM::Policy',
      'AWS::IAM::RolePolicy',
      'AWS::IAM::UserPolicy',
      'AWS::IAM::UserToGroupAddition',
      'AWS::Lambda::LayerVersionPermission',
      'AWS::Logs::ResourcePolicy',
      'AWS::S3::BucketPolicy',
      'AWS::SNS::TopicPolicy',
      'AWS::SQS::QueuePolicy',
      'AWS::SecretsManager::ResourcePolicy',
      'AWS::SecretsManager::RotationSchedule',
      'AWS::SecretsManager::SecretTargetAttachment',
    ],
    why: 'a policy or setting of what it is attached to',
  },
];

const listOf = (entries: readonly Entry[]) =>
  new Map(entries.flatMap(({ types, why }) => types.map((type) => [type, why] as const)));
const noise = listOf(NOISE);
const parts = listOf(PARTS);

/**
 * What carries values, or a pipeline's artifacts, to another region in CDK applications: in one of the two by design. By the
 * whole logical id that CDK gives to its construct, whose last eight digits are of the construct's path.
 */
const HELPERS: ReadonlySet<string> = new Set([
  'AWS::IAM::Role CustomCrossRegionExportReaderCustomResourceProviderRole10531BBD',
  'AWS::IAM::Role CustomCrossRegionExportWriterCustomResourceProviderRoleC951B1E1',
  'AWS::IAM::Role CustomCrossRegionStringParameterReaderCustomResourceProviderRole71CD6825',
  'AWS::KMS::Alias CrossRegionCodePipelineReplicationBucketEncryptionAliasF1A0F37D',
  'AWS::KMS::Key CrossRegionCodePipelineReplicationBucketEncryptionKey70216490',
  'AWS::Lambda::Function CustomCrossRegionExportReaderCustomResourceProviderHandler46647B68',
  'AWS::Lambda::Function CustomCrossRegionExportWriterCustomResourceProviderHandlerD8786E8A',
  'AWS::Lambda::Function CustomCrossRegionStringParameterReaderCustomResourceProviderHandler65B5F33A',
  'AWS::S3::Bucket CrossRegionCodePipelineReplicationBucketFC3227F2',
  'AWS::S3::BucketPolicy CrossRegionCodePipelineReplicationBucketPolicyB7BA2BCA',
]);

/** The nested stack in which CDK puts what makes replicas of tables: a construct of its own, whose id nobody else may take. */
const REPLICA_PROVIDER = /-awscdkawsdynamodbReplicaProviderNestedStackaws\w*-[A-Za-z0-9]{12,13}$/;

/** Whether a type counts as a resource of the design. The whole logical id, beside the type, tells CDK's own helpers. */
export function isCounted(type: string, logicalId: string | null): boolean {
  return !parts.has(type) && !isNoise(type, logicalId, '');
}

/**
 * Whether it is left out altogether: by its type, or by its type and the whole logical id that CDK gives to a helper. Never by
 * the beginning of a name that a person may have chosen.
 *
 * @param physicalId tells the parameters in which CDK hands values to another region: no stack declares these
 * @param stack the stack that made it
 */
export function isNoise(
  type: string,
  logicalId: string | null,
  physicalId: string,
  stack: string | null = null,
): boolean {
  if (noise.has(type) || (stack !== null && REPLICA_PROVIDER.test(stack))) return true;
  if (logicalId !== null) return HELPERS.has(`${type} ${logicalId}`);
  return type === 'AWS::SSM::Parameter' && /^\/?cdk\/exports\/[^/]+\/.+/.test(physicalId);
}

/** Every type that does not count, and why. */
export function uncountedTypes(): ReadonlyMap<string, string> {
  return new Map([...noise, ...parts]);
}
