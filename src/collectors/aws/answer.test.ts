import { expect, test } from 'vitest';
import { given, plain, plainList, some, sorted } from './answer.ts';

test('an answer without its list is not an empty list', () => {
  expect(() => given(undefined, 'DBInstances')).toThrow('the answer carries no DBInstances');
  expect(given([], 'DBInstances')).toEqual([]);
});

test('nothing given is one thing, sent empty or left out', () => {
  expect(some([])).toBeUndefined();
  expect(some(undefined)).toBeUndefined();
  expect(some(['a'])).toEqual(['a']);
  expect(sorted([undefined])).toBeUndefined();
  expect(plainList([])).toBeUndefined();
});

test('the order in which AWS answers is not kept', () => {
  expect(sorted(['b', undefined, 'a'])).toEqual(['a', 'b']);
  expect(plainList([{ Name: 'b' }, { Name: 'a', Value: undefined }])).toEqual([{ Name: 'a' }, { Name: 'b' }]);
});

test('members that AWS left out are not there', () => {
  expect(plain({ a: 1, b: undefined })).toEqual({ a: 1 });
  expect(plain({ b: undefined })).toBeUndefined();
  expect(plain(undefined)).toBeUndefined();
});
