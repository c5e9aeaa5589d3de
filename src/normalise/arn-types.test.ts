import { describe, expect, it } from 'vitest';
import { identities, isGlobal, parseArn, transient, typeOfArn } from './arn-types.ts';

describe('the type of an ARN', () => {
  it.each([
    ['arn:aws:rds:us-east-1:1:db:orders', 'AWS::RDS::DBInstance'],
    ['arn:aws:rds:us-east-1:1:cluster-pg:orders', 'AWS::RDS::DBClusterParameterGroup'],
    ['arn:aws:rds::1:global-cluster:orders', 'AWS::RDS::GlobalCluster'],
    ['arn:aws:ec2:us-east-1:1:security-group/sg-1', 'AWS::EC2::SecurityGroup'],
    ['arn:aws:s3:::logs', 'AWS::S3::Bucket'],
    ['arn:aws:sns:us-east-1:1:alarms', 'AWS::SNS::Topic'],
    ['arn:aws:sqs:us-east-1:1:jobs', 'AWS::SQS::Queue'],
    ['arn:aws-cn:kms:cn-north-1:1:key/abc', 'AWS::KMS::Key'],
    [
      'arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/front/50dc',
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
    ],
    ['arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/front', 'AWS::ElasticLoadBalancing::LoadBalancer'],
    ['arn:aws:logs:us-east-1:1:log-group:/aws/lambda/f:*', 'AWS::Logs::LogGroup'],
    ['arn:aws:states:us-east-1:1:stateMachine:flow', 'AWS::StepFunctions::StateMachine'],
    ['arn:aws:wafv2:us-east-1:1:regional/webacl/front/1', 'AWS::WAFv2::WebACL'],
    ['arn:aws:apigateway:us-east-1::/restapis/a1b2', 'AWS::ApiGateway::RestApi'],
    ['arn:aws:apigateway:us-east-1::/restapis/a1b2/stages/prod', 'AWS::ApiGateway::Stage'],
    ['arn:aws:ecr:us-east-1:1:repository/team/app', 'AWS::ECR::Repository'],
    ['arn:aws:quantum:us-east-1:1:qubit/q', 'quantum:qubit'],
    ['no arn', 'unknown:unknown'],
  ])('%s is %s', (arn, type) => {
    expect(typeOfArn(arn)).toBe(type);
  });

  it('takes an ARN apart, line ends and all', () => {
    expect(parseArn('arn:aws:ssm:us-east-1:1:parameter/app/url')).toEqual({
      service: 'ssm',
      region: 'us-east-1',
      account: '1',
      kind: 'parameter',
      id: 'app/url',
    });
    expect(parseArn('arn:aws:sns:us-east-1:1:a\nb')?.id).toBe('a\nb');
    expect(parseArn('arn:aws:sns')).toBeNull();
  });
});

it.each([
  ['arn:aws:rds:us-east-1:1:snapshot:rds:orders-2026-11-21-03-04', 'automated database snapshots'],
  ['arn:aws:rds:us-east-1:1:snapshot:before-upgrade', 'snapshots and images'],
  ['arn:aws:ec2:us-east-1:1:snapshot/snap-1', 'snapshots and images'],
  ['arn:aws:ecs:us-east-1:1:task/cluster/1', 'running ECS tasks'],
  ['arn:aws:ecs:us-east-1:1:task-definition/web:1', null],
  ['arn:aws:rds:us-east-1:1:db:orders', null],
  ['arn:aws:secretsmanager:us-east-1:1:secret:rds!db-0a1b-Xy12Zq', 'secrets that another service manages'],
  ['arn:aws:secretsmanager:us-east-1:1:secret:app/password-Xy12Zq', null],
])('%s is left out: %s', (arn, what) => {
  expect(transient(arn)).toBe(what);
});

it.each([
  ['AWS::IAM::Role', null, true],
  ['AWS::Route53::HostedZone', null, true],
  ['AWS::Route53Resolver::ResolverRule', null, false],
  ['AWS::S3::Bucket', 'arn:aws:s3:::b', false],
  ['foo:bar', 'arn:aws:foo::1:bar/x', true],
  ['AWS::ApiGateway::RestApi', 'arn:aws:apigateway:us-east-1::/restapis/a', false],
])('%s %s is global: %s', (type, arn, global) => {
  expect(isGlobal(type, arn)).toBe(global);
});

it('knows one thing under its spellings', () => {
  expect(identities('https://sqs.us-east-1.amazonaws.com/1/jobs')).toContain('jobs');
  expect(identities('arn:aws:sqs:us-east-1:1:jobs')).toContain('jobs');
  expect(identities('arn:aws:logs:us-east-1:1:log-group:/app/web:*')).toContain('/app/web');
  expect(identities('arn:aws:iam::1:role/path/name')).toContain('name');
  expect(identities('10.0.0.1')).toEqual(['10.0.0.1']);
  expect(identities('')).toEqual([]);
});
