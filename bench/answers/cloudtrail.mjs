import { of, TAGS, WHEN_SECONDS } from './shared.mjs';

export const cloudtrail = {
  DescribeTrails: ({ region }) => ({
    trailList: of(region)
      .of('trail')
      .map(({ id, arn }) => ({
        ...{ Name: id, TrailARN: arn, HomeRegion: region, S3BucketName: of(region).of('bucket')[0].id },
        ...{ IncludeGlobalServiceEvents: true, IsMultiRegionTrail: false, IsOrganizationTrail: false },
        ...{ LogFileValidationEnabled: true, HasCustomEventSelectors: false, HasInsightSelectors: false },
        KmsKeyId: of(region).of('key')[0].arn,
      })),
  }),
  GetTrailStatus: () => ({ IsLogging: true, LatestDeliveryTime: WHEN_SECONDS, StartLoggingTime: WHEN_SECONDS }),
  GetEventSelectors: ({ region }) => ({
    TrailARN: of(region).of('trail')[0].arn,
    EventSelectors: [
      { ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] },
    ],
  }),
  ListTags: ({ input }) => ({
    ResourceTagList: input.ResourceIdList.map((ResourceId) => ({ ResourceId, TagsList: TAGS })),
  }),
};
