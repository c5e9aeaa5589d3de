// Things of one name in different things are different things: none hides that another is gone, and none is missed that is there.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyBaseline } from '../baseline/empty-baseline.ts';
import { collectors } from '../collectors/index.ts';
import { snapshotOf } from '../findings/example.ts';
import { baselineOf, resource, type Terse } from '../findings/testing.ts';
import { evaluate } from '../rules/evaluate.ts';
import { align } from './align.ts';

const [US, EU] = ['us-east-1', 'eu-central-1'] as const;
const ACCOUNT = '111122223333';

type Kind = {
  readonly container: string;
  readonly child: string;
  /** What the child says of its container, by the region and the container's name. */
  readonly within: (region: string, name: string) => { readonly [property: string]: string };
  readonly arn?: (region: string, name: string) => string;
};
const clusterArn = (service: string) => (region: string, name: string) =>
  `arn:aws:${service}:${region}:${ACCOUNT}:cluster/${name}`;
const KINDS: { readonly [kind: string]: Kind } = {
  'metric filters of log groups': {
    container: 'AWS::Logs::LogGroup',
    child: 'AWS::Logs::MetricFilter',
    within: (_, name) => ({ LogGroupName: name }),
  },
  'aliases of functions': {
    container: 'AWS::Lambda::Function',
    child: 'AWS::Lambda::Alias',
    within: (_, name) => ({ FunctionName: name }),
  },
  'services of clusters': {
    container: 'AWS::ECS::Cluster',
    child: 'AWS::ECS::Service',
    within: (region, name) => ({ Cluster: clusterArn('ecs')(region, name) }),
    arn: clusterArn('ecs'),
  },
  'node groups of clusters': {
    container: 'AWS::EKS::Cluster',
    child: 'AWS::EKS::Nodegroup',
    within: (_, name) => ({ ClusterName: name }),
  },
  'rules of buses': {
    container: 'AWS::Events::EventBus',
    child: 'AWS::Events::Rule',
    within: (_, name) => ({ EventBusName: name }),
  },
};

type World = {
  readonly kind: string;
  /** Containers by name, each with the names of its children. */
  readonly holds: readonly { readonly name: string; readonly children: readonly string[] }[];
  /** Whether the containers themselves were read. */
  readonly read: boolean;
  readonly regional: boolean;
};
const world: fc.Arbitrary<World> = fc.record({
  kind: fc.constantFrom(...Object.keys(KINDS)),
  holds: fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('orders', 'refunds', 'users', 'search'),
      children: fc.uniqueArray(fc.constantFrom('live', 'errors', 'web'), { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 4, selector: ({ name }) => name },
  ),
  read: fc.boolean(),
  regional: fc.boolean(),
});

function deploy({ kind, holds, read, regional }: World, region: string): readonly Terse[] {
  const { container, child, within, arn } = KINDS[kind] as Kind;
  return holds.flatMap(({ name, children }) => {
    const called = regional ? `${name}-${region}` : name;
    const own = arn?.(region, called) ?? null;
    const holder = { type: container, region, id: own ?? called, name: called, arn: own };
    return [
      ...(read ? [holder] : []),
      ...children.map((one) => ({
        ...{ type: child, region, id: `${called}|${one}`, name: one },
        properties: { ...within(region, called), Setting: 1 },
      })),
    ];
  });
}

function found(resources: readonly Terse[], baseline = emptyBaseline()) {
  const types = [...new Set(Object.values(KINDS).flatMap(({ container, child }) => [container, child]))];
  const snapshot = { ...snapshotOf({ regions: { [US]: [], [EU]: [] } }, types), resources: resources.map(resource) };
  const seen = align(snapshot, { ...baseline, defaultExpectations: false }, collectors);
  const idsOf = (type: string, counterpart: string) =>
    seen.rows
      .filter((row) => row.type === type && row.counterpart === counterpart)
      .flatMap(({ cells }) => [...cells.values()])
      .flatMap((cell) => (cell.state === 'present' ? [cell.resource.id] : []));
  return evaluate(seen).flatMap((one) =>
    one.state === 'failed'
      ? one.findings.map(({ rule, regions, type, counterpart }) => ({
          said: `${rule} in ${regions.join()}`,
          id: idsOf(type, counterpart),
        }))
      : [],
  );
}

describe('things of one name in several things', () => {
  it('are each one’s own: nothing is found of a design, and of one that is gone just that', () => {
    fc.assert(
      fc.property(world, fc.nat(), (one, nth) => {
        const [us, eu] = [deploy(one, US), deploy(one, EU)];
        expect(found([...us, ...eu])).toEqual([]);
        const { child } = KINDS[one.kind] as Kind;
        const children = eu.filter(({ type }) => type === child);
        const gone = children[nth % children.length];
        const twin = us[eu.indexOf(gone as Terse)];
        const said = found([...us, ...eu.filter((each) => each !== gone)]).filter(
          ({ said }) => !said.startsWith('count'),
        );
        expect(said).toEqual([{ said: `missing-resource in ${EU}`, id: [twin?.id] }]);
      }),
      { numRuns: 150 },
    );
  });
  it('are strangers where what they are in is two things', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(KINDS)), fc.boolean(), (kind, read) => {
        const holding = (name: string) => ({ kind, holds: [{ name, children: ['live'] }], read, regional: false });
        const { child } = KINDS[kind] as Kind;
        const both = [...deploy(holding('orders'), US), ...deploy(holding('refunds'), EU)];
        const said = found(both).filter(({ id }) => id.some((one) => one.endsWith('|live')));
        expect(said.map((one) => one.said).filter((one) => one.startsWith('missing'))).toHaveLength(2);
        expect(both.filter(({ type }) => type === child)).toHaveLength(2);
      }),
    );
  });
  it('follow what they are in where the baseline pairs it', () => {
    const of = (region: string, name: string) =>
      deploy(
        { kind: 'aliases of functions', holds: [{ name, children: ['live'] }], read: true, regional: false },
        region,
      );
    const pairs = 'pairs: [{type: AWS::Lambda::Function, resources: {us-east-1: orders, eu-central-1: bestellungen}}]';
    expect(found([...of(US, 'orders'), ...of(EU, 'bestellungen')], baselineOf(pairs))).toEqual([]);
  });
});
