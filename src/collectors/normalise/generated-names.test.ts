import { describe, expect, it } from 'vitest';
import { hasHash, withoutHash, withoutTail } from './generated-names.ts';

describe('withoutHash', () => {
  it.each([
    ['AppDatabase9CE0A6A1', 'AppDatabase'],
    ['Database', 'Database'],
    ['ApiDeployment149F129411116f6f8a7d6b5c4d3e2f1a0b9c8d7e', 'ApiDeployment'],
    ['9CE0A6A1', '9CE0A6A1'],
    ['Bucket83908E7', 'Bucket83908E7'],
  ])('%s', (id, expected) => expect(withoutHash(id)).toBe(expected));
  it('knows a hash', () => expect([hasHash('Vpc8378EB38'), hasHash('Vpc')]).toEqual([true, false]));
});

describe('withoutTail', () => {
  it.each([
    ['MyStack-MyBucket-abcdefghijk1', 'MyStack-MyBucket'],
    ['Root-NestedStack-1A2B3C4D5E6F', 'Root-NestedStack'],
    ['TapStackvpcVpcStack9CE0A6A1', 'TapStackvpcVpcStack'],
    ['app-production-1', 'app-production-1'],
    ['web-loadbalancer', 'web-loadbalancer'],
    ['orders', 'orders'],
  ])('%s', (name, expected) => expect(withoutTail(name)).toBe(expected));
});
