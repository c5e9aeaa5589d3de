import { describe, expect, it } from 'vitest';
import { isMadeByStack, tailsOf, withoutCertainTail, withoutStackSetId } from './generated-tails.ts';

describe('tailsOf', () => {
  it.each([
    ['shop-20240501101112131400000002', 'shop', 'certain'],
    ['app-logs-20211227212502652800000001', 'app-logs', 'certain'],
    ['shop-WebGroup-oglb6MR7K6Er', 'shop-WebGroup', 'unlikely'],
    ['shop-Jobs-oglb6MR7K6Er.fifo', 'shop-Jobs.fifo', 'unlikely'],
    ['shop-Net-1QK5B0VJ9ZT3', 'shop-Net', 'unlikely'],
    ['env-54Uxta4Aiy4unKOi', 'env', 'unlikely'],
    ['eks-nodes-0aac3609-8b2c-4c2b-8d81-8319478da6bd', 'eks-nodes', 'unlikely'],
    ['tenant-0aac3609-8b2c-4c2b-8d81-8319478da6bd', 'tenant', 'possible'],
    ['orders-1a2b3c4', 'orders', 'possible'],
    ['tenant-4f2a9c81b0d3', 'tenant', 'possible'],
    ['shop/db-szSdLD', 'shop/db', 'possible'],
    ['bucket-bmxkvdzx', 'bucket', 'possible'],
    ['web-k8s4f', 'web', 'possible'],
  ])('%s', (name, stem, trust) => expect(tailsOf(name)[0]).toMatchObject({ stem, trust }));

  it.each([
    'orders',
    'orders-123456789012',
    'assets-20260131',
    'ORDERSQUEUE',
    'dump-2026jan31utc',
    'dump-2026feb28utc',
    'x-LOGS2026FEB1',
    'shop-az1priv2net3',
    'app-production12',
    'app-Orders2Worker',
    'shop-staging',
    'queue-worker01',
    'report-v2',
    'logs-20261301101112131400000002',
    'us-east-1',
  ])('%s is a name through and through', (name) => expect(tailsOf(name)).toEqual([]));

  it('is dropped only where its form says who made it', () => {
    expect(withoutCertainTail('shop-20240501101112131400000002')).toBe('shop');
    expect(withoutCertainTail('shop-WebGroup-oglb6MR7K6Er')).toBe('shop-WebGroup-oglb6MR7K6Er');
  });
});

describe('isMadeByStack', () => {
  it.each([
    ['shop-WebGroup-oglb6MR7K6Er', 'shop', 'WebGroup'],
    ['shop-logs-62kifybtpojh', 'shop', 'Logs'],
    [
      'stackset-team-a-795b929e-9a9a-40fd-aa7b-5bf55-logs-62kifybtpojh',
      'StackSet-team-a-795b929e-9a9a-40fd-aa7b-5bf55eb561a4',
      'Logs',
    ],
    ['shop-Jobs-1QK5B0VJ9ZT3.fifo', 'shop', 'Jobs'],
    ['Environment-54Uxta4Aiy4unKOi', 'shop', 'Environment'],
  ])('%s is of %s', (name, stack, id) => expect(isMadeByStack(name, stack, id)).toBe(true));
  it.each([
    ['shop-WebGroup', 'shop', 'WebGroup'],
    ['orders-database-production', 'orders', 'Database'],
    ['shop-WebGroup-oglb6MR7K6Er', 'other', 'WebGroup'],
    ['shop-WebGroup-oglb6MR7K6Er', 'shop', 'ApiGroup'],
    ['shop-webgroup-123456789012', 'shop', 'WebGroup'],
  ])('%s is not of %s, %s', (name, stack, id) => expect(isMadeByStack(name, stack, id)).toBe(false));
});

describe('withoutStackSetId', () => {
  const UUID = '21636369-8b52-4b4a-97b7-50923ceb3ffd';
  it('leaves the name of the set, and what is nested in it', () => {
    expect(withoutStackSetId(`StackSet-team-a-${UUID}`)).toBe('StackSet-team-a');
    expect(withoutStackSetId(`StackSet-team-a-${UUID}-Net-1QK5B0VJ9ZT3`)).toBe('StackSet-team-a-Net-1QK5B0VJ9ZT3');
  });
  it('is of nothing else', () => expect(withoutStackSetId(`team-a-${UUID}`)).toBeNull());
});
