/** What a command declares of itself: its name, its flags and arguments. What it does is loaded when it runs. */
import type { Command } from 'commander';
import type { Io } from './io.ts';

/** Gets the exit code of the command that runs. */
export type Code = { value: number };

/**
 * One file NAME.line.ts beside what the command does. It imports flags and types only: `--help` costs nothing of AWS, schemas
 * or YAML, and a command line registers its own command alone.
 */
export type CommandLine = {
  readonly name: string;
  /** The place in the help; the smallest first. */
  readonly rank: number;
  /** Puts the command on the program; `io` is what it may touch. */
  register(program: Command, io: Io, code: Code): void;
};
