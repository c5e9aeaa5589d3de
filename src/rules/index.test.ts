import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { align } from '../alignment/align.ts';
import { collectors } from '../collectors/index.ts';
import { snapshotOf } from '../findings/example.ts';
import { baselineOf, findingsOf, resultOf, reversed, withOthers } from '../findings/testing.ts';
import { rulePage, rulesPage } from '../report/rule-page.ts';
import { evaluate } from './evaluate.ts';
import { rules as listed } from './index.ts';
import type { Example, Rule } from './rule.ts';

const FOLDER = new URL('./', import.meta.url);
const source = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');
const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .filter((name) => /^export default defineRule\(/m.test(source(name)))
  .sort();
// From the folder: the list may be stale while it is written.
const rules = await Promise.all(
  files.map(async (file) => ((await import(/* @vite-ignore */ `./${file}`)) as { default: Rule }).default),
);
const firing = (rule: Rule) => rule.meta.examples.filter((example) => example.reports.length > 0);

/** The message of a finding as a pattern: what its placeholders held is any text. */
function pattern(template: string): RegExp {
  const parts = template.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`, 's');
}

function reportedBy(rule: Rule, example: Example): readonly string[] {
  return findingsOf(resultOf(rule, example)).map(({ message: said, why }) => {
    const message = why === undefined ? said : said.slice(0, -`: ${why}`.length);
    const keys = Object.keys(rule.meta.messages).filter((key) =>
      pattern(rule.meta.messages[key] as string).test(message),
    );
    // The longest template that fits is the one: a short one may fit by accident.
    return keys.sort(
      (a, b) => (rule.meta.messages[b] as string).length - (rule.meta.messages[a] as string).length,
    )[0] as string;
  });
}

it('index.ts lists the rules of the folder', async () => {
  const name = (file: string) =>
    file.replace(/\.ts$/, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const text = [
    '// Written by `npm run generate` from the files of this folder.',
    ...[...files, 'rule.ts']
      .sort()
      .map((file) =>
        file === 'rule.ts' ? "import type { Rule } from './rule.ts';" : `import ${name(file)} from './${file}';`,
      ),
    '',
    'export const rules: readonly Rule[] = [',
    ...files.map((file) => `  ${name(file)},`),
    '];',
    '',
  ].join('\n');
  await expect(text).toMatchFileSnapshot('./index.ts');
});

it('a rule is called as its file, and no file hides one from the list', () => {
  expect(rules.map((rule) => `${rule.meta.id}.ts`)).toEqual(files);
  const others = ['evaluate.ts', 'index.ts', 'rule.ts'];
  const all = readdirSync(FOLDER).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  expect(all.filter((name) => !others.includes(name)).sort()).toEqual(files);
});

it('the list is of the rules that there are', () => {
  expect(listed.map((rule) => rule.meta.id)).toEqual(rules.map((rule) => rule.meta.id));
});

it('every rule has its page, and no page is left over', async () => {
  for (const rule of rules) await expect(rulePage(rule)).toMatchFileSnapshot(`../../docs/rules/${rule.meta.id}.md`);
  await expect(rulesPage(rules)).toMatchFileSnapshot('../../docs/rules.md');
  const pages = rules.map((rule) => `${rule.meta.id}.md`);
  expect(pages).toEqual(expect.arrayContaining(readdirSync(new URL('../../docs/rules/', import.meta.url))));
});

it.each(files)('%s does not know the SDK or the reports', (file) => {
  expect(source(file)).not.toMatch(/@aws-sdk|@smithy|\.\.\/report\//);
});

describe.each(rules.map((rule) => [rule.meta.id, rule] as const))('%s', (_, rule) => {
  const { meta } = rule;

  it('has an example for every message, one that is clean, and a text for every question', () => {
    const reported = new Set(meta.examples.flatMap((example) => example.reports));
    expect([...reported].sort()).toEqual(Object.keys(meta.messages).sort());
    expect(meta.examples.some((example) => example.reports.length === 0)).toBe(true);
    for (const text of [meta.why, meta.fix, meta.cannotSee]) expect(text).toMatch(/^\P{Ll}.{20,}\.$/su);
    expect(meta.summary).toMatch(/^\P{Ll}.{10,}[^.]$/u);
  });

  it.each(meta.examples.map((example) => [example.name, example] as const))('example: %s', (__, example) => {
    expect(reportedBy(rule, example)).toEqual(example.reports);
  });

  it('fills every placeholder of every message', () => {
    for (const example of firing(rule)) {
      for (const { message } of findingsOf(resultOf(rule, example)))
        expect(message).not.toMatch(/\{\w+\}|undefined|NaN/);
    }
  });

  it('cannot tell when every region was denied, and reports nothing', () => {
    for (const example of firing(rule)) {
      const types = Object.values(example.regions).flatMap((listed) =>
        listed === 'denied' ? [] : listed.map((one) => one.type),
      );
      const regions = Object.fromEntries(Object.keys(example.regions).map((region) => [region, 'denied' as const]));
      const snapshot = snapshotOf({ ...example, regions }, [...types, ...(meta.types ?? [])]);
      const results = evaluate(align(snapshot, baselineOf(example.baseline), collectors), withOthers(rule));
      const result = results.find(({ id }) => id === meta.id);
      expect(result?.state).toBe('inconclusive');
    }
  });

  it('names no finding that one denied region could hide, as missing there', () => {
    for (const example of firing(rule)) {
      for (const region of Object.keys(example.regions)) {
        const regions = { ...example.regions, [region]: 'denied' as const };
        const result = resultOf(rule, { ...example, regions });
        for (const finding of findingsOf(result)) expect(finding.regions).not.toContain(region);
        expect(['inconclusive', 'failed']).toContain(result.state);
      }
    }
  });

  it('says the same whatever the order of the input', () => {
    for (const example of meta.examples) {
      const snapshot = snapshotOf(example, meta.types);
      const run = (one: typeof snapshot) =>
        evaluate(align(one, baselineOf(example.baseline), collectors), withOthers(rule));
      expect(run(reversed(snapshot))).toEqual(run(snapshot));
    }
  });

  it('has options that are all described and have defaults', () => {
    expect(rule.options.safeParse({}).success).toBe(true);
    expect(rule.options.safeParse({ noSuchOption: 1 }).success).toBe(false);
  });
});
