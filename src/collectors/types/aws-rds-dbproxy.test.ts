import { DescribeSubnetsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateDBProxyCommand, RDSClient } from '@aws-sdk/client-rds';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { failuresOfPart, readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-rds-dbproxy.ts';

const ARN = 'arn:aws:rds:us-east-1:111122223333:db-proxy:prx-1';
const AUTH = {
  AuthScheme: 'SECRETS',
  IAMAuth: 'REQUIRED',
  SecretArn: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf',
};
const ONE = {
  DBProxyName: 'orders',
  DBProxyArn: ARN,
  Status: 'available',
  EngineFamily: 'POSTGRESQL',
  VpcId: 'vpc-1',
  VpcSecurityGroupIds: ['sg-2', 'sg-1'],
  VpcSubnetIds: ['subnet-2', 'subnet-1'],
  Auth: [{ ...AUTH, UserName: '', Description: '' }],
  RoleArn: 'arn:aws:iam::111122223333:role/proxy',
  Endpoint: 'orders.proxy-abc.us-east-1.rds.amazonaws.com',
  RequireTLS: true,
  IdleClientTimeout: 1800,
  DebugLogging: false,
  CreatedDate: new Date(0),
};
const GROUPS = 'rds:DescribeDBProxyTargetGroups';
const TARGETS = 'rds:DescribeDBProxyTargets';
const ANSWERS = {
  DescribeDBProxies: { DBProxies: [ONE] },
  DescribeDBProxyTargetGroups: {
    TargetGroups: [
      {
        DBProxyName: 'orders',
        TargetGroupName: 'default',
        IsDefault: true,
        ConnectionPoolConfig: {
          MaxConnectionsPercent: 90,
          MaxIdleConnectionsPercent: 50,
          ConnectionBorrowTimeout: 120,
          SessionPinningFilters: [],
          InitQuery: "SET x='secret'",
        },
      },
    ],
  },
  DescribeDBProxyTargets: {
    Targets: [
      { Type: 'TRACKED_CLUSTER', RdsResourceId: 'orders-cluster' },
      { Type: 'RDS_INSTANCE', RdsResourceId: 'orders-1', TrackedClusterId: 'orders-cluster' },
    ],
  },
};

test('maps to the CloudFormation properties, with the target group that is a part of it', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'orders',
      arn: ARN,
      name: 'orders',
      properties: {
        Auth: [AUTH],
        ConnectionPoolConfigurationInfo: {
          ConnectionBorrowTimeout: 120,
          InitQuery: 'digest:14',
          MaxConnectionsPercent: 90,
          MaxIdleConnectionsPercent: 50,
        },
        DBClusterIdentifiers: ['orders-cluster'],
        DebugLogging: false,
        EngineFamily: 'POSTGRESQL',
        IdleClientTimeout: 1800,
        LiveState: { Status: 'available' },
        RequireTLS: true,
        RoleArn: ONE.RoleArn,
        VpcId: 'vpc-1',
        VpcSecurityGroupIds: ['sg-1', 'sg-2'],
        VpcSubnetIds: ['subnet-1', 'subnet-2'],
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('an instance that somebody registered is told, one of a registered cluster is not', async () => {
  const Targets = [{ Type: 'RDS_INSTANCE', RdsResourceId: 'orders-1' }];
  const [found] = await readAll(collector, stubContext({ ...ANSWERS, DescribeDBProxyTargets: { Targets } }));
  expect(found?.properties).toMatchObject({ DBInstanceIdentifiers: ['orders-1'] });
  expect(found?.properties).not.toHaveProperty('DBClusterIdentifiers');
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ DBProxies: [ONE], Marker: 'two' }, { DBProxies: [ONE] }] as const;
  const check = { operation: 'DescribeDBProxies', action: 'rds:DescribeDBProxies', pages };
  const outcome = await runListing(collector, check);
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxRecords: 100 }, { MaxRecords: 100, Marker: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no DBProxies');
});

test.each([GROUPS, TARGETS])('%s: a denial throws, and so does an answer without its list', async (action) => {
  const failures = await failuresOfPart(collector, action, ANSWERS);
  expect(failures.isRefusal).toBe(true);
  expect(failures.empty).toContain('carries no');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'rds', action: 'DescribeDBProxies' },
    async seed(world) {
      const client = new RDSClient(world.clients('us-east-1'));
      const ec2 = new EC2Client(world.clients('us-east-1'));
      const VpcSubnetIds = (await ec2.send(new DescribeSubnetsCommand({}))).Subnets?.flatMap(
        (one) => one.SubnetId ?? [],
      );
      const names = ['one', 'two', 'three'];
      for (const DBProxyName of names) {
        const Auth = [{ AuthScheme: 'SECRETS' as const, SecretArn: AUTH.SecretArn }];
        const given = { DBProxyName, Auth, EngineFamily: 'MYSQL' as const, RoleArn: ONE.RoleArn };
        await client.send(new CreateDBProxyCommand({ ...given, RequireTLS: true, VpcSubnetIds }));
      }
      return names;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(['one', 'three', 'two']);
  expect(outcome.found[0]?.properties).toMatchObject({ EngineFamily: 'MYSQL', RequireTLS: true });
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized/);
});
