import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Collector } from './collector.ts';
import { listAll, refusingContext } from './testing.ts';
import { documentedProperties, fileName, typePage, typesIndex } from './type-page.ts';

// This test writes index.ts and the pages of the types when it runs with `-u`, and fails when they are stale.
const FOLDER = new URL('./types/', import.meta.url);
const PAGES = new URL('../../docs/types/', import.meta.url);
const files = readdirSync(FOLDER)
  .filter((file) => /^aws-.*\.ts$/.test(file) && !file.endsWith('.test.ts'))
  .sort();
const found = await Promise.all(
  files.map(async (file) => ({
    file,
    collector: ((await import(/* @vite-ignore */ `./types/${file}`)) as { default: Collector }).default,
  })),
);
const types = new Set(found.map(({ collector }) => collector.type));

test('index.ts names every collector of the folder', async () => {
  const name = (file: string) => file.replace('.ts', '').replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const text = `// Written by \`npm run generate\` from the files of types/.

import type { Collector } from './collector.ts';
${files.map((file) => `import ${name(file)} from './types/${file}';`).join('\n')}

/** Every collector there is, in the order of its file's name. */
export const collectors: readonly Collector[] = [
${files.map((file) => `  ${name(file)},`).join('\n')}
];
`;
  await expect(text).toMatchFileSnapshot('index.ts');
});

test('every type has its page, and no page is left over', async () => {
  for (const { collector } of found) {
    await expect(typePage(collector)).toMatchFileSnapshot(`../../docs/types/${fileName(collector.type)}.md`);
  }
  await expect(typesIndex(found.map(({ collector }) => collector))).toMatchFileSnapshot('../../docs/types.md');
  const pages = found.map(({ collector }) => `${fileName(collector.type)}.md`);
  expect(pages).toEqual(expect.arrayContaining(readdirSync(PAGES)));
});

test.each(found)('$file keeps the contract of a collector', ({ file, collector }) => {
  expect(file).toBe(`${fileName(collector.type)}.ts`);
  expect(collector.type).toMatch(/^AWS::\w+::\w+$/);
  expect(collector.summary).toMatch(/\.$/);
  expect(collector.cannotSee.length).toBeGreaterThan(0);
  for (const limit of collector.cannotSee) expect(limit).toMatch(/\.$/);
  for (const action of [...collector.actions, ...(collector.parts ?? []).map((part) => part.action)]) {
    expect(action).toMatch(/^(apigateway:GET|[a-z0-9-]+:(Get|List|Describe|BatchGet)[A-Za-z0-9]+)$/);
  }
  if (collector.listedBy === undefined) expect(collector.actions.length).toBeGreaterThan(0);
  for (const type of [collector.listedBy, collector.equivalent, ...(collector.needs ?? [])]) {
    if (type !== undefined) expect(types).toContain(type);
  }
});

test.each(found)('$file documents what it reads and says why it compares as it does', ({ collector }) => {
  const page = typePage(collector);
  for (const part of collector.parts ?? []) {
    expect(part.properties.length).toBeGreaterThan(0);
    for (const property of part.properties)
      if (property !== 'Tags') expect(page).toMatch(new RegExp(`^\\| \`${property}[\`.]`, 'm'));
  }
  expect(documentedProperties(collector).length).toBeGreaterThan(0);
  for (const [property, comparator] of Object.entries(collector.comparators)) {
    const { compare, why } = typeof comparator === 'string' ? { compare: comparator, why: undefined } : comparator;
    if (compare !== 'same') expect(why, `${property} is compared as ${compare}`).toMatch(/\.$/);
  }
  if (collector.tags === 'part') expect(collector.parts?.some((part) => part.properties.includes('Tags'))).toBe(true);
});

test.each(found)('$file loads no SDK before it is used', ({ file }) => {
  const statics = readFileSync(new URL(file, FOLDER), 'utf8').match(
    /^import (?!type ).*from '(@aws-sdk|@smithy)\/.*$/gm,
  );
  expect(statics).toBeNull();
});

// A real client: a hand-made stub is refused by the SDK's paginators, which would pass for the wrong reason.
test.each(found.filter(({ collector }) => collector.listedBy === undefined))(
  '$file throws, and never lists nothing, when every request is refused',
  async ({ collector }) => {
    await expect(listAll(collector, refusingContext())).rejects.toThrow('refused by the test');
  },
);

test('what another collector lists, that one tells apart', async () => {
  for (const { collector } of found.filter((candidate) => candidate.collector.listedBy !== undefined)) {
    const lister = found.find((candidate) => candidate.collector.type === collector.listedBy)?.collector;
    expect(lister?.typeOf).toBeTypeOf('function');
    expect(await listAll(collector, refusingContext())).toEqual([]);
  }
});
