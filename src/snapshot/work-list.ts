/** The work list of an organization: a line for each unit, which one worker reads and which is judged as one group. */
import { z } from 'zod';
import { jsonProblem } from '../common/json-problem.ts';
import { safeJson } from '../common/json-text.ts';
import { UsageError } from '../common/usage-error.ts';

const UnitPlace = z.strictObject({
  name: z.string().min(1).describe('What it is called in the snapshot: its region, or a name.'),
  region: z.string().min(1),
  account: z.string().regex(/^\d{12}$/),
  roleArn: z.string().startsWith('arn:').optional(),
});

export const Unit = z.strictObject({
  unit: z
    .string()
    .regex(/^[A-Za-z0-9][\w.-]{0,127}$/)
    .describe('Its name, also of its files: letters, digits, hyphens, dots and underscores.'),
  title: z.string().optional().describe('What people call it.'),
  places: z.array(UnitPlace).nonempty(),
  externalIdFrom: z.string().optional().describe('Environment variable that holds the external id of the roles.'),
});
export type Unit = z.output<typeof Unit>;

/** The units of a work list in JSON Lines. `file` is what messages call it. @throws UsageError with the line */
export function parseWorkList(text: string, file: string): readonly Unit[] {
  const seen = new Map<string, number>();
  const units = text.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return [];
    const unit = parseUnit(line, `${file}:${at + 1}`);
    const before = seen.get(unit.unit);
    if (before !== undefined)
      throw new UsageError(`${file}:${at + 1}`, `the unit ${unit.unit} stands in line ${before} too`);
    seen.set(unit.unit, at + 1);
    return [unit];
  });
  if (units.length === 0) throw new UsageError(file, 'holds no unit; infra-parity org plan writes a work list');
  return units;
}

/** One unit, as its line of the list has it. @throws UsageError */
export function parseUnit(text: string, place: string): Unit {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(place, `is no unit: ${jsonProblem(error)}`, { cause: error });
  }
  const read = Unit.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new UsageError(place, `is no unit: ${issue?.path.join('.')}: ${issue?.message}`);
}

/** A line of the list. A title is whatever somebody called the account: it is escaped, and parses to what it is. */
export function unitLine(unit: Unit): string {
  return `${safeJson(JSON.stringify(unit))}\n`;
}
