/** The collector of `AWS::EC2::TransitGateway`. */
import { given } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { ec2Listed } from './ec2.ts';

export default defineCollector({
  type: 'AWS::EC2::TransitGateway',
  summary: 'Transit gateways and their options; those that another account shares are kept as context.',
  scope: 'regional',
  idPattern: /^tgw-(?:[0-9a-f]{17}|[0-9a-f]{8})$/,
  actions: ['ec2:DescribeTransitGateways'],
  async *list(ctx) {
    const { EC2Client, paginateDescribeTransitGateways } = await import('@aws-sdk/client-ec2');
    for await (const page of paginateDescribeTransitGateways({ client: ctx.client(EC2Client), pageSize: 1000 }, {})) {
      for (const gateway of given(page.TransitGateways, 'TransitGateways')) {
        if (String(gateway.State).startsWith('delet')) continue;
        yield ec2Listed(
          ctx,
          'transit-gateway',
          { id: gateway.TransitGatewayId, arn: gateway.TransitGatewayArn, owner: gateway.OwnerId, tags: gateway.Tags },
          mapped(
            { ...gateway.Options, ...gateway },
            {
              take: [
                'AmazonSideAsn',
                'AutoAcceptSharedAttachments',
                'DefaultRouteTableAssociation',
                'DefaultRouteTablePropagation',
                'Description',
                'DnsSupport',
                'MulticastSupport',
                'SecurityGroupReferencingSupport',
                'State',
                'TransitGatewayCidrBlocks',
                'VpnEcmpSupport',
              ],
              rename: { EncryptionSupport: 'Options.EncryptionSupport.EncryptionState' },
              sets: ['TransitGatewayCidrBlocks'],
            },
          ),
        );
      }
    }
  },
  tags: 'listed',
  comparators: {
    AmazonSideAsn: { compare: 'all-or-none', why: 'Gateways that are peered need numbers of their own.' },
    AutoAcceptSharedAttachments: { compare: 'same', severity: 'high' },
    DefaultRouteTableAssociation: 'same',
    DefaultRouteTablePropagation: 'same',
    Description: { compare: 'same', severity: 'low' },
    DnsSupport: 'same',
    EncryptionSupport: 'same',
    MulticastSupport: 'same',
    SecurityGroupReferencingSupport: 'same',
    State: 'same',
    TransitGatewayCidrBlocks: { compare: 'all-or-none', why: 'Regions have ranges of their own by design.' },
    VpnEcmpSupport: 'same',
  },
  sets: ['TransitGatewayCidrBlocks'],
  notRead: {
    AssociationDefaultRouteTableId: 'an id of AWS that the route tables tell',
    PropagationDefaultRouteTableId: 'an id of AWS that the route tables tell',
  },
  cannotSee: ['With whom it is shared: that is in Resource Access Manager.'],
});
