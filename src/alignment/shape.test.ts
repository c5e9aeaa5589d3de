import { expect, test } from 'vitest';
import type { Resource } from '../snapshot/snapshot.ts';
import { type Cluster, single } from './cluster.ts';
import { matchByShape } from './shape.ts';

const US = 'us-east-1';
const EU = 'eu-central-1';
const AP = 'ap-southeast-2';

function group(place: string, id: string, shape: Record<string, string> = { alike: 'yes' }, unread = {}): Cluster {
  const resource = { id, name: null, logicalId: null, unread, properties: shape } as unknown as Resource;
  return single({ resource, place });
}

function match(clusters: readonly Cluster[], places: readonly string[]): readonly Cluster[] {
  matchByShape(clusters, places, {
    referrersOf: () => [],
    shapeOf: ({ resource }) => new Map(Object.entries(resource.properties as Record<string, string>)),
    nameOf: () => null,
    mayBeOne: () => true,
  });
  return clusters.filter((cluster) => !cluster.mergedInto);
}

const idsOf = (cluster: Cluster) => [...cluster.items.values()].map(({ resource }) => resource.id).sort();

test('alike on both sides and as many: any pairing is right, and it is the same one in any order', () => {
  const make = () => [group(US, 'a'), group(US, 'b'), group(EU, 'c'), group(EU, 'd')];
  const pairs = (clusters: readonly Cluster[]) => match(clusters, [US, EU]).map(idsOf).sort();
  expect(pairs(make())).toEqual([
    ['a', 'c'],
    ['b', 'd'],
  ]);
  expect(pairs(make().reverse())).toEqual(pairs(make()));
});

test('two alike and one: any pairing is right, and one is over', () => {
  const left = match([group(US, 'a'), group(US, 'b'), group(EU, 'c')], [US, EU]);
  expect(left.map(idsOf)).toEqual([['a', 'c'], ['b']]);
  for (const cluster of left) expect(cluster.ambiguous.size).toBe(0);
});

test('two alike and one, something of them unread: that may be what tells them apart, so none is chosen', () => {
  const partly = (place: string, id: string) => group(place, id, undefined, { Policy: {} });
  const left = match([partly(US, 'a'), group(US, 'b'), group(EU, 'c')], [US, EU]);
  expect(left.map(idsOf)).toEqual([['a'], ['b'], ['c']]);
  for (const cluster of left) expect(cluster.ambiguous.has('shape')).toBe(true);
});

test('nearly alike, and as near to two: all three are ambiguous', () => {
  const shape = (own: string) => ({ alike: 'yes', also: 'yes', own });
  const left = match([group(US, 'a', shape('1')), group(US, 'b', shape('2')), group(EU, 'c', shape('3'))], [US, EU]);
  expect(left.map(idsOf)).toEqual([['a'], ['b'], ['c']]);
  for (const cluster of left) expect(cluster.ambiguous.has('shape')).toBe(true);
});

test('one in each of three regions is one row', () => {
  const [row, ...others] = match([group(US, 'a'), group(EU, 'b'), group(AP, 'c')], [US, EU, AP]);
  expect(others).toEqual([]);
  expect(idsOf(row as Cluster)).toEqual(['a', 'b', 'c']);
});

test('what two regions have alike does not compete for the one that the third has: all three are one row', () => {
  const shape = (place: string) => ({ alike: 'yes', also: 'yes', place });
  const left = match(
    [
      group(US, 'a', shape('first')),
      group(US, 'b', shape('odd')),
      group(EU, 'c', shape('first')),
      group(AP, 'd', shape('first')),
    ],
    [US, EU, AP],
  );
  expect(left.map(idsOf)).toEqual([['a', 'c', 'd'], ['b']]);
});
