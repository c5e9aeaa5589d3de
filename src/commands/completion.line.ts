/** The command line of `completion`. */
import type { CommandLine } from './command-line.ts';

export default {
  name: 'completion',
  rank: 130,
  register(program, io, code) {
    program
      .command('completion')
      .argument('<shell>', 'bash, zsh or fish')
      .description('Print the completions of a shell')
      .action(async (shell: string) => {
        code.value = await (await import('./completion.ts')).completionCommand(shell, program, io);
      });
  },
} satisfies CommandLine;
