import { describe, expect, it } from 'vitest';
import { alignmentOf } from '../findings/testing.ts';
import type { ExampleResource } from '../rules/rule.ts';

const bucket = (name: string, properties = {}): ExampleResource => ({ type: 'AWS::S3::Bucket', name, properties });
const apart = (regions: { readonly [region: string]: readonly ExampleResource[] }, baseline?: string) =>
  alignmentOf({ regions, ...(baseline === undefined ? {} : { baseline }) }).rows.flatMap((row) => [
    ...[...row.cells].flatMap(([region, { state }]) =>
      state === 'present' ? [] : [`${row.counterpart} ${region} ${state}`],
    ),
    ...row.comparisons.map(({ property, verdict }) => `${property} ${verdict}`),
  ]);

describe('codes for regions, where two regions have each its own', () => {
  it.each([
    ['us-east-1', 'eu-west-1', 'eg-ue1-prod', 'eg-ew1-prod'],
    ['us-east-1', 'eu-west-1', 'prod-usea1', 'prod-euwe1'],
    ['us-east-1', 'eu-central-1', 'shopuse1', 'shopeuc1'],
    ['us-east-1', 'eu-central-1', 'ShopUse1Vpc', 'ShopEuc1Vpc'],
    ['us-east-1', 'eu-central-1', 'app-use1a', 'app-euc1a'],
    ['us-east-1', 'us-west-2', 'us-e1-logs', 'us-w2-logs'],
    ['us-east-1', 'ap-southeast-2', 'logs-ue1', 'logs-as2'],
    ['us-east-1', 'ap-southeast-2', 'logs-ue1', 'logs-ase2'],
    ['us-west-2', 'ap-northeast-1', 'uw2.data', 'an1.data'],
  ])('%s and %s: %s is %s', (one, other, here, there) => {
    expect(apart({ [one]: [bucket(here)], [other]: [bucket(there)] })).toEqual([]);
  });

  it.each([
    ['house1', 'house2'],
    ['ue1-data', 'ue1-other'],
    ['prod-ew1', 'prod-ew2'],
  ])('are words like any other where not: %s and %s', (here, there) => {
    expect(apart({ 'us-east-1': [bucket(here)], 'eu-west-1': [bucket(there)] })).toHaveLength(2);
    expect(apart({ 'us-east-1': [bucket(here)], 'eu-west-1': [bucket(here)] })).toEqual([]);
  });
});

describe('roles and declared words', () => {
  const ROLES = 'roles: {us-east-1: primary, eu-central-1: dr}';
  const WORDS = 'words: {us-east-1: [va, iad], eu-central-1: [de, fra]}';
  const [US, EU] = ['us-east-1', 'eu-central-1'];
  it.each([
    [ROLES, 'shop-primary', 'shop-dr'],
    [ROLES, 'primary-shop', 'dr-shop'],
    [ROLES, 'ShopPrimaryData', 'ShopDrData'],
    [ROLES, 'shop_primary_data', 'shop_dr_data'],
    [WORDS, 'shop-va', 'shop-de'],
    [WORDS, 'iad.shop', 'fra.shop'],
    [WORDS, 'shop-iad-1', 'shop-fra-1'],
  ])('%s: %s is %s', (baseline, here, there) => {
    expect(apart({ [US]: [bucket(here)], [EU]: [bucket(there)] }, baseline)).toEqual([]);
    expect(apart({ [US]: [bucket(here)], [EU]: [bucket(there)] })).toHaveLength(2);
  });
  it('are names where both regions have one', () => {
    const two = [bucket('primary-shop'), bucket('dr-shop')];
    expect(apart({ [US]: two, [EU]: two }, ROLES)).toEqual([]);
    expect(apart({ [US]: [bucket('primary-shop')], [EU]: [bucket('primary-shop')] }, ROLES)).toEqual([]);
  });
  it('are no part of a word', () => {
    expect(apart({ [US]: [bucket('shop-vault')], [EU]: [bucket('shop-deult')] }, WORDS)).toHaveLength(2);
  });
  it('are words in values', () => {
    const led = (word: string) => ({ Prefix: `logs-${word}/` });
    expect(apart({ [US]: [bucket('a', led('primary'))], [EU]: [bucket('a', led('dr'))] }, ROLES)).toEqual([]);
    expect(apart({ [US]: [bucket('a', led('primary'))], [EU]: [bucket('a', led('dr'))] })).toEqual([
      'Prefix different',
    ]);
  });
});

describe("a zone's letter", () => {
  const subnet = (region: string, letter: string, nth: number): ExampleResource => ({
    ...{ type: 'AWS::EC2::Subnet', name: `app-${region}${letter}`, id: `subnet-0000000${nth}` },
    properties: { VpcId: `vpc-${region}`, AvailabilityZone: `${region}${letter}` },
  });
  const of = (region: string, letters: string) => [...letters].map((letter, nth) => subnet(region, letter, nth));
  it('is its place among the zones that are used', () => {
    const states = (us: string, tokyo: string) =>
      alignmentOf({
        regions: { 'us-east-1': of('us-east-1', us), 'ap-northeast-1': of('ap-northeast-1', tokyo) },
      }).rows.map(({ cells }) => [...cells.values()].map(({ state }) => state).join(' '));
    expect(states('abc', 'acd')).toEqual(['present present', 'present present', 'present present']);
    expect(states('abc', 'ac').toSorted()).toEqual(['present absent', 'present present', 'present present']);
  });
});
