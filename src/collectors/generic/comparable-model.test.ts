import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../snapshot/snapshot.ts';
import { comparableModel, differsInOrderOnly } from './comparable-model.ts';
import { fits } from './fits.ts';
import { isMadeId, withoutMadeIds } from './made-ids.ts';

const facts = { unordered: ['Sets'], ordered: ['Plan.*.Words'], folded: ['Engine'] };
const told = (value: Json) => comparableModel(value, [], facts, (text) => text);
const same = (a: Json, b: Json) => expect(JSON.stringify(told(a))).toBe(JSON.stringify(told(b)));
const differ = (a: Json, b: Json) => expect(JSON.stringify(told(a))).not.toBe(JSON.stringify(told(b)));

describe('a comparable model', () => {
  it.each([
    ['numbers and switches by text', { A: 5, B: true }, { A: '5', B: 'True' }],
    ['the order of members', { A: 1, B: 2 }, { B: 2, A: 1 }],
    ['the order of plain values', { A: ['x', 'y'] }, { A: ['y', 'x'] }],
    [
      'the order of keys and values',
      {
        A: [
          { Key: 'a', Value: '1' },
          { Key: 'b', Value: '2' },
        ],
      },
      {
        A: [
          { Value: '2', Key: 'b' },
          { Key: 'a', Value: '1' },
        ],
      },
    ],
    ['the order that the schema calls none', { Sets: [{ a: 1 }, { b: 2 }] }, { Sets: [{ b: 2 }, { a: 1 }] }],
    ['case that the service does not keep', { Engine: 'MySQL' }, { Engine: 'mysql' }],
    [
      'the spelling of a policy',
      { P: { Statement: { Effect: 'Allow', Action: 'S3:GetObject', Resource: '*' } } },
      { P: { Statement: [{ Effect: 'Allow', Action: ['s3:getobject'], Resource: ['*'] }] } },
    ],
  ] as [string, Json, Json][])('does not tell apart %s', (_what, a, b) => same(a, b));

  it.each([
    ['the words of a command', { Command: ['a', 'b'] }, { Command: ['b', 'a'] }],
    ['an order that the schema calls one', { Plan: [{ Words: ['a', 'b'] }] }, { Plan: [{ Words: ['b', 'a'] }] }],
    ['the order of objects', { Rules: [{ a: 1 }, { b: 2 }] }, { Rules: [{ b: 2 }, { a: 1 }] }],
    ['two versions', { A: '1.10' }, { A: '1.1' }],
    ['once and twice', { A: ['x', 'x'] }, { A: ['x'] }],
    ['a leading zero', { A: '007' }, { A: 7 }],
    ['case', { A: 'MySQL' }, { A: 'mysql' }],
    ['a policy and another', { P: { Statement: [{ Effect: 'Allow' }] } }, { P: { Statement: [{ Effect: 'Deny' }] } }],
  ] as [string, Json, Json][])('tells apart %s', (_what, a, b) => differ(a, b));

  it('knows when only the order differs', () => {
    expect(differsInOrderOnly([{ a: '1' }, { b: '2' }], [{ b: '2' }, { a: '1' }])).toBe(true);
    expect(differsInOrderOnly([{ a: '1' }], [{ a: '1' }])).toBe(false);
    expect(differsInOrderOnly([{ a: '1' }], [{ a: '2' }])).toBe(false);
  });

  it('is not moved by a second time', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const once = told(value as Json);
        expect(JSON.stringify(told(once))).toBe(JSON.stringify(once));
      }),
    );
  });
});

describe('a live value and its design', () => {
  const holds = (live: Json, declared: Json) => fits(told(live), told(declared), [], facts);
  it.each([
    ['what AWS fills in beside it', { A: 1, B: 2 }, { A: 1 }],
    [
      'attributes that were not declared',
      {
        Attributes: [
          { Key: 'a', Value: '1' },
          { Key: 'b', Value: '2' },
        ],
      },
      { Attributes: [{ Key: 'b', Value: '2' }] },
    ],
    ['a key by its ARN', { Key: 'arn:aws:kms:eu-central-1:1:key/abc' }, { Key: 'abc' }],
    ['a full version', { EngineVersion: '8.0.45' }, { EngineVersion: '8.0' }],
    ['a dot at the end', { Domain: 'example.com.' }, { Domain: 'example.com' }],
    ['a number with a fraction', { Amount: '5.0' }, { Amount: 5 }],
  ] as [string, Json, Json][])('fits with %s', (_what, live, declared) => expect(holds(live, declared)).toBe(true));

  it.each([
    ['another value', { A: 2 }, { A: 1 }],
    ['nothing there', {}, { A: 1 }],
    ['one more in a set', { A: ['x', 'y'] }, { A: ['x'] }],
    [
      'an attribute of another value',
      { Attributes: [{ Key: 'a', Value: '2' }] },
      { Attributes: [{ Key: 'a', Value: '1' }] },
    ],
    ['another version', { EngineVersion: '8.1.2' }, { EngineVersion: '8.0' }],
    ['1.10 for 1.1', { EngineVersion: '1.10' }, { EngineVersion: '1.1' }],
    ['the ARN of another', { Key: 'arn:aws:kms:eu-central-1:1:key/xabc' }, { Key: 'abc' }],
    ['a list for a value', { A: ['x'] }, { A: 'x' }],
  ] as [string, Json, Json][])('does not fit with %s', (_what, live, declared) =>
    expect(holds(live, declared)).toBe(false),
  );

  it('always fits itself', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => holds(value as Json, value as Json)));
  });
});

describe('ids that AWS made', () => {
  it.each([
    'sg-0123456789abcdef0',
    'd-90675153fc',
    'ws-dd929d20-85e3-4e5b-aa7a-50e19305bf4e',
    '4a0623158c2b4d35afae9e77fbeafe07',
    'us-east-1_W6ST8sYH6',
    'ns-bw3m2isxdue4vwmt',
    'Z0123456789ABCDEFGHIJ',
  ])('%s is one', (id) => {
    expect(isMadeId(id)).toBe(true);
    expect(withoutMadeIds(`a ${id}/b`)).toBe('a <id>/b');
  });

  it.each([
    'orders',
    'app-production',
    'team-frontend',
    'us-east-1',
    'payments-v2',
    'db.r6g.large',
    '2026-11-28',
    'my-cluster-01',
    'release-20261128',
    'ZONE_REDUNDANT',
    'AES256',
  ])('%s is none', (name) => expect(withoutMadeIds(name)).toBe(name));
});
