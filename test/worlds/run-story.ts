/** Runs the command line from the folder of a world. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { run } from '../../src/command.ts';
import type { Io } from '../../src/commands/io.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures/worlds/', import.meta.url));

/** The folder of a world. Its `infra-parity.yaml` is found as a user's is: from the working directory. */
export function folderOf(name: string): string {
  return `${FIXTURES}${name}`;
}

export type Ran = { readonly exitCode: number; readonly stdout: string; readonly stderr: string };

/** Runs the command line in this process, as though from the world's folder. */
export async function runIn(name: string, argv: readonly string[], env: Io['env'] = {}): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const stream = (to: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      written[to] += text;
    },
  });
  const cwd = existsSync(folderOf(name)) ? folderOf(name) : FIXTURES;
  const io: Io = {
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    env,
    cwd,
    signal: new AbortController().signal,
    now: () => new Date('2026-01-02T03:04:05.000Z'),
  };
  const before = { ...process.env };
  // The SDK finds credentials and endpoint in the process, not in what it is handed.
  Object.assign(process.env, env);
  try {
    return { exitCode: await run(argv, io), ...written };
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}
