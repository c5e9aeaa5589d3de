import { expect, test } from 'vitest';
import { denied, listAll, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-route53-hostedzone.ts';

const ANSWERS = {
  ListHostedZones: {
    HostedZones: [
      {
        Id: '/hostedzone/Z1',
        Name: 'shop.internal.',
        CallerReference: 'x',
        Config: { PrivateZone: true, Comment: 'inner' },
        ResourceRecordSetCount: 7,
      },
    ],
  },
  GetHostedZone: {
    HostedZone: {},
    VPCs: [
      { VPCId: 'vpc-2', VPCRegion: 'us-east-1' },
      { VPCId: 'vpc-1', VPCRegion: 'eu-central-1' },
    ],
  },
  ListQueryLoggingConfigs: { QueryLoggingConfigs: [] },
  ListResourceRecordSets: { ResourceRecordSets: [{ Name: 'shop.internal.', Type: 'A', TTL: 60 }] },
  ListTagsForResource: { ResourceTagSet: { Tags: [{ Key: 'app', Value: 'shop' }] } },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'Z1',
      arn: 'arn:aws:route53:::hostedzone/Z1',
      name: 'shop.internal.',
      properties: {
        HostedZoneConfig: { Comment: 'inner' },
        Name: 'shop.internal.',
        PrivateZone: true,
        Tags: { app: 'shop' },
        VPCs: [
          { VPCId: 'vpc-1', VPCRegion: 'eu-central-1' },
          { VPCId: 'vpc-2', VPCRegion: 'us-east-1' },
        ],
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('a public zone has no VPCs, and tells where its queries are logged', async () => {
  const HostedZones = [{ Id: '/hostedzone/Z1', Name: 'shop.com.', CallerReference: 'x' }];
  const logs = { HostedZoneId: 'Z1', Id: 'q', CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:1:log-group:dns' };
  const ctx = stubContext({
    ...ANSWERS,
    ListHostedZones: { HostedZones },
    ListQueryLoggingConfigs: { QueryLoggingConfigs: [logs] },
  });
  const [found] = await readAll(collector, ctx);
  expect(found).toMatchObject({
    properties: {
      PrivateZone: false,
      QueryLoggingConfig: { CloudWatchLogsLogGroupArn: logs.CloudWatchLogsLogGroupArn },
    },
  });
  expect(found?.properties).not.toHaveProperty('VPCs');
});

test('of the records it keeps those that are routed or lead to a name of one region, page by page', async () => {
  const alias = (name: string, more: object) => ({
    Name: name,
    Type: 'A',
    AliasTarget: {
      HostedZoneId: 'Z2',
      DNSName: 'dualstack.web-1.US-EAST-1.elb.amazonaws.com.',
      EvaluateTargetHealth: true,
    },
    ...more,
  });
  const ListResourceRecordSets = [
    {
      ResourceRecordSets: [
        { Name: 'shop.com.', Type: 'TXT', TTL: 300, ResourceRecords: [{ Value: '"token=hush"' }] },
        { Name: 'a.shop.com.', Type: 'A', TTL: 60, ResourceRecords: [{ Value: '203.0.113.7' }] },
        alias('shop.com.', { SetIdentifier: 'one', Failover: 'PRIMARY', HealthCheckId: 'h' }),
      ],
      IsTruncated: true,
      NextRecordName: 'www.shop.com.',
      NextRecordType: 'CNAME',
    },
    {
      ResourceRecordSets: [
        {
          Name: 'www.shop.com.',
          Type: 'CNAME',
          TTL: 900,
          ResourceRecords: [{ Value: 'x.execute-api.eu-central-1.amazonaws.com' }],
        },
      ],
      IsTruncated: false,
    },
  ];
  const ctx = stubContext({ ...ANSWERS, ListResourceRecordSets });
  const [found] = await readAll(collector, ctx);
  const plain = { Name: 'www.shop.com.', Type: 'CNAME', Policy: 'simple', TTL: 900, HasHealthCheck: false };
  expect(found?.properties.LiveState).toEqual({
    Records: [
      {
        ...{ Name: 'shop.com.', Type: 'A', SetIdentifier: 'one', Policy: 'failover', Failover: 'PRIMARY' },
        ...{ LeadsTo: ['us-east-1'], HasHealthCheck: true, EvaluatesTargetHealth: true },
      },
      { ...plain, LeadsTo: ['eu-central-1'] },
    ],
  });
  expect(JSON.stringify(found)).not.toContain('hush');
  const asked = ctx.calls.filter(({ operation }) => operation === 'ListResourceRecordSets');
  expect(asked.map(({ input }) => input)).toEqual([
    { HostedZoneId: 'Z1', MaxItems: 300 },
    { HostedZoneId: 'Z1', MaxItems: 300, StartRecordName: 'www.shop.com.', StartRecordType: 'CNAME' },
  ]);
});

test('a zone that a service made for itself is context', async () => {
  const HostedZones = [{ Id: '/hostedzone/Z1', LinkedService: { ServicePrincipal: 'servicediscovery.amazonaws.com' } }];
  expect((await listAll(collector, stubContext({ ListHostedZones: { HostedZones } })))[0]?.context).toBe(true);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const one = { Id: '/hostedzone/Z1', Name: 'a.', CallerReference: 'x' };
  const pages = [{ HostedZones: [one], IsTruncated: true, NextMarker: 'two' }, { HostedZones: [one] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListHostedZones',
    action: 'route53:ListHostedZones',
    pages,
    others: {},
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxItems: 100 }, { MaxItems: 100, Marker: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no HostedZones');
});

test('a denied list and a denied part throws, and is never nothing', async () => {
  const refusal = denied('route53:ListHostedZones');
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListHostedZones: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListHostedZones: {} }))).rejects.toThrow('no HostedZones');
  const [listed] = await listAll(collector, stubContext(ANSWERS));
  if (listed === undefined) throw new Error('nothing is listed');
  for (const action of [
    ...['route53:GetHostedZone', 'route53:ListQueryLoggingConfigs', 'route53:ListTagsForResource'],
    'route53:ListResourceRecordSets',
  ]) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: refusal });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toBe(refusal);
  }
  for (const action of ['route53:GetHostedZone', 'route53:ListQueryLoggingConfigs']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: {} });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toThrow(/carries no|does not/);
  }
});
