/** What hurts most when a place must take over, by type: data of the report's order, written by hand. */

/**
 * The beginning of a type without `AWS::`, and how much its loss hurts; 1 = most. The first that fits holds, so that a part of a
 * service may stand before the service.
 */
export const HARM: readonly (readonly [beginning: string, weight: number])[] = [
  // What serves a store and holds nothing itself.
  ['RDS::DBSubnetGroup', 4],
  ['RDS::DBParameterGroup', 5],
  ['RDS::DBClusterParameterGroup', 5],
  ['RDS::OptionGroup', 5],
  ['RDS::EventSubscription', 7],
  ['ElastiCache::SubnetGroup', 4],
  ['ElastiCache::ParameterGroup', 5],
  ['Redshift::ClusterSubnetGroup', 4],
  ['Redshift::ClusterParameterGroup', 5],
  ['S3::BucketPolicy', 3],
  // 1: what holds data. It cannot be made again from a template.
  ['RDS::', 1],
  ['DynamoDB::', 1],
  ['S3::', 1],
  ['EFS::', 1],
  ['FSx::', 1],
  ['ElastiCache::', 1],
  ['MemoryDB::', 1],
  ['DocDB::', 1],
  ['Neptune::', 1],
  ['Redshift', 1],
  ['OpenSearch', 1],
  ['Elasticsearch::', 1],
  ['Timestream::', 1],
  ['Cassandra::', 1],
  ['QLDB::', 1],
  ['Backup::', 1],
  ['MSK::', 1],
  ['Kinesis', 1],
  ['ECR::', 1],
  ['EC2::Volume', 1],
  ['AmazonMQ::', 1],
  ['SQS::', 2],
  // 2: what opens it.
  ['KMS::', 2],
  ['SecretsManager::', 2],
  ['SSM::Parameter', 2],
  ['CertificateManager::', 2],
  ['ACMPCA::', 2],
  // 3: who may.
  ['IAM::', 3],
  ['Cognito::', 3],
  ['SSO::', 3],
  ['RolesAnywhere::', 3],
  // 5 before 4: what of EC2 computes.
  ['EC2::Instance', 5],
  ['EC2::LaunchTemplate', 5],
  ['EC2::Fleet', 5],
  ['EC2::SpotFleet', 5],
  ['EC2::KeyPair', 5],
  // 4: how it is reached.
  ['EC2::', 4],
  ['Route53', 4],
  ['ElasticLoadBalancing', 4],
  ['CloudFront::', 4],
  ['GlobalAccelerator::', 4],
  ['NetworkFirewall::', 4],
  ['NetworkManager::', 4],
  ['WAF', 4],
  ['VpcLattice::', 4],
  ['ServiceDiscovery::', 4],
  // 5: what computes.
  ['Lambda::', 5],
  ['ECS::', 5],
  ['EKS::', 5],
  ['AutoScaling', 5],
  ['ApplicationAutoScaling::', 5],
  ['ApiGateway', 5],
  ['AppSync::', 5],
  ['StepFunctions::', 5],
  ['Batch::', 5],
  ['ElasticBeanstalk::', 5],
  ['AppRunner::', 5],
  // 6: who is told.
  ['SNS::', 6],
  ['Events::', 6],
  ['EventSchemas::', 6],
  ['Scheduler::', 6],
  ['Pipes::', 6],
  // 7: who watches.
  ['CloudWatch::', 7],
  ['Logs::', 7],
  ['CloudTrail::', 7],
  ['Config::', 7],
  ['GuardDuty::', 7],
  ['SecurityHub::', 7],
  ['XRay::', 7],
  ['Synthetics::', 7],
];

/** Of a type that the table does not know: after what it does. */
const OTHERS = 8;

/** How much the loss of a resource of the type hurts: 1 most. */
export function harmOf(type: string): number {
  const bare = type.replace(/^AWS::/, '');
  return HARM.find(([beginning]) => bare.startsWith(beginning))?.[1] ?? OTHERS;
}
