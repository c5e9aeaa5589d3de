/** The collector of `AWS::Route53::HostedZone`. */
import { given } from '../aws/answer.ts';
import { type CollectorContext, compact, defineCollector } from '../collector.ts';
import { liveMembers, liveState } from '../live-state.ts';
import { hostedZones } from './route53.ts';
import { routedRecords } from './route53-records.ts';

export default defineCollector({
  type: 'AWS::Route53::HostedZone',
  summary: 'Hosted zones: public or private, for which VPCs, where their queries are logged.',
  scope: 'global',
  actions: ['route53:ListHostedZones'],
  async *list(ctx) {
    for (const zone of await hostedZones(ctx)) {
      const id = (zone.Id ?? '').replace('/hostedzone/', '');
      const { Comment, PrivateZone } = zone.Config ?? {};
      const properties = compact({
        HostedZoneConfig: Comment ? { Comment } : undefined,
        Name: zone.Name,
        PrivateZone: PrivateZone ?? false,
      });
      const arn = `arn:${ctx.partition}:route53:::hostedzone/${id}`;
      // Cloud Map and others make zones for themselves.
      const context = zone.LinkedService === undefined ? {} : { context: true as const };
      yield { id, arn, name: zone.Name ?? null, properties, ...context };
    }
  },
  parts: [
    {
      action: 'route53:GetHostedZone',
      properties: ['VPCs'],
      applies: ({ properties }) => properties.PrivateZone === true,
      async read(ctx, { id }) {
        const { GetHostedZoneCommand, Route53Client } = await import('@aws-sdk/client-route-53');
        const { VPCs } = await ctx.client(Route53Client).send(new GetHostedZoneCommand({ Id: id }));
        const networks = given(VPCs, 'VPCs').map(({ VPCId, VPCRegion }) => compact({ VPCId, VPCRegion }));
        return { VPCs: networks.sort((a, b) => (String(a.VPCId) < String(b.VPCId) ? -1 : 1)) };
      },
    },
    {
      action: 'route53:ListQueryLoggingConfigs',
      properties: ['QueryLoggingConfig'],
      applies: ({ properties }) => properties.PrivateZone === false,
      async read(ctx, { id }) {
        const CloudWatchLogsLogGroupArn = (await queryLogs(ctx)).get(id);
        return CloudWatchLogsLogGroupArn === undefined ? {} : { QueryLoggingConfig: { CloudWatchLogsLogGroupArn } };
      },
    },
    {
      action: 'route53:ListResourceRecordSets',
      properties: ['LiveState'],
      async read(ctx, { id }) {
        const records = await routedRecords(ctx, id);
        return records.length === 0 ? {} : liveState({ Records: records });
      },
    },
    {
      action: 'route53:ListTagsForResource',
      properties: ['Tags'],
      async read(ctx, { id }) {
        const { ListTagsForResourceCommand, Route53Client } = await import('@aws-sdk/client-route-53');
        const command = new ListTagsForResourceCommand({ ResourceType: 'hostedzone', ResourceId: id });
        const { ResourceTagSet } = await ctx.client(Route53Client).send(command);
        const tags = given(ResourceTagSet?.Tags, 'Tags').map(({ Key = '', Value = '' }) => [Key, Value] as const);
        return { Tags: Object.fromEntries(tags) };
      },
    },
  ],
  tags: 'part',
  comparators: {
    'HostedZoneConfig.Comment': { compare: 'same', severity: 'low' },
    Name: { compare: 'same', severity: 'high' },
    ...liveMembers('Records'),
    PrivateZone: { compare: 'same', severity: 'high', why: 'What is public is answered to everyone.' },
    'QueryLoggingConfig.CloudWatchLogsLogGroupArn': { compare: 'same', severity: 'high', worse: 'absent' },
  },
  keyed: { VPCs: ['VPCRegion', 'VPCId'] },
  wordsForPeople: ['HostedZoneConfig.Comment'],
  notRead: {
    HostedZoneFeatures: 'the list of zones does not tell them',
    HostedZoneTags: 'compared as tags',
  },
  cannotSee: ['Whether the registrar leads to its name servers; DNSSEC.'],
});

/** Where the queries of each zone are logged, by the id of the zone. */
function queryLogs(ctx: CollectorContext): Promise<ReadonlyMap<string, string>> {
  return ctx.once('route53:ListQueryLoggingConfigs', async () => {
    const { paginateListQueryLoggingConfigs, Route53Client } = await import('@aws-sdk/client-route-53');
    const found = new Map<string, string>();
    for await (const page of paginateListQueryLoggingConfigs(
      { client: ctx.client(Route53Client), pageSize: 100 },
      {},
    )) {
      for (const { CloudWatchLogsLogGroupArn = '', HostedZoneId = '' } of given(
        page.QueryLoggingConfigs,
        'QueryLoggingConfigs',
      ))
        found.set(HostedZoneId, CloudWatchLogsLogGroupArn);
    }
    return found;
  });
}
