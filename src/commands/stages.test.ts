import { describe, expect, it } from 'vitest';
import type { Baseline } from '../baseline/baseline.ts';
import { parseBaseline } from '../baseline/baseline-file.ts';
import { emptyBaseline } from '../baseline/empty-baseline.ts';
import { collectors } from '../collectors/index.ts';
import { rules } from '../rules/index.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { broken, resourcesOf, snapshot, whole } from './sample-snapshot.ts';
import { judge, withDeclaredRegions } from './stages.ts';

const none = emptyBaseline();
const found = (result: ReturnType<typeof judge>) =>
  result.findings.map(({ rule, counterpart, regions }) => `${rule} ${counterpart} ${regions.join(',')}`);

describe('judge', () => {
  it('finds nothing between two regions that are the same', () => {
    const result = judge(whole(), none);
    expect(found(result)).toEqual([]);
    expect(result).toMatchObject({ verdict: 'parity', exitCode: 0 });
    expect(result.counts['us-east-1']).toMatchObject({ total: 5, same: 5 });
  });

  it('finds what one region lacks and what is open there', () => {
    const result = judge(broken(), none);
    expect(result).toMatchObject({ verdict: 'deviation', exitCode: 1 });
    expect(found(result)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^missing-resource .*Database eu-central-1$/),
        expect.stringMatching(/^world-open-port .*WebGroup eu-central-1$/),
        expect.stringMatching(/^security-group-rules .*WebGroup eu-central-1$/),
      ]),
    );
    expect(result.counts['eu-central-1']).toMatchObject({ total: 4, missing: 1 });
  });

  it('gives the same bytes whatever the order of the resources', () => {
    const { resources, ...rest } = broken();
    const reversed = judge({ ...rest, resources: [...resources].reverse() }, none);
    expect(JSON.stringify(reversed)).toBe(JSON.stringify(judge(broken(), none)));
  });
});

describe('a region that the baseline declares and nobody collected', () => {
  const declared = { ...none, regions: ['us-east-1', 'eu-central-1', 'eu-west-1'] as [string, ...string[]] };

  it('is unknown, so that the others are no parity', () => {
    const result = judge(withDeclaredRegions(whole(), declared), declared);
    expect(result).toMatchObject({ verdict: 'incomplete', exitCode: 3 });
    expect(result.regions).toEqual(['us-east-1', 'eu-central-1', 'eu-west-1']);
    expect(found(result)).toEqual([]);
    expect(result.counts['eu-west-1']).toMatchObject({ total: 0, missing: 0, unknown: 5 });
    expect(result.gaps[0]).toMatchObject({
      region: 'eu-west-1',
      detail: expect.stringContaining('no snapshot holds it'),
    });
  });

  it('leaves a snapshot that holds them all as it is', () => {
    const complete = whole();
    expect(withDeclaredRegions(complete, { ...none, regions: ['us-east-1'] })).toBe(complete);
    const one = snapshot(resourcesOf('us-east-1'), ['us-east-1']);
    expect(withDeclaredRegions(one, none)).toBe(one);
  });
});

describe('a declared pair', () => {
  const declared = (type: string, first: string, second: string) =>
    parseBaseline(
      `version: 1\npairs:\n  - type: ${type}\n    resources:\n      us-east-1: ${first}\n      eu-central-1: ${second}`,
      'infra-parity.yaml',
      { collectors, rules },
    );
  const notesOf = (value: Snapshot, baseline: Baseline) =>
    judge(value, baseline).findings.flatMap(({ rule, stated, message }) =>
      rule === 'unused-declaration' ? [`${stated}: ${message}`] : [],
    );
  const type = 'AWS::EC2::VPC';
  const misspelt = declared(type, 'shop-network', 'shop-netwrk');

  it('whose name is nowhere is told', () => {
    expect(notesOf(whole(), misspelt)).toEqual([
      'infra-parity.yaml:6: Declared as one of a pair, and nothing that was read in eu-central-1 is called so: AWS::EC2::VPC shop-netwrk',
    ]);
    expect(notesOf(whole(), declared(type, 'Network', 'shop-network-9f8e'))).toEqual([]);
    expect(notesOf(whole(), declared('AWS::KMS::ReplicaKey', 'DataKey', 'DataKey'))).toEqual([]);
  });

  it('is none where not all of it was seen', () => {
    const gap = { region: 'eu-central-1', type, cause: 'denied', operation: null, detail: 'x', remedy: 'y' } as const;
    const { resources } = whole();
    expect(notesOf(snapshot(resources, ['us-east-1', 'eu-central-1'], [gap]), misspelt)).toEqual([]);
    expect(notesOf(snapshot(resources, ['us-east-1', 'us-west-2']), misspelt)).toEqual([]);
    const { header, ...rest } = whole();
    const selection = { ...header.selection, excludeTypes: ['AWS::EC2::*'] };
    expect(notesOf({ ...rest, header: { ...header, selection } }, misspelt)).toEqual([]);
    // Of a type without a collector only discovery tells.
    expect(notesOf(whole(), declared('AWS::MediaLive::Channel', 'a', 'b'))).toEqual([]);
    const discovered = ['us-east-1', 'eu-central-1'].map(
      (region) => ({ region, type: '*', state: 'observed', gaps: [] }) as const,
    );
    const value = whole();
    const known = { ...value, observations: [...value.observations, ...discovered] };
    expect(notesOf(known, declared('AWS::MediaLive::Channel', 'a', 'b'))).toHaveLength(2);
  });
});
