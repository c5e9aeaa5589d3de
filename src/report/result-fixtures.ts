/** Results that every format must be able to tell, for their tests. */
import type { Finding } from '../rules/rule.ts';
import type { Gap } from '../snapshot/snapshot.ts';
import type { AuditResult } from './report.ts';
import { counts, finding, nineVersusFour, resource, result, row } from './sample.ts';

const US = 'us-east-1';
const EU = 'eu-central-1';
const BOTH = { [US]: 'present', [EU]: 'present' } as const;

/** Two regions at parity. */
export function clean(): AuditResult {
  const same = counts({ total: 2, same: 2, byType: { 'AWS::EC2::VPC': 1, 'AWS::SQS::Queue': 1 } });
  return result({
    counts: { [US]: same, [EU]: same },
    rows: [row('AWS::EC2::VPC', 'Network', 'same', BOTH), row('AWS::SQS::Queue', 'Jobs', 'same', BOTH)],
  });
}

/** A denied call, but for what is given. */
export function gap(some: Partial<Gap> = {}): Gap {
  return {
    region: EU,
    type: 'AWS::RDS::DBInstance',
    cause: 'denied',
    operation: 'rds:DescribeDBInstances',
    detail: 'AccessDenied: not authorized',
    remedy: 'Grant rds:DescribeDBInstances.',
    ...some,
  };
}

/** Every call denied: nothing is equal and nothing is missing. */
export function allUnknown(): AuditResult {
  return result({
    verdict: 'incomplete',
    exitCode: 3,
    gaps: [US, EU].map((region) => gap({ region, type: '*', operation: 'cloudformation:ListStacks' })),
    rules: [
      { id: 'missing-resource', state: 'inconclusive' },
      { id: 'tag-drift', state: 'inconclusive' },
    ],
  });
}

/** One of everything: open, waived, expired, stale, exempt, unknown, crashed, new, known and resolved. */
export function livingWith(): AuditResult {
  const waiver = { reason: 'moves in March', owner: 'payments-team', until: '2026-03-31' };
  const open = finding({
    fingerprint: 'aaaaaaaaaaaaaaaa',
    rule: 'property-drift',
    severity: 'high',
    type: 'AWS::RDS::DBInstance',
    counterpart: 'Database',
    regions: [EU],
    message: 'BackupRetentionPeriod of Database differs',
    property: 'BackupRetentionPeriod',
    values: { [US]: 7, [EU]: 1 },
    resources: { [US]: resource('db-us'), [EU]: { ...resource('db-eu'), arn: 'arn:aws:rds:eu-central-1:1:db:db-eu' } },
    stated: 'config/infra-parity.yaml:12',
    since: 'new',
  });
  const accepted: Finding = {
    ...open,
    fingerprint: 'bbbbbbbbbbbbbbbb',
    property: 'MultiAZ',
    message: 'MultiAZ of Database differs',
    values: { [US]: true, [EU]: false },
    status: 'waived',
    waiver,
    since: 'known',
  };
  const exempt = row('AWS::RDS::DBInstance', 'Replica', 'exempt', { [US]: 'absent', [EU]: 'exempt' });
  const gone = { ...open, fingerprint: 'cccccccccccccccc', message: 'Trail is missing in eu-central-1' };
  const spent = { target: 'dddddddddddddddd', reason: 'was urgent', owner: 'core-team', findings: [] };
  return result({
    verdict: 'error',
    exitCode: 2,
    baseline: 'config/infra-parity.yaml',
    findings: [open, accepted],
    gaps: [gap({ properties: ['StorageEncrypted'] })],
    rules: [
      { id: 'property-drift', state: 'failed' },
      { id: 'tag-drift', state: 'crashed', error: 'TypeError: x is undefined' },
    ],
    rows: [
      row('AWS::RDS::DBInstance', 'Database', 'drifted', BOTH),
      { ...exempt, cells: { ...exempt.cells, [EU]: { state: 'exempt', reason: 'read from Frankfurt only' } } },
    ],
    counts: {
      [US]: counts({ total: 1, drifted: 1, byType: { 'AWS::RDS::DBInstance': 1 } }),
      [EU]: counts({ total: 1, drifted: 1, exempt: 1, unknown: 2, byType: { 'AWS::RDS::DBInstance': 1 } }),
    },
    waivers: [
      { ...spent, state: 'active', ...waiver, target: 'bbbbbbbbbbbbbbbb', place: 'config/infra-parity.yaml:40' },
      { ...spent, state: 'expired', until: '2025-12-31', place: 'config/infra-parity.yaml:44' },
      { ...spent, state: 'stale', until: '2026-12-31', place: null, target: 'eeeeeeeeeeeeeeee' },
    ],
    since: {
      takenAt: '2026-01-01T02:00:00.000Z',
      new: 1,
      known: 1,
      resolved: [gone],
      notCompared: [{ ...gone, fingerprint: 'ffffffffffffffff' }],
      scope: [],
    },
  });
}

/** All that a person who may name or tag a resource could try, in one string. */
export const HOSTILE = [
  ']]>',
  '<script>alert(1)</script>',
  '"quoted" \'single\' `code` ``two``',
  'a|b\\|c',
  'line\nbreak\r\n::error::forged\n## heading',
  '##[error]forged',
  '@octocat #1 GH-1 org/repo#2 https://evil.example www.evil.example a@evil.example',
  '[link](https://evil.example) ![image](x) {0} {{x}} *b* _i_ ~s~ :tada: $x$',
  '=cmd|calc;=1+1\t@SUM(1), file=forged,line=9',
  '\u001b[31mred\u009b1m\u0007\u0000',
  '\u202eright to left\u2066\u200f',
  '\ud800 \udfff \ufffe \uffff \u{1f600} 支払い',
  '&amp; &#124; <!-- --> %0A%25 \u2028\u2029\u0085',
].join(' ');

/** Every member that is not a word of ours is hostile, and one value is 200 kB long. */
export function hostile(): AuditResult {
  const living = livingWith();
  const spoil = (one: Finding): Finding => ({
    ...one,
    type: HOSTILE,
    counterpart: HOSTILE,
    message: HOSTILE,
    property: HOSTILE,
    regions: [US, HOSTILE],
    values: { [US]: HOSTILE, [EU]: 'x'.repeat(200_000), [HOSTILE]: { [HOSTILE]: [HOSTILE] } },
    match: { by: HOSTILE, key: HOSTILE },
    resources: { [HOSTILE]: { id: HOSTILE, arn: HOSTILE, name: HOSTILE, stack: HOSTILE, logicalId: HOSTILE } },
    stated: `${HOSTILE}:7`,
    ...(one.waiver && { waiver: { reason: HOSTILE, owner: HOSTILE, until: one.waiver.until } }),
  });
  return {
    ...living,
    baseline: HOSTILE,
    findings: [
      ...living.findings.map(spoil),
      { ...spoil(nineVersusFour().findings[0] as Finding), rule: HOSTILE, values: { [US]: '=1+1', [EU]: '-2' } },
    ],
    gaps: [
      gap({
        region: HOSTILE,
        type: HOSTILE,
        operation: HOSTILE,
        detail: HOSTILE,
        remedy: HOSTILE,
        properties: [HOSTILE],
      }),
    ],
    rules: [...living.rules, { id: 'world-open-port', state: 'crashed', error: HOSTILE }],
    rows: living.rows.map((one) => ({
      ...one,
      type: HOSTILE,
      counterpart: HOSTILE,
      match: { by: HOSTILE, key: HOSTILE, ambiguous: [HOSTILE] },
      cells: { ...one.cells, [EU]: { state: 'exempt', id: HOSTILE, name: HOSTILE, reason: HOSTILE } },
    })),
    waivers: (living.waivers ?? []).map((one) => ({
      ...one,
      target: HOSTILE,
      reason: HOSTILE,
      owner: HOSTILE,
      place: HOSTILE,
    })),
    since: {
      takenAt: HOSTILE,
      new: 1,
      known: 0,
      resolved: (living.since?.resolved ?? []).map((one) => ({ ...one, message: HOSTILE, counterpart: HOSTILE })),
      notCompared: [],
      scope: [HOSTILE],
    },
    snapshot: {
      ...living.snapshot,
      selection: { stackPrefixes: [HOSTILE], tags: { [HOSTILE]: [HOSTILE] }, types: [], excludeTypes: [] },
      notes: [HOSTILE],
    },
  };
}

/** As many findings as are asked for. */
export function many(amount: number): AuditResult {
  const severities = ['low', 'medium', 'high', 'critical'] as const;
  const findings = Array.from({ length: amount }, (_, index) =>
    finding({
      fingerprint: index.toString(16).padStart(16, '0'),
      rule: 'property-drift',
      severity: severities[index % 4] ?? 'low',
      type: 'AWS::SQS::Queue',
      counterpart: `Queue${index}`,
      regions: [EU],
      message: `VisibilityTimeout of Queue${index} differs`,
      property: 'VisibilityTimeout',
      values: { [US]: 30, [EU]: index },
    }),
  );
  return result({
    verdict: 'deviation',
    exitCode: 1,
    findings,
    gaps: [gap()],
    rules: [{ id: 'property-drift', state: 'failed' }],
    rows: findings.map(({ type, counterpart }) => row(type, counterpart, 'drifted', BOTH)),
  });
}

export const SITUATIONS: { readonly [name: string]: () => AuditResult } = {
  clean,
  'nine-versus-four': nineVersusFour,
  'all-unknown': allUnknown,
  'living-with': livingWith,
  hostile,
  empty: () => result({ rules: [], regions: [], counts: {} }),
  many: () => many(5000),
};
