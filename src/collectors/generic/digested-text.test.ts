import { describe, expect, it } from 'vitest';
import { withoutMadeTail } from './digested-text.ts';

describe('the tail of a name in a variable', () => {
  it.each([
    ['QUEUE', 'shop-Queue-PaymentQueue'],
    ['QUEUE', 'shop-orders-RefundsTable'],
    ['QUEUE', 'shop-orders'],
    ['BUCKET', 'dump-2026jan31utc'],
    ['TENANT', 'shop-Queue-MSsUURIAVOPX'],
    ['TABLE_NAME', 'shop-Orders-Transactions'],
    ['TABLE_NAME', 'shop-Tenant-GlobexEurope'],
    ['TABLE', 'shop-Tenant-InitechGmbH1'],
    ['BUCKET', 'tenant-data-4f2a9c81b0d3'],
    ['TOPIC', 'shop-Topic-LowPriority1'],
  ])('%s %s stays as somebody wrote it, or may have', (variable, text) => {
    expect(withoutMadeTail(variable, text)).toBe(text);
  });
});
