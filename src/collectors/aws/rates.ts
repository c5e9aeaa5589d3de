/** How fast each service may be asked. */

/**
 * How fast each service may be asked, in calls per second per account and region.
 *
 * Burst is the bucket that AWS publishes, or one second of the sustained rate where none is published (two for CloudFormation); refill is three
 * quarters of the published sustained rate. Half would leave more room for others in the account, but then a job that
 * needs twice the burst takes twice the time it must (21 calls at 10/s: 2.2 s for 1.1 s); three quarters takes 1.3 times.
 * A throttling answer slows a bucket down at once (see `buckets.ts`), so a busy account is given way to all the same.
 * Sources: the quota pages named in each line, read in 2026. "Unpublished" ones are a guess on the safe side.
 */
export type Rate = {
  /** Calls per second that the bucket refills. */
  readonly perSecond: number;
  /** Calls that may go at once. */
  readonly burst: number;
  /** One bucket for each operation, or one for the service. */
  readonly each: 'operation' | 'service';
  /** Calls in flight at once; every one holds a connection. Default 8. */
  readonly sockets?: number;
};

const published = (sustained: number, burst: number, each: Rate['each'], sockets?: number): Rate => ({
  perSecond: sustained * 0.75,
  burst,
  each,
  ...(sockets && { sockets }),
});

const RATES: Readonly<Record<string, Rate>> = {
  // "CloudFormation endpoints and quotas": 10/s each. Its calls fan out one per stack, and no burst is published: two seconds'
  // worth goes at once. Where AWS grants it 20 stacks are read a second sooner; where it grants 10, ten answers are throttled
  // and the end is no later (`npm run bench -- --only limits`).
  cloudformation: published(10, 20, 'operation', 32),
  // Unpublished; 25 to 30 calls a second were measured by users before it throttles. A bucket of its own, though IAM counts it to
  // CloudFormation.
  cloudcontrol: { perSecond: 20, burst: 20, each: 'service', sockets: 16 },
  // "Resource Groups Tagging API quotas": GetResources 15/s.
  tag: published(15, 15, 'operation'),
  // "Request throttling for the Amazon EC2 API": Describe, Get, List 20/s with a bucket of 100, each.
  ec2: published(20, 100, 'operation'),
  // "AWS KMS request quotas": ListKeys and ListAliases 500/s, the other reads 1,000/s or more. They fan out one per key.
  kms: { perSecond: 500, burst: 500, each: 'service', sockets: 32 },
  // "Quotas in AWS CloudTrail": get, describe and list calls 10/s each.
  cloudtrail: published(10, 10, 'operation'),
  // Unpublished.
  rds: { perSecond: 15, burst: 30, each: 'service' },
  // Unpublished, and one endpoint for the account.
  iam: { perSecond: 5, burst: 10, each: 'service' },
  // 5,500 a second per prefix for objects; the bucket calls are unpublished. They fan out several per bucket.
  s3: { perSecond: 100, burst: 100, each: 'service', sockets: 32 },
  // "Lambda quotas": the control plane but GetFunction 15/s together; GetFunction is not called.
  lambda: published(15, 15, 'service'),
  // "Amazon API Gateway quotas": all management calls, both versions, 10/s with a burst of 40.
  apigateway: published(10, 40, 'service'),
  // "Request throttling for the Elastic Load Balancing API": all Describe calls 10/s with a bucket of 40.
  elasticloadbalancing: published(10, 40, 'service'),
  // "Request throttling for the Amazon ECS API": cluster and task-definition reads 20/s (bucket 50), service reads 20/s (bucket 100).
  ecs: published(20, 50, 'operation'),
  // "Amazon Route 53 API throttling": 10/s an account with a bucket of 50.
  route53: published(10, 50, 'service'),
  // "CloudWatch service quotas": DescribeAlarms 9/s, dashboards 10/s.
  cloudwatch: published(9, 9, 'operation'),
  // "CloudWatch Logs quotas": DescribeLogGroups 10/s, DescribeMetricFilters and DescribeSubscriptionFilters 5/s.
  logs: published(5, 5, 'operation'),
  // "DynamoDB quotas": DescribeContinuousBackups and ListTagsOfResource 10/s; DescribeTable far more.
  dynamodb: published(10, 20, 'operation', 16),
  // "Amazon SNS quotas": ListTopics and ListSubscriptions 30/s.
  sns: published(30, 30, 'operation', 16),
  // Unpublished: queues are asked for their attributes at the rate at which others take messages from them.
  sqs: { perSecond: 50, burst: 50, each: 'service', sockets: 16 },
  // Unpublished; each of its fifteen namespaces is a list of its own.
  'application-autoscaling': { perSecond: 5, burst: 30, each: 'operation' },
  // "Kinesis Data Streams quotas": ListStreams 5/s, DescribeStreamSummary 20/s.
  kinesis: published(5, 10, 'operation'),
  // "Data Firehose quota": 5/s each.
  firehose: published(5, 5, 'operation'),
  // "AWS Secrets Manager quotas": resource-policy calls 50/s.
  secretsmanager: published(50, 50, 'service', 16),
  // "Systems Manager endpoints and quotas": parameter reads 40/s.
  ssm: published(40, 40, 'service', 16),
  // "Step Functions quotas": DescribeStateMachine 20/s, ListStateMachines 5/s with a bucket of 100.
  states: published(5, 100, 'operation'),
  // "ACM quotas": DescribeCertificate 10/s, ListCertificates 5/s.
  acm: published(5, 10, 'operation'),
  // "AWS WAF quotas": any Get or List 5/s.
  wafv2: published(5, 5, 'service'),
  // "EventBridge quotas": all but the put calls 50/s.
  events: published(50, 50, 'service', 16),
  // "Quotas for Amazon EventBridge Scheduler": groups 10/s; GetSchedule 250/s or more, one for each schedule.
  scheduler: published(10, 50, 'operation', 16),
  // "Quotas for AWS Security Hub": all but five calls 10/s with a burst of 30.
  securityhub: published(10, 30, 'service'),
  // "Amazon Cognito quotas": UserPoolRead 15/s, UserPoolClientRead 15/s.
  'cognito-idp': published(15, 15, 'service'),
  // "IAM and AWS STS quotas": 600/s.
  sts: { perSecond: 20, burst: 20, each: 'service' },
};

const OTHERS: Rate = { perSecond: 5, burst: 10, each: 'service' };

/** @param service the prefix of the service's IAM actions, `cloudformation` */
export function rateOf(service: string): Rate {
  return RATES[service] ?? OTHERS;
}
