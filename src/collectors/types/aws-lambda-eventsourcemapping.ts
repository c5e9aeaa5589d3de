/** The collector of `AWS::Lambda::EventSourceMapping`. */
import type { EventSourceMappingConfiguration } from '@aws-sdk/client-lambda';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given, sorted } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { mapped, opened } from '../mapping.ts';

export default defineCollector({
  type: 'AWS::Lambda::EventSourceMapping',
  summary:
    'Event source mappings: from which source a function is fed, how much at a time, what becomes of what fails.',
  scope: 'regional',
  livesIn: { FunctionName: 'AWS::Lambda::Function' },
  actions: ['lambda:ListEventSourceMappings'],
  async *list(ctx) {
    const { LambdaClient, paginateListEventSourceMappings } = await import('@aws-sdk/client-lambda');
    for await (const page of paginateListEventSourceMappings({ client: ctx.client(LambdaClient), pageSize: 100 }, {})) {
      for (const one of given(page.EventSourceMappings, 'EventSourceMappings')) {
        if (one.State === 'Deleting') continue;
        const id = one.UUID ?? '';
        const arn = `arn:${ctx.partition}:lambda:${ctx.region}:${ctx.account}:event-source-mapping:${id}`;
        yield { id, arn: one.EventSourceMappingArn ?? arn, name: null, properties: propertiesOf(one) };
      }
    }
  },
  tags: 'tagging-api',
  needs: ['AWS::Lambda::Function'],
  comparators: {
    AmazonManagedKafkaEventSourceConfig: {
      compare: 'same',
      why: 'A consumer group of no name of its own is the id of the mapping.',
    },
    BatchSize: 'same',
    BisectBatchOnFunctionError: 'same',
    'DestinationConfig.OnFailure.Destination': { compare: 'same', severity: 'high', worse: 'absent' },
    DocumentDBEventSourceConfig: 'same',
    Enabled: { compare: 'same', severity: 'high', worse: 'false', why: 'One that is switched off feeds nothing.' },
    EventSourceArn: { compare: 'same', severity: 'high', why: 'It is what the function is fed from.' },
    FilterCriteria: 'same',
    FunctionName: 'same',
    FunctionResponseTypes: 'same',
    KmsKeyArn: 'same',
    LoggingConfig: 'same',
    MaximumBatchingWindowInSeconds: 'same',
    MaximumRecordAgeInSeconds: 'same',
    MaximumRetryAttempts: 'same',
    MetricsConfig: 'same',
    ParallelizationFactor: { compare: 'same', worse: 'smaller' },
    ProvisionedPollerConfig: 'same',
    Queues: 'same',
    ScalingConfig: 'same',
    SelfManagedEventSource: 'same',
    SelfManagedKafkaEventSourceConfig: 'same',
    StartingPosition: 'same',
    StartingPositionTimestamp: { compare: 'advisory', why: 'It is of the day on which the mapping was made.' },
    Topics: 'same',
    TumblingWindowInSeconds: 'same',
  },
  sets: ['FilterCriteria.Filters', 'FunctionResponseTypes', 'MetricsConfig.Metrics', 'Topics'],
  keyed: { SourceAccessConfigurations: ['Type'] },
  cannotSee: ['Whether the last batch was processed, and how far it lags behind: that is load.'],
});

function propertiesOf(one: EventSourceMappingConfiguration): JsonObject {
  const filters = one.FilterCriteria?.Filters?.map(({ Pattern }) => ({ Pattern: opened(Pattern) }));
  return {
    ...mapped(
      {
        ...one,
        FilterCriteria: filters && { Filters: filters },
        SourceAccessConfigurations: sorted(
          one.SourceAccessConfigurations?.map((access) => JSON.stringify(access)),
        )?.map((text) => JSON.parse(text)),
      },
      {
        take: [
          ...['AmazonManagedKafkaEventSourceConfig', 'BatchSize', 'BisectBatchOnFunctionError', 'DestinationConfig'],
          ...['DocumentDBEventSourceConfig', 'EventSourceArn', 'FilterCriteria', 'FunctionResponseTypes'],
          ...['LoggingConfig', 'MaximumBatchingWindowInSeconds', 'MaximumRecordAgeInSeconds', 'MaximumRetryAttempts'],
          ...['MetricsConfig', 'ParallelizationFactor', 'ProvisionedPollerConfig', 'Queues', 'ScalingConfig'],
          ...['SelfManagedEventSource', 'SelfManagedKafkaEventSourceConfig', 'SourceAccessConfigurations'],
          ...['StartingPosition', 'StartingPositionTimestamp', 'Topics', 'TumblingWindowInSeconds'],
        ],
        rename: { FunctionName: 'FunctionArn', KmsKeyArn: 'KMSKeyArn' },
        sets: ['FunctionResponseTypes', 'Topics'],
      },
    ),
    ...compact({ Enabled: enabled(one.State) }),
  };
}

/** On its way from one to the other it is what it will be. */
function enabled(state: string | undefined): boolean | undefined {
  return state === undefined ? undefined : !/^Disabl/.test(state);
}
