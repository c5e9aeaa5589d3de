import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = dirname(fileURLToPath(import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .sort();

/** Imports of a file: what it names, whether it is only a type, whether it is loaded when first used. */
function importsOf(file: string) {
  const text = readFileSync(join(root, file), 'utf8');
  const fixed = [...text.matchAll(/^(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'/gms)];
  const lazy = [...text.matchAll(/\bimport\('([^']+)'\)/g)];
  return [
    ...fixed.map((match) => ({ from: match[2] as string, type: match[1] !== undefined, lazy: false })),
    ...lazy.map((match) => ({ from: match[1] as string, type: false, lazy: true })),
  ];
}

function layerOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] as string) : 'top';
}

/** What each layer may import: `report → rules → collectors`, and nothing looks up. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  collectors: ['collectors'],
  rules: ['rules', 'collectors'],
  report: ['report', 'rules', 'collectors'],
  publish: ['publish', 'report', 'rules', 'collectors'],
};
/** Small files without a layer that every layer may use. */
const SHARED = ['usage-error.ts', 'version.ts', 'io.ts', 'text.ts', 'atomic-file.ts'];

describe('the layers', () => {
  it('have files to look at', () => expect(files.length).toBeGreaterThan(50));

  it.each(files.filter((file) => layerOf(file) in MAY_IMPORT))('%s imports nothing from above', (file) => {
    const allowed = MAY_IMPORT[layerOf(file)] as readonly string[];
    const local = importsOf(file).filter(({ from }) => from.startsWith('.'));
    const targets = local.map(({ from }) => relative(root, resolve(root, dirname(file), from)));
    expect(targets.filter((target) => !allowed.includes(layerOf(target)) && !SHARED.includes(target))).toEqual([]);
  });

  it.each(files.filter((file) => ['rules', 'report'].includes(layerOf(file))))('%s never sees the SDK', (file) => {
    expect(importsOf(file).filter(({ from }) => /^@(aws-sdk|smithy)\//.test(from))).toEqual([]);
  });

  it.each(files.filter((file) => layerOf(file) === 'report'))('%s never sees a collector', (file) => {
    expect(importsOf(file).filter(({ from }) => /collectors\/(aws-|index|collect\b|clients)/.test(from))).toEqual([]);
  });

  it.each(files)('%s loads the SDK only when it is used', (file) => {
    const fixed = importsOf(file).filter(
      ({ from, type, lazy }) => from.startsWith('@aws-sdk/client-') && !type && !lazy,
    );
    expect(fixed).toEqual([]);
  });

  it.each(files.filter((file) => !['cli.ts', 'main.ts'].includes(file) && layerOf(file) !== 'start'))(
    '%s leaves the process alone',
    (file) => {
      const text = readFileSync(join(root, file), 'utf8');
      expect(text.match(/\bconsole\.\w+|process\.(exit|stdout|stderr|argv)\b/g)).toBeNull();
    },
  );
});
