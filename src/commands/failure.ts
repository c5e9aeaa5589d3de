/** Failures as one line. */
import { UsageError } from '../common/usage-error.ts';
import { visible } from '../report/escape.ts';
import type { Io } from './io.ts';

/** commander's `error: unknown option '--x'\n(Did you mean --y?)` as one line of ours. */
export function usageLine(text: string): string {
  const line = text
    .trim()
    .replace(/^error: /, '')
    .split('\n')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' ');
  return `infra-parity: ${visible(line)}\n`;
}

/** 130 after SIGINT, 143 after SIGTERM, as a shell has it. */
function interrupted(reason: unknown): number {
  return reason instanceof Error && reason.message.includes('SIGTERM') ? 143 : 130;
}

/** Says what went wrong and returns the exit code: a user's mistake is one line; a bug is said to be one, with its stack. */
export function failure(error: unknown, io: Io): number {
  if (io.signal.aborted) {
    io.stderr.write('infra-parity: interrupted; nothing was written\n');
    return interrupted(io.signal.reason);
  }
  if (error instanceof UsageError) {
    // Several mistakes in one file are a line each.
    for (const line of error.message.split('\n')) io.stderr.write(usageLine(line));
    return 2;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const lines = stack.split('\n').map(visible).join('\n');
  io.stderr.write(`infra-parity: this is a bug of infra-parity; please report it with these lines:\n${lines}\n`);
  return 2;
}
