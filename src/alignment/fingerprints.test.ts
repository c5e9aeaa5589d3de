// A fingerprint is of one resource of one design: nothing else that is there, is gone or is called otherwise changes it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyBaseline } from '../baseline/empty-baseline.ts';
import { collectors } from '../collectors/index.ts';
import { snapshotOf } from '../findings/example.ts';
import { resource, type Terse } from '../findings/testing.ts';
import { evaluate } from '../rules/evaluate.ts';
import { align } from './align.ts';

const [US, EU] = ['us-east-1', 'eu-central-1'] as const;
const TYPES = [
  'AWS::SQS::Queue',
  'AWS::KMS::Key',
  'AWS::EC2::VPC',
  'AWS::EC2::Subnet',
  'AWS::RDS::DBInstance',
] as const;
const OTHERS = ['AWS::Logs::LogGroup', 'AWS::Logs::MetricFilter'];

function findingsOf(resources: readonly Terse[], regions: readonly string[] = [US, EU]) {
  const empty = snapshotOf({ regions: Object.fromEntries(regions.map((region) => [region, []])) }, [
    ...TYPES,
    ...OTHERS,
  ]);
  const snapshot = { ...empty, resources: resources.map(resource) };
  return evaluate(align(snapshot, { ...emptyBaseline(), defaultExpectations: false }, collectors)).flatMap((one) => {
    if (one.state === 'crashed') throw new Error(one.error);
    return one.state === 'failed' ? one.findings : [];
  });
}
const prints = (resources: readonly Terse[], regions?: readonly string[]) =>
  findingsOf(resources, regions)
    .map(({ fingerprint }) => fingerprint)
    .sort();

/** One application: a resource in both regions, the same or not, or in one. */
type Thing = { readonly type: (typeof TYPES)[number]; readonly id: string; readonly how: 'same' | 'drift' | 'gone' };
const thing: fc.Arbitrary<Thing> = fc.record({
  type: fc.constantFrom(...TYPES),
  id: fc.constantFrom('Main', 'Orders', 'Data', 'Web', 'Unnamed'),
  how: fc.constantFrom('same', 'drift', 'gone'),
});
const application = fc.uniqueArray(thing, { minLength: 1, maxLength: 6, selector: ({ type, id }) => `${type} ${id}` });

let made = 0;
function deploy(stack: string, things: readonly Thing[]): readonly Terse[] {
  return things.flatMap(({ type, id, how }) =>
    [US, EU].flatMap((region): readonly Terse[] => {
      if (region === EU && how === 'gone') return [];
      made++;
      const properties = { Setting: region === EU && how === 'drift' ? 2 : 1 };
      const physical = `${stack}-${made}`;
      return [{ type, region, id: physical, stack: `${stack}-${region}`, logicalId: id, properties }];
    }),
  );
}

/** What no stack made: with a Name tag or without. */
function byHand(things: readonly Thing[], named: boolean): readonly Terse[] {
  return deploy('hand', things).map((one) => {
    const { stack: _, logicalId, ...rest } = one;
    return named ? { ...rest, name: `${logicalId}`, tags: { Name: `${logicalId}` } } : rest;
  });
}

describe('a fingerprint', () => {
  it('stays whatever else is added', () => {
    fc.assert(
      fc.property(application, application, application, fc.boolean(), (own, other, hand, named) => {
        const alone = prints(deploy('shop', own));
        const beside = prints([...deploy('shop', own), ...deploy('desk', other), ...byHand(hand, named)]);
        expect(beside).toEqual(expect.arrayContaining(alone));
      }),
      { numRuns: 150 },
    );
  });
  it('is shared by no two applications', () => {
    fc.assert(
      fc.property(application, (things) => {
        const [shop, desk] = [prints(deploy('shop', things)), prints(deploy('desk', things))];
        expect(shop.filter((print) => desk.includes(print))).toEqual([]);
        expect(shop).toHaveLength(desk.length);
      }),
      { numRuns: 100 },
    );
  });
  it('does not know the order of the regions, of the answers, or what a redeploy makes up', () => {
    fc.assert(
      fc.property(application, application, (own, hand) => {
        const world = [...deploy('shop', own), ...byHand(hand, true)];
        expect(prints([...world].reverse(), [EU, US])).toEqual(prints(world));
        expect(prints([...deploy('shop', own), ...byHand(hand, true)])).toEqual(prints(world));
      }),
      { numRuns: 100 },
    );
  });
  it('of what has no name is that of its group, and no new one takes another’s place', () => {
    const key = (region: string, at: number, Setting: number): Terse => ({
      ...{ type: 'AWS::KMS::Key', region, id: `${at}0000000-0000-4000-8000-000000000000` },
      properties: { Setting, Description: `${Setting}` },
    });
    const before = [key(US, 1, 1), key(EU, 2, 1), key(US, 3, 7)];
    expect(findingsOf(before).map(({ counterpart }) => counterpart)).toEqual(['unnamed']);
    const after = [...before, key(US, 4, 3), key(EU, 5, 3)];
    expect(prints(after)).toEqual(prints(before));
  });
  it('of a nameless one is of what it is in', () => {
    const subnet = (region: string, vpc: string, at: number): Terse => ({
      ...{ type: 'AWS::EC2::Subnet', region, id: `subnet-${at}0000000` },
      properties: { VpcId: vpc, Setting: 1 },
    });
    const vpc = (region: string, name: string, id: string): Terse => ({
      ...{ type: 'AWS::EC2::VPC', region, id, name, tags: { Name: name } },
      properties: { CidrBlock: '10.0.0.0/16' },
    });
    const vpcs = [US, EU].flatMap((region) => [
      vpc(region, 'red', 'vpc-11111111'),
      vpc(region, 'blue', 'vpc-22222222'),
    ]);
    const found = findingsOf([...vpcs, subnet(US, 'vpc-11111111', 1), subnet(US, 'vpc-22222222', 2)]);
    expect(found.map(({ counterpart }) => counterpart).sort()).toEqual(['unnamed in blue', 'unnamed in red']);
    expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });
  it('of one whose name is one of something is of both, whatever else has that name', () => {
    const filter = (region: string, group: string, Setting = 1): Terse => ({
      ...{ type: 'AWS::Logs::MetricFilter', region, id: 'errors', name: 'errors' },
      properties: { LogGroupName: group, Setting },
    });
    const group = (region: string, name: string): Terse => ({ type: 'AWS::Logs::LogGroup', region, id: name, name });
    const own = [filter(US, '/orders'), filter(EU, '/orders', 2)];
    const print = prints(own);
    expect(print).toHaveLength(1);
    const others = [filter(US, '/refunds'), filter(EU, '/refunds'), filter(US, '/users')];
    expect(prints([...own, ...others])).toEqual(expect.arrayContaining(print));
    expect(prints([...own, group(US, '/orders'), group(EU, '/orders')])).toEqual(print);
    const [refunds] = prints([filter(US, '/refunds'), filter(EU, '/refunds', 2)]);
    expect(print).not.toContain(refunds);
  });
  it('is one where two things of a region answer to one name: no rule ends', () => {
    const twin = (region: string, id: string, Setting: number): Terse => ({
      ...{ type: 'AWS::EC2::VPC', region, id, name: 'X', tags: { Name: 'X' }, properties: { Setting } },
    });
    const odd: Terse = { ...twin(US, 'vpc-4', 4), name: 'X #1', tags: { Name: 'X #1' } };
    expect(() => findingsOf([twin(US, 'vpc-1', 1), twin(US, 'vpc-2', 1), twin(US, 'vpc-3', 1), odd])).not.toThrow();
  });
});
