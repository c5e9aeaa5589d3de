/** The command line of `rules`. */
import type { CommandLine } from './command-line.ts';
import type { RulesFlags } from './rules.ts';

export default {
  name: 'rules',
  rank: 80,
  register(program, io, code) {
    program
      .command('rules')
      .argument('[id]', 'the rule to explain')
      .description('List the rules, or explain one')
      .option('--json', 'as JSON')
      .action(async (id: string | undefined, options: RulesFlags) => {
        code.value = (await import('./rules.ts')).rulesCommand(id, io, options);
      });
  },
} satisfies CommandLine;
