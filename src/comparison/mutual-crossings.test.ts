import { describe, expect, it } from 'vitest';
import type { Json } from '../snapshot/snapshot.ts';
import { ACCOUNT, AP, allowing, EU, row, subjectOf, US, worldOf } from './testing.ts';

const bucket = (region: string) => `logs-${region}-${ACCOUNT}`;
const arn = (region: string) => `arn:aws:s3:::${bucket(region)}`;
const named = (region: string, name: string) => `arn:aws:sns:${region}:${ACCOUNT}:${name}`;
const topic = (region: string) => named(region, 'copies');
const beside = (region: string) => [row('AWS::S3::Bucket', region, 'Logs', bucket(region))];

/** Where the subject of each region leads, by a policy that names what `names` gives for it. */
function crossing(
  regions: readonly string[],
  names: (region: string) => readonly string[],
  asked: Parameters<typeof worldOf>[1] = {},
): readonly string[] {
  const value = (region: string): Json =>
    asked?.property === 'Targets' ? names(region).map((Arn) => ({ Arn })) : allowing(...names(region));
  const values = Object.fromEntries(regions.map((one) => [one, { value: value(one), beside: beside(one) }]));
  return (subjectOf(worldOf(values, asked))?.crossings ?? []).map(({ region, to }) => `${region} to ${to}`).sort();
}
const others = (all: readonly string[], own: string) => all.filter((one) => one !== own);

describe.each([
  ['rows of the snapshot', arn],
  ['things that nobody read', topic],
])('a policy about %s', (_, of) => {
  it.each([[[US, EU]], [[US, EU, AP]]])('of which each region names all the others’ leads out of none: %s', (all) => {
    expect(crossing(all, (own) => others(all, own).map(of))).toEqual([]);
    expect(crossing(all, () => all.map(of))).toEqual([]);
    expect(crossing(all, () => all.map((one) => `${of(one)}/*`))).toEqual([]);
  });

  it('that one region has not alike leads from those that have it', () => {
    expect(crossing([US, EU], () => [of(US)])).toEqual([`${EU} to ${US}`]);
    expect(crossing([US, EU, AP], (own) => (own === AP ? [of(AP)] : others([US, EU], own).map(of)))).toEqual([
      `${EU} to ${US}`,
      `${US} to ${EU}`,
    ]);
  });
});

it('another thing of each region is no mutual permission', () => {
  expect(crossing([US, EU], (own) => (own === US ? [named(EU, 'a')] : [named(US, 'b')]))).toHaveLength(2);
});

it('what one region names besides is left', () => {
  const names = (own: string) => [topic(own === US ? EU : US), ...(own === EU ? [named(US, 'orders')] : [])];
  expect(crossing([US, EU], names)).toEqual([`${EU} to ${US}`]);
});

it('a region that all lean on is told from each', () => {
  expect(crossing([US, EU], () => [topic(AP)])).toEqual([`${EU} to ${AP}`, `${US} to ${AP}`]);
});

it('what events are sent to is no permission, however mutual', () => {
  const asked = { type: 'AWS::Events::Rule', property: 'Targets' };
  expect(crossing([US, EU], (own) => [topic(own === US ? EU : US)], asked)).toHaveLength(2);
});
