/** What to paste to see a resource: the AWS command line, and the page of the console. */
import type { Finding } from '../rules/rule.ts';
import type { AuditResult } from './report.ts';

/** How one resource of a type is read by the AWS command line; the id stands for `{id}`, the name for `{name}`. Data, by type without `AWS::`. */
const READ: { readonly [type: string]: string } = {
  'RDS::DBInstance': 'rds describe-db-instances --db-instance-identifier {name}',
  'RDS::DBCluster': 'rds describe-db-clusters --db-cluster-identifier {name}',
  'RDS::DBSubnetGroup': 'rds describe-db-subnet-groups --db-subnet-group-name {name}',
  'RDS::DBParameterGroup': 'rds describe-db-parameters --db-parameter-group-name {name}',
  'RDS::GlobalCluster': 'rds describe-global-clusters --global-cluster-identifier {name}',
  'EC2::VPC': 'ec2 describe-vpcs --vpc-ids {id}',
  'EC2::Subnet': 'ec2 describe-subnets --subnet-ids {id}',
  'EC2::SecurityGroup': 'ec2 describe-security-groups --group-ids {id}',
  'EC2::Instance': 'ec2 describe-instances --instance-ids {id}',
  'EC2::RouteTable': 'ec2 describe-route-tables --route-table-ids {id}',
  'EC2::NatGateway': 'ec2 describe-nat-gateways --nat-gateway-ids {id}',
  'EC2::VPCEndpoint': 'ec2 describe-vpc-endpoints --vpc-endpoint-ids {id}',
  'EC2::Volume': 'ec2 describe-volumes --volume-ids {id}',
  'KMS::Key': 'kms describe-key --key-id {id}',
  'KMS::ReplicaKey': 'kms describe-key --key-id {id}',
  'KMS::Alias': 'kms describe-key --key-id {name}',
  'S3::Bucket': 's3api get-bucket-location --bucket {name}',
  'IAM::Role': 'iam get-role --role-name {name}',
  'IAM::ManagedPolicy': 'iam get-policy --policy-arn {arn}',
  'CloudTrail::Trail': 'cloudtrail get-trail --name {name}',
  'CloudFormation::Stack': 'cloudformation describe-stacks --stack-name {name}',
  'SQS::Queue': 'sqs get-queue-attributes --queue-url {id} --attribute-names All',
  'SNS::Topic': 'sns get-topic-attributes --topic-arn {arn}',
  'DynamoDB::Table': 'dynamodb describe-table --table-name {name}',
  'Lambda::Function': 'lambda get-function-configuration --function-name {name}',
  'Logs::LogGroup': 'logs describe-log-groups --log-group-name-prefix {name}',
  'CloudWatch::Alarm': 'cloudwatch describe-alarms --alarm-names {name}',
  'SecretsManager::Secret': 'secretsmanager describe-secret --secret-id {id}',
  'ECS::Cluster': 'ecs describe-clusters --clusters {name}',
  'EKS::Cluster': 'eks describe-cluster --name {name}',
  'RDS::DBProxy': 'rds describe-db-proxies --db-proxy-name {name}',
  'RDS::OptionGroup': 'rds describe-option-groups --option-group-name {name}',
  'RDS::EventSubscription': 'rds describe-event-subscriptions --subscription-name {name}',
  'EFS::MountTarget': 'efs describe-mount-targets --mount-target-id {id}',
  'EFS::AccessPoint': 'efs describe-access-points --access-point-id {id}',
  'ElastiCache::CacheCluster': 'elasticache describe-cache-clusters --cache-cluster-id {name} --show-cache-node-info',
  'ElastiCache::ParameterGroup':
    'elasticache describe-cache-parameters --cache-parameter-group-name {name} --source user',
  'Redshift::Cluster': 'redshift describe-clusters --cluster-identifier {name}',
  'OpenSearchService::Domain': 'opensearch describe-domain --domain-name {name}',
  'MSK::Cluster': 'kafka describe-cluster-v2 --cluster-arn {arn}',
  'Scheduler::ScheduleGroup': 'scheduler get-schedule-group --name {name}',
  'CodePipeline::Pipeline': 'codepipeline get-pipeline --name {name}',
  'GuardDuty::Detector': 'guardduty get-detector --detector-id {id}',
  'SecurityHub::Hub': 'securityhub describe-hub --hub-arn {arn}',
  'Cognito::IdentityPool': 'cognito-identity describe-identity-pool --identity-pool-id {id}',
  'CloudFormation::StackSet': 'cloudformation describe-stack-set --stack-set-name {id}',
  'ApiGateway::UsagePlan': 'apigateway get-usage-plan --usage-plan-id {id}',
  'ApiGateway::DomainName': 'apigateway get-domain-name --domain-name {name}',
  'CloudFront::CloudFrontOriginAccessIdentity': 'cloudfront get-cloud-front-origin-access-identity-config --id {id}',
  'CloudFront::OriginAccessControl': 'cloudfront get-origin-access-control --id {id}',
};

/** Domains of the console by partition ("Service endpoints", AWS General Reference). */
const CONSOLE: { readonly [partition: string]: string } = {
  aws: 'aws.amazon.com',
  'aws-cn': 'amazonaws.cn',
  'aws-us-gov': 'amazonaws-us-gov.com',
};

type Resource = Finding['resources'][string];

/** Of each place that has the resource: the command that reads it. Any other type is read by Cloud Control. */
export function readLine(result: AuditResult, place: string, type: string, resource: Resource): string {
  const own = READ[type.replace(/^AWS::/, '')];
  const region = regionOf(result, place);
  const words = { id: resource.id, name: resource.name ?? resource.id, arn: resource.arn ?? resource.id };
  const line =
    own === undefined
      ? `cloudcontrol get-resource --type-name ${type} --identifier ${quoted(resource.id)}`
      : own.replace(/\{(id|name|arn)\}/g, (_, word: keyof typeof words) => quoted(words[word]));
  return `aws ${line}${region === null ? '' : ` --region ${region}`}`;
}

/** The page of the console that leads to a resource by its ARN; null where it has none, or the partition has no such page. */
export function consoleLink(result: AuditResult, place: string, { arn }: Resource): string | null {
  const partition =
    result.snapshot.regions.find(({ name }) => name === place)?.partition ?? result.snapshot.caller.partition;
  const host = CONSOLE[partition];
  if (arn === null || host === undefined || !/^arn:[\w-]+:/.test(arn)) return null;
  return `https://console.${host}/go/view?arn=${encodeURIComponent(arn)}`;
}

function regionOf({ snapshot }: AuditResult, place: string): string | null {
  return snapshot.regions.find(({ name }) => name === place)?.region ?? null;
}

/** As a shell takes it: what AWS resources are called is never a command. */
export function quoted(text: string): string {
  return /^[\w./:@%+,=-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
