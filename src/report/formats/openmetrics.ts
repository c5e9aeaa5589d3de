/** The format `openmetrics`. */
import { own } from '../../common/own-member.ts';
import { exemptions, score } from '../facts.ts';
import type { Format } from '../format.ts';
import { exposition, type Family, type Sample } from '../openmetrics-text.ts';
import type { AuditResult, Verdict } from '../report.ts';
import { SPLIT } from '../text/head.ts';
import { places, SEVERITIES } from '../words.ts';

const VERDICTS: readonly Verdict[] = ['parity', 'deviation', 'incomplete', 'error'];
const STATES = ['passed', 'failed', 'inconclusive', 'crashed'] as const;
const STATUSES = ['open', 'waived'] as const;

function render(result: AuditResult): string {
  return exposition([...outcome(result), ...found(result), ...seen(result), ...living(result)]);
}

function outcome(result: AuditResult): readonly Family[] {
  const time = Date.parse(result.snapshot.takenAt) / 1000;
  return [
    {
      name: 'infra_parity_verdict',
      help: '1 for the verdict of the audit, 0 for the others.',
      samples: VERDICTS.map((verdict) => ({ labels: { verdict }, value: Number(verdict === result.verdict) })),
    },
    {
      name: 'infra_parity_gate_passes',
      help: '1 when the run passes its gate (threshold, waivers, adopted state), whatever the verdict.',
      samples: [{ value: Number(result.gate.passes) }],
    },
    {
      name: 'infra_parity_compared',
      help: 'Counterparts by how deep they were compared: live properties, their design, or presence only.',
      samples: Object.entries(result.compared).map(([depth, value]) => ({ labels: { depth }, value })),
    },
    {
      name: 'infra_parity_score_ratio',
      help: 'Share of the compared resources that are the same in every region, without those known by presence only; NaN when nothing was compared.',
      unit: 'ratio',
      samples: [{ value: score(result) ?? Number.NaN }],
    },
    {
      name: 'infra_parity_snapshot_timestamp_seconds',
      help: 'When the regions were read, seconds since 1970; the age is time() minus this.',
      unit: 'seconds',
      samples: [{ value: time }],
    },
    {
      name: 'infra_parity_build',
      help: 'Always 1; the label names the version.',
      samples: [{ labels: { version: result.tool.version }, value: 1 }],
    },
  ];
}

function found(result: AuditResult): readonly Family[] {
  const number = (rule: string | null, severity: string, status: string): number =>
    result.findings.filter(
      (one) => one.severity === severity && one.status === status && (rule === null || one.rule === rule),
    ).length;
  const every = SEVERITIES.flatMap((severity) => STATUSES.map((status) => ({ severity, status })));
  const rules = [...new Set([...result.rules.map(({ id }) => id), ...result.findings.map(({ rule }) => rule)])];
  return [
    {
      name: 'infra_parity_findings',
      help: 'Findings by severity; waived ones are accepted in the baseline.',
      samples: every.map((labels) => ({ labels, value: number(null, labels.severity, labels.status) })),
    },
    {
      name: 'infra_parity_rule_findings',
      help: 'Findings by rule and severity; no sample where there is none.',
      samples: rules.flatMap((rule) =>
        every
          .map((labels) => ({ labels: { rule, ...labels }, value: number(rule, labels.severity, labels.status) }))
          .filter(({ value }) => value > 0),
      ),
    },
    {
      name: 'infra_parity_rules',
      help: 'Rules by what became of them; inconclusive ones found nothing and did not see everything.',
      samples: STATES.map((state) => ({
        labels: { state },
        value: result.rules.filter((rule) => rule.state === state).length,
      })),
    },
  ];
}

function seen(result: AuditResult): readonly Family[] {
  const all = places(result);
  const gaps = new Map<string, Sample & { value: number }>();
  for (const { region, cause } of result.gaps) {
    const key = JSON.stringify([region, cause]);
    gaps.set(key, { labels: { region, cause }, value: (gaps.get(key)?.value ?? 0) + 1 });
  }
  return [
    {
      name: 'infra_parity_resources',
      help: 'Resources in scope that are there, by region.',
      samples: all.map((region) => ({ labels: { region }, value: own(result.counts, region)?.total ?? 0 })),
    },
    {
      name: 'infra_parity_resource_states',
      help: 'Resources by region and how they stand to the other regions; unknown ones could not be read or compared.',
      samples: all.flatMap((region) =>
        SPLIT.map((state) => ({ labels: { region, state }, value: own(result.counts, region)?.[state] ?? 0 })),
      ),
    },
    {
      name: 'infra_parity_unknown_resources',
      help: 'Resources that could not be read or compared, all regions together.',
      samples: [{ value: all.reduce((sum, region) => sum + (own(result.counts, region)?.unknown ?? 0), 0) }],
    },
    {
      name: 'infra_parity_gaps',
      help: 'Things that could not be read, by region and cause; no sample where there is none.',
      samples: [...gaps.values()],
    },
    {
      name: 'infra_parity_exemptions',
      help: 'Resources that the baseline declares to differ.',
      samples: [{ value: exemptions(result).length }],
    },
  ];
}

/** Only with waivers, or with an earlier run to hold against. */
function living({ waivers, since }: AuditResult): readonly Family[] {
  const states = (['active', 'expired', 'stale'] as const).map((state) => ({
    labels: { state },
    value: waivers?.filter((waiver) => waiver.state === state).length ?? 0,
  }));
  const changes = since && {
    new: since.new,
    known: since.known,
    resolved: since.resolved.length,
    not_compared: since.notCompared.length,
  };
  return [
    { name: 'infra_parity_waivers', help: 'Waivers by what became of them.', samples: states },
    ...(changes === undefined
      ? []
      : [
          {
            name: 'infra_parity_changes',
            help: 'Findings held against those of the run given with --since.',
            samples: Object.entries(changes).map(([change, value]) => ({ labels: { change }, value })),
          },
        ]),
  ];
}

export default {
  extension: 'prom',
  summary: 'For Prometheus by way of node_exporter or Pushgateway: OpenMetrics 1.0 text.',
  notes: [
    'Write it to a `.prom` file of the textfile collector (it is written whole or not at all), or push it. All are gauges, because both read the older Prometheus text format too, which has no other type that fits.',
    'There is no age: `time() - infra_parity_snapshot_timestamp_seconds` is it. Alert on it too, so that a job that no longer runs is noticed, and on `infra_parity_verdict{verdict="incomplete"} == 1`, so that a region that cannot be read is. `infra_parity_verdict` is what is there; whether the run passed is `infra_parity_gate_passes`.',
    '`infra_parity_score_ratio` is NaN when nothing was compared: nothing seen is not parity.',
  ],
  render,
} satisfies Format;
