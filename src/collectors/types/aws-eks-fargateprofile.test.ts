import { CreateClusterCommand, CreateFargateProfileCommand, EKSClient } from '@aws-sdk/client-eks';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, listAll, readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-eks-fargateprofile.ts';

const ONE = 'web';
const OTHERS = {
  ListClusters: { clusters: ['shop'] },
  DescribeFargateProfile: {
    fargateProfile: {
      fargateProfileName: 'web',
      fargateProfileArn: 'arn:aws:eks:us-east-1:111122223333:fargateprofile/shop/web/u',
      clusterName: 'shop',
      createdAt: new Date(0),
      podExecutionRoleArn: 'arn:aws:iam::111122223333:role/pod',
      subnets: ['subnet-2', 'subnet-1'],
      selectors: [
        { namespace: 'web', labels: {} },
        { namespace: 'api', labels: { b: '2', a: '1' } },
      ],
      status: 'ACTIVE',
      tags: { app: 'shop' },
    },
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(
    collector,
    stubContext({ ...OTHERS, ListFargateProfiles: { fargateProfileNames: [ONE] } }),
  );
  const expected = {
    id: 'shop|web',
    arn: 'arn:aws:eks:us-east-1:111122223333:fargateprofile/shop/web/u',
    name: 'web',
    tags: { app: 'shop' },
    properties: {
      ClusterName: 'shop',
      PodExecutionRoleArn: 'arn:aws:iam::111122223333:role/pod',
      Selectors: [
        {
          Namespace: 'api',
          Labels: [
            { Key: 'a', Value: '1' },
            { Key: 'b', Value: '2' },
          ],
        },
        { Namespace: 'web' },
      ],
      Subnets: ['subnet-1', 'subnet-2'],
    },
  };
  expect(found).toMatchObject([expected]);
  expect(found[0]?.properties).toEqual(expected.properties);
  expect(undocumented(collector, found)).toEqual([]);
});

test('one that was deleted since it was listed is none; a denial is one', async () => {
  const gone = Object.assign(new Error('No such thing'), { name: 'ResourceNotFoundException' });
  const answers = { ...OTHERS, ListFargateProfiles: { fargateProfileNames: [ONE] } };
  expect(await listAll(collector, stubContext({ ...answers, DescribeFargateProfile: gone }))).toEqual([]);
  const refused = stubContext({ ...answers, DescribeFargateProfile: denied('eks:DescribeFargateProfile') });
  await expect(listAll(collector, refused)).rejects.toThrow('not authorized');
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ fargateProfileNames: [ONE], nextToken: 'two' }, { fargateProfileNames: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListFargateProfiles',
    action: 'eks:ListFargateProfiles',
    pages,
    others: OTHERS,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([
    { clusterName: 'shop', maxResults: 100 },
    { clusterName: 'shop', maxResults: 100, nextToken: 'two' },
  ]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no fargateProfileNames');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'eks', action: 'ListFargateProfiles' },
    async seed(world) {
      const client = new EKSClient(world.clients('us-east-1'));
      const roleArn = `arn:aws:iam::${world.account}:role/eks`;
      const resourcesVpcConfig = { subnetIds: ['subnet-1', 'subnet-2'] };
      const cluster = (name: string) => client.send(new CreateClusterCommand({ name, roleArn, resourcesVpcConfig }));
      await cluster('shop');
      const names = ['one', 'three', 'two'];
      for (const fargateProfileName of names) {
        const profile = { clusterName: 'shop', fargateProfileName, podExecutionRoleArn: roleArn };
        const selectors = [{ namespace: fargateProfileName }];
        await client.send(new CreateFargateProfileCommand({ ...profile, selectors, subnets: ['subnet-1'] }));
      }
      return names.map((name) => `shop|${name}`);
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized|AuthorizationError/);
});
