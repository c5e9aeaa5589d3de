/** The collector of `AWS::CloudTrail::Trail`. */
import type { Trail } from '@aws-sdk/client-cloudtrail';
import { given, plain, plainList, sorted } from '../aws/answer.ts';
import { type CollectorContext, compact, defineCollector, type Listed, tagRecord } from '../collector.ts';

export default defineCollector({
  type: 'AWS::CloudTrail::Trail',
  summary: 'Trails of the region and the ones that cover it from elsewhere: whether they log here, what, and to where.',
  scope: 'regional',
  listing: 'at-once',
  uniqueName: true,
  coversOthers: true,
  actions: ['cloudtrail:DescribeTrails'],
  tags: 'part',
  async *list(ctx) {
    for (const trail of await describeTrails(ctx)) yield listed(trail, ctx);
  },
  parts: [
    {
      action: 'cloudtrail:GetTrailStatus',
      properties: [
        'IsLogging',
        'LatestCloudWatchLogsDeliveryError',
        'LatestDeliveryError',
        'LatestDigestDeliveryError',
        'LatestNotificationError',
      ],
      context: true,
      async read(ctx, trail) {
        const { CloudTrailClient, GetTrailStatusCommand } = await import('@aws-sdk/client-cloudtrail');
        // By ARN: outside its home region a trail is not found by name.
        const command = new GetTrailStatusCommand({ Name: trail.arn ?? trail.id });
        const status = await ctx.client(CloudTrailClient).send(command).catch(askOwner(trail.arn, ctx));
        if (status.IsLogging === undefined) throw new Error('the answer carries no IsLogging');
        return compact({
          IsLogging: status.IsLogging,
          LatestCloudWatchLogsDeliveryError: status.LatestCloudWatchLogsDeliveryError || undefined,
          LatestDeliveryError: status.LatestDeliveryError || undefined,
          LatestDigestDeliveryError: status.LatestDigestDeliveryError || undefined,
          LatestNotificationError: status.LatestNotificationError || undefined,
        });
      },
    },
    {
      action: 'cloudtrail:GetEventSelectors',
      properties: ['AdvancedEventSelectors', 'EventSelectors'],
      async read(ctx, trail) {
        const { CloudTrailClient, GetEventSelectorsCommand } = await import('@aws-sdk/client-cloudtrail');
        const command = new GetEventSelectorsCommand({ TrailName: trail.arn ?? trail.id });
        const selectors = await ctx.client(CloudTrailClient).send(command);
        return compact({
          AdvancedEventSelectors: plainList(
            selectors.AdvancedEventSelectors?.map(({ Name, FieldSelectors }) => ({
              Name,
              FieldSelectors: plainList(FieldSelectors),
            })),
          ),
          EventSelectors: plainList(
            selectors.EventSelectors?.map((selector) => ({
              ...plain(selector),
              ExcludeManagementEventSources: sorted(selector.ExcludeManagementEventSources),
              DataResources: plainList(selector.DataResources),
            })),
          ),
        });
      },
    },
    {
      action: 'cloudtrail:GetInsightSelectors',
      properties: ['InsightSelectors'],
      applies: (trail) => trail.properties.HasInsightSelectors === true,
      async read(ctx, trail) {
        const { CloudTrailClient, GetInsightSelectorsCommand } = await import('@aws-sdk/client-cloudtrail');
        const command = new GetInsightSelectorsCommand({ TrailName: trail.arn ?? trail.id });
        const { InsightSelectors } = await ctx.client(CloudTrailClient).send(command);
        return compact({ InsightSelectors: plainList(InsightSelectors) });
      },
    },
    {
      action: 'cloudtrail:ListTags',
      properties: ['Tags'],
      async read(ctx, trail) {
        const tags = (await tagsOfTrails(ctx)).get(trail.arn ?? '');
        if (tags === undefined) throw new Error('the answer does not carry this trail');
        return { Tags: tags };
      },
    },
  ],
  comparators: {
    AdvancedEventSelectors: { compare: 'same', severity: 'high', why: 'Events that are not selected leave no trace.' },
    CloudWatchLogsLogGroupArn: 'same',
    CloudWatchLogsRoleArn: 'same',
    EnableLogFileValidation: {
      compare: 'same',
      severity: 'high',
      worse: 'false',
      why: 'Without digests a changed log file cannot be told.',
    },
    EventSelectors: { compare: 'same', severity: 'high', why: 'Events that are not selected leave no trace.' },
    HasInsightSelectors: { compare: 'ignored', why: 'InsightSelectors says which.' },
    HomeRegion: { compare: 'ignored', why: 'Every trail is at home where it was made.' },
    IncludeGlobalServiceEvents: {
      compare: 'advisory',
      why: 'It matters for multi-region trails and in us-east-1 alone, so regions need not agree.',
    },
    InsightSelectors: 'same',
    IsLogging: {
      compare: 'same',
      severity: 'high',
      worse: 'false',
      why: 'A trail that was stopped is there and records nothing.',
    },
    IsMultiRegionTrail: { compare: 'same', severity: 'high', worse: 'false' },
    IsOrganizationTrail: 'same',
    KMSKeyId: { compare: 'same', severity: 'high', worse: 'absent' },
    LatestCloudWatchLogsDeliveryError: 'same',
    LatestDeliveryError: { compare: 'same', severity: 'high', why: 'A trail that cannot deliver logs into nothing.' },
    LatestDigestDeliveryError: 'same',
    LatestNotificationError: { compare: 'same', severity: 'low' },
    S3BucketName: 'same',
    S3KeyPrefix: 'same',
    SnsTopicName: 'same',
  },
  // A trail covers its region whoever made it, and whatever was selected.
  keptWith: () => true,
  references: { S3BucketName: 'AWS::S3::Bucket' },
  sets: ['AdvancedEventSelectors', 'EventSelectors', 'InsightSelectors'],
  needs: ['AWS::IAM::Role', 'AWS::KMS::Key', 'AWS::S3::Bucket'],
  notRead: {
    AggregationConfigurations: 'another call a trail: see what the type cannot see',
    TrailName: 'it is the name, which serves to find the counterpart',
  },
  cannotSee: [
    'The events themselves, and whether the log files are still in the bucket.',
    'Selectors and tags of a trail outside its home region, or of the organization: they are read at home, by its owner. Its status is read here.',
    'When it delivered last: only that the last delivery failed, and with which error.',
    'Aggregations and context keys of events (AggregationConfigurations, ContextKeySelectors).',
    'CloudTrail Lake event data stores.',
    'More than DescribeTrails answers at once: it has no pages, and a region holds five trails of its own.',
  ],
});

function describeTrails(ctx: CollectorContext): Promise<readonly Trail[]> {
  return ctx.once('cloudtrail:DescribeTrails', async () => {
    const { CloudTrailClient, DescribeTrailsCommand } = await import('@aws-sdk/client-cloudtrail');
    // Shadows too: they are what covers this region when the trail is at home in another.
    const command = new DescribeTrailsCommand({ includeShadowTrails: true });
    return given((await ctx.client(CloudTrailClient).send(command)).trailList, 'trailList');
  });
}

/** Made here and by this account. Other trails only cover the region: a shadow, or the organization's seen from a member. */
function isOwn(trail: Trail, ctx: CollectorContext): boolean {
  return trail.HomeRegion === ctx.region && trail.TrailARN?.split(':')[4] === ctx.account;
}

/** A trail of the organization is listed to its members, and its status is not for them: no permission of theirs helps. */
function askOwner(arn: string | null, ctx: CollectorContext): (error: unknown) => never {
  return (error) => {
    const owner = arn?.split(':')[4];
    const refused = error instanceof Error && /^(AccessDenied|TrailNotFound)/.test(error.name);
    if (!refused || !owner || owner === ctx.account) throw error;
    throw Object.assign(error, { remedy: `ask the management account (${owner}), whose trail it is: audit there` });
  };
}

/** The tags of all own trails, in batches of 20, which is the most that the call takes. */
function tagsOfTrails(ctx: CollectorContext): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  return ctx.once('cloudtrail:ListTags', async () => {
    const { CloudTrailClient, paginateListTags } = await import('@aws-sdk/client-cloudtrail');
    const arns = (await describeTrails(ctx)).filter((trail) => isOwn(trail, ctx)).map((trail) => trail.TrailARN ?? '');
    const tags = new Map<string, Readonly<Record<string, string>>>();
    for (let start = 0; start < arns.length; start += 20) {
      const input = { ResourceIdList: arns.slice(start, start + 20) };
      for await (const page of paginateListTags({ client: ctx.client(CloudTrailClient) }, input)) {
        for (const { ResourceId, TagsList } of given(page.ResourceTagList, 'ResourceTagList')) {
          tags.set(ResourceId ?? '', { ...tags.get(ResourceId ?? ''), ...tagRecord(TagsList) });
        }
      }
    }
    return tags;
  });
}

function listed(trail: Trail, ctx: CollectorContext): Listed {
  return {
    id: trail.Name ?? '',
    arn: trail.TrailARN ?? null,
    name: trail.Name ?? null,
    ...(isOwn(trail, ctx) ? {} : { context: true }),
    properties: compact({
      CloudWatchLogsLogGroupArn: trail.CloudWatchLogsLogGroupArn,
      CloudWatchLogsRoleArn: trail.CloudWatchLogsRoleArn,
      EnableLogFileValidation: trail.LogFileValidationEnabled,
      HasInsightSelectors: trail.HasInsightSelectors,
      HomeRegion: trail.HomeRegion,
      IncludeGlobalServiceEvents: trail.IncludeGlobalServiceEvents,
      IsMultiRegionTrail: trail.IsMultiRegionTrail,
      IsOrganizationTrail: trail.IsOrganizationTrail,
      KMSKeyId: trail.KmsKeyId || undefined,
      S3BucketName: trail.S3BucketName,
      S3KeyPrefix: trail.S3KeyPrefix || undefined,
      SnsTopicName: trail.SnsTopicARN || undefined,
    }),
  };
}
