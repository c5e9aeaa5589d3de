/** The built program, for the tests that start it as a user does. `npm test` builds it first; a single test file does not. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

/** What npm links as `infra-parity`. */
export const BIN = join(root, 'dist/cli.cjs');

if (!existsSync(BIN)) throw new Error('dist/ is not there: run "npm run build" first');

const builtAt = statSync(join(root, 'dist/main.cjs')).mtimeMs;
const newer = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).find(
  (file) => /(?<!\.test)\.ts$/.test(file) && statSync(join(root, 'src', file)).mtimeMs > builtAt,
);
if (newer) process.stderr.write(`dist/ is older than src/${newer}: what is tested is the last "npm run build"\n`);
