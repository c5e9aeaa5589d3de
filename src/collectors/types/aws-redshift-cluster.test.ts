import { CreateClusterCommand, RedshiftClient } from '@aws-sdk/client-redshift';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-redshift-cluster.ts';

const ONE = {
  ClusterIdentifier: 'facts',
  ClusterStatus: 'available',
  ClusterAvailabilityStatus: 'Available',
  NodeType: 'ra3.xlplus',
  NumberOfNodes: 2,
  MasterUsername: 'admin',
  MasterPasswordSecretArn: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:redshift!facts-AbCdEf',
  DBName: 'facts',
  Endpoint: { Address: 'facts.abc.us-east-1.redshift.amazonaws.com', Port: 5439 },
  AutomatedSnapshotRetentionPeriod: 7,
  ManualSnapshotRetentionPeriod: -1,
  VpcSecurityGroups: [
    { VpcSecurityGroupId: 'sg-2', Status: 'active' },
    { VpcSecurityGroupId: 'sg-1', Status: 'active' },
  ],
  ClusterParameterGroups: [{ ParameterGroupName: 'default.redshift-1.0', ParameterApplyStatus: 'in-sync' }],
  ClusterSubnetGroupName: 'private',
  VpcId: 'vpc-1',
  AvailabilityZone: 'us-east-1a',
  PubliclyAccessible: false,
  Encrypted: true,
  KmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/k',
  EnhancedVpcRouting: false,
  IamRoles: [{ IamRoleArn: 'arn:aws:iam::111122223333:role/spectrum', ApplyStatus: 'in-sync' }],
  ClusterSnapshotCopyStatus: { DestinationRegion: 'eu-central-1', RetentionPeriod: 7 },
  AvailabilityZoneRelocationStatus: 'disabled',
  MultiAZ: 'Disabled',
  Tags: [{ Key: 'team', Value: 'data' }],
};
const ACTION = 'redshift:DescribeLoggingStatus';
const LOGGING = {
  LoggingEnabled: true,
  LogDestinationType: 's3',
  BucketName: 'audit',
  S3KeyPrefix: 'facts/',
  LastSuccessfulDeliveryTime: new Date(0),
};

test('maps to the CloudFormation properties; the secret of the password is not told', async () => {
  const found = await readAll(
    collector,
    stubContext({ DescribeClusters: { Clusters: [ONE] }, DescribeLoggingStatus: LOGGING }),
  );
  expect(found).toMatchObject([
    { id: 'facts', arn: 'arn:aws:redshift:us-east-1:111122223333:cluster:facts', tags: { team: 'data' } },
  ]);
  expect(found[0]?.properties).toEqual({
    AutomatedSnapshotRetentionPeriod: 7,
    AvailabilityZoneRelocation: false,
    ClusterParameterGroupName: 'default.redshift-1.0',
    ClusterSubnetGroupName: 'private',
    ClusterType: 'multi-node',
    DBName: 'facts',
    DestinationRegion: 'eu-central-1',
    Encrypted: true,
    EnhancedVpcRouting: false,
    IamRoles: ['arn:aws:iam::111122223333:role/spectrum'],
    KmsKeyId: ONE.KmsKeyId,
    LiveState: { ClusterAvailabilityStatus: 'Available', ClusterStatus: 'available' },
    LoggingProperties: { BucketName: 'audit', LogDestinationType: 's3', S3KeyPrefix: 'facts/' },
    ManageMasterPassword: true,
    ManualSnapshotRetentionPeriod: -1,
    MasterUsername: 'admin',
    MultiAZ: false,
    NodeType: 'ra3.xlplus',
    NumberOfNodes: 2,
    Port: 5439,
    PubliclyAccessible: false,
    SnapshotCopyRetentionPeriod: 7,
    VpcId: 'vpc-1',
    VpcSecurityGroupIds: ['sg-1', 'sg-2'],
  });
  expect(undocumented(collector, found)).toEqual([]);
});

test('without a log there is none; one that is being deleted leaves', async () => {
  const Clusters = [{ ...ONE, NumberOfNodes: 1, MultiAZ: 'Enabled', ClusterStatus: 'deleting' }];
  const answers = { DescribeClusters: { Clusters }, DescribeLoggingStatus: { LoggingEnabled: false } };
  const [found] = await readAll(collector, stubContext(answers));
  expect(found?.properties).toMatchObject({ ClusterType: 'single-node', MultiAZ: true });
  expect(found?.properties).not.toHaveProperty('LoggingProperties');
  expect(collector.leaving?.(found?.properties ?? {})).toBe('it is being deleted');
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ Clusters: [ONE], Marker: 'two' }, { Clusters: [ONE] }] as const;
  const check = { operation: 'DescribeClusters', action: 'redshift:DescribeClusters', pages };
  const outcome = await runListing(collector, check);
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxRecords: 100 }, { MaxRecords: 100, Marker: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no Clusters');
});

test('a denied part throws, and so does an answer that says nothing', async () => {
  const listed = { id: 'facts', arn: null, name: 'facts', properties: {} };
  const read = (DescribeLoggingStatus: object) =>
    readPart(collector, ACTION, stubContext({ DescribeLoggingStatus }), listed);
  const refusal = denied(ACTION);
  await expect(read(refusal)).rejects.toBe(refusal);
  await expect(read({})).rejects.toThrow('carries no LoggingEnabled');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'redshift', action: 'DescribeClusters' },
    async seed(world) {
      const client = new RedshiftClient(world.clients('us-east-1'));
      const names = ['one', 'two', 'three'];
      for (const ClusterIdentifier of names) {
        const given = { ClusterIdentifier, NodeType: 'ra3.xlplus', MasterUsername: 'admin', Encrypted: true };
        await client.send(new CreateClusterCommand({ ...given, MasterUserPassword: 'Hunter2hunter2' }));
      }
      return names;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(['one', 'three', 'two']);
  expect(outcome.found[0]?.properties).toMatchObject({ Encrypted: true, NodeType: 'ra3.xlplus' });
  expect(JSON.stringify(outcome.found)).not.toContain('unter2');
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized/);
});
