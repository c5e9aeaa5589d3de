/** The process around a run: streams, signals, exit code. */
import { run } from './command.ts';
import { commandLines } from './commands/index.ts';
import type { Io } from './commands/io.ts';
import { harmless } from './report/escape.ts';

const EXIT_INTERNAL = 2;
const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;
/** How long a command may take to stop by itself after a signal. */
const GRACE_MS = 5000;

/** A reader that went away (`| head`) is no fault of the audit: what is left is dropped and the verdict stays. */
function giveUp(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`infra-parity: cannot write the output: ${harmless(error.message)}\n`);
  process.exit(EXIT_INTERNAL);
}

/** Resolves when all that was written before has left the process, or the stream is broken. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  if (stream.destroyed || stream.writableLength === 0) return Promise.resolve();
  return new Promise((resolve) => {
    stream.write('', () => resolve());
  });
}

/** Aborts `controller` on the first signal; on the second, or when nothing stops in time, ends at once. */
function onSignals(controller: AbortController, note: (code: number) => void): void {
  for (const [name, code] of Object.entries(SIGNALS)) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(code);
      note(code);
      controller.abort(new Error(`interrupted by ${name}`));
      setTimeout(() => process.exit(code), GRACE_MS).unref();
    });
  }
}

/** Whether the word is a command of ours, or `help`. */
export function isCommand(word: string): boolean {
  return word === 'help' || commandLines.some(({ name }) => name === word);
}

/** Runs the command line and ends the process: open keep-alive sockets would hold it for another 0.2 s. */
export async function main(args: readonly string[]): Promise<void> {
  const { stdout, stderr } = process;
  stdout.on('error', giveUp);
  // Notes that nobody can read are no reason to fail, and there is nowhere to say so.
  stderr.on('error', () => {});
  const controller = new AbortController();
  let interrupted: number | undefined;
  onSignals(controller, (code) => {
    interrupted = code;
  });
  const { signal } = controller;
  const io: Io = { stdout, stderr, env: process.env, cwd: process.cwd(), signal, now: () => new Date() };
  const code = await run(args, io).catch((error: unknown) => {
    if (interrupted === undefined) stderr.write(`infra-parity: internal error: ${harmless(describe(error))}\n`);
    return EXIT_INTERNAL;
  });
  await Promise.all([flushed(stdout), flushed(stderr)]);
  // Its event would come after the exit.
  if (stdout.errored) giveUp(stdout.errored);
  process.exit(interrupted ?? code);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
