/** Runs before each test file: what the file changes in its process is put back after it, as the next file runs in the same one. */
import { afterAll, vi } from 'vitest';

/** What a file may change: environment, working directory, exit code. */
export type Seen = {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly exitCode: typeof process.exitCode;
};

/** The process as it is now. */
export function seen(): Seen {
  return { env: { ...process.env }, cwd: process.cwd(), exitCode: process.exitCode };
}

/** The process as it was, with the real clock and nothing stubbed. */
export function putBack({ env, cwd, exitCode }: Seen): void {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  if (process.cwd() !== cwd) process.chdir(cwd);
  process.exitCode = exitCode;
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
}

const before = seen();
afterAll(() => putBack(before));
