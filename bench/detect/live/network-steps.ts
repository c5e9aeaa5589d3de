/** Changes by SDK calls to networks and groups. */
import * as ec2 from '@aws-sdk/client-ec2';
import { finds, type Place, type Step, send } from './step.ts';

const GROUP = 'AWS::EC2::SecurityGroup';
const ec2Send = (place: Place, command: unknown) => send(ec2.EC2Client, place, command);
const tcp = (port: number, more: object) => [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, ...more }];
const open = (place: Place, IpPermissions: object[]) =>
  ec2Send(place, new ec2.AuthorizeSecurityGroupIngressCommand({ GroupId: place.resource.id, IpPermissions }));
const close = (place: Place, IpPermissions: object[]) =>
  ec2Send(place, new ec2.RevokeSecurityGroupIngressCommand({ GroupId: place.resource.id, IpPermissions }));
const rule = (property: string) => finds('security-group-rules', property);

export const networkSteps: readonly Step[] = [
  {
    kind: 'open a port to the world',
    type: GROUP,
    counterpart: 'Servers',
    run: (place) => open(place, tcp(22, { IpRanges: [{ CidrIp: '0.0.0.0/0' }] })),
    finds: [rule('ingress tcp 22 from 0.0.0.0/0'), finds('world-open-port', 'ingress tcp 22 from 0.0.0.0/0')],
  },
  {
    kind: 'add a rule',
    type: GROUP,
    counterpart: 'Databases',
    run: (place) => open(place, tcp(9999, { IpRanges: [{ CidrIp: '203.0.113.0/24' }] })),
    finds: [rule('ingress tcp 9999 from 203.0.113.0/24')],
  },
  {
    kind: 'remove a rule',
    type: GROUP,
    counterpart: 'Servers',
    run: (place) => close(place, tcp(8080, { UserIdGroupPairs: [{ GroupId: place.other('Balancers').id }] })),
    finds: [rule('ingress tcp 8080 from group app/Balancers')],
  },
  {
    kind: 'change a prefix length',
    type: GROUP,
    counterpart: 'Balancers',
    run: async (place) => {
      await close(place, tcp(80, { IpRanges: [{ CidrIp: '0.0.0.0/0' }] }));
      await open(place, tcp(80, { IpRanges: [{ CidrIp: '0.0.0.0/1' }] }));
    },
    finds: [rule('ingress tcp 80 from 0.0.0.0/0 | 0.0.0.0/1')],
  },
  {
    kind: 'add an egress rule',
    type: GROUP,
    counterpart: 'Balancers',
    run: (place) =>
      ec2Send(
        place,
        new ec2.AuthorizeSecurityGroupEgressCommand({
          GroupId: place.resource.id,
          IpPermissions: tcp(5432, { UserIdGroupPairs: [{ GroupId: place.other('Databases').id }] }),
        }),
      ),
    finds: [rule('egress tcp 5432 to group app/Databases')],
  },
  {
    kind: 'flip it',
    type: 'AWS::EC2::Subnet',
    counterpart: 'PrivateA',
    run: (place) =>
      ec2Send(
        place,
        new ec2.ModifySubnetAttributeCommand({ SubnetId: place.resource.id, MapPublicIpOnLaunch: { Value: true } }),
      ),
    finds: [finds('property-drift', 'MapPublicIpOnLaunch')],
  },
  {
    kind: 'flip it',
    type: 'AWS::EC2::VPC',
    counterpart: 'Vpc',
    run: (place) =>
      ec2Send(
        place,
        new ec2.ModifyVpcAttributeCommand({ VpcId: place.resource.id, EnableDnsHostnames: { Value: false } }),
      ),
    finds: [finds('property-drift', 'EnableDnsHostnames')],
  },
  {
    kind: 'change a tag',
    type: 'AWS::EC2::Subnet',
    counterpart: 'PublicB',
    run: (place) =>
      ec2Send(
        place,
        new ec2.CreateTagsCommand({ Resources: [place.resource.id], Tags: [{ Key: 'project', Value: 'other' }] }),
      ),
    finds: [finds('tag-drift', 'Tags.project')],
  },
  {
    kind: 'take its tag',
    type: GROUP,
    counterpart: 'Databases',
    run: (place) =>
      ec2Send(place, new ec2.DeleteTagsCommand({ Resources: [place.resource.id], Tags: [{ Key: 'cost-centre' }] })),
    finds: [finds('tag-drift', 'Tags.cost-centre')],
  },
];
