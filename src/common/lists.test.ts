// Holds that a list may be as long as it is: no call takes its items as arguments.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pushAll } from './lists.ts';

describe('pushAll', () => {
  it('takes more items than a call takes arguments', () => {
    const list: number[] = [0];
    pushAll(
      list,
      Array.from({ length: 500_000 }, (_, index) => index),
    );
    expect(list.length).toBe(500_001);
  });

  it('is what the sources use: no push(...items)', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
    );
    expect(files.length).toBeGreaterThan(300);
    expect(files.filter((name) => /\.push\(\s*\.\.\./.test(readFileSync(`src/${name}`, 'utf8')))).toEqual([]);
  });
});
