import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = dirname(fileURLToPath(import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .sort();

/** Imports of a file: what it names, whether it is only a type, whether it is loaded when first used. */
function importsOf(file: string, top = root) {
  const text = readFileSync(join(top, file), 'utf8');
  const fixed = [...text.matchAll(/^(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'/gms)];
  const lazy = [...text.matchAll(/\bimport\('([^']+)'\)/g)];
  return [
    ...fixed.map((match) => ({ from: match[2] as string, type: match[1] !== undefined, lazy: false })),
    ...lazy.map((match) => ({ from: match[1] as string, type: false, lazy: true })),
  ];
}

/** The rooms, from the ground up: a file imports from its own room and from those before it (docs/architecture.md draws it). */
const ROOMS = [
  'common',
  'snapshot',
  'normalise',
  'template',
  'collectors',
  'sources',
  'baseline',
  'comparison',
  'alignment',
  'findings',
  'rules',
  'report',
  'publish',
  'commands',
] as const;

function roomOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] as string) : 'top';
}

function localImports(file: string, top = root): readonly string[] {
  const local = importsOf(file, top).filter(({ from }) => from.startsWith('.'));
  return local.map(({ from }) => relative(top, resolve(top, dirname(file), from)));
}

describe('every file', () => {
  const top = join(root, '..');
  const beside = ['bench', 'test', 'scripts'].flatMap((folder) =>
    readdirSync(join(top, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(m?ts|mjs|cjs)$/.test(file) && !/\.test\.ts$|(^|\/)fixtures\//.test(file))
      .map((file) => join('..', folder, file)),
  );

  it('is looked for in all folders', () => expect(beside.length).toBeGreaterThan(100));

  it.each([...files, ...beside.sort()])('%s says first what it is for', (file) => {
    expect(readFileSync(join(root, file), 'utf8')).toMatch(
      /^(?:#!.*\n|\/\/\/ <ref.*\n)?(\/\*\*?( .{10,}|\n \* .{10,})|\/\/ .{10,})/,
    );
  });
});

describe('every exported function', () => {
  it.each(files)('of %s says what it means', (file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const made = [...text.matchAll(/(.*)\n(?:\/\/ biome-ignore.*\n)?export (?:async )?function\*? (\w+)/g)];
    // A further signature of the same function has the docstring of the first.
    const silent = made.filter(
      ([, before = '', name]) => !before.endsWith('*/') && !before.startsWith(`export function ${name}`),
    );
    expect(silent.map(([, , name]) => name)).toEqual([]);
  });
});

describe('the rooms', () => {
  it('have files to look at', () => expect(files.length).toBeGreaterThan(50));

  it('are all in the order', () => {
    const rooms = new Set(files.map(roomOf));
    expect(
      [...rooms].filter((room) => !['top', 'start'].includes(room) && !(ROOMS as readonly string[]).includes(room)),
    ).toEqual([]);
  });

  const isTestHelp = (file: string) => /(^|\/)testing\.ts$/.test(file);
  const housed = files.filter((file) => (ROOMS as readonly string[]).includes(roomOf(file)) && !isTestHelp(file));
  it.each(housed)('%s imports nothing from above', (file) => {
    const own = (ROOMS as readonly string[]).indexOf(roomOf(file));
    const isBelow = (target: string) => {
      const at = (ROOMS as readonly string[]).indexOf(roomOf(target));
      return at >= 0 && at <= own;
    };
    expect(localImports(file).filter((target) => !isBelow(target))).toEqual([]);
  });

  it.each(['src', 'bench', 'test'])('have no circle between files of %s', (folder) => {
    const top = join(root, '..', folder);
    const all = readdirSync(top, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(ts|mjs)$/.test(file));
    const state = new Map<string, 'open' | 'done'>();
    const circles: string[] = [];
    const walk = (file: string, way: readonly string[]): void => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        circles.push([...way.slice(way.indexOf(file)), file].join(' > '));
        return;
      }
      state.set(file, 'open');
      if (all.includes(file)) for (const next of localImports(file, top)) walk(next, [...way, file]);
      state.set(file, 'done');
    };
    for (const file of all) walk(file, []);
    expect(circles).toEqual([]);
  });

  it.each(files.filter((file) => ['rules', 'report'].includes(roomOf(file))))('%s never sees the SDK', (file) => {
    expect(importsOf(file).filter(({ from }) => /^@(aws-sdk|smithy)\//.test(from))).toEqual([]);
  });

  it.each(files.filter((file) => roomOf(file) === 'report'))('%s never sees a collector', (file) => {
    expect(importsOf(file).filter(({ from }) => /collectors\/(types\/|aws\/|index|collect\b)/.test(from))).toEqual([]);
  });

  it.each(files)('%s loads the SDK only when it is used', (file) => {
    const fixed = importsOf(file).filter(
      ({ from, type, lazy }) => from.startsWith('@aws-sdk/client-') && !type && !lazy,
    );
    expect(fixed).toEqual([]);
  });

  it.each(files.filter((file) => !['cli.ts', 'main.ts'].includes(file) && roomOf(file) !== 'start'))(
    '%s leaves the process alone',
    (file) => {
      const text = readFileSync(join(root, file), 'utf8');
      expect(text.match(/\bconsole\.\w+|process\.(exit|stdout|stderr|argv)\b/g)).toBeNull();
    },
  );
});

/** Text without comments, as these may name a type to say what they mean. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

describe('the engine', () => {
  /** Tables of facts about AWS, and examples: what they are for is to name types. */
  const DATA = [
    'normalise/arn-names.ts',
    'normalise/arn-templates.ts',
    'normalise/arn-type-table.ts',
    'normalise/arn-types.ts',
    'normalise/generated-ids.ts',
    'normalise/harm-table.ts',
    'findings/trail-examples.ts',
    'findings/example.ts',
    // Stacks are no type like the others: they hold all the rest, and their rows are the membership itself.
    'snapshot/stack-type.ts',
  ];
  const rooms = ['common', 'snapshot', 'normalise', 'comparison', 'alignment', 'findings'];
  const engine = files.filter(
    (file) => rooms.includes(roomOf(file)) && !DATA.includes(file) && !/testing\.ts$/.test(file),
  );

  it('has files to look at', () => expect(engine.length).toBeGreaterThan(40));

  it.each(engine)('%s names no resource type: its collector declares what it is', (file) => {
    const text = withoutComments(readFileSync(join(root, file), 'utf8'));
    expect(text.match(/AWS::\w+|\b(?:EC2|IAM|KMS|RDS|S3|CloudTrail)::\w+/g)).toBeNull();
  });

  it('is asked of files that are there', () => {
    expect(DATA.filter((file) => !files.includes(file) && !/arn-(names|templates)/.test(file))).toEqual([]);
  });
});
