/** The command line of `types`. */
import type { CommandLine } from './command-line.ts';
import type { TypesFlags } from './types.ts';

export default {
  name: 'types',
  rank: 90,
  register(program, io, code) {
    program
      .command('types')
      .argument('[type]', 'the resource type to explain, a word in it (rds), or a pattern (AWS::RDS::*)')
      .description('List the types that are read, those that fit a word (rds), or explain one')
      .option('--all', 'list every type of CloudFormation, and how much of it is read')
      .option('--json', 'as JSON')
      .action(async (type: string | undefined, options: TypesFlags) => {
        code.value = await (await import('./types.ts')).typesCommand(type, options, io);
      });
  },
} satisfies CommandLine;
