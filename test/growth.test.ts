// Holds that many resources that are alike, as an auto scaling group has them, cost time and memory of their number.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { snapshot } from '../src/commands/sample-snapshot.ts';
import type { AuditResult } from '../src/report/report.ts';
import { formatSnapshot } from '../src/snapshot/file.ts';
import type { Resource } from '../src/snapshot/snapshot.ts';
import { BIN } from './built.ts';
import { makeFolder } from './folder.ts';

const REGIONS = ['us-east-1', 'eu-central-1'] as const;

function audited(count: number, more: (index: number) => Partial<Resource>) {
  const folder = makeFolder();
  const resources = REGIONS.flatMap((region, at) =>
    Array.from({ length: count - at }, (_, index): Resource => {
      const own = {
        type: 'AWS::EC2::Volume',
        region,
        id: `vol-${region}-${index}`,
        arn: null,
        unread: {},
        tags: { app: 'shop' },
      };
      const properties = { Size: 100, VolumeType: 'gp3', Encrypted: true };
      return {
        ...own,
        properties,
        stack: null,
        logicalId: null,
        name: null,
        selected: true,
        evidence: ['tag'],
        ...more(index),
      };
    }),
  );
  const made = snapshot(resources, REGIONS);
  const known = new Set(made.observations.map(({ type }) => type));
  const observations = known.has('AWS::EC2::Volume')
    ? []
    : REGIONS.map((region) => ({ region, type: 'AWS::EC2::Volume', state: 'observed' as const, gaps: [] }));
  const all = { ...made, observations: [...made.observations, ...observations] };
  writeFileSync(join(folder, 's.jsonl'), `${[...formatSnapshot(all)].join('\n')}\n`);
  const formats = ['json', 'html', 'markdown', 'text'].flatMap((format) => ['--report', `${format}=r.${format}`]);
  const started = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--max-old-space-size=350', BIN, 'audit', '--from', 's.jsonl', '--no-baseline', ...formats],
    {
      ...{ cwd: folder, encoding: 'utf8', timeout: 110_000 },
      env: { PATH: process.env.PATH ?? '', HOME: folder },
    },
  );
  if (!existsSync(join(folder, 'r.json'))) throw new Error(`the run ended without a report: ${stderr}`);
  const text = readFileSync(join(folder, 'r.json'), 'utf8');
  return {
    status,
    stderr,
    seconds: (performance.now() - started) / 1000,
    bytes: text.length,
    result: JSON.parse(text) as AuditResult,
  };
}

describe('10,000 that are alike', () => {
  it.each([
    ['without a name', () => ({})],
    ['of one name', () => ({ name: 'worker', tags: { app: 'shop', Name: 'worker' } })],
    [
      'of one name, no two alike',
      (index: number) => ({ name: 'worker', tags: { Name: 'worker' }, properties: { Size: index } }),
    ],
  ])(
    '%s are judged, within 350 MB and some seconds',
    (_, more) => {
      const { status, stderr, seconds, bytes, result } = audited(5000, more);
      expect({ status, stderr: stderr.includes('bug') }).toEqual({
        status: expect.toSatisfy((code: number) => code === 1 || code === 3),
        stderr: false,
      });
      // Five on an idle machine; a runner shares its two cores.
      expect(seconds).toBeLessThan(60);
      expect(bytes).toBeLessThan(40_000_000);
      expect(result.counts['us-east-1']?.total).toBe(5000);
      expect(result.counts['eu-central-1']?.total).toBe(4999);
    },
    120_000,
  );
});
