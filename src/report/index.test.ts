import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Format } from './format.ts';
import { formatsPage } from './formats-page.ts';
import { render } from './index.ts';
import { nineVersusFour, result } from './sample.ts';

// This test writes index.ts and docs/reports.md when it runs with `-u`, and fails when they are stale.
const names = readdirSync(new URL('./formats/', import.meta.url))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.replace('.ts', ''))
  .sort();
// From the folder: the list may be stale while it is written.
const formats = new Map(
  await Promise.all(
    names.map(
      async (name): Promise<[string, Format]> => [
        name,
        ((await import(/* @vite-ignore */ `./formats/${name}.ts`)) as { default: Format }).default,
      ],
    ),
  ),
);

test('index.ts names every format of the folder, and loads none', async () => {
  const text = `// Written by \`npm run generate\` from the files of formats/.
import { withDesignedNames } from './designed-names.ts';
import { withoutCommands } from './escape.ts';
import type { Format } from './format.ts';
import type { Reporter } from './report.ts';

/** Format name to what loads it; \`--report\` takes these names. Nothing is loaded before it is asked for. */
export const formats: { readonly [name: string]: () => Promise<Format> } = {
${names.map((name) => `  ${name}: () => import('./formats/${name}.ts').then((file) => file.default),`).join('\n')}
};

/** The result in one format. */
export async function render(name: string, ...[result, options]: Parameters<Reporter>): Promise<string> {
  const format = await formats[name]?.();
  if (format === undefined) throw new Error(\`no reporter for \${name}\`);
  // What a machine reads keeps the tokens, which say the place and the stack too.
  const text = format.render(/^jsonl?$/.test(name) ? result : withDesignedNames(result), options);
  return format.commands ? text : withoutCommands(text);
}
`;
  await expect(text).toMatchFileSnapshot('index.ts');
});

test.each([...formats])('%s says what it is for', (_, format) => {
  expect(format.summary).toMatch(/^[A-Z].*\.$/);
  expect(format.notes.length).toBeGreaterThan(0);
  for (const note of format.notes) expect(note).toMatch(/\.$/);
  expect(format.extension).toMatch(/^[a-z]+$/);
});

test('a format that there is not is an error', async () => {
  await expect(render('xml', result({}), { color: false, width: 80 })).rejects.toThrow('no reporter for xml');
});

test('docs/reports.md has a section for every format', async () => {
  const shown = [...formats].map(([name, format]) => {
    // Shown by `demo` instead: too long, or a page.
    const long = ['html', 'json', 'text'].includes(name);
    const example = long ? null : format.render(nineVersusFour(), { color: false, width: 80 });
    return { name, format, example };
  });
  await expect(formatsPage(shown)).toMatchFileSnapshot('../../docs/reports.md');
});
