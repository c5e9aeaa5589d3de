/** Publishes metrics to CloudWatch. */
import { count } from '../report/words.ts';
import { batches, type Metric, metricsOf, NAMESPACE } from './metrics.ts';
import type { Publisher } from './publisher.ts';
import type { Target } from './target.ts';

/** CloudWatch takes no value that is older than two weeks (API Reference, MetricDatum, Timestamp). */
const OLDEST_MS = 14 * 24 * 60 * 60 * 1000;

/** The time of the reading: a result that is published late does not look like a new one. */
function timeOf(takenAt: string, now: Date): Date {
  const time = new Date(takenAt);
  if (Number.isNaN(time.getTime())) throw new Error(`the result does not say when it was read: "${takenAt}"`);
  if (now.getTime() - time.getTime() > OLDEST_MS) {
    throw new Error(`the regions were read ${takenAt}, and CloudWatch takes nothing older than two weeks`);
  }
  return time;
}

function datum({ name, value, unit, dimensions }: Metric, Timestamp: Date) {
  return {
    MetricName: name,
    Value: value,
    Unit: unit ?? ('Count' as const),
    Timestamp,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
  };
}

/** Puts the metrics, as many calls as their limits ask for. */
export const publishToCloudWatch: Publisher<Extract<Target, { kind: 'cloudwatch' }>> = async (result, _, context) => {
  const time = timeOf(result.snapshot.takenAt, context.now);
  const metrics = metricsOf(result);
  const { CloudWatchClient, PutMetricDataCommand } = await import('@aws-sdk/client-cloudwatch');
  const client = context.clients.get(CloudWatchClient, context.region);
  for (const batch of batches(metrics)) {
    const MetricData = batch.map((metric) => datum(metric, time));
    await client.send(new PutMetricDataCommand({ Namespace: NAMESPACE, MetricData }));
  }
  return { done: `${count(metrics.length, 'metric')} in ${NAMESPACE}, ${context.region}` };
};
