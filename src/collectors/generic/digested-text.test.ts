import { describe, expect, it } from 'vitest';
import { withoutMadeTail } from './digested-text.ts';

describe('the tail of a name in a variable', () => {
  // Drawn by a run of the simulator: a digit at the end, capitals that can be spoken, small letters that can.
  it.each(['MSsUURIAVOPX', 'uQfimZeciTg2', 'IwmuetcpAPvB', 'TUhQwkjUtAV7', 'odHKI988RfyO', 'BXfNkt1I5uvN'])(
    '%s is left out behind a logical id, whatever chance spells in it',
    (tail) => {
      expect(withoutMadeTail('QUEUE', `shop-Queue-${tail}`)).toBe('shop-Queue-<tail>');
      expect(withoutMadeTail('QUEUE', `shop-Queue-${tail}.fifo`)).toBe('shop-Queue-<tail>.fifo');
    },
  );

  it.each([
    ['QUEUE', 'shop-Queue-PaymentQueue'],
    ['QUEUE', 'shop-orders-RefundsTable'],
    ['QUEUE', 'shop-orders'],
    ['BUCKET', 'dump-2026jan31utc'],
    ['TENANT', 'shop-Queue-MSsUURIAVOPX'],
  ])('%s %s stays as somebody wrote it', (variable, text) => {
    expect(withoutMadeTail(variable, text)).toBe(text);
  });
});
