/** The command line of `types`. */
import type { CommandLine } from './command-line.ts';

export default {
  name: 'types',
  rank: 90,
  register(program, io, code) {
    program
      .command('types')
      .argument('[type]', 'the resource type to explain')
      .description('List the types that are read, or explain one')
      .action(async (type: string | undefined) => {
        code.value = await (await import('./types.ts')).typesCommand(type, io);
      });
  },
} satisfies CommandLine;
