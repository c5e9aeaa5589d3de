import { describe, expect, it } from 'vitest';
import { hasHash, replaceTails, withoutHash, withoutTail } from './generated-names.ts';

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
    ['mystack-mybucket-kdwwxmddtr2g', 'mystack-mybucket'],
    ['Root-NestedStack-1A2B3C4D5E6F', 'Root-NestedStack'],
    ['shop-AppRole-1QK5B0VJ9ZT3X', 'shop-AppRole'],
    ['TapStackvpcVpcStack9CE0A6A1', 'TapStackvpcVpcStack'],
    ['TapStackvpcVpcStack9CE0A6A1-1QK5B0VJ9ZT3X', 'TapStackvpcVpcStack'],
    ['shopreplicabucket83908e77d0a1f52b9c3e', 'shopreplicabucket83908e77'],
    ['1A2B3C4D', '1A2B3C4D'],
  ])('is %s without it', (name, expected) => expect(withoutTail(name)).toBe(expected));

  it.each([
    'app-production-1',
    'web-loadbalancer',
    'orders',
    'orders-production01',
    'shop-development2',
    'SHOP-PRODUCTION01',
    'shop-1production',
    'shop-v2production',
    'shop-web2frontend',
    'logs-111122223333',
    'logs111122223333',
    'backup20260131',
    'backup202601311200',
    'app-3f2a9b1c4d5e-x',
  ])('leaves %s as it is', (name) => expect(withoutTail(name)).toBe(name));
});

describe('replaceTails', () => {
  it.each([
    ['arn:aws:s3:::shop-logs-kdwwxmddtr2g/*', 'arn:aws:s3:::shop-logs-~/*'],
    ['arn:aws:iam::111122223333:role/shop-Role-1QK5B0VJ9ZT3X', 'arn:aws:iam::111122223333:role/shop-Role-~'],
    [
      'arn:aws:logs:x:1:log-group:/aws/lambda/shop-Fn-1QK5B0VJ9ZT3X:*',
      'arn:aws:logs:x:1:log-group:/aws/lambda/shop-Fn-~:*',
    ],
  ])('in %s', (arn, expected) => expect(replaceTails(arn, '~')).toBe(expected));

  it.each([
    'arn:aws:s3:::central-logs-999988887777/*',
    'arn:aws:s3:::acme-production01/*',
    'arn:aws:s3:::acme-v2production',
    'arn:aws:s3:::acme-1a2b3c4d5e6f-logs',
    'arn:aws:s3:::acme-1a2b3c4d5e6f.example.com',
  ])('not in %s', (arn) => expect(replaceTails(arn, '~')).toBe(arn));
});
