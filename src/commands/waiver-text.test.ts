import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { addWaiver, type NewWaiver } from './waiver-text.ts';

const WAIVER: NewWaiver = {
  finding: '0a1b2c3d4e5f6071',
  reason: 'one writer by design',
  owner: 'payments',
  until: '2026-12-31',
  note: 'missing-resource: AWS::RDS::DBInstance Database in eu-central-1',
};
const { note: _, ...ENTRY } = WAIVER;
const LINES = [
  '  # missing-resource: AWS::RDS::DBInstance Database in eu-central-1',
  '  - finding: "0a1b2c3d4e5f6071"',
  '    reason: "one writer by design"',
  '    owner: payments',
  '    until: "2026-12-31"',
  '',
].join('\n');

describe('a waiver is written', () => {
  it('into a file that is new or empty', () => {
    expect(addWaiver('', WAIVER)).toBe(`waivers:\n${LINES}`);
    expect(addWaiver('# ours\n', WAIVER)).toBe(`# ours\n\nwaivers:\n${LINES}`);
    expect(addWaiver('---\n', WAIVER)).toBe(`---\n\nwaivers:\n${LINES}`);
  });

  it('behind all else, and every byte of that stays', () => {
    const text =
      "# Ours.\nversion: 1\n\nregions:   [ us-east-1,eu-central-1 ]   # two\nroles: {us-east-1: 'primary'}\n";
    expect(addWaiver(text, WAIVER)).toBe(`${text}\nwaivers:\n${LINES}`);
    expect(addWaiver(text.trimEnd(), WAIVER)).toBe(`${text.trimEnd()}\n\nwaivers:\n${LINES}`);
    expect(addWaiver('version: 1\n...\n', WAIVER)).toBe(`version: 1\n\nwaivers:\n${LINES}...\n`);
  });

  it('at the end of the list, with its indentation, before what follows', () => {
    const first =
      "waivers:   # accepted\n# the first\n- finding: 'ffffffffffffffff'   # why\n  until: '2026-01-01'  # soon\n";
    const after = '\n# the gate\nfailOn: high\n';
    const flat = LINES.replace(/^ {2}/gm, '');
    expect(addWaiver(first + after, WAIVER)).toBe(first + flat + after);
    expect(addWaiver(first.trimEnd(), WAIVER)).toBe(first + flat);
    const deep = 'waivers:\n    - finding: ffffffffffffffff\n      reason: >\n        folded\n        text\n';
    expect(addWaiver(deep, WAIVER)).toBe(deep + LINES.replace(/^ {2}/gm, '    ').replace(/^ {4}( {2})/gm, '    $1'));
  });

  it('in the place of a list of nothing', () => {
    expect(addWaiver('waivers: []  # none yet\nfailOn: high\n', WAIVER)).toBe(
      `waivers:  # none yet\n${LINES}failOn: high\n`,
    );
    expect(addWaiver('waivers:\nfailOn: high\n', WAIVER)).toBe(`waivers:\n${LINES}failOn: high\n`);
    expect(addWaiver('waivers: # none\n', WAIVER)).toBe(`waivers: # none\n${LINES}`);
    expect(addWaiver('waivers: []', WAIVER)).toBe(`waivers:\n${LINES}`);
  });

  it('with the line ends of the file', () => {
    for (const text of [
      'version: 1\r\nfailOn: high\r\n',
      'waivers:\r\n  - finding: ffffffffffffffff\r\n    owner: x # y\r\nfailOn: high\r\n',
      'waivers: []\r\nfailOn: high\r\n',
      'waivers: [{finding: ffffffffffffffff}]\r\nfailOn: high\r\n',
      '{\r\n  "version": 1\r\n}\r\n',
    ]) {
      const after = addWaiver(text, WAIVER);
      expect(after.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
      expect(parse(after).waivers.at(-1)).toEqual(ENTRY);
    }
  });

  it('into a list in one line, which stays one, with its comments', () => {
    const after = addWaiver(
      "# ours\nwaivers: [{finding: 'ffffffffffffffff'}] # old\n# the gate\nfailOn: 'high'\n",
      WAIVER,
    );
    expect(parse(after)).toEqual({ waivers: [{ finding: 'ffffffffffffffff' }, ENTRY], failOn: 'high' });
    for (const comment of ['# ours', '# old', '# the gate']) expect(after).toContain(comment);
    expect(after).toContain("failOn: 'high'");
  });

  it('into JSON, which stays JSON', () => {
    for (const indent of [undefined, 2, 4, '\t']) {
      const text = `${JSON.stringify({ version: 1, waivers: [{ finding: 'ffffffffffffffff' }] }, null, indent)}\n`;
      const after = addWaiver(text, WAIVER);
      const value = { version: 1, waivers: [{ finding: 'ffffffffffffffff' }, ENTRY] };
      expect(after).toBe(`${JSON.stringify(value, null, indent)}\n`);
    }
    expect(JSON.parse(addWaiver('{"version": 1}', WAIVER)).waivers).toEqual([ENTRY]);
  });

  it('keeps a byte order mark', () => {
    expect(addWaiver('\uFEFFversion: 1\n', WAIVER)).toBe(`\uFEFFversion: 1\n\nwaivers:\n${LINES}`);
  });

  it('and read back as it was said, whatever is said', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });
    const nasty = fc.constantFrom(
      '# x',
      'yes',
      '1e3',
      ': ',
      '- a',
      '"',
      "'",
      'a\nb',
      '{',
      '!!tag',
      '*a',
      '|',
      '\u2028',
    );
    const said = fc.oneof(text, nasty);
    const others = fc.constantFrom(
      '',
      'version: 1\n',
      'waivers:\n- finding: f\n',
      'waivers: []\n',
      'waivers: [{finding: f}]\n',
      '{}',
    );
    fc.assert(
      fc.property(said, said, said, others, (reason, owner, note, before) => {
        const after = addWaiver(before, { ...WAIVER, reason, owner, note });
        expect(parse(after).waivers.at(-1)).toEqual({ ...ENTRY, reason, owner });
        expect(parse(after).waivers.length).toBe((parse(before || '{}').waivers ?? []).length + 1);
      }),
      { numRuns: 100 },
    );
  });

  it('changes nothing else of any file', () => {
    const value = fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 });
    const list = fc.array(fc.record({ finding: fc.stringMatching(/^[0-9a-f]{16}$/) }), { maxLength: 3 });
    fc.assert(
      fc.property(value, fc.option(list, { nil: undefined }), value, (first, waivers, last) => {
        const before = { ...first, ...(waivers && { waivers }), ...last };
        const text = stringify(before);
        const after = parse(addWaiver(text, WAIVER));
        expect(after).toEqual({ ...parse(text), waivers: [...(before.waivers ?? []), ENTRY] });
      }),
      { numRuns: 80 },
    );
  });
});
