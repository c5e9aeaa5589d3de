/** The collector of `AWS::EC2::TransitGatewayRouteTable`. */
import { pushAll } from '../../common/lists.ts';
import { given, sorted } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { ec2Listed } from './ec2.ts';

export default defineCollector({
  type: 'AWS::EC2::TransitGatewayRouteTable',
  summary: 'Route tables of transit gateways: what uses the table, what propagates into it.',
  scope: 'regional',
  idPattern: /^tgw-rtb-(?:[0-9a-f]{17}|[0-9a-f]{8})$/,
  actions: ['ec2:DescribeTransitGatewayRouteTables'],
  async *list(ctx) {
    const { EC2Client, paginateDescribeTransitGatewayRouteTables } = await import('@aws-sdk/client-ec2');
    const pages = paginateDescribeTransitGatewayRouteTables({ client: ctx.client(EC2Client), pageSize: 1000 }, {});
    for await (const page of pages) {
      for (const table of given(page.TransitGatewayRouteTables, 'TransitGatewayRouteTables')) {
        if (String(table.State).startsWith('delet')) continue;
        const take = ['DefaultAssociationRouteTable', 'DefaultPropagationRouteTable', 'State', 'TransitGatewayId'];
        const who = { id: table.TransitGatewayRouteTableId, tags: table.Tags };
        yield ec2Listed(ctx, 'transit-gateway-route-table', who, mapped(table, { take }));
      }
    }
  },
  parts: [
    {
      action: 'ec2:GetTransitGatewayRouteTableAssociations',
      properties: ['Associations'],
      async read(ctx, { id }) {
        const { EC2Client, paginateGetTransitGatewayRouteTableAssociations } = await import('@aws-sdk/client-ec2');
        const config = { client: ctx.client(EC2Client), pageSize: 1000 };
        const found: (string | undefined)[] = [];
        for await (const page of paginateGetTransitGatewayRouteTableAssociations(config, {
          TransitGatewayRouteTableId: id,
        }))
          pushAll(
            found,
            given(page.Associations, 'Associations').map((one) => one.TransitGatewayAttachmentId),
          );
        return compact({ Associations: sorted(found) });
      },
    },
    {
      action: 'ec2:GetTransitGatewayRouteTablePropagations',
      properties: ['Propagations'],
      async read(ctx, { id }) {
        const { EC2Client, paginateGetTransitGatewayRouteTablePropagations } = await import('@aws-sdk/client-ec2');
        const config = { client: ctx.client(EC2Client), pageSize: 1000 };
        const found: (string | undefined)[] = [];
        for await (const page of paginateGetTransitGatewayRouteTablePropagations(config, {
          TransitGatewayRouteTableId: id,
        })) {
          const those = given(page.TransitGatewayRouteTablePropagations, 'TransitGatewayRouteTablePropagations');
          pushAll(
            found,
            those.map((one) => one.TransitGatewayAttachmentId),
          );
        }
        return compact({ Propagations: sorted(found) });
      },
    },
  ],
  tags: 'listed',
  needs: ['AWS::EC2::TransitGateway', 'AWS::EC2::TransitGatewayVpcAttachment'],
  absorbs: ['AWS::EC2::TransitGatewayRouteTableAssociation', 'AWS::EC2::TransitGatewayRouteTablePropagation'],
  comparators: {
    Associations: 'same',
    DefaultAssociationRouteTable: 'same',
    DefaultPropagationRouteTable: 'same',
    Propagations: 'same',
    State: 'same',
    TransitGatewayId: 'same',
  },
  sets: ['Associations', 'Propagations'],
  cannotSee: [
    'Its routes: EC2 tells them by a search alone, which is no Get, List or Describe. Those that a stack made are read one by one.',
  ],
});
