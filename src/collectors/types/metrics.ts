/** What CloudWatch measured last: for lag and failures that no Describe call tells. */
import type { CollectorContext } from '../collector.ts';

export type Metric = {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
  readonly Stat: 'Average' | 'Maximum' | 'Sum';
};

const MINUTE = 60_000;

/** The newest value within the minutes; undefined where nothing was measured. One call. */
export async function lastMeasured(
  ctx: CollectorContext,
  { Stat, Dimensions, ...metric }: Metric,
  minutes: number,
): Promise<number | undefined> {
  const { CloudWatchClient, GetMetricDataCommand } = await import('@aws-sdk/client-cloudwatch');
  const EndTime = new Date();
  const command = new GetMetricDataCommand({
    StartTime: new Date(EndTime.getTime() - minutes * MINUTE),
    EndTime,
    ScanBy: 'TimestampDescending',
    MetricDataQueries: [
      { Id: 'm', MetricStat: { Metric: { ...metric, Dimensions: [...Dimensions] }, Period: 60, Stat } },
    ],
  });
  const answer = await ctx.client(CloudWatchClient).send(command);
  return answer.MetricDataResults?.[0]?.Values?.[0];
}
