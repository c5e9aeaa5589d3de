/** Runs what is measured, in processes of their own, and sums up. Times in milliseconds, sizes in MiB. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const usage = join(root, 'bench/usage.cjs');
export const CLI = join(root, 'dist/cli.cjs');
export const EMPTY = ['-e', '0'];

/** A folder for compiled code, snapshots and reports; gone at the end. */
export const scratch = mkdtempSync(join(tmpdir(), 'infra-parity-bench-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

/**
 * Nothing of the user's gets in: no credentials or profile, no compiled code of other runs, and not NODE_EXTRA_CA_CERTS,
 * which slows every start of Node 20 by 50 ms and would flatter each ratio to `node -e 0`.
 */
const ENV = {
  PATH: process.env.PATH,
  HOME: scratch,
  XDG_CACHE_HOME: join(scratch, 'cache'),
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_EC2_METADATA_DISABLED: 'true',
};

export const now = () => Number(process.hrtime.bigint()) / 1e6;

async function text(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString();
}

/** @returns when it started, how long it ran, CPU and peak memory, its exit code and what it printed. */
export async function run(args, env = {}) {
  const stdio = ['ignore', 'pipe', 'pipe', 'pipe'];
  const startedAt = now();
  const child = spawn(process.execPath, ['-r', usage, ...args], { cwd: scratch, env: { ...ENV, ...env }, stdio });
  const ended = new Promise((resolve) => child.on('exit', (code) => resolve({ code, wall: now() - startedAt })));
  const [{ code, wall }, stdout, stderr, used] = await Promise.all([ended, ...child.stdio.slice(1).map(text)]);
  return { startedAt, wall, code, stdout, stderr, ...JSON.parse(used || '{}') };
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/**
 * Runs each of `sides` once in every round, in turn, so that a machine that gets slower gets slower for all of them.
 * @param sides functions that run something and return an object of numbers
 * @returns for each side the median of each number
 */
export async function interleaved(rounds, sides) {
  const names = Object.keys(sides);
  const results = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) results[name].push(await sides[name]());
  }
  return Object.fromEntries(names.map((name) => [name, medians(results[name])]));
}

function medians(results) {
  const numbers = Object.keys(results[0]).filter((key) => typeof results[0][key] === 'number');
  return Object.fromEntries(numbers.map((key) => [key, median(results.map((result) => result[key]))]));
}
