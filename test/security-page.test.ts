// Holds that docs/security.md names a test for each promise, and that the test is there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const text = readFileSync(`${root}docs/security.md`, 'utf8');
/** The rows of the tables of promises: `| promise | test |`. */
const promises = text
  .split('\n\n')
  .filter((block) => block.startsWith('| promise | test |'))
  .flatMap((block) => block.trimEnd().split('\n').slice(2))
  .map((row) => row.split('|').map((cell) => cell.trim()))
  .map(([, promise = '', tests = '']) => ({
    promise,
    tests: [...tests.matchAll(/`([^`]+)`/g)].map(([, name]) => name as string),
  }));

describe('docs/security.md', () => {
  it('makes promises', () => expect(promises.length).toBeGreaterThan(20));

  it.each(promises)('$promise', ({ tests }) => {
    expect(tests.length).toBeGreaterThan(0);
    const commands = tests.filter((one) => one.startsWith('npm run '));
    const scripts = Object.keys(JSON.parse(readFileSync(`${root}package.json`, 'utf8')).scripts);
    for (const command of commands) expect(scripts).toContain(command.split(' ')[2]);
    for (const file of tests.filter((one) => !commands.includes(one))) {
      if (file.includes('*')) expect(found(file)).toBe(true);
      else expect(existsSync(`${root}${file}`)).toBe(true);
    }
  });

  it('says how to report', () => {
    expect(text).toContain('security/advisories/new');
    expect(readFileSync(`${root}SECURITY.md`, 'utf8')).toContain('docs/security.md');
  });
});

/** `folder/*.test.ts`: Node 20 has no glob. */
function found(pattern: string): boolean {
  const end = basename(pattern).replace('*', '');
  return readdirSync(`${root}${dirname(pattern)}`).some((name) => name.endsWith(end));
}
