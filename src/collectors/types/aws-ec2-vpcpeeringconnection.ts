/** The collector of `AWS::EC2::VPCPeeringConnection`. */
import type { VpcPeeringConnection, VpcPeeringConnectionVpcInfo } from '@aws-sdk/client-ec2';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { type CollectorContext, defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { ec2Listed } from './ec2.ts';

/** Still listed for a while after its end. */
const GONE = ['deleted', 'rejected', 'expired', 'failed', 'deleting'];

export default defineCollector({
  type: 'AWS::EC2::VPCPeeringConnection',
  summary: 'Peering connections, at the end that asked for them: the VPCs, whether it is accepted, DNS through it.',
  scope: 'regional',
  idPattern: /^pcx-(?:[0-9a-f]{17}|[0-9a-f]{8})$/,
  actions: ['ec2:DescribeVpcPeeringConnections'],
  async *list(ctx) {
    const { EC2Client, paginateDescribeVpcPeeringConnections } = await import('@aws-sdk/client-ec2');
    const pages = paginateDescribeVpcPeeringConnections({ client: ctx.client(EC2Client), pageSize: 1000 }, {});
    for await (const page of pages) {
      for (const peering of given(page.VpcPeeringConnections, 'VpcPeeringConnections')) {
        if (GONE.includes(peering.Status?.Code ?? '')) continue;
        const who = { id: peering.VpcPeeringConnectionId, arn: arnOf(peering, ctx), tags: peering.Tags };
        yield {
          ...ec2Listed(ctx, 'vpc-peering-connection', who, propertiesOf(peering)),
          // One connection is listed at both of its ends; it is counted at the end that asked for it.
          ...(!isRequester(peering, ctx) && { context: true as const }),
        };
      }
    }
  },
  tags: 'listed',
  // One connection, whichever end of it is looked at.
  sharedIdentity: ({ id }) => id,
  coversOthers: true,
  needs: ['AWS::EC2::VPC'],
  comparators: {
    PeerOwnerId: 'same',
    PeerRegion: { compare: 'same', why: 'Each region may well be peered with the other: regions are tokens here.' },
    PeerVpcId: 'same',
    Status: { compare: 'same', severity: 'high', why: 'Nothing passes until it is active.' },
    VpcId: 'same',
    'AccepterPeeringOptions.AllowDnsResolutionFromRemoteVpc': 'same',
    'RequesterPeeringOptions.AllowDnsResolutionFromRemoteVpc': 'same',
  },
  notRead: {
    AssumeRoleRegion: 'who accepts it when it is made',
    PeerRoleArn: 'write-only: who accepts it when it is made',
  },
  cannotSee: ['Whether routes lead through it: that is in the route tables of both ends.'],
});

/** The same at both ends: that of who asked for it. */
function arnOf({ RequesterVpcInfo, VpcPeeringConnectionId }: VpcPeeringConnection, ctx: CollectorContext): string {
  const { OwnerId = ctx.account, Region = ctx.region } = RequesterVpcInfo ?? {};
  return `arn:${ctx.partition}:ec2:${Region}:${OwnerId}:vpc-peering-connection/${VpcPeeringConnectionId}`;
}

function isRequester({ RequesterVpcInfo }: VpcPeeringConnection, { account, region }: CollectorContext): boolean {
  const { OwnerId = account, Region = region } = RequesterVpcInfo ?? {};
  return OwnerId === account && Region === region;
}

function propertiesOf({ AccepterVpcInfo, RequesterVpcInfo, Status }: VpcPeeringConnection): JsonObject {
  // What else the options hold is of ClassicLink, which is no more.
  const dnsOf = (info: VpcPeeringConnectionVpcInfo | undefined) => ({
    AllowDnsResolutionFromRemoteVpc: info?.PeeringOptions?.AllowDnsResolutionFromRemoteVpc,
  });
  const properties = {
    AccepterPeeringOptions: dnsOf(AccepterVpcInfo),
    PeerOwnerId: AccepterVpcInfo?.OwnerId,
    PeerRegion: AccepterVpcInfo?.Region,
    PeerVpcId: AccepterVpcInfo?.VpcId,
    RequesterPeeringOptions: dnsOf(RequesterVpcInfo),
    Status: Status?.Code,
    VpcId: RequesterVpcInfo?.VpcId,
  };
  return mapped(properties, { take: Object.keys(properties) });
}
