import { expect, test } from 'vitest';
import { denied, listAll, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ec2-vpnconnection.ts';

const ONE = {
  VpnConnectionId: 'vpn-1',
  State: 'available',
  Type: 'ipsec.1',
  CustomerGatewayId: 'cgw-1',
  VpnGatewayId: 'vgw-1',
  CustomerGatewayConfiguration: '<pre_shared_key>hush</pre_shared_key>',
  Options: {
    StaticRoutesOnly: true,
    TunnelOptions: [
      {
        OutsideIpAddress: '198.51.100.1',
        TunnelInsideCidr: '169.254.1.0/30',
        PreSharedKey: 'hush',
        StartupAction: 'add',
      },
    ],
  },
  Routes: [{ DestinationCidrBlock: '192.0.2.0/24' }],
  VgwTelemetry: [{ Status: 'UP' }, { Status: 'DOWN' }],
};

test('maps to the CloudFormation properties', async () => {
  const found = await listAll(collector, stubContext({ DescribeVpnConnections: { VpnConnections: [ONE] } }));
  expect(found).toMatchObject([
    {
      id: 'vpn-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:vpn-connection/vpn-1',
      properties: {
        CustomerGatewayId: 'cgw-1',
        Routes: ['192.0.2.0/24'],
        State: 'available',
        StaticRoutesOnly: true,
        TunnelsUp: 1,
        Type: 'ipsec.1',
        VpnGatewayId: 'vgw-1',
        VpnTunnelOptionsSpecifications: [{ StartupAction: 'add' }],
      },
    },
  ]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(
    Object.keys(
      {
        id: 'vpn-1',
        arn: 'arn:aws:ec2:us-east-1:111122223333:vpn-connection/vpn-1',
        properties: {
          CustomerGatewayId: 'cgw-1',
          Routes: ['192.0.2.0/24'],
          State: 'available',
          StaticRoutesOnly: true,
          TunnelsUp: 1,
          Type: 'ipsec.1',
          VpnGatewayId: 'vgw-1',
          VpnTunnelOptionsSpecifications: [{ StartupAction: 'add' }],
        },
      }.properties,
    ).sort(),
  );
  expect(undocumented(collector, found)).toEqual([]);
});

test('no pre-shared key gets through', async () => {
  const found = await listAll(collector, stubContext({ DescribeVpnConnections: { VpnConnections: [ONE] } }));
  expect(JSON.stringify(found)).not.toContain('hush');
});

test('what is denied, and an answer without its list, throw', async () => {
  const refusal = denied('ec2:DescribeVpnConnections');
  await expect(listAll(collector, stubContext({ DescribeVpnConnections: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ DescribeVpnConnections: {} }))).rejects.toThrow('no VpnConnections');
});
