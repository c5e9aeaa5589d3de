/** The metrics of a result. */
import { fails, openFindings, score, waivedFindings } from '../report/facts.ts';
import type { AuditResult } from '../report/report.ts';
import { places, SEVERITIES } from '../report/words.ts';
import { designText, digest } from './audit-scope.ts';

/** One value of a CloudWatch metric. `Count` unless it is said otherwise. */
export type Metric = {
  readonly name: string;
  readonly value: number;
  readonly unit?: 'Percent';
  readonly dimensions: { readonly [name: string]: string };
};

export const NAMESPACE = 'InfraParity';
/** A dimension's value has at most 1,024 ASCII characters and begins with no colon (CloudWatch API Reference, Dimension). */
const LONGEST_VALUE = 255;

/** A text as the value of a dimension: what is too long keeps its beginning and a digest, so that two never become one. */
export function dimension(text: string): string {
  const ascii = text.replace(/[^\x20-\x7e]/g, '?').replace(/^[: ]+/, '');
  if (ascii === '') return 'none';
  if (ascii === text && ascii.length <= LONGEST_VALUE) return ascii;
  return `${ascii.slice(0, LONGEST_VALUE - 10)} ${digest(text, 8)}`.trim();
}

/** All metrics of a result. The score is left out when nothing was compared: nothing seen is not parity. */
export function metricsOf(result: AuditResult): readonly Metric[] {
  const dimensions = {
    Design: dimension(designText(result)),
    Regions: dimension([...result.regions].sort().join(',')),
  };
  const total = (name: string, value: number, unit?: 'Percent'): Metric => ({
    name,
    value,
    dimensions,
    ...(unit && { unit }),
  });
  const share = score(result);
  const open = openFindings(result);
  const unknown = places(result).reduce((sum, place) => sum + (result.counts[place]?.unknown ?? 0), 0);
  return [
    total('Failed', result.gate.passes ? 0 : 1),
    total('Deviation', result.verdict === 'deviation' ? 1 : 0),
    total('Incomplete', isIncomplete(result) ? 1 : 0),
    total('ComparedResources', result.compared.live + result.compared.declared),
    total('PresenceOnlyResources', result.compared.presence),
    ...(share === null ? [] : [total('ParityScore', Math.round(share * 10_000) / 100, 'Percent')]),
    total('OpenFindings', open.length),
    total('FailingFindings', open.filter((finding) => fails(result, finding)).length),
    total('WaivedFindings', waivedFindings(result).length),
    total('UnknownResources', unknown),
    total('Gaps', result.gaps.length),
    ...SEVERITIES.map((severity) => ({
      ...total('Findings', open.filter((finding) => finding.severity === severity).length),
      dimensions: { ...dimensions, Severity: severity },
    })),
    ...places(result).flatMap((place) => ofRegion(result, place, dimensions)),
  ];
}

function isIncomplete({ verdict, gaps, rules }: AuditResult): boolean {
  return verdict === 'incomplete' || gaps.length > 0 || rules.some(({ state }) => state === 'crashed');
}

function ofRegion(result: AuditResult, place: string, dimensions: Metric['dimensions']): readonly Metric[] {
  const counts = result.counts[place];
  const values = {
    Resources: counts?.total ?? 0,
    MissingResources: counts?.missing ?? 0,
    DriftedResources: counts?.drifted ?? 0,
    UnknownResources: counts?.unknown ?? 0,
  };
  const Region = dimension(place);
  return Object.entries(values).map(([name, value]) => ({ name, value, dimensions: { ...dimensions, Region } }));
}

/** PutMetricData takes 1,000 metrics and 1 MB; the size is that of the JSON, with half of it to spare. */
export function batches(metrics: readonly Metric[], most = 1000, bytes = 500_000): readonly (readonly Metric[])[] {
  const all: Metric[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const metric of metrics) {
    const own = Buffer.byteLength(JSON.stringify(metric)) + 100;
    const last = all.at(-1);
    if (last === undefined || last.length >= most || size + own > bytes) {
      all.push([metric]);
      size = own;
    } else {
      last.push(metric);
      size += own;
    }
  }
  return all;
}
