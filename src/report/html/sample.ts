/** Results for the tests of the page. */
import type { Finding, Severity } from '../../rules/rule.ts';
import type { Json } from '../../snapshot/snapshot.ts';
import type { AuditResult, HistoryEntry } from '../report.ts';
import { counts, finding, nineVersusFour, resource, result, row } from '../sample.ts';

/** Results for the tests of the page: all that it can show, and as much of it as there may be. */

const US = 'us-east-1';
const EU = 'eu-central-1';

function entry(day: number, score: number, high: number): HistoryEntry {
  return {
    takenAt: `2026-01-${String(day).padStart(2, '0')}T03:04:05.000Z`,
    verdict: high > 0 ? 'deviation' : 'parity',
    score,
    severities: { low: 1, medium: 2, high, critical: 0 },
    waived: 1,
    unknown: 1,
    totals: { [US]: 9, [EU]: Math.round((9 * score) / 100) },
  };
}

const policy = (principal: string, actions: readonly string[]): Json => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Root',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: 'kms:*',
      Resource: '*',
    },
    { Sid: 'Use', Effect: 'Allow', Principal: { AWS: principal }, Action: actions, Resource: '*' },
    {
      Sid: 'Logs',
      Effect: 'Allow',
      Principal: { Service: 'logs.amazonaws.com' },
      Action: 'kms:Encrypt',
      Resource: '*',
    },
  ],
});

const KEY = { [US]: resource('1a2b-key', 'data'), [EU]: resource('9f8e-key', 'data') };
const GROUP = { [US]: resource('sg-0a1b2c3d', 'shop-app'), [EU]: resource('sg-0f9e8d7c', 'shop-app') };

function drifts(): readonly Finding[] {
  const group = { type: 'AWS::EC2::SecurityGroup', counterpart: 'AppGroup', resources: GROUP } as const;
  const rule = { rule: 'security-group-rules', severity: 'high', ...group } as const;
  const https = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 };
  return [
    finding({
      ...rule,
      fingerprint: 'c1c1d2e3f4a5b6c7',
      severity: 'critical',
      regions: [EU],
      message: `AppGroup: the rule "ingress tcp 443 from 0.0.0.0/0 | vpc" is not the same everywhere; ${EU} deviates`,
      property: 'SecurityGroupRules.ingress tcp 443 from 0.0.0.0/0 | vpc',
      values: { [US]: { ...https, CidrIp: '10.0.0.0/16' }, [EU]: { ...https, CidrIp: '0.0.0.0/0' } },
      since: 'new',
    }),
    finding({
      ...rule,
      fingerprint: 'c2c1d2e3f4a5b6c7',
      regions: [EU],
      message: `AppGroup: the rule "egress tcp 5432 to group DatabaseGroup" is not the same everywhere; ${EU} deviates`,
      property: 'SecurityGroupRules.egress tcp 5432 to group DatabaseGroup',
      values: {
        [US]: { IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, DestinationSecurityGroupId: 'sg-0a1b2c3d' },
        [EU]: null,
      },
      since: 'known',
    }),
    finding({
      fingerprint: 'd1c1d2e3f4a5b6c7',
      rule: 'property-drift',
      severity: 'medium',
      type: 'AWS::KMS::Key',
      counterpart: 'LogKey',
      regions: [EU],
      message: `KeyPolicy of LogKey differs in ${EU}`,
      property: 'KeyPolicy',
      values: {
        [US]: policy('arn:aws:iam::111122223333:role/shop-us-east-1', ['kms:Decrypt', 'kms:GenerateDataKey']),
        [EU]: policy('arn:aws:iam::111122223333:role/shop-eu-central-1', ['kms:Decrypt', 'kms:*']),
      },
      resources: KEY,
      stated: 'infra-parity.yaml:12',
      since: 'known',
    }),
    finding({
      fingerprint: 'd2c1d2e3f4a5b6c7',
      rule: 'property-drift',
      severity: 'medium',
      type: 'AWS::KMS::Key',
      counterpart: 'LogKey',
      regions: [US, EU],
      message: `Description of LogKey differs between ${US} and ${EU}`,
      property: 'Description',
      values: { [US]: 'Encrypts the orders of the shop', [EU]: 'Encrypts the invoices of the shop' },
      resources: KEY,
      status: 'waived',
      waiver: { reason: 'Renamed in the next release', owner: 'payments', until: '2026-03-31' },
      since: 'known',
    }),
  ];
}

/** Nine versus four and more: drawn rules, a policy, a waiver of each state, an exemption, the last run, a history. */
export function everything(): AuditResult {
  const base = nineVersusFour();
  const drift = drifts();
  const gone = {
    fingerprint: 'e1',
    rule: 'tag-drift',
    severity: 'low',
    type: 'AWS::S3::Bucket',
    counterpart: 'Logs',
  } as const;
  const waiver = { reason: 'Renamed in the next release', owner: 'payments', place: 'infra-parity.yaml:40' };
  const key = row('AWS::KMS::Key', 'LogKey', 'drifted', { [US]: 'present', [EU]: 'present' });
  const replica = row('AWS::RDS::DBInstance', 'Replica', 'exempt', { [US]: 'exempt', [EU]: 'present' });
  return {
    ...base,
    findings: [...drift, ...base.findings],
    severities: { ...base.severities, critical: 2, high: base.severities.high + 1, medium: base.severities.medium + 1 },
    baseline: 'infra-parity.yaml',
    rows: [
      key,
      ...base.rows.map((one) => (one.counterpart === 'AppGroup' ? { ...one, state: 'drifted' as const } : one)),
      {
        ...replica,
        cells: { ...replica.cells, [US]: { state: 'exempt', reason: 'The replica lives in the standby' } },
      },
    ],
    rules: [
      ...base.rules,
      { id: 'security-group-rules', state: 'failed' },
      { id: 'tag-drift', state: 'failed' },
      { id: 'trail-coverage', state: 'crashed', error: 'TypeError: no selectors' },
      { id: 'customer-key', state: 'passed' },
      { id: 'world-open-port', state: 'failed' },
    ],
    waivers: [
      { ...waiver, state: 'active', target: 'd2c1d2e3', until: '2026-03-31', findings: ['d2c1d2e3f4a5b6c7'] },
      {
        ...waiver,
        state: 'expired',
        target: 'tag-drift AWS::EC2::*',
        until: '2025-12-31',
        findings: ['b0c1d2e3f4a5b6c7'],
      },
      { ...waiver, state: 'stale', target: 'missing-resource AWS::SQS::Queue Jobs', until: '2026-06-30', findings: [] },
    ],
    since: {
      takenAt: '2026-01-01T03:04:05.000Z',
      new: 1,
      known: 3,
      resolved: [{ ...gone, regions: [EU], message: 'Tag owner of Logs differs' }],
      notCompared: [{ ...gone, fingerprint: 'e2', regions: [US], message: 'Tag cost of Logs differs' }],
      scope: ['The last run also read eu-west-1.'],
    },
    history: [40, 44, 44, 52, 78, 78, 90, 100, 55, 55].map((score, index) =>
      entry(index + 1, score, score < 100 ? 8 - Math.round(score / 15) : 0),
    ),
    snapshot: { ...base.snapshot, notes: ['One stack is still being updated: shop-data in eu-central-1.'] },
  };
}

/** The region itself deviates: three agree, the fourth does not, and a value of each. */
export function fiveRegions(): AuditResult {
  const regions = [US, 'us-west-2', EU, 'ap-southeast-2', 'sa-east-1'];
  const values = Object.fromEntries(regions.map((region) => [region, region === EU ? 1 : 7]));
  return result({
    regions,
    reference: US,
    verdict: 'deviation',
    exitCode: 1,
    counts: Object.fromEntries(
      regions.map((region) => [region, counts({ total: 1, drifted: 1, byType: { 'AWS::RDS::DBInstance': 1 } })]),
    ),
    rows: [
      row(
        'AWS::RDS::DBInstance',
        'Database',
        'drifted',
        Object.fromEntries(regions.map((region) => [region, 'present'])),
      ),
    ],
    findings: [
      finding({
        fingerprint: 'f0c1d2e3f4a5b6c7',
        rule: 'property-drift',
        type: 'AWS::RDS::DBInstance',
        counterpart: 'Database',
        regions: [EU],
        message: `BackupRetentionPeriod of Database differs in ${EU}`,
        property: 'BackupRetentionPeriod',
        values,
      }),
    ],
  });
}

const LEVELS: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

/** So many findings, each on a counterpart of its own, of sixty types. */
export function many(size: number): AuditResult {
  const type = (index: number) => `AWS::Service${index % 60}::Resource`;
  const findings = Array.from({ length: size }, (_, index) =>
    finding({
      fingerprint: (index * 2_654_435_761 + 7).toString(16).padStart(16, '0'),
      rule: index % 3 === 0 ? 'property-drift' : 'tag-drift',
      severity: LEVELS[index % 4] ?? 'low',
      type: type(index),
      counterpart: `Resource${index}`,
      regions: [index % 2 === 0 ? EU : US],
      message: `Tags.owner of Resource${index} differs in ${index % 2 === 0 ? EU : US}`,
      property: 'Tags.owner',
      values: { [US]: `team-${index % 17}`, [EU]: `squad-${index % 13}` },
      resources: {
        [US]: resource(`res-${index}-a`, `shop-${index}`),
        [EU]: resource(`res-${index}-b`, `shop-${index}`),
      },
    }),
  );
  const byType = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [type(index), Math.ceil(size / 60)]));
  return result({
    verdict: 'deviation',
    exitCode: 1,
    findings,
    rows: findings.map((one) => row(one.type, one.counterpart, 'drifted', { [US]: 'present', [EU]: 'present' })),
    rules: [
      { id: 'property-drift', state: 'failed' },
      { id: 'tag-drift', state: 'failed' },
    ],
    counts: {
      [US]: counts({ total: size, drifted: size, byType }),
      [EU]: counts({ total: size, drifted: size, byType }),
    },
  });
}
