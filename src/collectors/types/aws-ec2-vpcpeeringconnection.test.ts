import { CreateVpcCommand, CreateVpcPeeringConnectionCommand, EC2Client } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { listAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ec2-vpcpeeringconnection.ts';

const ONE = {
  VpcPeeringConnectionId: 'pcx-1',
  Status: { Code: 'active', Message: 'Active' },
  RequesterVpcInfo: {
    VpcId: 'vpc-1',
    OwnerId: '111122223333',
    Region: 'us-east-1',
    PeeringOptions: { AllowDnsResolutionFromRemoteVpc: true, AllowEgressFromLocalClassicLinkToRemoteVpc: false },
  },
  AccepterVpcInfo: { VpcId: 'vpc-2', OwnerId: '111122223333', Region: 'eu-central-1' },
};

test('maps to the CloudFormation properties', async () => {
  const found = await listAll(
    collector,
    stubContext({ DescribeVpcPeeringConnections: { VpcPeeringConnections: [ONE] } }),
  );
  expect(found).toMatchObject([
    {
      id: 'pcx-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:vpc-peering-connection/pcx-1',
      properties: {
        PeerOwnerId: '111122223333',
        PeerRegion: 'eu-central-1',
        PeerVpcId: 'vpc-2',
        RequesterPeeringOptions: { AllowDnsResolutionFromRemoteVpc: true },
        Status: 'active',
        VpcId: 'vpc-1',
      },
    },
  ]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(
    Object.keys(
      {
        id: 'pcx-1',
        arn: 'arn:aws:ec2:us-east-1:111122223333:vpc-peering-connection/pcx-1',
        properties: {
          PeerOwnerId: '111122223333',
          PeerRegion: 'eu-central-1',
          PeerVpcId: 'vpc-2',
          RequesterPeeringOptions: { AllowDnsResolutionFromRemoteVpc: true },
          Status: 'active',
          VpcId: 'vpc-1',
        },
      }.properties,
    ).sort(),
  );
  expect(undocumented(collector, found)).toEqual([]);
});

test('one connection is counted at the end that asked for it, and what has ended is not there', async () => {
  const other = { ...ONE, RequesterVpcInfo: ONE.AccepterVpcInfo, AccepterVpcInfo: ONE.RequesterVpcInfo };
  const answer = { VpcPeeringConnections: [ONE, other, { ...ONE, Status: { Code: 'deleted' } }] };
  const found = await listAll(collector, stubContext({ DescribeVpcPeeringConnections: answer }));
  expect(found.map(({ context }) => context)).toEqual([undefined, true]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ VpcPeeringConnections: [ONE], NextToken: 'two' }, { VpcPeeringConnections: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeVpcPeeringConnections',
    action: 'ec2:DescribeVpcPeeringConnections',
    pages,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxResults: 1000 }, { MaxResults: 1000, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no VpcPeeringConnections');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'ec2', action: 'DescribeVpcPeeringConnections' },
    async seed(world) {
      const ec2 = new EC2Client(world.clients('us-east-1'));
      const VpcId = (await ec2.send(new CreateVpcCommand({ CidrBlock: '10.1.0.0/16' }))).Vpc?.VpcId;
      const ids: string[] = [];
      for (const n of [1, 2, 3])
        ids.push(
          (
            await ec2.send(
              new CreateVpcPeeringConnectionCommand({
                VpcId,
                PeerVpcId: (await ec2.send(new CreateVpcCommand({ CidrBlock: `10.${n + 1}.0.0/16` }))).Vpc?.VpcId,
              }),
            )
          ).VpcPeeringConnection?.VpcPeeringConnectionId ?? '',
        );
      return ids;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toBe('UnauthorizedOperation');
});
