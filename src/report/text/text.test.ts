import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import html from '../formats/html.ts';
import type { AuditResult } from '../report.ts';
import { allUnknown } from '../result-fixtures.ts';
import { counts, nineVersusFour, result, row } from '../sample.ts';
import { text } from './text.ts';

const plain = (value: AuditResult, width = 80) => text(value, { color: false, width });
const firstLine = (value: AuditResult) => plain(value).split('\n')[0];

describe('the text report as a whole', () => {
  for (const width of [60, 80, 120, 200]) {
    for (const color of [false, true]) {
      const name = `nine-versus-four.${width}${color ? '.color' : ''}.golden.txt`;
      it(`prints ${name}`, async () => {
        await expect(text(nineVersusFour(), { color, width })).toMatchFileSnapshot(`../golden/${name}`);
      });
    }
  }

  it.each([60, 80, 120, 200])('keeps every line within %i cells', (width) => {
    const lines = plain(nineVersusFour(), width).split('\n');
    expect(lines.length).toBeGreaterThan(20);
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
  });

  it('says the same with colour as without', () => {
    const colored = text(nineVersusFour(), { color: true, width: 100 });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes are what is taken out.
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(plain(nineVersusFour(), 100));
    expect(colored).toContain('\u001b[1m');
  });

  it('emits no escape without colour, whatever the names hold', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect(plain(nineVersusFour())).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });

  it('obeys nothing in any of the strings of a result', () => {
    const poison = (value: unknown): unknown => {
      if (typeof value === 'string') return `${value}\u001b[31m\n\u202e`;
      if (Array.isArray(value)) return value.map(poison);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, poison(member)]));
    };
    const { verdict, failOn, ...rest } = nineVersusFour();
    const printed = plain({ ...(poison(rest) as AuditResult), verdict, failOn, severities: rest.severities });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(printed).toContain('␛[31m␊‹U+202E›');
  });

  it('lays out a width below 60 as 60, above 200 as 200', () => {
    expect(plain(nineVersusFour(), 10)).toBe(plain(nineVersusFour(), 60));
    expect(plain(nineVersusFour(), 1000)).toBe(plain(nineVersusFour(), 200));
  });
});

describe('the first lines', () => {
  it('answers with verdict and counts', () => {
    expect(firstLine(nineVersusFour())).toBe('DEVIATION  us-east-1 9 · eu-central-1 4');
  });

  it('says parity when nothing was found and all was seen', () => {
    const same = counts({ total: 9, same: 9, byType: { 'AWS::EC2::VPC': 9 } });
    const value = result({ counts: { 'us-east-1': same, 'eu-central-1': same } });
    expect(plain(value)).toContain('PARITY  us-east-1 9 · eu-central-1 9\nNo finding.\n');
    expect(plain(value)).not.toContain('Next:');
    expect(plain(value)).not.toContain('lacks');
  });

  it('calls a total a lower bound where something could not be read', () => {
    const value = result({
      verdict: 'incomplete',
      exitCode: 3,
      counts: { 'us-east-1': counts({ total: 9 }), 'eu-central-1': counts({ total: 4, unknown: 5 }) },
      gaps: [
        {
          region: 'eu-central-1',
          type: 'AWS::RDS::DBInstance',
          cause: 'denied',
          operation: 'rds:DescribeDBInstances',
          detail: 'AccessDenied',
          remedy: 'Grant rds:DescribeDBInstances.',
        },
      ],
    });
    expect(firstLine(value)).toBe('INCOMPLETE  us-east-1 9 · eu-central-1 at least 4 (5 not seen)');
    expect(plain(value)).toContain('→ Grant rds:DescribeDBInstances.');
    expect(plain(value)).toContain('iam-policy');
    expect(plain(value)).not.toMatch(/missing in|lacks/);
  });

  it('names the rules that found something and did not see everything', () => {
    const rules = [
      { id: 'extra-resource', state: 'passed' as const },
      { id: 'missing-resource', state: 'failed' as const, partly: true as const },
      { id: 'tag-drift', state: 'inconclusive' as const },
      { id: 'property-drift', state: 'failed' as const },
    ];
    expect(plain(result({ rules, gaps: allUnknown().gaps }))).toContain(
      'Rules that could not be answered in full: missing-resource, tag-drift\n',
    );
  });

  it('keeps a region and its number on one line', () => {
    const regions = ['us-east-1', 'eu-central-1', 'ap-southeast-2', 'sa-east-1'];
    const some = counts({ total: 4, unknown: 3, unseen: 3, partial: true });
    const value = result({ regions, counts: Object.fromEntries(regions.map((region) => [region, some])) });
    for (const width of [60, 65, 70, 75, 80, 100]) {
      const lines = plain(value, width).split('\n');
      const head = lines.slice(0, lines.indexOf('No finding.'));
      expect(head.join('\n').match(/[a-z-]+-\d at least 4 \(3 not seen\)/g)).toHaveLength(4);
    }
  });

  it('names what a region has on its own as it is called there', () => {
    const [US, EU, AP] = ['us-east-1', 'eu-central-1', 'ap-southeast-2'];
    const cell = (name: string) => ({ state: 'present' as const, id: name, name });
    const jobs = {
      ...row('AWS::SQS::Queue', 'Jobs', 'missing', {}),
      cells: { [US]: cell('jobs-us'), [EU]: cell('jobs-eu'), [AP]: { state: 'absent' as const } },
    };
    const value = result({ regions: [US, EU, AP], reference: AP, rows: [jobs] });
    const words = (printed: string) => printed.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    for (const printed of [plain(value), html.render(value)]) {
      expect(words(printed)).toMatch(/us-east-1 has 1 that ap-southeast-2 lacks:? AWS::SQS::Queue Jobs \(jobs-us\)/);
      expect(words(printed)).toMatch(/eu-central-1 has 1 that ap-southeast-2 lacks:? AWS::SQS::Queue Jobs \(jobs-eu\)/);
    }
  });

  it('counts what belongs to no region apart', () => {
    const value = result({
      counts: { ...result({}).counts, global: counts({ total: 2, same: 2, byType: { 'AWS::IAM::Role': 2 } }) },
    });
    expect(firstLine(value)).toBe('PARITY  us-east-1 0 · eu-central-1 0 · global 2');
  });
});

describe('who lacks what', () => {
  const regions = ['us-east-1', 'us-west-2', 'eu-central-1'];
  const there = { 'us-east-1': 'present', 'us-west-2': 'present', 'eu-central-1': 'absent' } as const;
  const alone = { 'us-east-1': 'absent', 'us-west-2': 'absent', 'eu-central-1': 'present' } as const;

  it('speaks of the minority, without a reference', () => {
    const rows = [row('AWS::KMS::Key', 'DataKey', 'missing', there), row('AWS::S3::Bucket', 'Extra', 'missing', alone)];
    const lines = plain(result({ regions, rows }));
    expect(lines).toContain('eu-central-1 lacks 1:\n  AWS::KMS::Key  DataKey\n');
    expect(lines).toContain('eu-central-1 has 1 that most others lack:\n  AWS::S3::Bucket  Extra\n');
    expect(lines).not.toContain('us-west-2 lacks');
  });

  it('holds the others against the reference, be it in the minority', () => {
    const rows = [row('AWS::S3::Bucket', 'Wanted', 'missing', alone)];
    const lines = plain(result({ regions, rows, reference: 'eu-central-1' }));
    expect(lines).toContain('us-east-1 lacks 1:');
    expect(lines).toContain('us-west-2 lacks 1:');
  });

  it('lists twelve and counts the rest', () => {
    const rows = Array.from({ length: 15 }, (_, n) => row('AWS::KMS::Key', `Key${n}`, 'missing', there));
    expect(plain(result({ regions, rows }))).toContain('  … and 3 more, below');
  });
});

describe('the matrix', () => {
  const types = (n: number) =>
    Array.from({ length: n }, (_, index) => `AWS::Test::Type${String(index).padStart(2, '0')}`);

  it('shows only the types that differ when there are many', () => {
    const byType = Object.fromEntries(types(20).map((type) => [type, 1]));
    const rows = types(20).map((type, index) =>
      row(type, 'One', index === 3 ? 'drifted' : 'same', { 'us-east-1': 'present', 'eu-central-1': 'present' }),
    );
    const both = counts({ total: 20, same: 19, drifted: 1, byType });
    const lines = plain(result({ rows, counts: { 'us-east-1': both, 'eu-central-1': both } }));
    expect(lines).toContain('AWS::Test::Type03  1 ≠1       1 ≠1');
    expect(lines).toContain('and 19 types alike');
    expect(lines).not.toContain('AWS::Test::Type04');
  });

  it('breaks many regions into blocks, each with the types', () => {
    const regions = ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'eu-west-1', 'ap-southeast-2'];
    const each = Object.fromEntries(
      regions.map((region) => [region, counts({ total: 1, byType: { 'AWS::EC2::VPC': 1 } })]),
    );
    const lines = plain(result({ regions, counts: each }), 60).split('\n');
    expect(lines.filter((line) => line.startsWith('AWS::EC2::VPC'))).toHaveLength(2);
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(60);
  });

  it.each([60, 80, 200])('turns where places are many, and tells those that are alike together, at %i', (width) => {
    for (const size of [30, 120]) {
      const regions = Array.from(
        { length: size },
        (_, index) => `1111222233${String(index).padStart(2, '0')}/us-east-1`,
      );
      const deviating = regions[7] ?? '';
      const cells = Object.fromEntries(regions.map((one) => [one, one === deviating ? 'absent' : 'present'] as const));
      const own = row('AWS::EC2::VPC', 'One', 'missing', cells);
      const absent = { ...own.cells, [deviating]: { state: 'absent', deviates: 'missing' } } as const;
      const each = Object.fromEntries(
        regions.map((one) => [one, counts(one === deviating ? { total: 0, missing: 1 } : { total: 1, same: 1 })]),
      );
      const lines = plain(result({ regions, counts: each, rows: [{ ...own, cells: absent }] }), width).split('\n');
      expect(lines.length).toBeLessThan(30);
      expect(lines.join(' ').replace(/\s+/g, ' ')).toContain(`${size - 1} places 1 · ${deviating} 0`);
      expect(lines).toContain(`${deviating}  −1 AWS::EC2::VPC`);
      expect(lines).toContain(`${size - 1} places alike`);
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
    }
  });

  it('cuts a long type in its middle', () => {
    const type = `AWS::Service::${'Long'.repeat(20)}End`;
    const one = counts({ total: 1, byType: { [type]: 1 } });
    const lines = plain(result({ counts: { 'us-east-1': one, 'eu-central-1': one } }), 60);
    expect(lines).toMatch(/^AWS::Service::Lo\S*…\S*LongEnd {2}1/m);
  });
});
