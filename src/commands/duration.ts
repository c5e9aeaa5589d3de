/** Durations as users write them. */
import { UsageError } from '../common/usage-error.ts';

const UNITS: { readonly [unit: string]: number } = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** No deployment takes longer, and from 24.8 days on a timer of Node's fires at once. */
const LONGEST = 24 * 3_600_000;

/** A reader of `90s`, `15m`, `1h`; milliseconds inside. A number alone is seconds. */
export function duration(flag: string) {
  return (value: string): number => {
    const [, number = '', unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(value.trim()) ?? [];
    const milliseconds = Number(number) * (UNITS[unit] ?? 0);
    if (number === '') throw new UsageError(`${flag} ${value}`, 'expected a time such as 90s, 15m or 1h');
    if (milliseconds > LONGEST) throw new UsageError(`${flag} ${value}`, 'is too long; expected 24h at most');
    return Math.round(milliseconds);
  };
}

/** `45s`, `3m20s`, `1h05m`. */
export function inWords(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}m${two(seconds % 60)}s` : `${Math.floor(minutes / 60)}h${two(minutes % 60)}m`;
}
