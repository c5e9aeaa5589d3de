import { expect, it } from 'vitest';
import { nameIn } from './arn-names.ts';
import { typeOfArn } from './arn-types.ts';

const arn = (service: string, rest: string) => `arn:aws:${service}:eu-central-1:123456789012:${rest}`;
const UUID = '4f2a9c81-b0d3-4e5f-8a7b-0c1d2e3f4a5b';

/** ARNs as the Service Authorization Reference gives them, with ids as AWS makes them. */
it.each([
  [arn('elasticloadbalancing', 'loadbalancer/app/shop/a4c123b1612dd272'), 'shop'],
  [arn('elasticloadbalancing', 'loadbalancer/net/shop-internal/a4c123b1612dd272'), 'shop-internal'],
  [arn('elasticloadbalancing', 'loadbalancer/gwy/fw/a4c123b1612dd272'), 'fw'],
  [arn('elasticloadbalancing', 'loadbalancer/classic'), 'classic'],
  [arn('elasticloadbalancing', 'listener/app/shop/a4c123b1612dd272/3dfc967a64cb1402'), 'app/shop'],
  [
    arn('elasticloadbalancing', 'listener-rule/app/shop/a4c123b1612dd272/3dfc967a64cb1402/0f8e7d6c5b4a3921'),
    'app/shop',
  ],
  [arn('elasticloadbalancing', 'targetgroup/shop-blue/6d0ecf831eec9f09'), 'shop-blue'],
  [arn('elasticloadbalancing', 'targetgroup/gateway/007194e55a0487c2ba'), 'gateway'],
  [arn('secretsmanager', 'secret:shop/db-szSdLD'), 'shop/db'],
  [arn('secretsmanager', 'secret:tokens-of-2026-AbCdEf'), 'tokens-of-2026'],
  [arn('wafv2', `regional/webacl/shop/${UUID}`), 'shop'],
  [arn('wafv2', `global/webacl/edge/${UUID}`), 'edge'],
  [arn('wafv2', `regional/ipset/office/${UUID}`), 'office'],
  [arn('ecs', 'task-definition/web:30'), 'web'],
  [arn('ecs', 'service/shop/web'), 'shop/web'],
  [arn('ecs', 'cluster/shop'), 'shop'],
  [arn('eks', `nodegroup/shop/workers/${UUID}`), 'shop/workers'],
  [arn('eks', `addon/shop/coredns/${UUID}`), 'shop/coredns'],
  [arn('eks', `fargateprofile/shop/default/${UUID}`), 'shop/default'],
  [arn('autoscaling', `autoScalingGroup:${UUID}:autoScalingGroupName/web`), 'web'],
  [arn('mq', `broker:shop:b-${UUID}`), 'shop'],
  [arn('kafka', `cluster/events/${UUID}-7`), 'events'],
  [arn('apprunner', 'service/shop/4f2a9c81b0d34e5f8a7b0c1d2e3f4a5b'), 'shop'],
  [arn('batch', 'job-definition/nightly:12'), 'nightly'],
  [arn('batch', 'job-queue/nightly'), 'nightly'],
  [arn('codedeploy', 'deploymentgroup:shop/blue'), 'shop/blue'],
  [arn('lambda', 'function:resize'), 'resize'],
  [arn('lambda', 'function:resize:live'), 'resize'],
  [arn('logs', 'log-group:/aws/lambda/resize:*'), '/aws/lambda/resize'],
  [arn('ssm', 'parameter/shop/url'), '/shop/url'],
  [arn('ssm', 'parameter/url'), 'url'],
  [arn('xray', 'group/slow/DVNQJS5JPVPDLVRGFHHS7B5MMY3HK33CXLTF52NVKBFJTAGED3HQ'), 'slow'],
  [arn('iam', 'instance-profile/team/web'), 'web'],
  [arn('iam', 'oidc-provider/token.actions.githubusercontent.com'), 'token.actions.githubusercontent.com'],
  [arn('iam', 'oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF'), null],
  // What looks made up, and is a name: the type says so.
  [arn('sqs', 'orders-123456789012'), 'orders-123456789012'],
  [arn('sns', 'ORDERSQUEUE'), 'ORDERSQUEUE'],
  [arn('dynamodb', 'table/assets-20260131'), 'assets-20260131'],
  [arn('dynamodb', 'table/build-5abc123d'), 'build-5abc123d'],
  [arn('ecr', 'repository/team/app2'), 'team/app2'],
  // An id of AWS's alone.
  [arn('apigateway', '/restapis/fy6spsc3lk').replace(':123456789012', ':'), null],
  [arn('apigateway', '/apis/r2aqxv9upc').replace(':123456789012', ':'), null],
  [arn('cognito-idp', 'userpool/eu-central-1_VPYMAXaFg'), null],
  [arn('cognito-identity', `identitypool/eu-central-1:${UUID}`), null],
  [arn('appsync', 'apis/z99nfd02is5d9ik40vstqqzpt4'), null],
  [arn('acm', `certificate/${UUID}`), null],
  [arn('config', 'config-rule/config-rule-rvd5rx'), null],
  [arn('ec2', 'vpc-endpoint/vpce-0a1b2c3d4e5f67890'), null],
  [arn('ec2', 'key-pair/key-0a1b2c3d4e5f67890'), null],
  [arn('elasticfilesystem', 'file-system/fs-0a1b2c3d4e5f67890'), null],
  [arn('servicediscovery', 'namespace/ns-xd4yucfbkz52j6v2'), null],
  [arn('transfer', 'server/s-0123456789abcdef0'), null],
  [arn('guardduty', 'detector/713e956581494931b2d42a05fe9616d0'), null],
  ['arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ', null],
  // Of a type that no table has: its parts tell.
  [arn('quantum', 'qubit/up'), 'up'],
  [arn('quantum', `qubit/up/${UUID}`), 'up'],
  [arn('quantum', `qubit/${UUID}`), null],
  [arn('quantum', 'qubit/inp-1a2b3c4d5e'), null],
  [arn('quantum', 'qubit/orders-123456789012'), 'orders-123456789012'],
])('%s is called %s', (text, name) => {
  expect(nameIn(typeOfArn(text), text)).toBe(name);
});

it.each([
  ['AWS::SQS::Queue', 'https://sqs.us-east-1.amazonaws.com/1/jobs.fifo', 'jobs.fifo'],
  ['AWS::Config::ConfigRule', 'encrypted-volumes', 'encrypted-volumes'],
  ['AWS::EC2::KeyPair', 'ops', 'ops'],
  ['AWS::EC2::EIP', '52.1.2.3', null],
  ['AWS::Cognito::UserPool', 'us-east-1_W6ST8sYH6', null],
  ['AWS::AmazonMQ::Broker', `b-${UUID}`, null],
  ['AWS::WAFv2::WebACL', `edge|${UUID}|CLOUDFRONT`, 'edge'],
  ['AWS::Route53::RecordSet', 'api.example.com', 'api.example.com'],
  ['AWS::ApiGatewayV2::Stage', '$default', '$default'],
  ['AWS::Logs::MetricFilter', 'errors', 'errors'],
  ['AWS::ApiGateway::UsagePlanKey', 'h5k35ksid3:xltzog', 'xltzog'],
  ['AWS::EC2::VolumeAttachment', 'vol-010c7274153ce356a|i-0b7c750351d0a5aa6', null],
  ['AWS::Cognito::UserPoolClient', '7d78lu0gfopub8hldk8ogl5asn', null],
  ['AWS::Foo::Bar', '', null],
])('%s %s is called %s by its Ref', (type, id, name) => {
  expect(nameIn(type, id)).toBe(name);
});
