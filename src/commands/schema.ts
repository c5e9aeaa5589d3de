/** The command schema. */
import { readFile } from 'node:fs/promises';
import { didYouMean } from '../common/did-you-mean.ts';
import { packageFile } from '../common/package-file.ts';
import { UsageError } from '../common/usage-error.ts';
import type { Io } from './io.ts';

export const SCHEMAS = ['baseline', 'report', 'snapshot'];

/** The published files of `schemas/`, as they are. */
export async function schemaCommand(name: string, io: Io): Promise<number> {
  if (!SCHEMAS.includes(name)) {
    throw new UsageError(`schema ${name}`, `expected ${SCHEMAS.join(', ')}${didYouMean(name, SCHEMAS)}`);
  }
  io.stdout.write(await readFile(packageFile(`schemas/${name}.schema.json`), 'utf8'));
  return 0;
}
