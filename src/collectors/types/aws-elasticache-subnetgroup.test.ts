import { expect, test } from 'vitest';
import { denied, listAll, readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-elasticache-subnetgroup.ts';

const ANSWERS = {
  DescribeCacheSubnetGroups: {
    CacheSubnetGroups: [
      {
        CacheSubnetGroupName: 'shop',
        CacheSubnetGroupDescription: 'caches',
        VpcId: 'vpc-1',
        ARN: 'arn:aws:elasticache:us-east-1:111122223333:subnetgroup:shop',
        Subnets: [{ SubnetIdentifier: 'subnet-2' }, { SubnetIdentifier: 'subnet-1' }],
      },
    ],
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'shop',
      arn: 'arn:aws:elasticache:us-east-1:111122223333:subnetgroup:shop',
      name: 'shop',
      properties: { Description: 'caches', SubnetIds: ['subnet-1', 'subnet-2'], VpcId: 'vpc-1' },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const one = { CacheSubnetGroupName: 'shop' };
  const pages = [{ CacheSubnetGroups: [one], Marker: 'two' }, { CacheSubnetGroups: [one] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeCacheSubnetGroups',
    action: 'elasticache:DescribeCacheSubnetGroups',
    pages,
    others: {},
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxRecords: 100 }, { MaxRecords: 100, Marker: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no CacheSubnetGroups');
});

test('a denied list throws, and is never nothing', async () => {
  const refusal = denied('elasticache:DescribeCacheSubnetGroups');
  await expect(listAll(collector, stubContext({ ...ANSWERS, DescribeCacheSubnetGroups: refusal }))).rejects.toBe(
    refusal,
  );
  await expect(listAll(collector, stubContext({ ...ANSWERS, DescribeCacheSubnetGroups: {} }))).rejects.toThrow(
    'no CacheSubnetGroups',
  );
});
