/** Hand-made results for tests and pages: the founding failure, and builders for the rest. */
import type { Finding, Severity } from '../rules/rule.ts';
import type { Gap } from '../snapshot/snapshot.ts';
import { comparedOf } from './compared.ts';
import type { AuditResult, Counts, ReportRow } from './report.ts';

/** The counts of a place; what is not given is zero. */
export function counts(some: Partial<Counts> & { readonly total: number }): Counts {
  return {
    same: 0,
    present: 0,
    drifted: 0,
    missing: 0,
    extra: 0,
    exempt: 0,
    unknown: 0,
    uncompared: 0,
    byType: {},
    ...some,
  };
}

type FindingSketch = Partial<Finding> &
  Pick<Finding, 'fingerprint' | 'rule' | 'type' | 'counterpart' | 'regions' | 'message'>;

/** A finding, from what a test says of it. */
export function finding(sketch: FindingSketch): Finding {
  return {
    severity: 'medium',
    status: 'open',
    property: null,
    values: {},
    match: { by: 'logical-id', key: sketch.counterpart },
    resources: {},
    stated: null,
    ...sketch,
  };
}

/** A resource as a finding names it. */
export function resource(id: string, name: string | null = null): Finding['resources'][string] {
  return { id, arn: null, name, stack: 'shop', logicalId: null };
}

/** A row of the table of counterparts. */
export function row(
  type: string,
  counterpart: string,
  state: ReportRow['state'],
  cells: { readonly [region: string]: ReportRow['cells'][string]['state'] },
): ReportRow {
  return {
    type,
    counterpart,
    match: { by: state === 'missing' ? 'single' : 'logical-id', key: counterpart },
    cells: Object.fromEntries(
      Object.entries(cells).map(([region, cell]) => [
        region,
        cell === 'present'
          ? { state: cell, id: counterpart.toLowerCase(), name: counterpart.toLowerCase() }
          : { state: cell },
      ]),
    ),
    state,
    presenceOnly: false,
  };
}

const NONE: { readonly [severity in Severity]: number } = { low: 0, medium: 0, high: 0, critical: 0 };

/** A result at parity, but for what is given. */
export function result(some: Partial<AuditResult>): AuditResult {
  const regions = some.regions ?? ['us-east-1', 'eu-central-1'];
  const account = '111122223333';
  const severities = { ...NONE };
  const exitCode = some.exitCode ?? 0;
  const why = {
    0: 'nothing deviates',
    1: 'findings at or above medium',
    2: 'a rule crashed',
    3: 'not everything was seen',
  };
  for (const one of some.findings ?? []) if (one.status === 'open') severities[one.severity]++;
  return {
    schemaVersion: 1,
    tool: { name: 'infra-parity', version: '0.1.0' },
    verdict: 'parity',
    exitCode,
    gate: { passes: exitCode === 0, why: why[exitCode] },
    compared: comparedOf(some.rows ?? []),
    failOn: 'medium',
    regions,
    reference: null,
    snapshot: {
      takenAt: '2026-01-02T03:04:05.000Z',
      caller: { account, partition: 'aws', arn: `arn:aws:sts::${account}:assumed-role/audit/ci` },
      selection: { stackPrefixes: ['shop'], tags: {}, types: [], excludeTypes: [] },
      notes: [],
      regions: regions.map((region) => ({ name: region, region, account, partition: 'aws', state: 'enabled' })),
    },
    counts: Object.fromEntries(regions.map((region) => [region, counts({ total: 0 })])),
    findings: [],
    gaps: [],
    rules: [{ id: 'missing-resource', state: 'passed' }],
    rows: [],
    severities,
    baseline: null,
    ...some,
  };
}

const US = 'us-east-1';
const EU = 'eu-central-1';
const BOTH = { [US]: 'present', [EU]: 'present' } as const;
const ONLY_US = { [US]: 'present', [EU]: 'absent' } as const;

const MISSING: readonly (readonly [string, string, Severity])[] = [
  ['AWS::CloudTrail::Trail', 'Trail', 'high'],
  ['AWS::IAM::Role', 'MonitoringRole', 'medium'],
  ['AWS::KMS::Key', 'DataKey', 'high'],
  ['AWS::RDS::DBInstance', 'Database', 'high'],
  ['AWS::RDS::DBSubnetGroup', 'DatabaseSubnets', 'high'],
];

const GROUPS = { [US]: resource('sg-0a1b2c3d', 'shop-db'), [EU]: resource('sg-0f9e8d7c', 'shop-db') };

/** Nine versus four: five missing, two security groups with other rules, one gap. */
export function nineVersusFour(): AuditResult {
  const gap: Gap = {
    region: EU,
    type: 'AWS::S3::Bucket',
    cause: 'denied',
    operation: 's3:GetEncryptionConfiguration',
    detail:
      'AccessDenied: User: arn:aws:sts::111122223333:assumed-role/audit/ci is not authorized to perform: s3:GetEncryptionConfiguration',
    remedy: 'Grant s3:GetEncryptionConfiguration, or leave AWS::S3::Bucket out with --exclude-type.',
    properties: ['BucketEncryption'],
  };
  const missing = MISSING.map(([type, counterpart, severity], index) =>
    finding({
      fingerprint: `${index}1f2e3d4c5b6a7988`,
      rule: 'missing-resource',
      severity,
      type,
      counterpart,
      regions: [EU],
      message: `${counterpart} is missing in ${EU}`,
      match: { by: 'single', key: '' },
      resources: { [US]: resource(`shop-${counterpart.toLowerCase()}`) },
    }),
  );
  const rule = (peer: string) => ({ IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, CidrIp: peer });
  const drift = [
    finding({
      fingerprint: 'a0c1d2e3f4a5b6c7',
      rule: 'world-open-port',
      severity: 'critical',
      type: 'AWS::EC2::SecurityGroup',
      counterpart: 'DatabaseGroup',
      regions: [EU],
      message: `DatabaseGroup is open to the world on tcp 5432 in ${EU}`,
      property: 'SecurityGroupRules',
      values: { [US]: rule('10.0.0.0/16'), [EU]: rule('0.0.0.0/0') },
      resources: GROUPS,
    }),
    finding({
      fingerprint: 'b0c1d2e3f4a5b6c7',
      rule: 'tag-drift',
      severity: 'low',
      type: 'AWS::EC2::SecurityGroup',
      counterpart: 'DatabaseGroup',
      regions: [US, EU],
      message: 'Tag owner of DatabaseGroup differs',
      property: 'Tags.owner',
      values: { [US]: 'payments', [EU]: '支払い \u001b[31mteam' },
      resources: GROUPS,
    }),
  ];
  return result({
    verdict: 'deviation',
    exitCode: 1,
    findings: [...missing, ...drift],
    gaps: [gap],
    rules: [
      { id: 'missing-resource', state: 'failed' },
      { id: 'property-drift', state: 'inconclusive' },
    ],
    rows: [
      ...MISSING.map(([type, counterpart]) => row(type, counterpart, 'missing', ONLY_US)),
      row('AWS::EC2::VPC', 'Network', 'same', BOTH),
      row('AWS::EC2::SecurityGroup', 'AppGroup', 'same', BOTH),
      row('AWS::EC2::SecurityGroup', 'DatabaseGroup', 'drifted', BOTH),
      row('AWS::S3::Bucket', 'TrailBucket', 'unknown', BOTH),
    ],
    counts: {
      [US]: counts({
        total: 9,
        same: 2,
        present: 5,
        drifted: 1,
        unknown: 1,
        uncompared: 1,
        byType: {
          ...Object.fromEntries(MISSING.map(([type]) => [type, 1])),
          'AWS::EC2::VPC': 1,
          'AWS::EC2::SecurityGroup': 2,
          'AWS::S3::Bucket': 1,
        },
      }),
      [EU]: counts({
        total: 4,
        same: 2,
        drifted: 1,
        missing: 5,
        unknown: 1,
        uncompared: 1,
        byType: { 'AWS::EC2::VPC': 1, 'AWS::EC2::SecurityGroup': 2, 'AWS::S3::Bucket': 1 },
      }),
    },
  });
}
