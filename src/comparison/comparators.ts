/** How numbers and texts are compared. */
import { parseBlock } from '../normalise/cidr.ts';
import type { Json } from '../snapshot/snapshot.ts';
import type { Settings } from './deviation.ts';

/** Stands for "not set" among canonical texts. */
export const NOT_SET = '<not set>';

/** What a comparator makes of a value: texts that are equal where it sees no difference. `same` leaves the text as it is. */
export function comparable(value: Json | undefined, text: string, { compare }: Settings): string {
  if (value === undefined) return NOT_SET;
  if (compare === 'all-or-none') return 'set';
  if (compare === 'same-size') return sizeOf(value) ?? text;
  if (compare === 'same-major') return majorOf(value) ?? text;
  return text;
}

/** `/16` of a block, `large` of `db.r6g.large`. */
function sizeOf(value: Json): string | null {
  if (Array.isArray(value))
    return value
      .map((item: Json) => sizeOf(item) ?? JSON.stringify(item))
      .sort()
      .join(' ');
  if (typeof value !== 'string') return null;
  const block = parseBlock(value);
  if (block) return `/${block.length} of ${block.bits}`;
  const parts = value.split('.');
  return parts.length > 1 ? (parts.at(-1) ?? null) : null;
}

/** `15` of `15.4`, `8` of `8.0.mysql_aurora.3.04.0`. */
function majorOf(value: Json): string | null {
  return /^(\d+)/.exec(String(value))?.[1] ?? null;
}

/** Regions whose number deviates, for `within` and `at-least`; null when these are not numbers. */
export function numericDeviation(
  values: ReadonlyMap<string, Json | undefined>,
  { compare, percent = 0 }: Settings,
): readonly string[] | null {
  const numbers = [...values].map(([region, value]) => [region, toNumber(value)] as const);
  if (numbers.some(([, number]) => number === null)) return null;
  const largest = Math.max(...numbers.map(([, number]) => number as number));
  const floor = compare === 'within' ? largest * (1 - percent / 100) : largest;
  return numbers.filter(([, number]) => (number as number) < floor).map(([region]) => region);
}

/** The worse regions of a tie: where one side is known to be the worse. */
export function worseOf(
  values: ReadonlyMap<string, Json | undefined>,
  { worse, best }: Pick<Settings, 'worse' | 'best'>,
): readonly string[] {
  const where = (test: (value: Json | undefined) => boolean) =>
    [...values].filter(([, value]) => test(value)).map(([region]) => region);
  if (best !== undefined) return where((value) => value !== best);
  if (worse === 'false') return where((value) => value === false || value === undefined || value === null);
  if (worse === 'true') return where((value) => value === true);
  if (worse === 'absent') return where((value) => value === undefined);
  if (worse !== 'smaller' && worse !== 'larger') return [];
  const numbers = [...values].map(([region, value]) => [region, toNumber(value) ?? 0] as const);
  const extreme = (worse === 'smaller' ? Math.min : Math.max)(...numbers.map(([, number]) => number));
  return numbers.filter(([, number]) => number === extreme).map(([region]) => region);
}

function toNumber(value: Json | undefined): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : null;
}
