import { CreateNetworkAclCommand, CreateVpcCommand, EC2Client } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { listAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ec2-networkacl.ts';

const ONE = {
  NetworkAclId: 'acl-1',
  VpcId: 'vpc-1',
  IsDefault: false,
  OwnerId: '111122223333',
  Associations: [{ SubnetId: 'subnet-1', NetworkAclAssociationId: 'aclassoc-1' }],
  Entries: [
    {
      RuleNumber: 100,
      Egress: false,
      Protocol: '6',
      RuleAction: 'allow',
      CidrBlock: '0.0.0.0/0',
      PortRange: { From: 443, To: 443 },
    },
    {
      RuleNumber: 110,
      Egress: false,
      Protocol: '1',
      RuleAction: 'allow',
      CidrBlock: '10.0.0.0/8',
      IcmpTypeCode: { Type: 3, Code: -1 },
    },
    { RuleNumber: 32767, Egress: false, Protocol: '-1', RuleAction: 'deny', CidrBlock: '0.0.0.0/0' },
  ],
};

test('maps to the CloudFormation properties', async () => {
  const found = await listAll(collector, stubContext({ DescribeNetworkAcls: { NetworkAcls: [ONE] } }));
  expect(found).toMatchObject([
    {
      id: 'acl-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:network-acl/acl-1',
      properties: {
        Entries: [
          {
            CidrBlock: '0.0.0.0/0',
            Egress: false,
            PortRange: { From: 443, To: 443 },
            Protocol: 6,
            RuleAction: 'allow',
            RuleNumber: 100,
          },
          {
            CidrBlock: '10.0.0.0/8',
            Egress: false,
            Icmp: { Type: 3, Code: -1 },
            Protocol: 1,
            RuleAction: 'allow',
            RuleNumber: 110,
          },
        ],
        IsDefault: false,
        SubnetIds: ['subnet-1'],
        VpcId: 'vpc-1',
      },
    },
  ]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(
    Object.keys(
      {
        id: 'acl-1',
        arn: 'arn:aws:ec2:us-east-1:111122223333:network-acl/acl-1',
        properties: {
          Entries: [
            {
              CidrBlock: '0.0.0.0/0',
              Egress: false,
              PortRange: { From: 443, To: 443 },
              Protocol: 6,
              RuleAction: 'allow',
              RuleNumber: 100,
            },
            {
              CidrBlock: '10.0.0.0/8',
              Egress: false,
              Icmp: { Type: 3, Code: -1 },
              Protocol: 1,
              RuleAction: 'allow',
              RuleNumber: 110,
            },
          ],
          IsDefault: false,
          SubnetIds: ['subnet-1'],
          VpcId: 'vpc-1',
        },
      }.properties,
    ).sort(),
  );
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ NetworkAcls: [ONE], NextToken: 'two' }, { NetworkAcls: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeNetworkAcls',
    action: 'ec2:DescribeNetworkAcls',
    pages,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxResults: 1000 }, { MaxResults: 1000, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no NetworkAcls');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'ec2', action: 'DescribeNetworkAcls' },
    async seed(world) {
      const ec2 = new EC2Client(world.clients('us-east-1'));
      const VpcId = (await ec2.send(new CreateVpcCommand({ CidrBlock: '10.1.0.0/16' }))).Vpc?.VpcId;
      const ids: string[] = [];
      for (const _ of [1, 2, 3])
        ids.push((await ec2.send(new CreateNetworkAclCommand({ VpcId }))).NetworkAcl?.NetworkAclId ?? '');
      return ids;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toBe('UnauthorizedOperation');
});
