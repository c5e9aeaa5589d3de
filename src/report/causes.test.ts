import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../rules/rule.ts';
import { causesOf, type StackAbsence } from './causes.ts';
import { byHarm, toldInOrder } from './order-of-harm.ts';
import { finding, resource } from './sample.ts';

const EU = 'eu-central-1';
let next = 0;
const of = (rule: string, type: string, counterpart: string, more: Partial<Finding> = {}): Finding => {
  next += 1;
  const fingerprint = next.toString(16).padStart(16, '0');
  return finding({ fingerprint, rule, type, counterpart, regions: [EU], message: `${rule} ${counterpart}`, ...more });
};
const inStack = (stack: string) => ({ resources: { 'us-east-1': { ...resource('x'), stack } } });
const kinds = (findings: readonly Finding[], absences: readonly StackAbsence[] = []) =>
  causesOf(findings, absences).map(({ kind, findings: prints }) => `${kind} ${prints.length}`);
const DB = 'AWS::RDS::DBInstance';

describe('findings are told under what they follow from:', () => {
  it('a stack that is not there', () => {
    const missing = ['a', 'b', 'c'].map((name) =>
      of('missing-resource', 'AWS::SQS::Queue', `shop/${name}`, inStack('shop')),
    );
    const other = of('missing-resource', 'AWS::SQS::Queue', 'mail/d', inStack('mail'));
    const expected = of('expected-resource', 'AWS::SQS::Queue', 'AWS::SQS::Queue');
    const absences = [{ stacks: ['shop'], lacks: [EU] }];
    const causes = causesOf([...missing, other, expected], absences);
    expect(causes).toMatchObject([{ kind: 'stack', message: `Stack shop is not in ${EU}: 3 resources missing` }]);
    expect(causes[0]?.findings).toHaveLength(4);
    expect(kinds(missing, [{ stacks: ['shop'], lacks: ['ap-south-1'] }])).toEqual([]);
  });

  it('one change that two rules tell, and one property in several of its members', () => {
    expect(
      kinds([
        of('customer-key', 'AWS::KMS::Key', 'Key', { property: 'EnableKeyRotation' }),
        of('property-drift', 'AWS::KMS::Key', 'Key', { property: 'EnableKeyRotation' }),
        of('property-drift', 'AWS::KMS::Key', 'Other', { property: 'EnableKeyRotation' }),
      ]),
    ).toEqual(['change 2']);
    const open = 'PublicAccessBlockConfiguration';
    const block = ['BlockPublicAcls', 'BlockPublicPolicy'].map((name) =>
      of('property-drift', 'AWS::S3::Bucket', 'Files', { property: `${open}.${name}` }),
    );
    expect(causesOf(block)[0]?.message).toBe(`${open} of Files differs in ${EU}: BlockPublicAcls, BlockPublicPolicy`);
    expect(
      kinds([
        of('world-open-port', 'AWS::EC2::SecurityGroup', 'Web', { property: 'ingress tcp 22 from 0.0.0.0/0' }),
        of('security-group-rules', 'AWS::EC2::SecurityGroup', 'Web', {
          property: 'ingress tcp 22 from 0.0.0.0/0 | vpc',
        }),
        of('security-group-rules', 'AWS::EC2::SecurityGroup', 'Web', { property: 'ingress tcp 23 from vpc' }),
      ]),
    ).toEqual(['change 2']);
  });

  it('a version with its default groups, and no group that somebody made', () => {
    const version = of('property-drift', DB, 'Db', { property: 'EngineVersion', values: { a: '16.3', b: '15.7' } });
    const group = (values: Finding['values']) =>
      of('property-drift', DB, 'Db', { property: 'DBParameterGroupName', values });
    expect(kinds([version, group({ a: 'default.postgres16', b: 'default.postgres15' })])).toEqual(['version 2']);
    expect(kinds([version, group({ a: 'own', b: 'default.postgres15' })])).toEqual([]);
  });

  it('what is misplaced is missing where it belongs', () => {
    const both = ['misplaced-resource', 'missing-resource'].map((rule) => of(rule, 'AWS::S3::Bucket', 'Photos'));
    expect(kinds(both)).toEqual(['misplaced 2']);
  });

  it('never a waived one with an open one, and each in one cause at most', () => {
    const open = of('property-drift', DB, 'Db', { property: 'MultiAZ' });
    const waived = { ...of('expected-property', DB, 'Db', { property: 'MultiAZ' }), status: 'waived' as const };
    expect(kinds([open, waived])).toEqual([]);
    const some = fc.constantFrom('missing-resource', 'property-drift', 'tag-drift', 'expected-property');
    const name = fc.constantFrom('a', 'b');
    const property = fc.constantFrom(null, 'EngineVersion', 'A.B', 'A.C', 'Tags.owner');
    fc.assert(
      fc.property(fc.array(fc.tuple(some, name, property), { maxLength: 12 }), (all) => {
        const findings = all.map(([rule, counterpart, own]) =>
          of(rule, DB, counterpart, { property: own, ...inStack('shop'), values: { x: 'default.1' } }),
        );
        const absences = [{ stacks: ['shop'], lacks: [EU] }];
        const causes = causesOf(findings, absences);
        const prints = causes.flatMap((cause) => cause.findings);
        expect(new Set(prints).size).toBe(prints.length);
        expect(causesOf([...findings].reverse(), absences)).toEqual(causes);
        const told = toldInOrder(findings, causes).flatMap((one) => one.findings.map(({ fingerprint }) => fingerprint));
        expect(told.sort()).toEqual(findings.map(({ fingerprint }) => fingerprint).sort());
      }),
    );
  });
});

it('the order is severity, then new before known, then what hurts most', () => {
  const of4 = [
    of('r', 'AWS::CloudWatch::Alarm', 'alarm', { severity: 'high' }),
    of('r', DB, 'known', { severity: 'high', since: 'known' }),
    of('r', 'AWS::IAM::Role', 'role', { severity: 'high' }),
    of('r', DB, 'low', { severity: 'low' }),
    of('r', DB, 'database', { severity: 'high' }),
  ];
  expect(of4.sort(byHarm).map(({ counterpart }) => counterpart)).toEqual(['database', 'role', 'alarm', 'known', 'low']);
});
