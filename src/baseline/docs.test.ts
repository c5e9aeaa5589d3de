import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { baselineOf } from '../findings/testing.ts';
import { rules } from '../rules/index.ts';
import { baselinePage, SECTION_EXAMPLES } from './baseline-page.ts';
import { baselineJsonSchema } from './baseline-schema.ts';

const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { date: true } });
const validate = ajv.compile(baselineJsonSchema(rules));
const sections = Object.keys(baselineJsonSchema(rules).properties as object);

it('docs/baseline.md is the reference', async () => {
  await expect(baselinePage(rules)).toMatchFileSnapshot('../../docs/baseline.md');
});

it('schemas/baseline.schema.json is the schema', async () => {
  const text = `${JSON.stringify(baselineJsonSchema(rules), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../../schemas/baseline.schema.json');
});

it('has an example for every section and no other', () => {
  expect(Object.keys(SECTION_EXAMPLES)).toEqual(sections);
});

it.each(Object.entries(SECTION_EXAMPLES))(
  'the example of %s is a baseline, and valid by the schema',
  (section, text) => {
    const read = baselineOf(text);
    expect(read[section as keyof typeof read]).toBeDefined();
    expect(validate(parse(text)), ajv.errorsText(validate.errors)).toBe(true);
  },
);

it('every baseline in the examples of the rules is valid by the schema', () => {
  const texts = rules.flatMap((rule) => rule.meta.examples.flatMap((example) => example.baseline ?? []));
  expect(texts.length).toBeGreaterThan(10);
  for (const text of texts) expect(validate(parse(text)), `${text}: ${ajv.errorsText(validate.errors)}`).toBe(true);
});

it('the schema refuses what the reader refuses', () => {
  for (const text of [
    'rule: {}',
    'rules: {no-such-rule: off}',
    'rules: {tag-drift: {options: {ignored: []}}}',
    'failOn: worst',
  ]) {
    expect(validate(parse(text)), text).toBe(false);
    expect(() => baselineOf(text)).toThrow();
  }
});

/** Members without a description, by path. A branch of a union is described by the union. */
function undescribed(schema: unknown, path: string, branch = false): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties, items, additionalProperties, anyOf } = schema as { [name: string]: unknown };
  const members = Object.entries((properties ?? {}) as { [name: string]: { description?: string } });
  return [
    ...members.flatMap(([name, member]) => [
      ...(member.description ? [] : [`${path}.${name}`]),
      ...undescribed(member, `${path}.${name}`),
    ]),
    ...undescribed(items, `${path}[]`, branch),
    ...undescribed(additionalProperties, `${path}.*`, branch),
    ...((anyOf ?? []) as unknown[]).flatMap((one, index) => undescribed(one, `${path}|${index}`, true)),
  ];
}

it('describes every member of the baseline and every option of a rule', () => {
  expect(undescribed(baselineJsonSchema(rules), '')).toEqual([]);
});
