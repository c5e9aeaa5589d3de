/** The command completion. */
import type { Command } from 'commander';
import { didYouMean } from '../common/did-you-mean.ts';
import { UsageError } from '../common/usage-error.ts';
import { bashScript } from './completion-bash.ts';
import { fishScript } from './completion-fish.ts';
import { SHELLS, type Shell } from './completion-words.ts';
import { zshScript } from './completion-zsh.ts';
import type { Io } from './io.ts';

const SCRIPTS: { readonly [shell in Shell]: (program: Command) => string } = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** Prints what the shell needs to complete the command line, made from the commands themselves. */
export async function completionCommand(name: string, program: Command, io: Io): Promise<number> {
  const shell = SHELLS.find((one) => one === name);
  if (shell === undefined)
    throw new UsageError(`completion ${name}`, `expected ${SHELLS.join(', ')}${didYouMean(name, SHELLS)}`);
  io.stdout.write(SCRIPTS[shell](program));
  return 0;
}
