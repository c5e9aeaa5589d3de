/** Reads flag values. */
import { UsageError } from '../common/usage-error.ts';
import { noRegion } from '../normalise/regions.ts';

/** Readers of flag values. Each throws a UsageError that names the flag and says what it expects. Repeatable ones collect. */

export const THRESHOLDS = ['low', 'medium', 'high', 'critical', 'never'] as const;
export type Threshold = (typeof THRESHOLDS)[number];

/** `a,b` and repeated flags add up, in the order given, each once. */
function listed(value: string, previous: readonly string[] | undefined): readonly string[] {
  const given = value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return [...new Set([...(previous ?? []), ...given])];
}

/** Reads a list of regions for the flag, which is named when one is wrong. */
export function regionList(flag: string) {
  return (value: string, previous: readonly string[] | undefined): readonly string[] => {
    const regions = listed(value, previous);
    if (regions.length === 0) throw new UsageError(flag, 'expected regions such as us-east-1,eu-central-1');
    for (const region of regions) checkRegion(flag, region);
    return regions;
  };
}

/** The region, when there is one of that name; else throws a usage error with the likely one. */
export function checkRegion(flag: string, region: string): string {
  const problem = noRegion(region);
  if (problem !== null) throw new UsageError(flag, problem);
  return region;
}

/** Twelve digits. */
export function accountNumber(flag: string) {
  return (value: string): string => {
    if (/^\d{12}$/.test(value)) return value;
    throw new UsageError(`${flag} ${value}`, 'is no account; expected twelve digits');
  };
}

/** Types and patterns of types; whether there can be such a type is told by the collectors, which are loaded later. */
export function typeList(flag: string) {
  return (value: string, previous: readonly string[] | undefined): readonly string[] => {
    const types = listed(value, previous);
    if (types.length === 0) throw new UsageError(flag, 'expected a resource type such as AWS::RDS::DBInstance');
    return types;
  };
}

/** A stack name or its beginning; commas are no separators here, for no stack name has one and a typo should be seen. */
export function prefixList(value: string, previous: readonly string[] | undefined): readonly string[] {
  if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(value)) {
    throw new UsageError(
      '--stack-prefix',
      `"${value}" begins no stack name; letters, digits and hyphens, a letter first`,
    );
  }
  return [...new Set([...(previous ?? []), value])];
}

export type Tags = { readonly [key: string]: readonly string[] };

/** `Key=Value`; one key given twice accepts either value, other keys must hold too. */
export function tagList(value: string, previous: Tags | undefined): Tags {
  const at = value.indexOf('=');
  if (at < 1) throw new UsageError(`--tag ${value}`, 'expected Key=Value');
  const key = value.slice(0, at);
  const known = previous && Object.hasOwn(previous, key) ? (previous[key] ?? []) : [];
  return { ...previous, [key]: [...new Set([...known, value.slice(at + 1)])] };
}

/** Reads `--fail-on`; throws a usage error. */
export function threshold(value: string): Threshold {
  const found = THRESHOLDS.find((one) => one === value);
  if (found === undefined) throw new UsageError(`--fail-on ${value}`, `expected one of ${THRESHOLDS.join(', ')}`);
  return found;
}

/** An hour for one attempt is longer than any call takes; from 24.8 days on a timer of Node's fires at once. */
const LONGEST_REQUEST = 3600;

/** Seconds on the command line, milliseconds inside. */
export function seconds(value: string): number {
  const given = Number(value);
  if (!(given > 0 && given <= LONGEST_REQUEST)) {
    throw new UsageError(
      `--request-timeout ${value}`,
      `expected a number of seconds, such as 15; above 0 and up to ${LONGEST_REQUEST}`,
    );
  }
  return Math.ceil(given * 1000);
}

/** What the text report is laid out for. */
const COLUMNS = { least: 60, most: 200 } as const;

/** Reads `--width`, in columns; throws a usage error. */
export function columns(value: string): number {
  const given = Number(value);
  const { least, most } = COLUMNS;
  if (!Number.isInteger(given) || given < least || given > most)
    throw new UsageError(`--width ${value}`, `expected a number of columns from ${least} to ${most}, such as 120`);
  return given;
}

/** Reads one more file of a repeatable flag; the same file counts once. */
export function files(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...new Set([...(previous ?? []), value])];
}

export type ReportTarget = {
  readonly format: string;
  /** null = stdout. */
  readonly file: string | null;
};

/** `json`, `json=report.json`, `text=-`. */
export function reportList(formats: readonly string[]) {
  return (value: string, previous: readonly ReportTarget[] | undefined): readonly ReportTarget[] => {
    const at = value.indexOf('=');
    const format = at < 0 ? value : value.slice(0, at);
    const file = at < 0 ? '-' : value.slice(at + 1);
    if (!formats.includes(format))
      throw new UsageError(`--report ${value}`, `expected ${formats.join(' or ')}, and =FILE to write it there`);
    if (file === '') throw new UsageError(`--report ${value}`, 'a file name is missing after =');
    const targets = [...(previous ?? []), { format, file: file === '-' ? null : file }];
    if (targets.filter((target) => target.file === null).length > 1) {
      throw new UsageError(
        `--report ${value}`,
        'only one report can go to stdout; give the others a file, json=report.json',
      );
    }
    return targets;
  };
}
