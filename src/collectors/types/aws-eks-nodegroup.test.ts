import { CreateClusterCommand, CreateNodegroupCommand, EKSClient } from '@aws-sdk/client-eks';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, listAll, readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-eks-nodegroup.ts';

const ONE = 'main';
const OTHERS = {
  ListClusters: { clusters: ['shop'] },
  DescribeNodegroup: {
    nodegroup: {
      nodegroupName: 'main',
      nodegroupArn: 'arn:aws:eks:us-east-1:111122223333:nodegroup/shop/main/u',
      clusterName: 'shop',
      version: '1.33',
      releaseVersion: '1.33.0-20260101',
      createdAt: new Date(0),
      status: 'ACTIVE',
      capacityType: 'ON_DEMAND',
      scalingConfig: { minSize: 0, maxSize: 6, desiredSize: 3 },
      instanceTypes: ['m6i.large'],
      subnets: ['subnet-2', 'subnet-1'],
      amiType: 'AL2023_x86_64_STANDARD',
      nodeRole: 'arn:aws:iam::111122223333:role/node',
      labels: { role: 'web' },
      taints: [{ key: 'gpu', value: 'yes', effect: 'NO_SCHEDULE' }],
      resources: { autoScalingGroups: [{ name: 'eks-1' }] },
      diskSize: 20,
      health: { issues: [] },
      updateConfig: { maxUnavailable: 1 },
      launchTemplate: { id: 'lt-1', name: 'web', version: '3' },
      tags: { app: 'shop' },
    },
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext({ ...OTHERS, ListNodegroups: { nodegroups: [ONE] } }));
  const expected = {
    id: 'shop/main',
    arn: 'arn:aws:eks:us-east-1:111122223333:nodegroup/shop/main/u',
    name: 'main',
    tags: { app: 'shop' },
    properties: {
      AmiType: 'AL2023_x86_64_STANDARD',
      CapacityType: 'ON_DEMAND',
      ClusterName: 'shop',
      DiskSize: 20,
      InstanceTypes: ['m6i.large'],
      Labels: { role: 'web' },
      LaunchTemplate: { Id: 'lt-1', Version: '3' },
      NodeRole: 'arn:aws:iam::111122223333:role/node',
      ReleaseVersion: '1.33.0-20260101',
      ScalingConfig: { MinSize: 0, MaxSize: 6, DesiredSize: 3 },
      Subnets: ['subnet-1', 'subnet-2'],
      Taints: [{ Key: 'gpu', Value: 'yes', Effect: 'NO_SCHEDULE' }],
      UpdateConfig: { MaxUnavailable: 1 },
      Version: '1.33',
    },
  };
  expect(found).toMatchObject([expected]);
  expect(found[0]?.properties).toEqual(expected.properties);
  expect(undocumented(collector, found)).toEqual([]);
});

test('one that was deleted since it was listed is none; a denial is one', async () => {
  const gone = Object.assign(new Error('No such thing'), { name: 'ResourceNotFoundException' });
  const answers = { ...OTHERS, ListNodegroups: { nodegroups: [ONE] } };
  expect(await listAll(collector, stubContext({ ...answers, DescribeNodegroup: gone }))).toEqual([]);
  const refused = stubContext({ ...answers, DescribeNodegroup: denied('eks:DescribeNodegroup') });
  await expect(listAll(collector, refused)).rejects.toThrow('not authorized');
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ nodegroups: [ONE], nextToken: 'two' }, { nodegroups: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListNodegroups',
    action: 'eks:ListNodegroups',
    pages,
    others: OTHERS,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([
    { clusterName: 'shop', maxResults: 100 },
    { clusterName: 'shop', maxResults: 100, nextToken: 'two' },
  ]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no nodegroups');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'eks', action: 'ListNodegroups' },
    async seed(world) {
      const client = new EKSClient(world.clients('us-east-1'));
      const roleArn = `arn:aws:iam::${world.account}:role/eks`;
      const resourcesVpcConfig = { subnetIds: ['subnet-1', 'subnet-2'] };
      const cluster = (name: string) => client.send(new CreateClusterCommand({ name, roleArn, resourcesVpcConfig }));
      await cluster('shop');
      const names = ['one', 'three', 'two'];
      for (const nodegroupName of names) {
        const group = { clusterName: 'shop', nodegroupName, nodeRole: roleArn, subnets: ['subnet-1'] };
        await client.send(new CreateNodegroupCommand(group));
      }
      return names.map((name) => `shop/${name}`);
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized|AuthorizationError/);
});
