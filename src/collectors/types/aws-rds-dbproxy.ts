/** The collector of `AWS::RDS::DBProxy`. */
import type { DBProxy, DBProxyTarget, DBProxyTargetGroup } from '@aws-sdk/client-rds';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { allOf, given, plainList, sorted } from '../aws/answer.ts';
import { type CollectorContext, compact, defineCollector } from '../collector.ts';
import { liveMembers, liveState } from '../live-state.ts';
import { mapped, plainJson } from '../mapping.ts';

const TAKEN = [
  'DebugLogging',
  'DefaultAuthScheme',
  'EndpointNetworkType',
  'EngineFamily',
  'IdleClientTimeout',
  'RequireTLS',
  'RoleArn',
  'TargetConnectionNetworkType',
  'VpcId',
  'VpcSecurityGroupIds',
  'VpcSubnetIds',
];
const POOL = ['ConnectionBorrowTimeout', 'MaxConnectionsPercent', 'MaxIdleConnectionsPercent', 'SessionPinningFilters'];

export default defineCollector({
  type: 'AWS::RDS::DBProxy',
  summary: 'Database proxies: who may come in and how, network, the pool of connections, which databases are behind.',
  scope: 'regional',
  foldsCase: true,
  uniqueName: true,
  actions: ['rds:DescribeDBProxies'],
  async *list(ctx) {
    const { paginateDescribeDBProxies, RDSClient } = await import('@aws-sdk/client-rds');
    for await (const page of paginateDescribeDBProxies({ client: ctx.client(RDSClient), pageSize: 100 }, {})) {
      for (const proxy of given(page.DBProxies, 'DBProxies')) {
        const id = proxy.DBProxyName ?? '';
        yield { id, arn: proxy.DBProxyArn ?? null, name: id, properties: propertiesOf(proxy) };
      }
    }
  },
  parts: [
    {
      action: 'rds:DescribeDBProxyTargetGroups',
      properties: ['ConnectionPoolConfigurationInfo'],
      async read(ctx, { id }) {
        const { paginateDescribeDBProxyTargetGroups, RDSClient } = await import('@aws-sdk/client-rds');
        const config = { client: ctx.client(RDSClient), pageSize: 100 };
        const pages = paginateDescribeDBProxyTargetGroups(config, { DBProxyName: id });
        const groups = await allOf(pages, ({ TargetGroups }) => given(TargetGroups, 'TargetGroups'));
        // A proxy has one, `default`.
        return poolOf(groups.find(({ IsDefault }) => IsDefault) ?? groups[0], ctx);
      },
    },
    {
      action: 'rds:DescribeDBProxyTargets',
      properties: ['DBClusterIdentifiers', 'DBInstanceIdentifiers'],
      async read(ctx, { id }) {
        const { paginateDescribeDBProxyTargets, RDSClient } = await import('@aws-sdk/client-rds');
        const config = { client: ctx.client(RDSClient), pageSize: 100 };
        const pages = paginateDescribeDBProxyTargets(config, { DBProxyName: id });
        return targetsOf(await allOf(pages, ({ Targets }) => given(Targets, 'Targets')));
      },
    },
  ],
  tags: 'tagging-api',
  // Its target group is made with it, and has no life of its own.
  absorbs: ['AWS::RDS::DBProxyTargetGroup'],
  needs: ['AWS::EC2::SecurityGroup', 'AWS::EC2::Subnet', 'AWS::IAM::Role', 'AWS::SecretsManager::Secret'],
  references: {
    DBClusterIdentifiers: 'AWS::RDS::DBCluster',
    DBInstanceIdentifiers: 'AWS::RDS::DBInstance',
  },
  comparators: {
    Auth: { compare: 'same', severity: 'high', why: 'Which secrets and which users it lets in.' },
    'ConnectionPoolConfigurationInfo.ConnectionBorrowTimeout': 'same',
    'ConnectionPoolConfigurationInfo.InitQuery': {
      compare: 'same',
      why: 'Kept as a digest: SQL may name a password.',
    },
    'ConnectionPoolConfigurationInfo.MaxConnectionsPercent': { compare: 'same', worse: 'smaller' },
    'ConnectionPoolConfigurationInfo.MaxIdleConnectionsPercent': 'same',
    'ConnectionPoolConfigurationInfo.SessionPinningFilters': 'same',
    DBClusterIdentifiers: {
      compare: 'same',
      severity: 'high',
      why: 'Without a database behind it a proxy answers nobody.',
    },
    DBInstanceIdentifiers: { compare: 'same', severity: 'high' },
    DebugLogging: {
      compare: 'same',
      severity: 'high',
      worse: 'true',
      why: 'It writes statements into the log, and what stands in them.',
    },
    DefaultAuthScheme: { compare: 'same', severity: 'high' },
    EndpointNetworkType: 'same',
    EngineFamily: { compare: 'same', severity: 'high' },
    IdleClientTimeout: 'same',
    ...liveMembers('Status'),
    RequireTLS: { compare: 'same', severity: 'high', worse: 'false' },
    RoleArn: { compare: 'same', severity: 'high' },
    TargetConnectionNetworkType: 'same',
    VpcId: 'same',
    VpcSecurityGroupIds: { compare: 'same', severity: 'high' },
    VpcSubnetIds: {
      compare: 'same',
      severity: 'high',
      why: 'Compared by which subnets they are. A region with fewer zones has fewer: declare that in the baseline.',
    },
  },
  sets: [
    'Auth',
    'ConnectionPoolConfigurationInfo.SessionPinningFilters',
    'DBClusterIdentifiers',
    'DBInstanceIdentifiers',
    'VpcSecurityGroupIds',
    'VpcSubnetIds',
  ],
  notRead: { DBProxyName: 'it is the name' },
  cannotSee: [
    'Further endpoints of the proxy (AWS::RDS::DBProxyEndpoint); what the secrets hold; how many connections are open.',
    'Whether the databases behind it can be reached at the moment.',
  ],
});

function propertiesOf(proxy: DBProxy): JsonObject {
  const Auth = plainList(
    proxy.Auth?.map(
      (one) =>
        plainJson(
          mapped(one, {
            take: ['AuthScheme', 'ClientPasswordAuthType', 'Description', 'IAMAuth', 'SecretArn', 'UserName'],
          }),
        ) as JsonObject,
    ),
  );
  return compact({
    ...mapped(proxy, { take: TAKEN, sets: ['VpcSecurityGroupIds', 'VpcSubnetIds'] }),
    Auth,
    ...liveState({ Status: proxy.Status }),
  });
}

function poolOf(group: DBProxyTargetGroup | undefined, ctx: CollectorContext): JsonObject {
  const { InitQuery, ...pool } = group?.ConnectionPoolConfig ?? {};
  const shown = { ...pool, InitQuery: InitQuery ? ctx.digest(InitQuery) : undefined };
  const info = mapped(shown, { take: [...POOL, 'InitQuery'], sets: ['SessionPinningFilters'] });
  return Object.keys(info).length === 0 ? {} : { ConnectionPoolConfigurationInfo: info };
}

/** The databases that somebody registered: the instances of a cluster come and go with that. */
function targetsOf(targets: readonly DBProxyTarget[]): JsonObject {
  const ids = (type: DBProxyTarget['Type']) =>
    sorted(
      targets.filter((one) => one.Type === type && !one.TrackedClusterId).map(({ RdsResourceId }) => RdsResourceId),
    );
  return compact({ DBClusterIdentifiers: ids('TRACKED_CLUSTER'), DBInstanceIdentifiers: ids('RDS_INSTANCE') });
}
