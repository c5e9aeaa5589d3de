/**
 * What libraries bring along and hardly ever use here:
 *
 * - `import { z } from 'zod'` takes zod's namespace as one value, with the messages of forty languages, half a megabyte;
 *   `import * as z from 'zod'` is the same to the code and lets esbuild leave out what is not used.
 * - string-width makes the expression for all emoji and a segmenter when it is loaded, which takes longer than a whole
 *   audit; here they are made when a text that is not plain comes along.
 * - commander loads node:child_process for subcommands that are programs of their own; we have none.
 */
import { readFile } from 'node:fs/promises';

const NO_PROGRAMS = "module.exports = { spawn() { throw new Error('no subcommand is a program of its own'); } };";

const EAGER = [
  ['const rgiEmojiRegex = ', (made) => `{ test: (text) => (emoji ??= ${made}).test(text) }`],
  ['const segmenter = ', (made) => `{ segment: (text) => (graphemes ??= ${made}).segment(text) }`],
];

function whenNeeded(text) {
  return EAGER.reduce((lazy, [start, wrap]) => {
    const from = lazy.indexOf(start) + start.length;
    const to = lazy.indexOf(';\n', from);
    if (from < start.length || to < 0)
      throw new Error(`string-width has no "${start}" any more: see smaller-plugin.mjs`);
    return lazy.slice(0, from) + wrap(lazy.slice(from, to)) + lazy.slice(to);
  }, `let emoji, graphemes;\n${text}`);
}

export const smallerPlugin = {
  name: 'smaller',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return { contents: text.replace("import { z } from 'zod';", "import * as z from 'zod';"), loader: 'ts' };
    });
    build.onLoad({ filter: /[\\/]string-width[\\/]index\.js$/ }, async ({ path }) => ({
      contents: whenNeeded(await readFile(path, 'utf8')),
      loader: 'js',
    }));
    build.onResolve({ filter: /^node:child_process$/ }, ({ path, importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path, namespace: 'no-programs' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'no-programs' }, () => ({ contents: NO_PROGRAMS }));
  },
};
