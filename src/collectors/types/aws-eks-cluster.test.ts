import { CreateClusterCommand, EKSClient } from '@aws-sdk/client-eks';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-eks-cluster.ts';

const ONE = 'shop';
const OTHERS = {
  DescribeCluster: {
    cluster: {
      name: 'shop',
      arn: 'arn:aws:eks:us-east-1:111122223333:cluster/shop',
      createdAt: new Date(0),
      version: '1.33',
      endpoint: 'https://x.eks.amazonaws.com',
      roleArn: 'arn:aws:iam::111122223333:role/eks',
      status: 'ACTIVE',
      certificateAuthority: { data: 'x' },
      platformVersion: 'eks.1',
      identity: { oidc: { issuer: 'https://oidc' } },
      tags: { app: 'shop' },
      resourcesVpcConfig: {
        subnetIds: ['subnet-2', 'subnet-1'],
        securityGroupIds: ['sg-1'],
        clusterSecurityGroupId: 'sg-9',
        vpcId: 'vpc-1',
        endpointPublicAccess: true,
        endpointPrivateAccess: false,
        publicAccessCidrs: ['0.0.0.0/0'],
      },
      kubernetesNetworkConfig: { serviceIpv4Cidr: '10.100.0.0/16', serviceIpv6Cidr: 'fd00::/108', ipFamily: 'ipv4' },
      logging: {
        clusterLogging: [
          { types: ['audit', 'api'], enabled: true },
          { types: ['scheduler'], enabled: false },
        ],
      },
      encryptionConfig: [{ resources: ['secrets'], provider: { keyArn: 'arn:aws:kms:us-east-1:111122223333:key/k' } }],
      accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: true },
      upgradePolicy: { supportType: 'EXTENDED' },
    },
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext({ ...OTHERS, ListClusters: { clusters: [ONE] } }));
  const expected = {
    id: 'shop',
    arn: 'arn:aws:eks:us-east-1:111122223333:cluster/shop',
    name: 'shop',
    properties: {
      AccessConfig: { AuthenticationMode: 'API' },
      EncryptionConfig: [{ Resources: ['secrets'], Provider: { KeyArn: 'arn:aws:kms:us-east-1:111122223333:key/k' } }],
      KubernetesNetworkConfig: { ServiceIpv4Cidr: '10.100.0.0/16', IpFamily: 'ipv4' },
      Logging: { ClusterLogging: { EnabledTypes: [{ Type: 'api' }, { Type: 'audit' }] } },
      ResourcesVpcConfig: {
        SubnetIds: ['subnet-1', 'subnet-2'],
        SecurityGroupIds: ['sg-1'],
        EndpointPublicAccess: true,
        EndpointPrivateAccess: false,
        PublicAccessCidrs: ['0.0.0.0/0'],
      },
      RoleArn: 'arn:aws:iam::111122223333:role/eks',
      UpgradePolicy: { SupportType: 'EXTENDED' },
      Version: '1.33',
    },
  };
  expect(found).toMatchObject([expected]);
  expect(found[0]?.properties).toEqual(expected.properties);
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ clusters: [ONE], nextToken: 'two' }, { clusters: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListClusters',
    action: 'eks:ListClusters',
    pages,
    others: OTHERS,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ maxResults: 100 }, { maxResults: 100, nextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no clusters');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'eks', action: 'ListClusters' },
    async seed(world) {
      const client = new EKSClient(world.clients('us-east-1'));
      const roleArn = `arn:aws:iam::${world.account}:role/eks`;
      const resourcesVpcConfig = { subnetIds: ['subnet-1', 'subnet-2'] };
      const cluster = (name: string) => client.send(new CreateClusterCommand({ name, roleArn, resourcesVpcConfig }));
      const names = ['one', 'three', 'two'];
      for (const name of names) await cluster(name);
      return names;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized|AuthorizationError/);
});
