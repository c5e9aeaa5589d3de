import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { collectors } from '../src/collectors/index.ts';
import { runIn } from './worlds/run-story.ts';

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const readme = readFileSync(path('README.md'), 'utf8');

describe('the README', () => {
  it('shows what the demo prints, as far as the matrix', async () => {
    const { stdout, exitCode } = await runIn('nine-versus-four', ['demo']);
    expect(exitCode).toBe(0);
    const head = stdout.slice(0, stdout.indexOf('\n\nFindings'));
    expect(head).toContain('eu-central-1 lacks 5:');
    const block = `$1\n\`\`\`text\n${head}\n…\n\`\`\`\n<!-- /demo -->`;
    const renewed = readme.replace(/(<!-- demo: .*? -->)\n```text\n[\s\S]*?```\n<!-- \/demo -->/, block);
    await expect(renewed).toMatchFileSnapshot('../README.md');
  });

  it('says how many types are read', () => expect(readme).toContain(` ${collectors.length} types by bulk calls `));

  it('is short', () => expect(readme.split('\n').length).toBeLessThan(150));

  it('links to pages that exist', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => match[1] as string);
    expect(links.length).toBeGreaterThan(4);
    expect(links.filter((link) => !existsSync(path(link)))).toEqual([]);
  });

  it('names commands that there are', async () => {
    const used = new Set([...readme.matchAll(/infra-parity ([a-z-]+)/g)].map((match) => match[1] as string));
    const { stdout } = await runIn('nine-versus-four', ['--help']);
    const words = ['checks', 'reads', 'answers'];
    expect([...used].filter((word) => !words.includes(word) && !new RegExp(`^ +${word}\\b`, 'm').test(stdout))).toEqual(
      [],
    );
  });
});
