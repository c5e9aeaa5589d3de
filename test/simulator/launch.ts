/** Starts a simulator, and ends it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { providePython } from './provide.ts';

/** A running simulator: where it answers, and how to end it. */
export type RunningSimulator = { readonly endpoint: string; readonly stop: () => Promise<void> };

const LAUNCHER = fileURLToPath(new URL('./launcher', import.meta.url));
const START_TIMEOUT_MS = 60_000;

/** Starts a simulator on a free port of 127.0.0.1. It ends with `stop`, and by itself when this process dies. */
export async function launch(): Promise<RunningSimulator> {
  const python = await providePython();
  const child = spawn(python, [LAUNCHER, '--port', '0'], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints = (complaints + chunk.toString()).slice(-20_000);
    if (process.env.SIMULATOR_LOG) process.stderr.write(chunk);
  });
  const port = await firstLine(child, () => complaints);
  return { endpoint: `http://127.0.0.1:${port}`, stop: () => end(child) };
}

function firstLine(child: ChildProcess, complaints: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`The simulator did not start: ${why}\n${complaints()}`));
    const timer = setTimeout(() => fail(`no answer within ${START_TIMEOUT_MS} ms`), START_TIMEOUT_MS);
    child.once('exit', (code) => fail(`exit code ${code}`));
    child.once('error', (error) => fail(error.message));
    if (!child.stdout) return fail('no stdout');
    createInterface({ input: child.stdout }).once('line', (line) => {
      clearTimeout(timer);
      resolve((JSON.parse(line) as { port: number }).port);
    });
  });
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.stdin?.end();
  });
}
