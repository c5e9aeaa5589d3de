import { describe, expect, it } from 'vitest';
import { align } from '../alignment/align.ts';
import { collectors } from '../collectors/index.ts';
import { snapshotOf } from '../findings/example.ts';
import { baselineOf } from '../findings/testing.ts';
import { assemble } from '../report/assemble.ts';
import { evaluate } from '../rules/evaluate.ts';
import type { ExampleResource } from '../rules/rule.ts';
import { mergeSnapshots } from '../snapshot/merge.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

const [A, B] = ['us-east-1', 'eu-central-1'] as const;
const BUCKET = 'AWS::S3::Bucket';
const DATABASE = 'AWS::RDS::DBInstance';
const KEY = 'AWS::KMS::Key';
const REPLICA = 'AWS::KMS::ReplicaKey';

const of = (type: string, name = 'main'): ExampleResource => ({ type, name, logicalId: name, stack: 'app' });

function judged(snapshot: Snapshot, baseline = 'defaultExpectations: false') {
  const alignment = align(snapshot, baselineOf(baseline), collectors);
  return assemble(alignment, evaluate(alignment));
}

function selected(snapshot: Snapshot, selection: { types?: readonly string[]; excludeTypes?: readonly string[] }) {
  const { header } = snapshot;
  return { ...snapshot, header: { ...header, selection: { ...header.selection, ...selection } } };
}

describe('a type that the selection leaves out', () => {
  const DECLARED = [
    'expect:',
    `  - {type: ${DATABASE}, count: 1}`,
    `  - {type: ${DATABASE}, properties: {StorageEncrypted: true}}`,
    'rules: {trail-coverage: {options: {required: true}}, database-encryption: {options: {required: true}}}',
    `asymmetry: [{type: ${DATABASE}, count: {${A}: 1}, reason: one}]`,
  ].join('\n');
  const buckets = snapshotOf({ regions: { [A]: [of(BUCKET)], [B]: [of(BUCKET)] } });

  it.each([{ types: [BUCKET] }, { excludeTypes: ['AWS::RDS::*', 'AWS::CloudTrail::*'] }])(
    'is not called missing whatever is declared of it: %j',
    (selection) => {
      const result = judged(selected(buckets, selection), DECLARED);
      expect(result.verdict).toBe('parity');
      expect(result.snapshot.notes).toEqual([
        `infra-parity.yaml:2: ${DATABASE} is left out of the selection, and was not judged`,
        `infra-parity.yaml:3: ${DATABASE} is left out of the selection, and was not judged`,
        `infra-parity.yaml:5: ${DATABASE} is left out of the selection, and was not judged`,
        `infra-parity.yaml:4: ${DATABASE} is left out of the selection, and was not judged`,
        `infra-parity.yaml:4: AWS::RDS::DBCluster is left out of the selection, and was not judged`,
        `infra-parity.yaml:4: AWS::CloudTrail::Trail is left out of the selection, and was not judged`,
      ]);
    },
  );

  it('is missing where it was asked for', () => {
    expect(judged(buckets, DECLARED).findings.map(({ rule }) => rule)).toContain('expected-resource');
  });
});

describe('snapshots of different selections', () => {
  const part = (region: string, listed: readonly ExampleResource[], selection = {}) =>
    selected(snapshotOf({ regions: { [region]: listed } }), selection);
  const merged = (...snapshots: readonly Snapshot[]) =>
    mergeSnapshots(snapshots.map((snapshot, at) => ({ path: `${at}.jsonl`, snapshot })));

  it('are unknown in what one of them left out', () => {
    const both = merged(part(A, [of(BUCKET), of(DATABASE)]), part(B, [of(BUCKET)], { excludeTypes: ['AWS::RDS::*'] }));
    const result = judged(both, `defaultExpectations: false\nexpect: [{type: ${DATABASE}}]`);
    expect(result).toMatchObject({ verdict: 'incomplete', exitCode: 3, findings: [] });
    expect(result.rows.find((row) => row.type === DATABASE)?.cells[B]).toMatchObject({ state: 'unknown' });
    expect(result.gaps.map(({ region, type }) => [region, type])).toContainEqual([B, DATABASE]);
  });

  it('of one region are one region', () => {
    const both = merged(part(A, [of(BUCKET)], { types: [BUCKET] }), {
      ...part(A, [], { types: [DATABASE] }),
      observations: [],
    });
    expect(both.header.regions.map(({ name }) => name)).toEqual([A]);
  });
});

describe('one of two types that may be counterparts', () => {
  const keys = snapshotOf({ regions: { [A]: [of(KEY)], [B]: [of(REPLICA)] } });

  it('brings the other when it is selected', () => {
    expect(judged(selected(keys, { types: [KEY] })).verdict).toBe('parity');
  });

  it('is not known to be missing when the other is left out', () => {
    const alone = snapshotOf({ regions: { [A]: [of(KEY)], [B]: [] } });
    expect(judged(alone).findings).toMatchObject([{ rule: 'missing-resource' }]);
    expect(judged(selected(alone, { excludeTypes: [REPLICA] }))).toMatchObject({ verdict: 'incomplete', findings: [] });
  });

  it('counts as the one that is expected, and is held to its properties', () => {
    const expecting = `expect: [{type: ${KEY}, properties: {Description: a}}, {type: ${KEY}, count: 1}]\ndefaultExpectations: false`;
    expect(judged(keys, expecting).findings).toMatchObject([{ rule: 'expected-property', regions: [A, B] }]);
  });
});

describe('what is expected of a region', () => {
  it('is judged although another region could not be read', () => {
    const snapshot = snapshotOf({ regions: { [A]: [], [B]: 'denied' } }, [DATABASE]);
    const unread = snapshot.observations.map((one) =>
      one.region === 'global' && one.type === '*'
        ? { ...one, state: 'unknown' as const, gaps: snapshot.observations.flatMap(({ gaps }) => gaps).slice(0, 1) }
        : one,
    );
    const result = judged({ ...snapshot, observations: unread }, `expect: [{type: ${DATABASE}, regions: [${A}]}]`);
    expect(result.findings).toMatchObject([{ rule: 'expected-resource', regions: [A] }]);
  });
});
