import { describe, expect, it } from 'vitest';
import type { Json } from '../snapshot/snapshot.ts';
import { byKey } from './keyed-lists.ts';

const text = (value: Json) => String(value);
const values = (here: Json | undefined, there: Json | undefined) =>
  new Map([
    ['us-east-1', here],
    ['eu-central-1', there],
  ]);

describe('byKey', () => {
  it('finds each element by its key, in whatever order, and says who lacks one', () => {
    const web = { Name: 'web', Image: 'a' };
    const log = { Name: 'log', Image: 'b' };
    const found = byKey(['Name'], values([web, log], [{ ...web, Image: 'c' }]), text);
    expect([...(found ?? [])].map(([key, elements]) => [key, [...elements.values()]])).toEqual([
      ['log', [log, undefined]],
      ['web', [web, { Name: 'web', Image: 'c' }]],
    ]);
  });

  it('takes several members together, and a list that is not set for an empty one', () => {
    const found = byKey(['RuleNumber', 'Egress'], values([{ RuleNumber: 100, Egress: true }], undefined), text);
    expect([...(found ?? new Map()).keys()]).toEqual(['100 true']);
  });

  it.each([
    ['no key is declared', undefined, [{ Name: 'a' }]],
    ['an element has no key', ['Name'], [{ Other: 'a' }]],
    ['two have one key', ['Name'], [{ Name: 'a' }, { Name: 'a' }]],
    ['an element is no object', ['Name'], ['a']],
    ['it is no list', ['Name'], { Name: 'a' }],
  ] as const)('leaves the list whole where %s', (_, keys, list) => {
    expect(byKey(keys, values(list as unknown as Json, []), text)).toBeNull();
  });

  it('leaves the list whole where it cannot be told what a key leads to', () => {
    expect(byKey(['Id'], values([{ Id: 'pl-1' }], [{ Id: 'pl-2' }]), () => null)).toBeNull();
  });
});
