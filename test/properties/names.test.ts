import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyBaseline } from '../../src/baseline/empty-baseline.ts';
import { broken } from '../../src/commands/sample-snapshot.ts';
import { judge } from '../../src/commands/stages.ts';
import { formats, render } from '../../src/report/index.ts';
import { obeyedIn } from '../../src/report/output-commands.ts';
import type { AuditResult } from '../../src/report/report.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import { heldOf } from '../formats/held.ts';
import { HOSTILE } from './any.ts';

/** Names, tags and values are written by whoever may tag a resource. Whatever they hold, a report stays what it is. */

const hostile = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(fc.constantFrom(...HOSTILE), { maxLength: 4 }).map((parts) => parts.join(' ')),
);

/** The sample with names that nobody would give: of resources, stacks, tags, values, regions' callers and gaps. */
const world: fc.Arbitrary<AuditResult> = fc.infiniteStream(hostile).map((names) => {
  const next = () => names.next().value as string;
  const sample = broken();
  const snapshot: Snapshot = {
    header: { ...sample.header, notes: [next()], caller: { ...sample.header.caller, arn: next() } },
    observations: sample.observations.map((one) => ({
      ...one,
      gaps: one.gaps.map((gap) => ({ ...gap, detail: next(), remedy: next(), operation: next() })),
    })),
    resources: sample.resources.map((one) => ({
      ...one,
      name: next(),
      logicalId: next(),
      stack: next(),
      id: next(),
      tags: { [next()]: next() },
      properties:
        one.type === 'AWS::EC2::SecurityGroup'
          ? one.properties
          : { ...one.properties, [`P${next()}`]: next(), Nested: { [next()]: [next()] } },
    })),
  };
  return judge(snapshot, { ...emptyBaseline(), waivers: [] });
});

describe.each(Object.keys(formats))('%s', (format) => {
  it('is well formed, and lets nothing through that is obeyed', async () => {
    const { wellFormed } = await heldOf(format);
    const plain = await render(format, judge(broken(), emptyBaseline()), { color: false, width: 100 });
    await fc.assert(
      fc.asyncProperty(world, fc.constantFrom(20, 100, 200), async (result, width) => {
        for (const { id, state, error } of result.rules) expect(state, `${id}: ${error}`).not.toBe('crashed');
        const text = await render(format, result, { color: false, width });
        expect(text).toMatch(/[^\n]\n$/);
        expect(obeyedIn(text)).toBeNull();
        wellFormed(text, result, plain);
      }),
      { numRuns: format === 'html' ? 10 : 20 },
    );
  });
});
