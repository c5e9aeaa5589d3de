import { describe, expect, it } from 'vitest';
import { judge, withDeclaredRegions } from './audit.ts';
import { broken, resourcesOf, snapshot, whole } from './commands/sample-snapshot.ts';
import { emptyBaseline } from './rules/baseline.ts';

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
