import { expect, test } from 'vitest';
import { denied, listAll, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-elasticache-replicationgroup.ts';

const ANSWERS = {
  DescribeReplicationGroups: {
    ReplicationGroups: [
      {
        ReplicationGroupId: 'sessions',
        ARN: 'arn:aws:elasticache:us-east-1:111122223333:replicationgroup:sessions',
        Description: ' ',
        Status: 'available',
        MemberClusters: ['sessions-001'],
        NodeGroups: [
          {
            PrimaryEndpoint: { Address: 'a', Port: 6379 },
            NodeGroupMembers: [{ CacheClusterId: 'sessions-001' }, { CacheClusterId: 'sessions-002' }],
          },
        ],
        AutomaticFailover: 'enabled',
        MultiAZ: 'disabled',
        AuthTokenEnabled: true,
        AtRestEncryptionEnabled: true,
        CacheNodeType: 'cache.r7g.large',
        Engine: 'redis',
        LogDeliveryConfigurations: [
          {
            LogType: 'slow-log',
            DestinationType: 'cloudwatch-logs',
            LogFormat: 'json',
            Status: 'active',
            DestinationDetails: { CloudWatchLogsDetails: { LogGroup: 'slow' } },
          },
        ],
        SnapshotRetentionLimit: 0,
      },
    ],
  },
  DescribeCacheClusters: {
    CacheClusters: [
      { CacheClusterId: 'other' },
      {
        CacheClusterId: 'sessions-001',
        ReplicationGroupId: 'sessions',
        EngineVersion: '7.1.0',
        CacheSubnetGroupName: 'shop',
        CacheParameterGroup: { CacheParameterGroupName: 'default.redis7' },
        SecurityGroups: [{ SecurityGroupId: 'sg-1', Status: 'active' }],
        PreferredMaintenanceWindow: 'sun:01:00-sun:02:00',
        PreferredAvailabilityZone: 'us-east-1a',
      },
    ],
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'sessions',
      arn: 'arn:aws:elasticache:us-east-1:111122223333:replicationgroup:sessions',
      name: 'sessions',
      properties: {
        AtRestEncryptionEnabled: true,
        AuthTokenEnabled: true,
        AutomaticFailoverEnabled: true,
        CacheNodeType: 'cache.r7g.large',
        CacheParameterGroupName: 'default.redis7',
        CacheSubnetGroupName: 'shop',
        Engine: 'redis',
        EngineVersion: '7.1.0',
        LogDeliveryConfigurations: [
          {
            DestinationDetails: { CloudWatchLogsDetails: { LogGroup: 'slow' } },
            DestinationType: 'cloudwatch-logs',
            LogFormat: 'json',
            LogType: 'slow-log',
          },
        ],
        MultiAZEnabled: false,
        NumNodeGroups: 1,
        Port: 6379,
        PreferredMaintenanceWindow: 'sun:01:00-sun:02:00',
        ReplicasPerNodeGroup: 1,
        SecurityGroupIds: ['sg-1'],
        SnapshotRetentionLimit: 0,
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const one = { ReplicationGroupId: 'sessions' };
  const pages = [{ ReplicationGroups: [one], Marker: 'two' }, { ReplicationGroups: [one] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeReplicationGroups',
    action: 'elasticache:DescribeReplicationGroups',
    pages,
    others: {},
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxRecords: 100 }, { MaxRecords: 100, Marker: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no ReplicationGroups');
});

test('a denied list and a denied part throws, and is never nothing', async () => {
  const refusal = denied('elasticache:DescribeReplicationGroups');
  await expect(listAll(collector, stubContext({ ...ANSWERS, DescribeReplicationGroups: refusal }))).rejects.toBe(
    refusal,
  );
  await expect(listAll(collector, stubContext({ ...ANSWERS, DescribeReplicationGroups: {} }))).rejects.toThrow(
    'no ReplicationGroups',
  );
  const [listed] = await listAll(collector, stubContext(ANSWERS));
  if (listed === undefined) throw new Error('nothing is listed');
  for (const action of ['elasticache:DescribeCacheClusters']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: refusal });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toBe(refusal);
  }
  for (const action of ['elasticache:DescribeCacheClusters']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: {} });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toThrow(/carries no|does not/);
  }
});
