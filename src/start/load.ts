/** Loads files of the bundle, compiled where they were compiled before. */
import { isAscii } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { cacheFolder } from '../common/cache-folder.ts';
import { type Compiled, codeCacheFile, readCodeCache, writeCodeCache } from './code-cache.ts';

type BundleModule = { exports: unknown };
type Require = (id: string) => unknown;
type Wrapper = (exports: unknown, require: Require, module: BundleModule, file: string, folder: string) => void;
type Loaded = { readonly script: Script; readonly digest: string };
/** What main.cjs exports: `isCommand` tells whether a word is one of the commands. */
type Main = typeof import('../main.ts');

/** On a line of its own, so that the columns in stack traces are those of the file. */
const WRAPPER = ['(function (exports, require, module, __filename, __dirname) {\n', '\n})'] as const;

/**
 * Requires a file of the bundle with the code that V8 compiled in an earlier run of the same command, and keeps it for
 * the next. Node's own cache (`module.enableCompileCache`, from 22.1 on) gains less: docs/performance.md has the figures.
 * Without a folder of the user's own, or when somebody looks closely (source maps, coverage), it is a plain require.
 */
export function loadWithCodeCache(file: string, command: string | undefined): Main {
  const watched = process.sourceMapsEnabled || process.env.NODE_V8_COVERAGE !== undefined;
  const folder = watched ? undefined : cacheFolder(process.env);
  return folder === undefined ? (require(file) as Main) : requireCached(file, folder, command);
}

/** The word that an entry is kept under; undefined for one that cannot be a command. Flags alone (--help) are `help`. */
function entryName(command: string | undefined): string | undefined {
  if (command === undefined || command.startsWith('-')) return 'help';
  return /^[a-z][a-z-]{0,30}$/.test(command) ? command : undefined;
}

function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function requireCached(file: string, folder: string, command: string | undefined): Main {
  const word = entryName(command);
  const cacheFile = word && codeCacheFile(folder, word);
  const kept: ReadonlyMap<string, Compiled> = cacheFile ? readCodeCache(cacheFile) : new Map();
  const loaded = new Map<string, Loaded>();
  const bundle = dirname(file);
  let stale = false;
  const compile = (name: string): Script => {
    const path = join(bundle, name);
    const bytes = readFileSync(path);
    const digest = digestOf(bytes);
    const known = kept.get(name);
    const cachedData = known?.digest === digest ? known.data : undefined;
    // Most of the bundle is pure ASCII, and latin1 is the quicker way to read that. Tagged templates keep their characters.
    const source = WRAPPER[0] + bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8') + WRAPPER[1];
    const script = new Script(source, { filename: path, lineOffset: -1, ...(cachedData && { cachedData }) });
    stale ||= script.cachedDataRejected !== false;
    loaded.set(name, { script, digest });
    return script;
  };
  const main = requireFrom(bundle, compile)(`./${basename(file)}`) as Main;
  process.once('exit', () => {
    // A mistyped command runs nothing worth keeping, and each slip would leave a file.
    if (!stale || cacheFile === undefined || word === undefined || !main.isCommand(word)) return;
    writeCodeCache(folder, cacheFile, compiledCode(bundle, kept, loaded));
  });
  return main;
}

/** Taken at the end of the run, when the functions that it needed have been compiled; before, there is little to keep. */
function compiledCode(
  bundle: string,
  kept: ReadonlyMap<string, Compiled>,
  loaded: ReadonlyMap<string, Loaded>,
): Compiled[] {
  const fresh = [...loaded].map(([name, { script, digest }]) => ({ name, digest, data: script.createCachedData() }));
  const others = [...kept.values()].filter(
    ({ name, digest }) => !loaded.has(name) && isCurrent(join(bundle, name), digest),
  );
  return [...fresh, ...others];
}

function isCurrent(file: string, digest: string): boolean {
  try {
    return digestOf(readFileSync(file)) === digest;
  } catch {
    return false;
  }
}

/** `require` as the files of the bundle know it: each other by `./name`, and what Node brings. */
function requireFrom(bundle: string, compile: (name: string) => Script): Require {
  const modules = new Map<string, BundleModule>();
  const bundleRequire: Require = (id) => {
    if (!id.startsWith('./')) return require(id);
    const name = id.slice(2);
    const known = modules.get(name);
    if (known !== undefined) return known.exports;
    const module: BundleModule = { exports: {} };
    modules.set(name, module);
    const wrapper = compile(name).runInThisContext() as Wrapper;
    wrapper.call(module.exports, module.exports, bundleRequire, module, join(bundle, name), bundle);
    return module.exports;
  };
  return bundleRequire;
}
