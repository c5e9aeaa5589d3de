/**
 * What two libraries bring along and never use here:
 *
 * - `import { z } from 'zod'` takes zod's namespace as one value, with the messages of forty languages, half a megabyte;
 *   `import * as z from 'zod'` is the same to the code and lets esbuild leave out what is not used.
 * - commander loads node:child_process for subcommands that are programs of their own; we have none.
 */
import { readFile } from 'node:fs/promises';

const NO_PROGRAMS = "module.exports = { spawn() { throw new Error('no subcommand is a program of its own'); } };";

export const smallerPlugin = {
  name: 'smaller',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return { contents: text.replace("import { z } from 'zod';", "import * as z from 'zod';"), loader: 'ts' };
    });
    build.onResolve({ filter: /^node:child_process$/ }, ({ path, importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path, namespace: 'no-programs' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'no-programs' }, () => ({ contents: NO_PROGRAMS }));
  },
};
