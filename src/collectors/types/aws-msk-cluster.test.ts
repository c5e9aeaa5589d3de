import { CreateClusterCommand, KafkaClient } from '@aws-sdk/client-kafka';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { listAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-msk-cluster.ts';

const ARN = 'arn:aws:kafka:us-east-1:111122223333:cluster/events/1234abcd-12ab-34cd-56ef-1234567890ab-1';
const ONE = {
  ClusterArn: ARN,
  ClusterName: 'events',
  ClusterType: 'PROVISIONED',
  CurrentVersion: 'K1',
  State: 'ACTIVE',
  Tags: { team: 'data' },
  Provisioned: {
    BrokerNodeGroupInfo: {
      BrokerAZDistribution: 'DEFAULT',
      ClientSubnets: ['subnet-1', 'subnet-2'],
      InstanceType: 'kafka.m5.large',
      SecurityGroups: ['sg-1'],
      StorageInfo: { EbsStorageInfo: { VolumeSize: 100 } },
      ConnectivityInfo: { PublicAccess: { Type: 'DISABLED' } },
      ZoneIds: ['use1-az1', 'use1-az2'],
    },
    CurrentBrokerSoftwareInfo: {
      KafkaVersion: '3.6.0',
      ConfigurationArn: 'arn:aws:kafka:us-east-1:111122223333:configuration/c/1',
      ConfigurationRevision: 3,
    },
    EncryptionInfo: {
      EncryptionAtRest: { DataVolumeKMSKeyId: 'arn:aws:kms:us-east-1:111122223333:key/k' },
      EncryptionInTransit: { ClientBroker: 'TLS', InCluster: true },
    },
    EnhancedMonitoring: 'PER_BROKER',
    OpenMonitoring: { Prometheus: { JmxExporter: { EnabledInBroker: true } } },
    LoggingInfo: { BrokerLogs: { S3: { Enabled: true, Bucket: 'logs' } } },
    NumberOfBrokerNodes: 2,
    ZookeeperConnectString: 'z-1.events.abc.kafka.us-east-1.amazonaws.com:2181',
    StorageMode: 'LOCAL',
  },
};

test('maps to the CloudFormation properties; serverless ones are another type', async () => {
  const ClusterInfoList = [ONE, { ClusterType: 'SERVERLESS', ClusterName: 'other', Serverless: {} }];
  const found = await listAll(collector, stubContext({ ListClustersV2: { ClusterInfoList } }));
  const { ZoneIds: _zones, StorageInfo: _storage, ...group } = ONE.Provisioned.BrokerNodeGroupInfo;
  expect(found).toEqual([
    {
      id: ARN,
      arn: ARN,
      name: 'events',
      tags: { team: 'data' },
      properties: {
        BrokerNodeGroupInfo: { ...group, StorageInfo: { EBSStorageInfo: { VolumeSize: 100 } } },
        ConfigurationInfo: { Arn: 'arn:aws:kafka:us-east-1:111122223333:configuration/c/1', Revision: 3 },
        EncryptionInfo: ONE.Provisioned.EncryptionInfo,
        EnhancedMonitoring: 'PER_BROKER',
        KafkaVersion: '3.6.0',
        LiveState: { State: 'ACTIVE' },
        LoggingInfo: ONE.Provisioned.LoggingInfo,
        NumberOfBrokerNodes: 2,
        OpenMonitoring: ONE.Provisioned.OpenMonitoring,
        StorageMode: 'LOCAL',
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ ClusterInfoList: [ONE], NextToken: 'two' }, { ClusterInfoList: [ONE] }] as const;
  const check = { operation: 'ListClustersV2', action: 'kafka:ListClustersV2', pages };
  const outcome = await runListing(collector, check);
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxResults: 100 }, { MaxResults: 100, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no ClusterInfoList');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'kafka', action: 'ListClustersV2' },
    async seed(world) {
      const client = new KafkaClient(world.clients('us-east-1'));
      const made: string[] = [];
      for (const ClusterName of ['one', 'two', 'three']) {
        const BrokerNodeGroupInfo = { ClientSubnets: ['subnet-1'], InstanceType: 'kafka.m5.large' };
        const given = { ClusterName, BrokerNodeGroupInfo, KafkaVersion: '3.6.0', NumberOfBrokerNodes: 1 };
        made.push((await client.send(new CreateClusterCommand(given))).ClusterArn ?? '');
      }
      return made;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(outcome.found[0]?.properties).toMatchObject({ NumberOfBrokerNodes: 1 });
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized/);
});
