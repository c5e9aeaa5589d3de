/** The command line of `schema`. */
import type { CommandLine } from './command-line.ts';

export default {
  name: 'schema',
  rank: 110,
  register(program, io, code) {
    program
      .command('schema')
      .argument('<name>', 'baseline, report or snapshot')
      .description('Print the JSON Schema of one of the files')
      .action(async (name: string) => {
        code.value = await (await import('./schema.ts')).schemaCommand(name, io);
      });
  },
} satisfies CommandLine;
