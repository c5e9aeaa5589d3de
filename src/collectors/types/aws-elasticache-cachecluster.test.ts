import { CreateCacheClusterCommand, ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { listAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-elasticache-cachecluster.ts';

const ARN = 'arn:aws:elasticache:us-east-1:111122223333:cluster:pages';
const ONE = {
  CacheClusterId: 'pages',
  ARN,
  CacheClusterStatus: 'available',
  CacheNodeType: 'cache.t3.small',
  Engine: 'memcached',
  EngineVersion: '1.6.22',
  NumCacheNodes: 2,
  PreferredAvailabilityZone: 'Multiple',
  PreferredMaintenanceWindow: 'sun:05:00-sun:06:00',
  CacheParameterGroup: { CacheParameterGroupName: 'mine', ParameterApplyStatus: 'in-sync' },
  CacheSubnetGroupName: 'private',
  ConfigurationEndpoint: { Address: 'pages.cfg.use1.cache.amazonaws.com', Port: 11211 },
  CacheNodes: [{ CustomerAvailabilityZone: 'us-east-1a' }, { CustomerAvailabilityZone: 'us-east-1b' }],
  SecurityGroups: [
    { SecurityGroupId: 'sg-2', Status: 'active' },
    { SecurityGroupId: 'sg-1', Status: 'active' },
  ],
  NotificationConfiguration: { TopicArn: 'arn:aws:sns:us-east-1:111122223333:ops', TopicStatus: 'active' },
  TransitEncryptionEnabled: true,
  LogDeliveryConfigurations: [],
};

test('maps to the CloudFormation properties; members of replication groups are not told', async () => {
  const CacheClusters = [ONE, { ...ONE, CacheClusterId: 'member', ReplicationGroupId: 'sessions' }];
  const found = await listAll(collector, stubContext({ DescribeCacheClusters: { CacheClusters } }));
  expect(found).toEqual([
    {
      id: 'pages',
      arn: ARN,
      name: 'pages',
      properties: {
        AZMode: 'cross-az',
        CacheNodeType: 'cache.t3.small',
        CacheParameterGroupName: 'mine',
        CacheSubnetGroupName: 'private',
        Engine: 'memcached',
        EngineVersion: '1.6.22',
        LiveState: { CacheClusterStatus: 'available' },
        NotificationTopicArn: 'arn:aws:sns:us-east-1:111122223333:ops',
        NumCacheNodes: 2,
        Port: 11211,
        PreferredMaintenanceWindow: 'sun:05:00-sun:06:00',
        TransitEncryptionEnabled: true,
        VpcSecurityGroupIds: ['sg-1', 'sg-2'],
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('one zone is told as one; without nodes nothing is said', async () => {
  const modeOf = async (CacheNodes: object[]) => {
    const CacheClusters = [{ ...ONE, CacheNodes }];
    const [found] = await listAll(collector, stubContext({ DescribeCacheClusters: { CacheClusters } }));
    return found?.properties.AZMode;
  };
  expect(await modeOf([{ CustomerAvailabilityZone: 'us-east-1a' }])).toBe('single-az');
  expect(await modeOf([])).toBeUndefined();
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ CacheClusters: [ONE], Marker: 'two' }, { CacheClusters: [ONE] }] as const;
  const check = { operation: 'DescribeCacheClusters', action: 'elasticache:DescribeCacheClusters', pages };
  const outcome = await runListing(collector, check);
  expect(outcome.ids).toHaveLength(2);
  const first = { MaxRecords: 100, ShowCacheNodeInfo: true };
  expect(outcome.inputs).toEqual([first, { ...first, Marker: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no CacheClusters');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'elasticache', action: 'DescribeCacheClusters' },
    async seed(world) {
      const client = new ElastiCacheClient(world.clients('us-east-1'));
      const names = ['one', 'two', 'three'];
      for (const CacheClusterId of names) {
        const given = { CacheClusterId, CacheNodeType: 'cache.t3.small', Engine: 'memcached', NumCacheNodes: 1 };
        await client.send(new CreateCacheClusterCommand(given));
      }
      return names;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(['one', 'three', 'two']);
  expect(outcome.found[0]?.properties).toMatchObject({ Engine: 'memcached', CacheNodeType: 'cache.t3.small' });
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized/);
});
