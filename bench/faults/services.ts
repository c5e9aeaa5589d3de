/** Makes what the scenarios of the services read: an account for each field of services. */
import { FIELDS } from '../../test/simulator/field-templates.ts';
import { openWorld, type World } from '../../test/simulator/simulator.ts';
import type { Template } from '../../test/simulator/stacks.ts';
import * as kit from '../detect/designs/kit.ts';
import { REGIONS, TAGS } from './world.ts';

const { att, ref, resource } = kit;
type Block = kit.Block;

/** Named by a parameter: the simulator has no images, and one that is gone is told. */
const IMAGE = 'resolve:ssm:/shop/image';

/** What the fields of the simulator's own tests lack of the types that are read, or give in one region only. */
const MORE: Readonly<Record<string, Block>> = {
  network: {
    TransitVpc: resource('AWS::EC2::TransitGatewayVpcAttachment', {
      TransitGatewayId: ref('Transit'),
      VpcId: ref('Vpc'),
      SubnetIds: [ref('A')],
    }),
    Launch: resource('AWS::EC2::LaunchTemplate', { LaunchTemplateData: { InstanceType: 't3.micro' } }),
    TransitSide: resource('AWS::EC2::TransitGatewayVpcAttachment', {
      TransitGatewayId: ref('Transit'),
      VpcId: ref('OtherVpc'),
      SubnetIds: [ref('Side')],
    }),
    Side: resource('AWS::EC2::Subnet', {
      VpcId: ref('OtherVpc'),
      CidrBlock: '10.9.1.0/24',
      AvailabilityZone: kit.zone(0),
    }),
  },
  code: {
    Config: resource('AWS::AutoScaling::LaunchConfiguration', { ImageId: IMAGE, InstanceType: 't3.micro' }),
    Hook: resource('AWS::AutoScaling::LifecycleHook', {
      AutoScalingGroupName: ref('Asg'),
      LifecycleHookName: 'boot',
      LifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
    }),
    Capacity: resource('AWS::ECS::CapacityProvider', {
      Name: 'spare',
      AutoScalingGroupProvider: { AutoScalingGroupArn: ref('Asg') },
    }),
    Addon: resource('AWS::EKS::Addon', { ClusterName: ref('Eks'), AddonName: 'vpc-cni' }),
  },
  traffic: {
    Zone: resource('AWS::Route53::HostedZone', { Name: kit.sub('${AWS::Region}.z.test') }),
    Record: resource('AWS::Route53::RecordSet', {
      HostedZoneId: ref('Zone'),
      Name: kit.sub('a.${AWS::Region}.z.test'),
      Type: 'A',
      TTL: '60',
      ResourceRecords: ['192.0.2.1'],
    }),
    Pool: resource('AWS::Cognito::UserPool', { UserPoolName: 'partners' }),
    Authorizer: resource('AWS::ApiGateway::Authorizer', {
      Name: 'people',
      RestApiId: ref('Api'),
      Type: 'COGNITO_USER_POOLS',
      ProviderARNs: [att('Pool', 'Arn')],
      IdentitySource: 'method.request.header.Authorization',
    }),
    Classic: resource('AWS::ElasticLoadBalancing::LoadBalancer', {
      AvailabilityZones: [kit.zone(0)],
      Listeners: [{ LoadBalancerPort: '80', InstancePort: '80', Protocol: 'HTTP' }],
    }),
  },
  data: {
    Front: resource('AWS::RDS::DBProxy', {
      DBProxyName: 'front',
      EngineFamily: 'POSTGRESQL',
      RequireTLS: true,
      RoleArn: att('Role', 'Arn'),
      VpcSubnetIds: [ref('A')],
      Auth: [{ AuthScheme: 'SECRETS', IAMAuth: 'DISABLED', SecretArn: ref('Secret') }],
    }),
  },
  operations: {
    Oidc: resource('AWS::IAM::OIDCProvider', {
      Url: kit.sub('https://token.${AWS::Region}.test'),
      ClientIdList: ['sts.amazonaws.com'],
      ThumbprintList: ['a'.repeat(40)],
    }),
  },
};

export const SERVICES: readonly string[] = Object.keys(FIELDS);

export function templateOf(service: string): Template {
  const { Resources, ...rest } = FIELDS[service] as { readonly Resources: Block };
  return { ...rest, Resources: { ...Resources, ...MORE[service] } };
}

export async function buildService(service: string, endpoint: string): Promise<World> {
  const world = await openWorld(endpoint);
  for (const region of REGIONS) await world.deploy(region, service, templateOf(service), {}, TAGS);
  return world;
}
