import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { json } from './json.ts';
import { nineVersusFour, result } from './sample.ts';
import { Result, reportJsonSchema } from './schema.ts';

const options = { color: true, width: 80 };
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(reportJsonSchema());

describe('the JSON report', () => {
  it('is the result, indented by two, and nothing else', () => {
    const printed = json(nineVersusFour(), options);
    expect(JSON.parse(printed)).toEqual(nineVersusFour());
    expect(printed.startsWith('{\n  "schemaVersion": 1,\n')).toBe(true);
    expect(printed.endsWith('}\n')).toBe(true);
  });

  it('holds to the published schema', () => {
    for (const value of [nineVersusFour(), result({})]) {
      const printed = JSON.parse(json(value, options));
      expect(validate(printed), JSON.stringify(validate.errors)).toBe(true);
      expect(Result.parse(printed)).toEqual(value);
    }
  });

  it('is refused by the schema when a member is lost or of another kind', () => {
    const { findings: _, ...lost } = nineVersusFour();
    expect(validate(lost)).toBe(false);
    expect(validate({ ...nineVersusFour(), exitCode: 4 })).toBe(false);
    expect(validate({ ...nineVersusFour(), news: true })).toBe(true);
  });

  it('prints nothing that a terminal obeys, and parses to the same value', () => {
    const hostile = 'a\u001b[31m\u009b\u007f\u202e\u2028\u{e0041}\ud800';
    const printed = json(result({ baseline: hostile }), options);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\u2028]|\u{e0041}/u);
    expect(JSON.parse(printed).baseline).toBe(hostile);
  });

  it('has its schema in schemas/report.schema.json', async () => {
    await expect(`${JSON.stringify(reportJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
      '../../schemas/report.schema.json',
    );
  });
});
