/** Loads files of the bundle, compiled where they were compiled before. */
import { isAscii } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { cacheFolder } from './cache-folder.ts';
import { type Compiled, codeCacheFile, readCodeCache, writeCodeCache } from './code-cache.ts';

type BundleModule = { exports: unknown };
type Require = (id: string) => unknown;
type Wrapper = (exports: unknown, require: Require, module: BundleModule, file: string, folder: string) => void;
type Loaded = { readonly script: Script; readonly stamp: string };

/** On a line of its own, so that the columns in stack traces are those of the file. */
const WRAPPER = ['(function (exports, require, module, __filename, __dirname) {\n', '\n})'] as const;

/**
 * Requires a file of the bundle with the code that V8 compiled in an earlier run of the same command, and keeps it for
 * the next. Node's own cache (`module.enableCompileCache`, from 22.1 on) gains less: docs/performance.md has the figures.
 * Without a folder of the user's own, or when somebody looks closely (source maps, coverage), it is a plain require.
 */
export function loadWithCodeCache(file: string, command: string | undefined): unknown {
  const watched = process.sourceMapsEnabled || process.env.NODE_V8_COVERAGE !== undefined;
  const folder = watched ? undefined : cacheFolder(process.env);
  return folder === undefined ? require(file) : requireCached(file, folder, command);
}

/** Size and time: an edited file of the same length would otherwise run as its former self. */
function stampOf(file: string): string {
  const { size, mtimeMs } = statSync(file);
  return `${size} ${mtimeMs}`;
}

function requireCached(file: string, folder: string, command: string | undefined): unknown {
  const cacheFile = codeCacheFile(folder, command);
  const kept = readCodeCache(cacheFile);
  const loaded = new Map<string, Loaded>();
  const bundle = dirname(file);
  let stale = false;
  const compile = (name: string): Script => {
    const path = join(bundle, name);
    const stamp = stampOf(path);
    const known = kept.get(name);
    const cachedData = known?.stamp === stamp ? known.data : undefined;
    // Most of the bundle is pure ASCII, and latin1 is the quicker way to read that. Tagged templates keep their characters.
    const bytes = readFileSync(path);
    const source = WRAPPER[0] + bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8') + WRAPPER[1];
    const script = new Script(source, { filename: path, lineOffset: -1, ...(cachedData && { cachedData }) });
    stale ||= script.cachedDataRejected !== false;
    loaded.set(name, { script, stamp });
    return script;
  };
  process.once('exit', () => {
    if (stale) writeCodeCache(folder, cacheFile, compiledCode(bundle, kept, loaded));
  });
  return requireFrom(bundle, compile)(`./${basename(file)}`);
}

/** Taken at the end of the run, when the functions that it needed have been compiled; before, there is little to keep. */
function compiledCode(
  bundle: string,
  kept: ReadonlyMap<string, Compiled>,
  loaded: ReadonlyMap<string, Loaded>,
): Compiled[] {
  const fresh = [...loaded].map(([name, { script, stamp }]) => ({ name, stamp, data: script.createCachedData() }));
  const others = [...kept.values()].filter(
    ({ name, stamp }) => !loaded.has(name) && isCurrent(join(bundle, name), stamp),
  );
  return [...fresh, ...others];
}

function isCurrent(file: string, stamp: string): boolean {
  try {
    return stampOf(file) === stamp;
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
