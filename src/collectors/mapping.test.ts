import { describe, expect, it } from 'vitest';
import { mapped, opened, plainJson } from './mapping.ts';

describe('mapped', () => {
  it('takes, renames and sorts', () => {
    const answer = { Name: 'web', Ports: [3, 1, 2], Status: { Engine: { Version: '7.1' } }, Secret: 'no' };
    expect(
      mapped(answer, { take: ['Name', 'Ports'], rename: { EngineVersion: 'Status.Engine.Version' }, sets: ['Ports'] }),
    ).toEqual({ Name: 'web', Ports: [1, 2, 3], EngineVersion: '7.1' });
  });

  it('leaves out what is not given, at any depth, but keeps false and 0', () => {
    const answer = { A: null, B: '', C: [], D: { E: [], F: undefined }, G: false, H: 0, I: [{ J: '' }] };
    expect(mapped(answer, { take: [...'ABCDGHI'] })).toEqual({ G: false, H: 0 });
  });

  it('takes no member that every object has', () => {
    expect(mapped({}, { take: ['constructor'], rename: { A: 'toString.name' } })).toEqual({});
  });
});

it('makes JSON of dates and bytes', () => {
  expect(plainJson({ at: new Date(0), bytes: new Uint8Array([104, 105]) })).toEqual({
    at: '1970-01-01T00:00:00.000Z',
    bytes: 'aGk=',
  });
});

it('opens JSON objects and lists that stand in a text, and leaves other texts', () => {
  expect(['{"a":[1]}', '[]', '5', 'a{', ''].map(opened)).toEqual([{ a: [1] }, [], '5', 'a{', undefined]);
});
