/** Designs of roles and policies. */
import type { Design } from '../design.ts';
import * as kit from './kit.ts';

const { ref, resource, sub } = kit;

const federated = kit.policy({
  Effect: 'Allow',
  Principal: { Federated: sub('arn:aws:iam::${AWS::AccountId}:saml-provider/Login') },
  Action: 'sts:AssumeRoleWithSAML',
  Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
});
const partner = kit.policy({
  Effect: 'Allow',
  Principal: { AWS: ['arn:aws:iam::999988887777:root', 'arn:aws:iam::999988887777:role/Importer'] },
  Action: 'sts:AssumeRole',
  Condition: { StringEquals: { 'sts:ExternalId': 'a-long-shared-id' } },
});

const person = (name: string, more: kit.Block) =>
  resource('AWS::IAM::Role', { RoleName: sub(`${name}-\${AWS::Region}`), ...more });
const inRegion = (...actions: readonly string[]) =>
  kit.allowed(actions, '*', { Condition: { StringEquals: { 'aws:RequestedRegion': ref('AWS::Region') } } });

/** Roles for people, machines and partners, one set for each region, with boundaries, paths and policies of all forms. */
export const manyRoles: Design = {
  name: 'many-roles',
  regions: ['us-east-1', 'eu-central-1'],
  stackPrefixes: ['access'],
  stacks: ({ region }) => [
    {
      name: `access-${region}`,
      tags: { owner: 'identity' },
      template: kit.template({
        Boundary: resource('AWS::IAM::ManagedPolicy', {
          ManagedPolicyName: sub('boundary-${AWS::Region}'),
          Path: '/boundaries/',
          PolicyDocument: kit.policy(inRegion('ec2:*', 's3:*', 'rds:*'), {
            Effect: 'Deny',
            NotAction: ['support:*', 'health:*'],
            Resource: '*',
            Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
          }),
        }),
        Reading: resource('AWS::IAM::ManagedPolicy', {
          Description: 'Reads what is there',
          PolicyDocument: kit.policy(kit.allowed(['ec2:Describe*', 'rds:Describe*', 's3:ListAllMyBuckets'], '*')),
        }),
        Administrator: person('administrator', {
          AssumeRolePolicyDocument: federated,
          MaxSessionDuration: 3600,
          ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
          PermissionsBoundary: ref('Boundary'),
        }),
        Developer: person('developer', {
          AssumeRolePolicyDocument: federated,
          Description: 'Builds and looks',
          MaxSessionDuration: 28800,
          ManagedPolicyArns: [ref('Reading'), 'arn:aws:iam::aws:policy/ReadOnlyAccess'],
          PermissionsBoundary: ref('Boundary'),
        }),
        Partner: person('partner', {
          AssumeRolePolicyDocument: partner,
          Policies: [kit.inline('import', inRegion('s3:PutObject'))],
        }),
        Machine: kit.role('ec2.amazonaws.com', {
          Path: '/machines/',
          Policies: [
            kit.inline(
              'one',
              kit.allowed('ssm:GetParameter', sub('arn:aws:ssm:${AWS::Region}:${AWS::AccountId}:parameter/a/*')),
            ),
            kit.inline(
              'two',
              kit.allowed(['sqs:SendMessage'], sub('arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:jobs')),
            ),
          ],
        }),
        More: resource('AWS::IAM::Policy', {
          PolicyName: 'more',
          Roles: [ref('Machine')],
          PolicyDocument: kit.policy(kit.allowed('cloudwatch:PutMetricData', '*')),
        }),
        Profile: resource('AWS::IAM::InstanceProfile', { Path: '/machines/', Roles: [ref('Machine')] }),
      }),
    },
  ],
};

/** Every spelling of the region that people put into names. */
export const spelledNames: Design = {
  name: 'spelled-names',
  regions: ['us-east-1', 'ap-southeast-2'],
  stackPrefixes: ['acme'],
  stacks: ({ region, index }) => {
    const [area = '', side = '', number = ''] = region.split('-');
    const short = index === 0 ? 'use1' : 'apse2';
    const under = region.replaceAll('-', '_');
    const camel = [area, side, number].map((part) => `${part[0]?.toUpperCase()}${part.slice(1)}`).join('');
    const squeezed = `${area}${side}${number}`;
    return [
      {
        name: `acme-${short}-core`,
        template: kit.template({
          Vpc: kit.vpc(kit.cidr(index + 80), `acme_${under}_vpc`),
          SubnetA: kit.subnet(kit.cidr(index + 80, '0.0/24'), 0, `acme-${short}-a`),
          Group: kit.group(`acme ${camel}`, [kit.tcp(443, kit.fromCidr('0.0.0.0/0'))], {
            GroupName: `acme-${squeezed}-web`,
            Tags: kit.tags({ Name: `web.${region}`, site: camel, where: under }),
          }),
          Bucket: kit.store({ BucketName: sub(`acme-${squeezed}-\${AWS::AccountId}`) }),
          Role: kit.role('lambda.amazonaws.com', { RoleName: `Acme${camel}Role` }),
          Key: kit.key('acme'),
          KeyAlias: kit.alias(`alias/acme/${under}/data`, 'Key'),
          Database: kit.database({
            DBInstanceIdentifier: `acme-${short}-db`,
            KmsKeyId: kit.att('Key', 'Arn'),
            MonitoringInterval: 0,
            DBName: `acme_${under}`,
          }),
          Queue: resource('AWS::SQS::Queue', { QueueName: `acme-${short}-jobs` }),
        }),
      },
    ];
  },
};

export const roleDesigns = [manyRoles, spelledNames];
