import { CreateDomainCommand, OpenSearchClient } from '@aws-sdk/client-opensearch';
import { expect, test } from 'vitest';
import { openWorld } from '../../../test/simulator/simulator.ts';
import { denied, listAll, liveContext, stubContext, undocumented } from '../testing.ts';
import collector from './aws-opensearchservice-domain.ts';

const ARN = 'arn:aws:es:us-east-1:111122223333:domain/search';
const ONE = {
  DomainId: '111122223333/search',
  DomainName: 'search',
  ARN,
  Created: true,
  Deleted: false,
  Processing: false,
  UpgradeProcessing: false,
  DomainProcessingStatus: 'Active',
  Endpoints: { vpc: 'vpc-search-abc.us-east-1.es.amazonaws.com' },
  EngineVersion: 'OpenSearch_2.13',
  ClusterConfig: { InstanceType: 'm6g.large.search', InstanceCount: 3, ZoneAwarenessEnabled: true },
  EBSOptions: { EBSEnabled: true, VolumeType: 'gp3', VolumeSize: 100 },
  AccessPolicies: '{"Version":"2012-10-17","Statement":[]}',
  VPCOptions: {
    VPCId: 'vpc-1',
    SubnetIds: ['subnet-2', 'subnet-1'],
    AvailabilityZones: ['us-east-1a', 'us-east-1b'],
    SecurityGroupIds: ['sg-1'],
  },
  EncryptionAtRestOptions: { Enabled: true, KmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/k' },
  NodeToNodeEncryptionOptions: { Enabled: true },
  AdvancedOptions: { 'rest.action.multi.allow_explicit_index': 'true' },
  AdvancedSecurityOptions: {
    Enabled: true,
    InternalUserDatabaseEnabled: false,
    AnonymousAuthDisableDate: new Date(0),
    SAMLOptions: { Enabled: true, Idp: { EntityId: 'urn:idp', MetadataContent: '<xml/>' } },
  },
  ServiceSoftwareOptions: { CurrentVersion: 'R2026' },
};
const names = (count: number) => [...Array(count).keys()].map((at) => ({ DomainName: `d${at}` }));
const describeEach = ({ DomainNames = [] }: Readonly<Record<string, unknown>>) => ({
  DomainStatusList: (DomainNames as string[]).map((DomainName) => ({ ...ONE, DomainName })),
});

test('maps to the CloudFormation properties', async () => {
  const ListDomainNames = { DomainNames: [{ DomainName: 'search', EngineType: 'OpenSearch' }] };
  const found = await listAll(
    collector,
    stubContext({ ListDomainNames, DescribeDomains: { DomainStatusList: [ONE] } }),
  );
  expect(found).toMatchObject([{ id: 'search', arn: ARN, name: 'search' }]);
  expect(found[0]?.properties).toEqual({
    AccessPolicies: { Version: '2012-10-17', Statement: [] },
    AdvancedOptions: ONE.AdvancedOptions,
    AdvancedSecurityOptions: {
      Enabled: true,
      InternalUserDatabaseEnabled: false,
      SAMLOptions: { Enabled: true, Idp: { EntityId: 'urn:idp', MetadataContent: 'digest:6' } },
    },
    ClusterConfig: ONE.ClusterConfig,
    EBSOptions: ONE.EBSOptions,
    EncryptionAtRestOptions: ONE.EncryptionAtRestOptions,
    EngineVersion: 'OpenSearch_2.13',
    LiveState: { Deleted: false, DomainProcessingStatus: 'Active', Processing: false, UpgradeProcessing: false },
    NodeToNodeEncryptionOptions: { Enabled: true },
    VPCOptions: { SecurityGroupIds: ['sg-1'], SubnetIds: ['subnet-1', 'subnet-2'] },
  });
  expect(undocumented(collector, found)).toEqual([]);
  expect(collector.leaving?.({ LiveState: { Deleted: true } })).toBe('it is being deleted');
});

test('five are asked for at once, as the service takes no more', async () => {
  const ctx = stubContext({ ListDomainNames: { DomainNames: names(7) }, DescribeDomains: describeEach });
  expect(await listAll(collector, ctx)).toHaveLength(7);
  expect(ctx.calls.slice(1).map(({ input }) => (input.DomainNames as string[]).length)).toEqual([5, 2]);
});

test('a denied call throws, the second batch too, and so does an answer without its list', async () => {
  const refusal = denied('es:DescribeDomains');
  const DescribeDomains = [{ DomainStatusList: [ONE] }, refusal];
  const seven = { DomainNames: names(7) };
  await expect(listAll(collector, stubContext({ ListDomainNames: seven, DescribeDomains }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ListDomainNames: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ListDomainNames: {} }))).rejects.toThrow('carries no DomainNames');
  const nothing = stubContext({ ListDomainNames: seven, DescribeDomains: {} });
  await expect(listAll(collector, nothing)).rejects.toThrow('carries no DomainStatusList');
});

test('in the simulator: two batches, and a denial', async () => {
  const world = await openWorld();
  const client = new OpenSearchClient(world.clients('us-east-1'));
  const made = names(6).map(({ DomainName }) => `shop-${DomainName}`);
  for (const DomainName of made)
    await client.send(new CreateDomainCommand({ DomainName, EngineVersion: 'OpenSearch_2.13' }));
  const ctx = () => liveContext(world.auditClients('us-east-1'));
  const found = await listAll(collector, ctx());
  expect(found.map(({ id }) => id).sort()).toEqual(made);
  expect(undocumented(collector, found)).toEqual([]);
  await world.faults([{ kind: 'deny', service: 'es', action: 'DescribeDomains' }]);
  await expect(listAll(collector, ctx())).rejects.toMatchObject({ name: expect.stringMatching(/Denied/) });
});
