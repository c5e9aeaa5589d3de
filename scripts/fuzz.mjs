// Runs the fuzzers for a bounded time: npm run fuzz -- [--seconds 60] [--seed N]; tells the seed first, so that a run can be had again.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const options = {
  seconds: { type: 'string', default: '60' },
  seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
};
const { values } = parseArgs({ options });
const [seconds, seed] = [Number(values.seconds), Number(values.seed)];
if (!(seconds > 0) || !Number.isSafeInteger(seed)) throw new Error('--seconds and --seed take numbers');

const root = fileURLToPath(new URL('..', import.meta.url));
/** About so many in the two files, some of them at once. */
const PROPERTIES = 5;
console.log(`fuzzing for about ${seconds} s from seed ${seed}: npm run fuzz -- --seconds ${seconds} --seed ${seed}`);
const env = { ...process.env, SIMULATOR: 'off', FUZZ_SEED: String(seed), FUZZ_SECONDS: String(seconds / PROPERTIES) };
const files = readdirSync(new URL('../test/fuzz/', import.meta.url)).filter((file) => file.endsWith('.test.ts'));
const args = ['vitest', 'run', ...files.map((file) => `test/fuzz/${file}`)];
const { status } = spawnSync('npx', args, { cwd: root, env, stdio: 'inherit', shell: process.platform === 'win32' });
process.exitCode = status ?? 1;
