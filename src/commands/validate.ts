/** The command validate: reads the declarations as a check would, and nothing else. */
import { relative, resolve } from 'node:path';
import { readAdopted } from '../baseline/adopted-file.ts';
import type { Baseline } from '../baseline/baseline.ts';
import { makeScope } from '../collectors/discovery/scope.ts';
import { collectors } from '../collectors/index.ts';
import { UsageError } from '../common/usage-error.ts';
import { count } from '../report/words.ts';
import type { Io } from './io.ts';
import { adoptedFile, baselineOf, selectionOf } from './plan.ts';
import { unknownPatterns } from './unknown-pattern.ts';

export type ValidateFlags = { readonly baseline?: string; readonly waivers?: string; readonly adopted?: string };

/**
 * 0 when all reads and means something, with a line of what it holds; what is over by its date is told.
 *
 * @throws UsageError with one line for each thing that is wrong, and its place
 */
export async function validateCommand(flags: ValidateFlags, io: Io): Promise<number> {
  const baseline = await baselineOf(flags, io);
  const adopted = await adoptedFile(flags, io);
  if (baseline.file === null && adopted === null && (baseline.waivers ?? []).length === 0)
    throw new UsageError('validate', 'there is nothing to check here; infra-parity init writes a baseline');
  const selection = selectionOf({}, baseline);
  makeScope(selection, collectors);
  const lines = baseline.file === null ? [] : [`${baseline.file}: ${holdings(baseline)}`];
  if (adopted !== null) {
    const shown = relative(io.cwd, resolve(io.cwd, adopted));
    lines.push(`${shown}: ${count(readAdopted(resolve(io.cwd, adopted), shown).length, 'finding')} adopted`);
  }
  for (const line of [...unknownPatterns(selection.excludeTypes), ...over(baseline, io)]) lines.push(`note: ${line}`);
  io.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

function holdings({
  regions = [],
  expect = [],
  asymmetry = [],
  pairs = [],
  stacks = [],
  waivers = [],
}: Baseline): string {
  return [
    count(regions.length, 'region'),
    count(expect.length, 'expectation'),
    count(asymmetry.length, 'declared difference'),
    count(pairs.length + stacks.length, 'pair'),
    count(waivers.length, 'waiver'),
  ].join(', ');
}

/** Waivers whose last day is over, and a baseline that compares nothing. */
function over({ waivers = [], regions, file }: Baseline, io: Io): readonly string[] {
  const today = io.now().toISOString().slice(0, 10);
  return [
    ...waivers.filter(({ until }) => until < today).map(({ place, until }) => `${place}: expired on ${until}`),
    ...(file !== null && regions?.length === 1
      ? [`${file}: one region is compared with nothing; declare the others`]
      : []),
  ];
}
