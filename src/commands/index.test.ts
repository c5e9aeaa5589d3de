import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { commandLines } from './index.ts';

const FOLDER = new URL('./', import.meta.url);
const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.line.ts'))
  .sort();

it('index.ts lists the commands of the folder', async () => {
  const name = (file: string) =>
    file.replace('.line.ts', '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const text = [
    '// Written by `npm run generate` from the files NAME.line.ts of this folder.',
    ...[...files, 'command-line.ts']
      .sort()
      .map((file) =>
        file === 'command-line.ts'
          ? "import type { CommandLine } from './command-line.ts';"
          : `import ${name(file)} from './${file}';`,
      ),
    '',
    '/** Every command, in the order of the help. */',
    'export const commandLines: readonly CommandLine[] = [',
    ...files.map((file) => `  ${name(file)},`),
    '].sort((a, b) => a.rank - b.rank);',
    '',
  ].join('\n');
  await expect(text).toMatchFileSnapshot('./index.ts');
});

it.each(files)('%s is called as its command, and stands beside what it does', (file) => {
  const name = file.replace('.line.ts', '');
  expect(commandLines.map((line) => line.name)).toContain(name);
  expect(readFileSync(new URL(file, FOLDER), 'utf8')).toContain(`import('./${name}.ts')`);
});

it.each(files)('%s loads nothing but flags before the command runs', (file) => {
  const text = readFileSync(new URL(file, FOLDER), 'utf8');
  const loaded = [...text.matchAll(/^import (?!type)[^\n]*from '([^']+)'/gm)].map((match) => match[1] as string);
  const flags = [
    'commander',
    './options.ts',
    './publish.ts',
    './filter-options.ts',
    './source-flags.ts',
    './view-options.ts',
  ];
  expect(loaded.filter((from) => !flags.includes(from))).toEqual([]);
});

it('gives every command a place of its own in the help', () => {
  expect(new Set(commandLines.map(({ rank }) => rank)).size).toBe(commandLines.length);
});
