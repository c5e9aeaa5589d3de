// Holds that what is said of JSON that does not read quotes none of it: it may hold a secret, or be another file.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonLine, jsonProblem } from './json-problem.ts';

function refused(text: string): { readonly problem: string; readonly line: string } | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return { problem: jsonProblem(error), line: jsonLine(text, error) };
  }
}

const BROKEN = [
  'hunter2secret',
  '{"a":hunter2}',
  '{"aaaaaaaaaaaaaaaaaaaaaa":1,"password":hunter2,"bbbbbbbbbbbbbbbbbbbbbb":1}',
  '{"hunter2":1,}',
  '{"hunter2" "x"}',
  '{"a":"hunter2',
  '{"a":"hunter2\\q"}',
  '{"a":"hunter2\nx"}',
  '["hunter2"]hunter2',
  "{'hunter2':1}",
  '\u0000hunter2',
  '',
];

describe('what is said of broken JSON', () => {
  it.each(BROKEN)('%j says why and quotes nothing', (text) => {
    const { problem } = refused(text) ?? { problem: '' };
    expect(problem).toMatch(/\S/);
    expect(problem).not.toMatch(/hunt|nter2/);
    expect(problem).not.toContain('\n');
  });

  it('quotes none of any text', () => {
    const piece = fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', '\n', '1', 'SECRET', 'tru', '-', '.');
    const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
    fc.assert(fc.property(text, (any) => void expect(refused(any)?.problem ?? '').not.toContain('SECRE')));
  });

  it('names the line where it is known, also where only a piece of the text was told', () => {
    const lines = Array.from({ length: 30 }, (_, at) => `"member-${at}": "value ${at}",`);
    const text = `{\n${lines.join('\n')}\n"last": hunter2, "more": "aaaaaaaaaaaaaaaa"\n}`;
    expect(refused(text)?.line).toBe(':32');
    // The same piece twice: it is not known which.
    const twice = '"some name": hunter2, "other name": 1';
    expect(refused(`{\n"a": "${JSON.stringify(twice).slice(1, -1)}",\n${twice}}`)?.line).toBe(':3');
  });
});
