import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyBaseline } from '../../src/baseline/empty-baseline.ts';
import { broken } from '../../src/commands/sample-snapshot.ts';
import { judge } from '../../src/commands/stages.ts';
import { formatSnapshot, readSnapshots } from '../../src/snapshot/file.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import { makeFolder } from '../folder.ts';
import { changed, json, mutated, pathsOf, readOrTold } from './any.ts';

/** A saved snapshot is whole, or it is told in one line where it is not. Less than was saved is never taken for all. */

const file = join(makeFolder(), 's.jsonl');
const PLACE = /^\/\S+\/s\.jsonl(:\d+)?: \S/;
const LINES = [...formatSnapshot(broken())];
const text = (lines: readonly string[]) => `${lines.join('\n')}\n`;
const WHOLE = text(LINES);

/** Everything that the file says, read to the last member, and judged. */
function read(content: string | Uint8Array): Snapshot | null {
  writeFileSync(file, content);
  return readOrTold(() => {
    const { rules } = judge(readSnapshots([file]), emptyBaseline());
    const whole = JSON.parse(JSON.stringify(readSnapshots([file]))) as Snapshot;
    for (const { id, state, error } of rules) expect(state, `${id}: ${error}`).not.toBe('crashed');
    return whole;
  }, PLACE);
}
const contents = (snapshot: Snapshot) => [...formatSnapshot(snapshot)].sort();
const EXPECTED = contents(read(WHOLE) as Snapshot);

/** It is refused in one line, or it says what the whole file says. */
function isWholeOrRefused(content: string | Uint8Array): void {
  const snapshot = read(content);
  if (snapshot !== null) expect(contents(snapshot)).toEqual(EXPECTED);
}

describe('a snapshot file', () => {
  it('of any bytes is refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void expect(read(bytes)).toBeNull()),
      { numRuns: 200 },
    );
  });

  it('that is cut off anywhere is refused', () => {
    const bytes = Buffer.from(WHOLE);
    const ends = LINES.map((_, index) => Buffer.byteLength(text(LINES.slice(0, index + 1)))).slice(0, -1);
    for (const end of ends) for (const at of [end - 1, end]) expect(read(bytes.subarray(0, at)), `at ${at}`).toBeNull();
    fc.assert(
      fc.property(fc.nat(bytes.length - 2), (at) => void expect(read(bytes.subarray(0, at))).toBeNull()),
      { numRuns: 200 },
    );
  });

  it('that lacks any of its lines, or has it twice, is refused', () => {
    for (const index of LINES.keys()) {
      const without = LINES.filter((_, at) => at !== index);
      expect(read(text(without)), `without line ${index + 1}`).toBeNull();
      expect(read(text(LINES.toSpliced(index, 0, LINES[index] as string))), `line ${index + 1} twice`).toBeNull();
    }
  });

  it('with its lines in another order is whole, or refused', () => {
    const line = fc.nat(LINES.length - 1);
    fc.assert(
      fc.property(line, line, (a, b) => {
        const swapped = LINES.with(a, LINES[b] as string).with(b, LINES[a] as string);
        isWholeOrRefused(text(swapped));
      }),
      { numRuns: 100 },
    );
  });

  it('with empty lines, and without the last line end, is whole', () => {
    isWholeOrRefused(WHOLE.slice(0, -1));
    isWholeOrRefused(WHOLE.replaceAll('\n', '\n\n'));
    expect(read(WHOLE.slice(0, -1))).not.toBeNull();
  });

  it('with any member of any line changed never breaks the tool, and loses no resource', () => {
    const line = fc.nat(LINES.length - 1);
    const taken: boolean[] = [];
    fc.assert(
      fc.property(
        line.chain((at) => fc.tuple(fc.constant(at), mutated(JSON.parse(LINES[at] as string)))),
        ([at, value]) => {
          const snapshot = read(text(LINES.with(at, JSON.stringify(value) ?? '')));
          taken.push(snapshot !== null);
          if (snapshot !== null) expect(snapshot.resources).toHaveLength(broken().resources.length);
        },
      ),
      { numRuns: 400 },
    );
    expect(taken.filter((one) => one).length).toBeGreaterThan(10);
    expect(taken.filter((one) => !one).length).toBeGreaterThan(100);
  });

  it('with any byte changed never breaks the tool, and loses no resource', () => {
    const bytes = Buffer.from(WHOLE);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, byte) => {
        const other = Buffer.from(bytes);
        other[at] = byte;
        const snapshot = read(other);
        if (snapshot !== null) expect(snapshot.resources).toHaveLength(broken().resources.length);
      }),
      { numRuns: 200 },
    );
  });

  it('of a newer version is refused, and says what to do', () => {
    const header = (schemaVersion: unknown) =>
      JSON.stringify(changed(JSON.parse(LINES[0] as string), ['schemaVersion'], () => schemaVersion));
    fc.assert(
      fc.property(fc.integer({ min: 2 }), json, (version, other) => {
        writeFileSync(file, text([header(version), ...LINES.slice(1)]));
        expect(() => readSnapshots([file])).toThrow(/:1: schemaVersion \d+ was written by .*: update infra-parity$/);
        if (other !== 1) expect(read(text([header(other), ...LINES.slice(1)]))).toBeNull();
      }),
      { numRuns: 50 },
    );
  });

  it('has places to be changed in', () =>
    expect(LINES.flatMap((line) => pathsOf(JSON.parse(line))).length).toBeGreaterThan(100));
});
