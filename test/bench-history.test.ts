import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');

it('the table of docs/performance.md is that of bench/history.jsonl', async () => {
  const { table } = (await import(new URL('../bench/history.mjs', import.meta.url).href)) as {
    table: (text: string) => string;
  };
  const text = read('bench/history.jsonl');
  expect(text.trim().split('\n').length).toBeGreaterThan(0);
  const [, shown] = /<!-- history -->\n(.*)\n<!-- \/history -->/s.exec(read('docs/performance.md')) ?? [];
  expect(shown).toBe(table(text));
});
