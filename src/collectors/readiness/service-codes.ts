/** What Service Quotas calls the service of a resource type. */

/** The second part of a type's name to the service codes whose quotas it is under. */
const CODES: { readonly [service: string]: readonly string[] } = {
  ApiGateway: ['apigateway'],
  ApiGatewayV2: ['apigateway'],
  AutoScaling: ['autoscaling'],
  Backup: ['backup'],
  CertificateManager: ['acm'],
  CloudWatch: ['monitoring'],
  DynamoDB: ['dynamodb'],
  EC2: ['ec2', 'vpc', 'ebs'],
  ECR: ['ecr'],
  ECS: ['ecs', 'fargate'],
  EFS: ['elasticfilesystem'],
  EKS: ['eks'],
  ElastiCache: ['elasticache'],
  ElasticLoadBalancing: ['elasticloadbalancing'],
  ElasticLoadBalancingV2: ['elasticloadbalancing'],
  Events: ['events'],
  KMS: ['kms'],
  Kinesis: ['kinesis'],
  KinesisFirehose: ['firehose'],
  Lambda: ['lambda'],
  Logs: ['logs'],
  MSK: ['kafka'],
  OpenSearchService: ['es'],
  RDS: ['rds'],
  SNS: ['sns'],
  SQS: ['sqs'],
  SSM: ['ssm'],
  SecretsManager: ['secretsmanager'],
  StepFunctions: ['states'],
};

/** The service codes of these types, in order; a type whose service keeps no quotas there has none. */
export function serviceCodes(types: Iterable<string>): readonly string[] {
  return [...new Set([...types].flatMap((type) => CODES[type.split('::')[1] ?? ''] ?? []))].sort();
}
