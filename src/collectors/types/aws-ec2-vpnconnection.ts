/** The collector of `AWS::EC2::VPNConnection`. */
import type { VpnConnection } from '@aws-sdk/client-ec2';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given, sorted } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { mapped, plainJson } from '../mapping.ts';
import { ec2Listed } from './ec2.ts';

/** What a tunnel is set up with; its addresses and the pre-shared key are each one's own. */
const TUNNEL = [
  'DpdTimeoutAction',
  'DpdTimeoutSeconds',
  'IkeVersions',
  'LogOptions',
  'Phase1DHGroupNumbers',
  'Phase1EncryptionAlgorithms',
  'Phase1IntegrityAlgorithms',
  'Phase1LifetimeSeconds',
  'Phase2DHGroupNumbers',
  'Phase2EncryptionAlgorithms',
  'Phase2IntegrityAlgorithms',
  'Phase2LifetimeSeconds',
  'RekeyFuzzPercentage',
  'RekeyMarginTimeSeconds',
  'ReplayWindowSize',
  'StartupAction',
] as const;

export default defineCollector({
  type: 'AWS::EC2::VPNConnection',
  summary: 'Site-to-site VPN connections: the gateways, how the tunnels are set up, how many are up.',
  scope: 'regional',
  idPattern: /^vpn-(?:[0-9a-f]{17}|[0-9a-f]{8})$/,
  actions: ['ec2:DescribeVpnConnections'],
  async *list(ctx) {
    const { DescribeVpnConnectionsCommand, EC2Client } = await import('@aws-sdk/client-ec2');
    const answer = await ctx.client(EC2Client).send(new DescribeVpnConnectionsCommand({}));
    for (const connection of given(answer.VpnConnections, 'VpnConnections')) {
      if (String(connection.State).startsWith('delet')) continue;
      const who = { id: connection.VpnConnectionId, tags: connection.Tags };
      yield ec2Listed(ctx, 'vpn-connection', who, propertiesOf(connection));
    }
  },
  tags: 'listed',
  needs: ['AWS::EC2::CustomerGateway', 'AWS::EC2::VPNGateway', 'AWS::EC2::TransitGateway'],
  absorbs: ['AWS::EC2::VPNConnectionRoute'],
  comparators: {
    CustomerGatewayId: 'same',
    EnableAcceleration: 'same',
    LocalIpv4NetworkCidr: { compare: 'same-size', why: 'Regions have ranges of their own by design.' },
    LocalIpv6NetworkCidr: { compare: 'same-size', why: 'As LocalIpv4NetworkCidr.' },
    OutsideIpAddressType: 'same',
    RemoteIpv4NetworkCidr: { compare: 'same-size', why: 'As LocalIpv4NetworkCidr.' },
    RemoteIpv6NetworkCidr: { compare: 'same-size', why: 'As LocalIpv4NetworkCidr.' },
    Routes: { compare: 'advisory', why: "The ranges of a site may be each region's own." },
    State: { compare: 'same', severity: 'high' },
    StaticRoutesOnly: 'same',
    TransitGatewayId: 'same',
    TunnelInsideIpVersion: 'same',
    TunnelsUp: {
      compare: 'advisory',
      why: 'It changes by the minute: with fewer than two up, a site hangs on one tunnel.',
    },
    Type: 'same',
    VpnGatewayId: 'same',
    VpnTunnelOptionsSpecifications: 'same',
  },
  sets: ['Routes'],
  blocks: ['Routes'],
  notRead: {
    PreSharedKeyStorage: 'where the keys are kept; EC2 does not return it',
    TransportTransitGatewayAttachmentId: 'an id of AWS that the attachment tells',
    TunnelBandwidth: 'EC2 does not return it',
    VpnConcentratorId: 'EC2 does not return it in every region',
  },
  cannotSee: [
    'The pre-shared keys, and the configuration for the device, in which they stand: both are dropped as they come.',
    'The addresses inside the tunnels, which AWS chooses.',
  ],
});

function propertiesOf(connection: VpnConnection): JsonObject {
  const { Options, VgwTelemetry, Routes } = connection;
  const tunnels = (Options?.TunnelOptions ?? []).map((tunnel) =>
    plainJson(Object.fromEntries(TUNNEL.map((name) => [name, tunnel[name]]))),
  );
  return {
    ...mapped(
      { ...Options, ...connection },
      {
        take: [
          'CustomerGatewayId',
          'EnableAcceleration',
          'LocalIpv4NetworkCidr',
          'LocalIpv6NetworkCidr',
          'OutsideIpAddressType',
          'RemoteIpv4NetworkCidr',
          'RemoteIpv6NetworkCidr',
          'State',
          'StaticRoutesOnly',
          'TransitGatewayId',
          'TunnelInsideIpVersion',
          'Type',
          'VpnGatewayId',
        ],
      },
    ),
    ...compact({
      Routes: sorted(Routes?.map(({ DestinationCidrBlock }) => DestinationCidrBlock)),
      TunnelsUp: VgwTelemetry?.filter(({ Status }) => Status === 'UP').length,
      VpnTunnelOptionsSpecifications: plainJson(tunnels),
    }),
  };
}
