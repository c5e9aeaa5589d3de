/** The resources of a Security Hub finding. */
import { own } from '../common/own-member.ts';
import type { AuditResult } from '../report/report.ts';
import type { Finding } from '../rules/rule.ts';
import { bounded } from './one-line.ts';

/** The names that the AWS Security Finding Format has for types ("Required ASFF attributes", Resources.Type); the rest are `Other`. */
const TYPES: { readonly [type: string]: string } = {
  'AWS::CloudTrail::Trail': 'AwsCloudTrailTrail',
  'AWS::DynamoDB::Table': 'AwsDynamoDbTable',
  'AWS::EC2::Instance': 'AwsEc2Instance',
  'AWS::EC2::NetworkAcl': 'AwsEc2NetworkAcl',
  'AWS::EC2::RouteTable': 'AwsEc2RouteTable',
  'AWS::EC2::SecurityGroup': 'AwsEc2SecurityGroup',
  'AWS::EC2::Subnet': 'AwsEc2Subnet',
  'AWS::EC2::VPC': 'AwsEc2Vpc',
  'AWS::ECS::Cluster': 'AwsEcsCluster',
  'AWS::ECS::Service': 'AwsEcsService',
  'AWS::EKS::Cluster': 'AwsEksCluster',
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'AwsElbv2LoadBalancer',
  'AWS::IAM::ManagedPolicy': 'AwsIamPolicy',
  'AWS::IAM::Role': 'AwsIamRole',
  'AWS::KMS::Key': 'AwsKmsKey',
  'AWS::KMS::ReplicaKey': 'AwsKmsKey',
  'AWS::Lambda::Function': 'AwsLambdaFunction',
  'AWS::RDS::DBCluster': 'AwsRdsDbCluster',
  'AWS::RDS::DBInstance': 'AwsRdsDbInstance',
  'AWS::S3::Bucket': 'AwsS3Bucket',
  'AWS::SNS::Topic': 'AwsSnsTopic',
  'AWS::SQS::Queue': 'AwsSqsQueue',
  'AWS::SecretsManager::Secret': 'AwsSecretsManagerSecret',
};

/** ASFF takes 32 resources a finding. */
const MOST = 32;

export type AsffResource = {
  readonly Type: string;
  readonly Id: string;
  readonly Partition: string;
  readonly Region: string;
  readonly Details: { readonly Other: { readonly [name: string]: string } };
};

/** Where a place of the report, `us-east-1` or `123456789012/us-east-1`, is. */
function placeOf({ snapshot }: AuditResult, name: string) {
  const place = snapshot.regions.find((one) => one.name === name);
  const { account, partition } = snapshot.caller;
  return {
    region: bounded(place?.region ?? name, 60),
    account: place?.account ?? account,
    partition: place?.partition ?? partition,
  };
}

/** The resource in each region where it is, those that deviate first; where none is, the account in the regions that lack it. */
export function asffResources(result: AuditResult, finding: Finding): readonly AsffResource[] {
  const { type, counterpart, regions } = finding;
  const entries = Object.entries(finding.resources);
  const first = [...entries].sort(([a], [b]) => Number(regions.includes(b)) - Number(regions.includes(a)));
  const there = first.map(([name, { id, arn, stack }]): AsffResource => {
    const { region, partition } = placeOf(result, name);
    const details = {
      ResourceType: bounded(type, 200),
      Counterpart: bounded(counterpart, 400),
      Deviates: String(regions.includes(name)),
      ...(stack !== null && { Stack: bounded(stack, 200) }),
    };
    return {
      Type: own(TYPES, type) ?? 'Other',
      Id: bounded(arn ?? (id || counterpart), 400),
      Partition: partition,
      Region: region,
      Details: { Other: details },
    };
  });
  const lacking = there.length > 0 ? [] : regions.map((name) => accountResource(result, name, type, counterpart));
  return [...there, ...lacking].slice(0, MOST);
}

/** What stands for a place where there is no resource to name. */
export function accountResource(result: AuditResult, name: string, type: string, counterpart: string): AsffResource {
  const { region, account, partition } = placeOf(result, name);
  const Other = {
    ResourceType: bounded(type, 200),
    ...(counterpart !== '' && { Counterpart: bounded(counterpart, 400) }),
  };
  return {
    Type: 'AwsAccount',
    Id: `AWS::::Account:${account}`,
    Partition: partition,
    Region: region,
    Details: { Other },
  };
}
