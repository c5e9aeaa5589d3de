import { CreateVpcCommand, CreateVpcEndpointCommand, EC2Client } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { listAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ec2-vpcendpoint.ts';

const ONE = {
  VpcEndpointId: 'vpce-1',
  VpcEndpointType: 'Interface',
  VpcId: 'vpc-1',
  ServiceName: 'com.amazonaws.us-east-1.ecr.api',
  ServiceRegion: 'us-east-1',
  State: 'Available',
  PolicyDocument: '{"Statement":[{"Effect":"Deny"}]}',
  RouteTableIds: [],
  SubnetIds: ['subnet-2', 'subnet-1'],
  Groups: [{ GroupId: 'sg-1', GroupName: 'x' }],
  PrivateDnsEnabled: true,
  IpAddressType: 'ipv4',
  DnsOptions: { DnsRecordIpType: 'ipv4' },
  RequesterManaged: false,
  OwnerId: '111122223333',
};

test('maps to the CloudFormation properties', async () => {
  const found = await listAll(collector, stubContext({ DescribeVpcEndpoints: { VpcEndpoints: [ONE] } }));
  expect(found).toMatchObject([
    {
      id: 'vpce-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:vpc-endpoint/vpce-1',
      properties: {
        DnsOptions: { DnsRecordIpType: 'ipv4' },
        IpAddressType: 'ipv4',
        PolicyDocument: { Statement: [{ Effect: 'Deny' }] },
        PrivateDnsEnabled: true,
        SecurityGroupIds: ['sg-1'],
        ServiceName: 'com.amazonaws.us-east-1.ecr.api',
        State: 'available',
        SubnetIds: ['subnet-1', 'subnet-2'],
        VpcEndpointType: 'Interface',
        VpcId: 'vpc-1',
      },
    },
  ]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(
    Object.keys(
      {
        id: 'vpce-1',
        arn: 'arn:aws:ec2:us-east-1:111122223333:vpc-endpoint/vpce-1',
        properties: {
          DnsOptions: { DnsRecordIpType: 'ipv4' },
          IpAddressType: 'ipv4',
          PolicyDocument: { Statement: [{ Effect: 'Deny' }] },
          PrivateDnsEnabled: true,
          SecurityGroupIds: ['sg-1'],
          ServiceName: 'com.amazonaws.us-east-1.ecr.api',
          State: 'available',
          SubnetIds: ['subnet-1', 'subnet-2'],
          VpcEndpointType: 'Interface',
          VpcId: 'vpc-1',
        },
      }.properties,
    ).sort(),
  );
  expect(undocumented(collector, found)).toEqual([]);
});

test('a service of another region is told; what AWS made for a service of its own is context', async () => {
  const far = { ...ONE, ServiceRegion: 'eu-central-1' };
  const managed = { ...ONE, RequesterManaged: true };
  const gone = { ...ONE, State: 'Deleted' };
  const answer = { VpcEndpoints: [far, managed, gone] };
  const found = await listAll(collector, stubContext({ DescribeVpcEndpoints: answer }));
  expect(found.map(({ context, properties }) => [context, properties.ServiceRegion])).toEqual([
    [undefined, 'eu-central-1'],
    [true, undefined],
  ]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ VpcEndpoints: [ONE], NextToken: 'two' }, { VpcEndpoints: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeVpcEndpoints',
    action: 'ec2:DescribeVpcEndpoints',
    pages,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxResults: 1000 }, { MaxResults: 1000, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no VpcEndpoints');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'ec2', action: 'DescribeVpcEndpoints' },
    async seed(world) {
      const ec2 = new EC2Client(world.clients('us-east-1'));
      const VpcId = (await ec2.send(new CreateVpcCommand({ CidrBlock: '10.1.0.0/16' }))).Vpc?.VpcId;
      const ids: string[] = [];
      for (const n of [1, 2, 3])
        ids.push(
          (
            await ec2.send(
              new CreateVpcEndpointCommand({
                VpcId,
                ServiceName: n === 1 ? 'com.amazonaws.us-east-1.s3' : 'com.amazonaws.us-east-1.dynamodb',
              }),
            )
          ).VpcEndpoint?.VpcEndpointId ?? '',
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
