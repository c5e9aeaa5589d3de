/** The command line of `rules`. */
import type { CommandLine } from './command-line.ts';

export default {
  name: 'rules',
  rank: 80,
  register(program, io, code) {
    program
      .command('rules')
      .argument('[id]', 'the rule to explain')
      .description('List the rules, or explain one')
      .action(async (id: string | undefined) => {
        code.value = (await import('./rules.ts')).rulesCommand(id, io);
      });
  },
} satisfies CommandLine;
