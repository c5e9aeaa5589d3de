/** The collector of `AWS::Logs::MetricFilter`. */
import type { MetricFilter } from '@aws-sdk/client-cloudwatch-logs';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { mapped, plainJson } from '../mapping.ts';

export default defineCollector({
  type: 'AWS::Logs::MetricFilter',
  summary: 'Metric filters: the log group, the pattern, the metric that comes of it.',
  scope: 'regional',
  actions: ['logs:DescribeMetricFilters'],
  async *list(ctx) {
    const { CloudWatchLogsClient, paginateDescribeMetricFilters } = await import('@aws-sdk/client-cloudwatch-logs');
    const config = { client: ctx.client(CloudWatchLogsClient), pageSize: 50 };
    for await (const page of paginateDescribeMetricFilters(config, {})) {
      for (const filter of given(page.metricFilters, 'metricFilters')) {
        const id = filter.filterName ?? '';
        // A name is one of its group: two groups may each have a filter `errors`.
        yield { id, arn: null, name: id, within: filter.logGroupName ?? '', properties: propertiesOf(filter) };
      }
    }
  },
  tags: 'none',
  uniqueName: false,
  needs: ['AWS::Logs::LogGroup'],
  livesIn: { LogGroupName: 'AWS::Logs::LogGroup' },
  references: { LogGroupName: 'AWS::Logs::LogGroup' },
  comparators: {
    ApplyOnTransformedLogs: 'same',
    FilterPattern: 'same',
    LogGroupName: 'same',
  },
  keyed: { MetricTransformations: ['MetricName'], 'MetricTransformations.Dimensions': ['Key'] },
  notRead: {
    EmitSystemFieldDimensions: 'CloudWatch Logs does not return it in every region',
    FieldSelectionCriteria: 'CloudWatch Logs does not return it in every region',
    FilterName: 'it is the name',
  },
  cannotSee: ['Whether the pattern ever fits.'],
});

function propertiesOf(filter: MetricFilter): JsonObject {
  const transformations = (filter.metricTransformations ?? []).map((one) => ({
    DefaultValue: one.defaultValue,
    Dimensions: Object.entries(one.dimensions ?? {}).map(([Key, Value]) => ({ Key, Value })),
    MetricName: one.metricName,
    MetricNamespace: one.metricNamespace,
    MetricValue: one.metricValue,
    Unit: one.unit === 'None' ? undefined : one.unit,
  }));
  return {
    ...mapped(filter, {
      rename: { ApplyOnTransformedLogs: 'applyOnTransformedLogs', LogGroupName: 'logGroupName' },
    }),
    // An empty pattern fits everything: that is a value.
    ...compact({ FilterPattern: filter.filterPattern, MetricTransformations: plainJson(transformations) }),
  };
}
