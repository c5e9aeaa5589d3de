import { describe, expect, it } from 'vitest';
import type { AuditResult } from '../report.ts';
import { finding, resource, result, row } from '../sample.ts';
import { text } from './text.ts';

const plain = (value: AuditResult, width = 80) => text(value, { color: false, width });

describe('the findings', () => {
  it('of nothing that is there name no resource', () => {
    const type = 'AWS::RDS::DBCluster';
    const one = {
      fingerprint: 'a'.repeat(16),
      rule: 'expected-resource',
      type,
      counterpart: type,
      regions: [],
      match: null,
    };
    const lines = plain(result({ findings: [finding({ ...one, message: 'not there' })] }));
    expect(lines).toContain(`\n${type}\n  MEDIUM    not there\n`);
  });

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
    const waiver = { reason: 'the standby keeps less', owner: 'data team', until: '2026-12-31' };
    const drifted = drift({ 'us-east-1': 7, 'eu-central-1': 1 }, ['eu-central-1']);
    const accepted = { ...drifted, status: 'waived' as const, waiver };
    const lines = plain(result({ findings: [accepted] }));
    expect(lines).toContain('No finding; 1 waived.');
    expect(lines).toContain('1 waived\n  medium BackupRetentionPeriod of Database differs (property-drift · abcdef01)');
    expect(lines).toContain('    until 2026-12-31, data team: the standby keeps less\n');
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
    expect(lines).toContain('Known by presence only: AWS::SQS::Queue 1.');
  });

  it('gathers the calls that fail one after the other in a region', () => {
    const gap = (operation: string, type: string) => ({
      region: 'eu-central-1',
      type,
      cause: 'denied' as const,
      operation,
      detail: `AccessDenied: not authorized to perform ${operation}`,
      remedy: `grant ${operation} to audit`,
    });
    const denied = ['Vpcs', 'Subnets', 'SecurityGroups', 'Addresses'].map((what) =>
      gap(`ec2:Describe${what}`, `AWS::EC2::${what}`),
    );
    const lines = plain(result({ gaps: denied }));
    expect(lines).toContain('  eu-central-1  denied  4 calls\n    ec2:DescribeVpcs: AWS::EC2::Vpcs\n');
    expect(lines).toContain('    ec2:DescribeAddresses: AWS::EC2::Addresses\n');
    expect(lines.match(/AccessDenied/g)).toHaveLength(1);
    expect(lines).toContain('→ grant ec2:DescribeVpcs to audit; the same for the other 3 calls');
    expect(plain(result({ gaps: denied.slice(1) })).match(/→ grant/g)).toHaveLength(3);
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
