// Of three places and more in which one deviates that one is named, whatever regions the values speak of.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Terse } from '../findings/testing.ts';
import type { Json } from '../snapshot/snapshot.ts';
import { AP, allowing, EU, type Here, subjectOf, US, worldOf } from './testing.ts';

const REGIONS = [US, EU, AP, 'eu-west-3'] as const;

/** Which regions a place speaks of, each time in the same sense everywhere. */
const SETS: { readonly [kind: string]: (own: string, all: readonly string[]) => readonly string[] } = {
  all: (_, all) => all,
  'all, the own first': (own, all) => [own, ...all.filter((one) => one !== own)],
  'all others': (own, all) => all.filter((one) => one !== own),
  own: (own) => [own],
  'the first two': (_, all) => all.slice(0, 2),
};
const VALUES: { readonly [kind: string]: (regions: readonly string[]) => Json } = {
  'a list': (regions) => ({ Statement: [{ Condition: { StringEquals: { 'aws:RequestedRegion': regions } } }] }),
  buckets: (regions) => allowing(...regions.map((region) => `arn:aws:s3:::logs-${region}/*`)),
  'a sentence': (regions) => ({ Text: `for ${regions.join(' and ')}` }),
};

const world = fc.record({
  count: fc.constantFrom(3, 4),
  set: fc.constantFrom(...Object.keys(SETS)),
  value: fc.constantFrom(...Object.keys(VALUES)),
  who: fc.nat(3),
  dropped: fc.nat(3),
});

function deviating(values: { readonly [region: string]: Here }, asked = {}): readonly string[] {
  const found = (subjectOf(worldOf(values, asked))?.comparisons ?? []).flatMap((one) => one.deviating);
  return [...new Set(found)];
}

describe('one of several places that deviates', () => {
  it('is the one that is named, where the others speak of the same regions', () => {
    fc.assert(
      fc.property(world, ({ count, set, value, who, dropped }) => {
        const all = REGIONS.slice(0, count);
        const odd = all[who % count] as string;
        const say = VALUES[value] as (regions: readonly string[]) => Json;
        const of = (region: string) => (SETS[set] as (typeof SETS)[string])(region, all);
        const other = of(odd).filter((_, index) => index !== dropped % of(odd).length);
        const said = (region: string) => say(region === odd ? [...other, 'sa-east-1'] : of(region));
        expect(
          deviating(Object.fromEntries(all.map((region) => [region, { value: of(region) && say(of(region)) }]))),
        ).toEqual([]);
        expect(deviating(Object.fromEntries(all.map((region) => [region, { value: said(region) }])))).toEqual([odd]);
      }),
      { numRuns: 60 },
    );
  });

  it('is the one whose group lets in fewer of the VPCs of all', () => {
    const block = (region: string) => `10.${REGIONS.indexOf(region as (typeof REGIONS)[number])}.0.0/16`;
    const vpcOf = (region: string) => `vpc-0000000000000000${REGIONS.indexOf(region as (typeof REGIONS)[number])}`;
    const vpc = (region: string): Terse => ({
      ...{ type: 'AWS::EC2::VPC', region, id: vpcOf(region), stack: 'net', logicalId: 'Vpc' },
      properties: { CidrBlock: block(region) },
    });
    const group = (region: string, lets: readonly string[]): Here => ({
      value: lets.map((one) => ({ IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, CidrIp: block(one) })),
      beside: [vpc(region)],
    });
    const asked = {
      type: 'AWS::EC2::SecurityGroup',
      property: 'SecurityGroupIngress',
      also: (region: string) => ({ VpcId: vpcOf(region) }),
    };
    fc.assert(
      fc.property(
        fc.constantFrom(3, 4),
        fc.constantFrom('all', 'all others'),
        fc.nat(3),
        fc.nat(3),
        (count, set, who, dropped) => {
          const all = REGIONS.slice(0, count);
          const odd = all[who % count] as string;
          const of = (region: string) => (SETS[set] as (typeof SETS)[string])(region, all);
          const fewer = of(odd).filter((_, index) => index !== dropped % of(odd).length);
          const groups = (lets: (region: string) => readonly string[]) =>
            Object.fromEntries(all.map((region) => [region, group(region, lets(region))]));
          expect(deviating(groups(of), asked)).toEqual([]);
          expect(
            deviating(
              groups((region) => (region === odd ? fewer : of(region))),
              asked,
            ),
          ).toEqual([odd]);
        },
      ),
      { numRuns: 60 },
    );
  });
});
