import { describe, expect, it } from 'vitest';
import type { AuditResult } from '../report.ts';
import { livingWith, SITUATIONS } from '../result-fixtures.ts';
import { nineVersusFour } from '../sample.ts';
import gitlab from './gitlab.ts';

type Issue = {
  description: string;
  check_name: string;
  fingerprint: string;
  severity: string;
  location: { path: string; lines: { begin: number } };
};
const issues = (result: AuditResult) => JSON.parse(gitlab.render(result)) as Issue[];

describe.each(Object.entries(SITUATIONS))('Code Quality of %s', (_, situation) => {
  it('has the members that GitLab reads, and tells its issues apart', () => {
    const all = issues(situation());
    for (const one of all) {
      expect(Object.keys(one)).toEqual(['description', 'check_name', 'fingerprint', 'severity', 'location']);
      expect(['info', 'minor', 'major', 'critical', 'blocker']).toContain(one.severity);
      expect(one.location.path).not.toBe('');
      expect(one.location.lines.begin).toBeGreaterThan(0);
      expect(one.description).not.toMatch(/\n/);
    }
    expect(new Set(all.map(({ fingerprint }) => fingerprint)).size).toBe(all.length);
  });
});

it('tells the worst first, makes nobody worry of what is waived, and says what could not be read', () => {
  expect(issues(nineVersusFour()).map(({ severity }) => severity)).toEqual([
    'blocker',
    ...Array(4).fill('critical'),
    'major',
    'minor',
    'info',
  ]);
  const waived = issues(livingWith()).filter(({ description }) => description.includes('MultiAZ'));
  expect(waived).toMatchObject([{ severity: 'info', check_name: 'waived' }]);
  expect(issues(livingWith())[0]?.location).toEqual({ path: 'config/infra-parity.yaml', lines: { begin: 12 } });
});
