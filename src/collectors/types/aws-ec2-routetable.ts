/** The collector of `AWS::EC2::RouteTable`. */
import type { Route, RouteTable } from '@aws-sdk/client-ec2';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given, sorted } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped, plainJson } from '../mapping.ts';
import { ec2Listed } from './ec2.ts';

export default defineCollector({
  type: 'AWS::EC2::RouteTable',
  summary: 'Route tables: the routes that somebody made, the subnets that use them, whether gateways propagate routes.',
  scope: 'regional',
  idPattern: /^rtb-(?:[0-9a-f]{17}|[0-9a-f]{8})$/,
  livesIn: { VpcId: 'AWS::EC2::VPC' },
  actions: ['ec2:DescribeRouteTables'],
  async *list(ctx) {
    const { EC2Client, paginateDescribeRouteTables } = await import('@aws-sdk/client-ec2');
    for await (const page of paginateDescribeRouteTables({ client: ctx.client(EC2Client), pageSize: 100 }, {})) {
      for (const table of given(page.RouteTables, 'RouteTables')) {
        yield ec2Listed(
          ctx,
          'route-table',
          { id: table.RouteTableId, owner: table.OwnerId, tags: table.Tags },
          propertiesOf(table),
        );
      }
    }
  },
  tags: 'listed',
  // A VPC's main table comes with it; who changes its routes declares them on another one or by a stack's Route.
  isDefault: ({ properties, tags }) => properties.Main === true && Object.keys(tags ?? {}).length === 0,
  needs: ['AWS::EC2::VPC', 'AWS::EC2::Subnet'],
  absorbs: [
    'AWS::EC2::Route',
    'AWS::EC2::SubnetRouteTableAssociation',
    'AWS::EC2::GatewayRouteTableAssociation',
    'AWS::EC2::VPNGatewayRoutePropagation',
  ],
  comparators: {
    VpcId: 'same',
    Main: 'same',
    SubnetIds: {
      compare: 'same',
      why: 'Compared by which subnets they are. A region with fewer zones has fewer: declare that in the baseline.',
    },
    GatewayIds: 'same',
    PropagatingVgws: 'same',
  },
  sets: ['SubnetIds', 'GatewayIds', 'PropagatingVgws'],
  keyed: { Routes: ['DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'DestinationPrefixListId'] },
  blocks: ['Routes'],
  cannotSee: [
    'Routes that AWS makes by itself: the local ones, those of gateway endpoints (told by the endpoint), propagated ones.',
    'Whether what a route leads to forwards the traffic.',
  ],
});

function propertiesOf(table: RouteTable): JsonObject {
  const associations = (table.Associations ?? []).filter((one) => one.AssociationState?.State !== 'disassociated');
  return mapped(
    {
      ...table,
      Main: associations.some((one) => one.Main),
      SubnetIds: sorted(associations.map((one) => one.SubnetId)),
      GatewayIds: sorted(associations.map((one) => one.GatewayId)),
      PropagatingVgws: sorted(table.PropagatingVgws?.map((one) => one.GatewayId)),
      Routes: table.Routes?.filter((route) => route.Origin === 'CreateRoute' && !isOfEndpoint(route)).map(routeOf),
    },
    { take: ['VpcId', 'Main', 'SubnetIds', 'GatewayIds', 'PropagatingVgws', 'Routes'] },
  );
}

/** A gateway endpoint's: AWS makes it, to a list of AWS's own, and the endpoint says which tables have it. */
function isOfEndpoint({ DestinationPrefixListId, GatewayId }: Route): boolean {
  return DestinationPrefixListId !== undefined && GatewayId?.startsWith('vpce-') === true;
}

/** As `AWS::EC2::Route` has it: a gateway endpoint's id stands under `GatewayId` in the answer; the state says whether it leads anywhere. */
function routeOf({ Origin: _, GatewayId, InstanceOwnerId: _owner, NetworkInterfaceId, ...route }: Route) {
  const isEndpoint = GatewayId?.startsWith('vpce-');
  return plainJson({
    ...route,
    ...(isEndpoint ? { VpcEndpointId: GatewayId } : { GatewayId }),
    // The interface of an instance is the instance's; one that stands alone is the target itself.
    ...(route.InstanceId === undefined && { NetworkInterfaceId }),
  });
}
