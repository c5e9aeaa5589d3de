/** What CloudTrail answers in the benchmarks. */
import { of, TAGS, WHEN_SECONDS } from './shared.mjs';

export const cloudtrail = {
  DescribeTrails: ({ region }) => ({
    trailList: of(region)
      .listed('trail')
      .map(({ id, arn }) => ({
        ...{ Name: id, TrailARN: arn, HomeRegion: region, S3BucketName: of(region).of('bucket')[0].id },
        ...{ IncludeGlobalServiceEvents: true, IsMultiRegionTrail: false, IsOrganizationTrail: false },
        ...{ LogFileValidationEnabled: true, HasCustomEventSelectors: false, HasInsightSelectors: false },
        KmsKeyId: of(region).of('key')[0].arn,
      })),
  }),
  GetTrailStatus: () => ({ IsLogging: true, LatestDeliveryTime: WHEN_SECONDS, StartLoggingTime: WHEN_SECONDS }),
  GetEventSelectors: ({ input }) => ({
    TrailARN: input.TrailName,
    EventSelectors: [
      { ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] },
    ],
  }),
  ListTags: ({ input }) => ({
    ResourceTagList: input.ResourceIdList.map((ResourceId) => ({
      ResourceId,
      TagsList: /trail\/app-/.test(ResourceId) ? TAGS : [],
    })),
  }),
};
