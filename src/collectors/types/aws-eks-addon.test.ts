import { expect, test } from 'vitest';
import { denied, listAll, readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-eks-addon.ts';

const ONE = 'vpc-cni';
const OTHERS = {
  ListClusters: { clusters: ['shop'] },
  DescribeAddon: {
    addon: {
      addonName: 'vpc-cni',
      clusterName: 'shop',
      status: 'ACTIVE',
      addonVersion: 'v1.19.0-eksbuild.1',
      health: { issues: [] },
      addonArn: 'arn:aws:eks:us-east-1:111122223333:addon/shop/vpc-cni/u',
      createdAt: new Date(0),
      modifiedAt: new Date(0),
      serviceAccountRoleArn: 'arn:aws:iam::111122223333:role/cni',
      configurationValues: '{"env":{"WARM":"1"},"replicaCount":2}',
      podIdentityAssociations: ['arn:aws:eks:us-east-1:111122223333:podidentityassociation/shop/a-1'],
    },
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext({ ...OTHERS, ListAddons: { addons: [ONE] } }));
  const expected = {
    id: 'shop|vpc-cni',
    arn: 'arn:aws:eks:us-east-1:111122223333:addon/shop/vpc-cni/u',
    name: 'vpc-cni',
    tags: {},
    properties: {
      AddonName: 'vpc-cni',
      AddonVersion: 'v1.19.0-eksbuild.1',
      ClusterName: 'shop',
      ConfigurationValues: { env: { WARM: 'digest:1' }, replicaCount: 2 },
      ServiceAccountRoleArn: 'arn:aws:iam::111122223333:role/cni',
    },
  };
  expect(found).toMatchObject([expected]);
  expect(found[0]?.properties).toEqual(expected.properties);
  expect(undocumented(collector, found)).toEqual([]);
});

test('one that was deleted since it was listed is none; a denial is one', async () => {
  const gone = Object.assign(new Error('No such thing'), { name: 'ResourceNotFoundException' });
  const answers = { ...OTHERS, ListAddons: { addons: [ONE] } };
  expect(await listAll(collector, stubContext({ ...answers, DescribeAddon: gone }))).toEqual([]);
  const refused = stubContext({ ...answers, DescribeAddon: denied('eks:DescribeAddon') });
  await expect(listAll(collector, refused)).rejects.toThrow('not authorized');
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ addons: [ONE], nextToken: 'two' }, { addons: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListAddons',
    action: 'eks:ListAddons',
    pages,
    others: OTHERS,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([
    { clusterName: 'shop', maxResults: 100 },
    { clusterName: 'shop', maxResults: 100, nextToken: 'two' },
  ]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no addons');
});
