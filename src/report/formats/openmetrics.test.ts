import { describe, expect, it } from 'vitest';
import { exposition } from '../openmetrics-text.ts';
import type { AuditResult } from '../report.ts';
import { allUnknown, clean, HOSTILE, livingWith, SITUATIONS } from '../result-fixtures.ts';
import { nineVersusFour } from '../sample.ts';
import openmetrics from './openmetrics.ts';

const render = (result: AuditResult) => openmetrics.render(result);

type Family = { readonly type: string; unit?: string; help?: string; readonly samples: Map<string, number> };

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const TEXT = '(?:[^\\n"\\\\]|\\\\["\\\\n])*';
const LABEL = `[a-zA-Z_][a-zA-Z0-9_]*="${TEXT}"`;
const SAMPLE = new RegExp(
  `^(${NAME})((?:\\{${LABEL}(?:,${LABEL})*\\})?) (NaN|-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?)$`,
  'i',
);
const META = new RegExp(`^# (TYPE|UNIT|HELP) (${NAME}) (${TEXT})$`);

/** The grammar of OpenMetrics 1.0 for what is used of it; families must not interleave and no series comes twice. */
function parse(text: string): ReadonlyMap<string, Family> {
  if (!text.endsWith('\n# EOF\n')) throw new Error('no end');
  const families = new Map<string, Family>();
  let current = '';
  for (const line of text.slice(0, -'# EOF\n'.length).trimEnd().split('\n')) {
    const [, keyword, name = '', value = ''] = META.exec(line) ?? [];
    if (keyword === 'TYPE') {
      if (families.has(name)) throw new Error(`${name} comes twice`);
      families.set(name, { type: value, samples: new Map() });
      current = name;
      continue;
    }
    const [, sample, labels = '', number] = SAMPLE.exec(line) ?? [];
    const family = families.get(current);
    if (family === undefined || (keyword === undefined && sample === undefined)) throw new Error(`not a line: ${line}`);
    if ((sample ?? name) !== current) throw new Error(`${line} stands under ${current}`);
    if (keyword === 'UNIT') family.unit = value;
    else if (keyword === 'HELP') family.help = value;
    else if (family.samples.has(labels)) throw new Error(`twice: ${line}`);
    else family.samples.set(labels, Number(number));
  }
  return families;
}

const value = (result: AuditResult, name: string, labels = '') => parse(render(result)).get(name)?.samples.get(labels);

describe.each(Object.entries(SITUATIONS))('OpenMetrics of %s', (_, situation) => {
  it('parses, in the older text format of node_exporter and Pushgateway too', () => {
    const families = parse(render(situation()));
    expect(families.size).toBeGreaterThan(10);
    for (const [name, { type, unit, help }] of families) {
      expect(type).toBe('gauge');
      expect(help).toMatch(/\.$/);
      // The unit is the end of the name; endings that other types own must not be ours.
      if (unit !== undefined) expect(name.endsWith(`_${unit}`)).toBe(true);
      expect(name).toMatch(/^infra_parity_/);
      expect(name).not.toMatch(/_(total|info|created|count|sum|bucket)$/);
    }
  });
});

describe('the metrics', () => {
  it('count findings by severity and rule', () => {
    expect(value(nineVersusFour(), 'infra_parity_findings', '{severity="high",status="open"}')).toBe(4);
    expect(value(nineVersusFour(), 'infra_parity_findings', '{severity="high",status="waived"}')).toBe(0);
    const rule = '{rule="missing-resource",severity="medium",status="open"}';
    expect(value(nineVersusFour(), 'infra_parity_rule_findings', rule)).toBe(1);
    expect(value(livingWith(), 'infra_parity_waivers', '{state="active"}')).toBe(1);
    expect(value(livingWith(), 'infra_parity_changes', '{change="resolved"}')).toBe(1);
    expect(parse(render(clean())).has('infra_parity_changes')).toBe(false);
  });

  it('split the resources of each region', () => {
    expect(value(nineVersusFour(), 'infra_parity_resources', '{region="us-east-1"}')).toBe(9);
    const missing = '{region="eu-central-1",state="missing"}';
    expect(value(nineVersusFour(), 'infra_parity_resource_states', missing)).toBe(5);
    expect(value(nineVersusFour(), 'infra_parity_unknown_resources')).toBe(2);
  });

  it('give verdict, score and time', () => {
    expect(value(nineVersusFour(), 'infra_parity_verdict', '{verdict="deviation"}')).toBe(1);
    expect(value(nineVersusFour(), 'infra_parity_verdict', '{verdict="parity"}')).toBe(0);
    expect(value(nineVersusFour(), 'infra_parity_score_ratio')).toBe(0.25);
    expect(value(clean(), 'infra_parity_score_ratio')).toBe(1);
    expect(value(clean(), 'infra_parity_snapshot_timestamp_seconds')).toBe(Date.UTC(2026, 0, 2, 3, 4, 5) / 1000);
  });

  it('take nothing seen for no parity', () => {
    expect(value(allUnknown(), 'infra_parity_score_ratio')).toBeNaN();
    expect(value(allUnknown(), 'infra_parity_gaps', '{region="us-east-1",cause="denied"}')).toBe(1);
    expect(value(allUnknown(), 'infra_parity_rules', '{state="inconclusive"}')).toBe(2);
  });

  it('escape labels as the format says', () => {
    const text = exposition([{ name: 'x', help: 'A "b" \\ c.', samples: [{ labels: { l: 'a"b\\c' }, value: 1 }] }]);
    expect(text).toBe('# TYPE x gauge\n# HELP x A \\"b\\" \\\\ c.\nx{l="a\\"b\\\\c"} 1\n# EOF\n');
    const family = { name: 'x', help: 'X.', samples: [{ labels: { l: HOSTILE }, value: 1 }] };
    expect(parse(exposition([family])).get('x')?.samples.size).toBe(1);
  });
});
