import { CreateDhcpOptionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { listAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ec2-dhcpoptions.ts';

const ONE = {
  DhcpOptionsId: 'dopt-1',
  OwnerId: '111122223333',
  DhcpConfigurations: [
    { Key: 'domain-name', Values: [{ Value: 'corp.example' }] },
    { Key: 'domain-name-servers', Values: [{ Value: '10.0.0.2' }, { Value: '10.0.0.3' }] },
    { Key: 'netbios-node-type', Values: [{ Value: '2' }] },
  ],
};

test('maps to the CloudFormation properties', async () => {
  const found = await listAll(collector, stubContext({ DescribeDhcpOptions: { DhcpOptions: [ONE] } }));
  expect(found).toMatchObject([
    {
      id: 'dopt-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:dhcp-options/dopt-1',
      properties: { DomainName: 'corp.example', DomainNameServers: ['10.0.0.2', '10.0.0.3'], NetbiosNodeType: 2 },
    },
  ]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(
    Object.keys(
      {
        id: 'dopt-1',
        arn: 'arn:aws:ec2:us-east-1:111122223333:dhcp-options/dopt-1',
        properties: { DomainName: 'corp.example', DomainNameServers: ['10.0.0.2', '10.0.0.3'], NetbiosNodeType: 2 },
      }.properties,
    ).sort(),
  );
  expect(undocumented(collector, found)).toEqual([]);
});

test("the region's own domain is one thing in every region, and AWS's set a default", async () => {
  const set = (name: string) => ({
    DhcpOptionsId: 'dopt-0',
    DhcpConfigurations: [
      { Key: 'domain-name', Values: [{ Value: name }] },
      { Key: 'domain-name-servers', Values: [{ Value: 'AmazonProvidedDNS' }] },
    ],
  });
  const read = async (region: string, name: string) =>
    (await listAll(collector, stubContext({ DescribeDhcpOptions: { DhcpOptions: [set(name)] } }, { region })))[0];
  const [virginia, frankfurt, foreign] = await Promise.all([
    read('us-east-1', 'ec2.internal'),
    read('eu-central-1', 'eu-central-1.compute.internal'),
    read('eu-central-1', 'ec2.internal'),
  ]);
  expect(virginia?.properties).toEqual(frankfurt?.properties);
  expect(foreign?.properties.DomainName).toBe('ec2.internal');
  expect([virginia, foreign].map((one) => one && collector.isDefault?.(one))).toEqual([true, false]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ DhcpOptions: [ONE], NextToken: 'two' }, { DhcpOptions: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeDhcpOptions',
    action: 'ec2:DescribeDhcpOptions',
    pages,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxResults: 1000 }, { MaxResults: 1000, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no DhcpOptions');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'ec2', action: 'DescribeDhcpOptions' },
    async seed(world) {
      const ec2 = new EC2Client(world.clients('us-east-1'));
      const ids: string[] = [];
      for (const n of [1, 2, 3])
        ids.push(
          (
            await ec2.send(
              new CreateDhcpOptionsCommand({
                DhcpConfigurations: [{ Key: 'domain-name', Values: [`corp${n}.example`] }],
              }),
            )
          ).DhcpOptions?.DhcpOptionsId ?? '',
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
