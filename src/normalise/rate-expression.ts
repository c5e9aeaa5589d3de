/** Rates of schedules in one spelling. */

const RATE = /^rate\(\s*(\d+)\s+(minute|hour|day)s?\s*\)$/;
const MINUTES: { readonly [unit: string]: number } = { minute: 1, hour: 60, day: 24 * 60 };

/** `rate(1 hour)` and `rate(60 minutes)` as the same text; any other text as it is. */
export function sameRate(text: string): string {
  const [, count, unit = ''] = RATE.exec(text) ?? [];
  return count === undefined ? text : `rate(${Number(count) * (MINUTES[unit] ?? 1)} minutes)`;
}
