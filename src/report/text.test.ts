import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { AuditResult } from './report.ts';
import { counts, finding, nineVersusFour, resource, result, row } from './sample.ts';
import { text } from './text.ts';

const plain = (value: AuditResult, width = 80) => text(value, { color: false, width });
const firstLine = (value: AuditResult) => plain(value).split('\n')[0];

describe('the text report as a whole', () => {
  for (const width of [60, 80, 120, 200]) {
    for (const color of [false, true]) {
      const name = `nine-versus-four.${width}${color ? '.color' : ''}.golden.txt`;
      it(`prints ${name}`, async () => {
        await expect(text(nineVersusFour(), { color, width })).toMatchFileSnapshot(`golden/${name}`);
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
    const regions = ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'eu-west-1', 'eu-west-2', 'ap-southeast-2'];
    const each = Object.fromEntries(
      regions.map((region) => [region, counts({ total: 1, byType: { 'AWS::EC2::VPC': 1 } })]),
    );
    const lines = plain(result({ regions, counts: each }), 60).split('\n');
    expect(lines.filter((line) => line.startsWith('AWS::EC2::VPC'))).toHaveLength(2);
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(60);
  });

  it('cuts a long type in its middle', () => {
    const type = `AWS::Service::${'Long'.repeat(20)}End`;
    const one = counts({ total: 1, byType: { [type]: 1 } });
    const lines = plain(result({ counts: { 'us-east-1': one, 'eu-central-1': one } }), 60);
    expect(lines).toMatch(/^AWS::Service::Lo\S*…\S*LongEnd {2}1/m);
  });
});

describe('the findings', () => {
  const drift = (values: NonNullable<Parameters<typeof finding>[0]['values']>, regions: readonly string[]) =>
    finding({
      fingerprint: 'abcdef0123456789',
      rule: 'property-drift',
      type: 'AWS::RDS::DBInstance',
      counterpart: 'Database',
      regions,
      message: 'BackupRetentionPeriod of Database differs',
      values,
      resources: { 'us-east-1': resource('db-us'), 'eu-central-1': resource('db-eu') },
    });

  it('sets the values side by side and marks the side that deviates', () => {
    const lines = plain(result({ findings: [drift({ 'eu-central-1': 1, 'us-east-1': 7 }, ['eu-central-1'])] }));
    expect(lines).toContain('        us-east-1     7\n      ▸ eu-central-1  1\n');
    expect(lines).toContain('matched by logical id Database');
    expect(lines).toContain('us-east-1 db-us · eu-central-1 db-eu');
  });

  it('gathers the regions that agree when there are many', () => {
    const regions = ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'eu-west-1'];
    const values = Object.fromEntries(regions.map((region) => [region, region === 'eu-west-1' ? 1 : 7]));
    const lines = plain(result({ regions, findings: [drift(values, ['eu-west-1'])] }));
    expect(lines).toContain('        us-east-1 and 3 more  7\n      ▸ eu-west-1             1\n');
  });

  it('cuts a value of 200 kB and says by how much', () => {
    const lines = plain(
      result({ findings: [drift({ 'us-east-1': 'x'.repeat(200_000), 'eu-central-1': 1 }, [])] }),
      200,
    );
    expect(lines.replace(/\s+/g, ' ')).toContain('xx… (199,840 more characters)');
    expect(lines.length).toBeLessThan(3000);
  });

  it('keeps waived ones apart and does not offer them as next', () => {
    const accepted = { ...drift({ 'us-east-1': 7, 'eu-central-1': 1 }, ['eu-central-1']), status: 'waived' as const };
    const lines = plain(result({ findings: [accepted] }));
    expect(lines).toContain('No finding; 1 waived.');
    expect(lines).toContain('1 waived\n  medium BackupRetentionPeriod of Database differs (property-drift · abcdef01)');
    expect(lines).not.toContain('Next:');
  });

  it('lengthens the fingerprints until they tell the findings apart', () => {
    const one = drift({ 'us-east-1': 7 }, []);
    const other = { ...one, fingerprint: 'abcdef01ffff0000' };
    const lines = plain(result({ findings: [one, other] }));
    expect(lines).toContain('property-drift · abcdef012\n');
    expect(lines).toContain('property-drift · abcdef01f\n');
  });
});

describe('the end', () => {
  it('names crashed rules, ambiguous matches and what only presence was compared of', () => {
    const cells = { 'us-east-1': 'present', 'eu-central-1': 'present' } as const;
    const twins = { ...row('AWS::SQS::Queue', 'Jobs', 'same', cells), presenceOnly: true };
    const lines = plain(
      result({
        verdict: 'error',
        exitCode: 2,
        rules: [{ id: 'tag-drift', state: 'crashed', error: 'TypeError: x is undefined' }],
        rows: [{ ...twins, match: { by: 'name', key: 'jobs', ambiguous: ['jobs-a', 'jobs-b'] } }],
      }),
    );
    expect(lines).toContain(
      '1 rule crashed; please report it with the snapshot\n  tag-drift: TypeError: x is undefined',
    );
    expect(lines).toContain('AWS::SQS::Queue Jobs: jobs also fits jobs-a, jobs-b');
    expect(lines).toContain('Only their presence was compared: AWS::SQS::Queue 1.');
  });

  it('gathers gaps with one fault and names their types', () => {
    const gap = (type: string) => ({
      region: 'eu-central-1',
      type,
      cause: 'throttled' as const,
      operation: 'ec2:DescribeVpcs',
      detail: 'Rate exceeded',
      remedy: 'Run again later.',
    });
    const lines = plain(result({ gaps: [gap('AWS::EC2::VPC'), gap('*')] }));
    expect(lines).toContain('  eu-central-1  throttled  ec2:DescribeVpcs\n    AWS::EC2::VPC, all types that only');
    expect(lines.match(/Rate exceeded/g)).toHaveLength(1);
  });
});
