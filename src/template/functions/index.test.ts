import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { functions } from './index.ts';

// This test writes index.ts when it runs with `-u`, and fails when it is stale.
const files = readdirSync(new URL('./', import.meta.url))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'index.ts')
  .sort();
const nameOf = (file: string) =>
  `${file.replace('.ts', '').replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())}Function`;

test('index.ts names every function of the folder', async () => {
  const text = `// Written by \`npm run generate\` from the files of this folder.
import type { TemplateFunction } from '../context.ts';
${files.map((file) => `import ${nameOf(file)} from './${file}';`).join('\n')}

/** Every function of the template language, by name. */
export const functions: ReadonlyMap<string, TemplateFunction> = new Map(
  [
${files.map((file) => `    ${nameOf(file)},`).join('\n')}
  ].map((each) => [each.name, each]),
);
`;
  await expect(text).toMatchFileSnapshot('index.ts');
});

test('no two functions have one name', () => expect(functions.size).toBe(files.length));
