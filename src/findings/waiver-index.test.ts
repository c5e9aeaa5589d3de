// Holds that looking waivers up finds the ones that asking each would find, in their order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Waiver } from '../baseline/waiver-schema.ts';
import type { Finding } from './finding.ts';
import { waiverIndex } from './waiver-index.ts';
import { accepts } from './waivers.ts';

const name = fc.constantFrom('a', 'b', 'a*', '*', '?', 'constructor', '__proto__', 'a\nb');
const regions = fc.constantFrom(['x'], ['x', 'y']);
const waiver = fc.oneof(
  fc.record({ rule: name, type: name, counterpart: name, regions }),
  fc.record({ finding: fc.constantFrom('0'.repeat(16), '1'.repeat(16)) }),
) as unknown as fc.Arbitrary<Waiver>;
const finding = fc.record({
  ...{ rule: name, type: name, counterpart: name, regions },
  fingerprint: fc.constantFrom('0'.repeat(16), '1'.repeat(16), '2'.repeat(16)),
}) as unknown as fc.Arbitrary<Finding>;

describe('an index of waivers', () => {
  it('finds what asking each finds', () =>
    fc.assert(
      fc.property(fc.array(waiver, { maxLength: 12 }), finding, (waivers, one) => {
        const asked = waivers.filter((each) => accepts(each, one));
        expect(waiverIndex(waivers)(one).filter((each) => accepts(each, one))).toEqual(asked);
      }),
      { numRuns: 2000 },
    ));
});
