import { CreateManagedPrefixListCommand, EC2Client } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { listAll, readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ec2-prefixlist.ts';

const ONE = {
  PrefixListId: 'pl-1',
  PrefixListArn: 'arn:aws:ec2:us-east-1:111122223333:prefix-list/pl-1',
  PrefixListName: 'offices',
  OwnerId: '111122223333',
  AddressFamily: 'IPv4',
  MaxEntries: 5,
  State: 'create-complete',
  Version: 3,
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(
    collector,
    stubContext({
      DescribeManagedPrefixLists: { PrefixLists: [ONE] },
      ...{
        GetManagedPrefixListEntries: [
          { Entries: [{ Cidr: '198.51.100.0/24', Description: 'Berlin' }], NextToken: 'two' },
          { Entries: [{ Cidr: '192.0.2.0/24' }] },
        ],
      },
    }),
  );
  expect(found).toMatchObject([
    {
      id: 'pl-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:prefix-list/pl-1',
      name: 'offices',
      properties: {
        AddressFamily: 'IPv4',
        Entries: [{ Cidr: '192.0.2.0/24' }, { Cidr: '198.51.100.0/24', Description: 'Berlin' }],
        MaxEntries: 5,
        PrefixListName: 'offices',
        State: 'create-complete',
      },
    },
  ]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(
    Object.keys(
      {
        id: 'pl-1',
        arn: 'arn:aws:ec2:us-east-1:111122223333:prefix-list/pl-1',
        name: 'offices',
        properties: {
          AddressFamily: 'IPv4',
          Entries: [{ Cidr: '192.0.2.0/24' }, { Cidr: '198.51.100.0/24', Description: 'Berlin' }],
          MaxEntries: 5,
          PrefixListName: 'offices',
          State: 'create-complete',
        },
      }.properties,
    ).sort(),
  );
  expect(undocumented(collector, found)).toEqual([]);
});

test("AWS's own lists are left out", async () => {
  const answer = { PrefixLists: [{ ...ONE, OwnerId: 'AWS' }] };
  expect(await listAll(collector, stubContext({ DescribeManagedPrefixLists: answer }))).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ PrefixLists: [ONE], NextToken: 'two' }, { PrefixLists: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeManagedPrefixLists',
    action: 'ec2:DescribeManagedPrefixLists',
    pages,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxResults: 100 }, { MaxResults: 100, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no PrefixLists');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'ec2', action: 'DescribeManagedPrefixLists' },
    async seed(world) {
      const ec2 = new EC2Client(world.clients('us-east-1'));
      const ids: string[] = [];
      for (const n of [1, 2, 3])
        ids.push(
          (
            await ec2.send(
              new CreateManagedPrefixListCommand({
                PrefixListName: `list-${n}`,
                MaxEntries: 5,
                AddressFamily: 'IPv4',
                Entries: [{ Cidr: '192.0.2.0/24' }],
              }),
            )
          ).PrefixList?.PrefixListId ?? '',
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
