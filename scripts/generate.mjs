// Writes what is generated: first the lists of the folders, then every page, schema and golden that is made from them.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Test files that write a file with `--update`. */
function writers(folder) {
  const tests = readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `${folder}/${file}`);
  return tests.filter((file) => readFileSync(`${root}${file}`, 'utf8').includes('toMatchFileSnapshot'));
}

function update(files, ...more) {
  const args = ['vitest', 'run', '--update', ...files, ...more];
  const { status } = spawnSync('npx', args, { cwd: root, stdio: 'inherit', env: { ...process.env, SIMULATOR: 'off' } });
  return status ?? 1;
}

const all = [...writers('src'), ...writers('test')].sort();
const lists = all.filter((file) => file.endsWith('/index.test.ts'));
// Two runs: what is made from a list has loaded it before it is written.
const failed = update(lists, '-t', 'index.ts') || update(all);
if (failed) console.error('Some tests failed; what they say is above.');
console.error('Read what changed before you commit it: `git diff`. A golden can freeze a wrong answer.');
process.exitCode = failed;
