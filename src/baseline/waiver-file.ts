/** Finds, reads and checks a file of waivers. */
import { dirname } from 'node:path';
import { UsageError } from '../common/usage-error.ts';
import { type Path, parseYaml, readText } from '../common/yaml-file.ts';
import type { Baseline } from './baseline.ts';
import { checkWaivers } from './check-waivers.ts';
import { issuesOf } from './issues.ts';
import { type DeclaredRule, usageError } from './rule-settings.ts';
import { type Note, search, type Wanted } from './search.ts';
import { Waiver, WaiverFile, type WaiverSettings } from './waiver-schema.ts';

/** Waivers in a file of their own, so that who accepts findings need not be who declares expectations. */
export const WAIVER_FILE = 'infra-parity.waivers.yaml';
const WANTED: Wanted = {
  names: [WAIVER_FILE, 'infra-parity.waivers.yml'],
  flag: '--waivers',
  several: 'there are several files of waivers; keep one, or name it with --waivers',
};

/**
 * The file of waivers beside the baseline; where there is none (`baseline` null), in the working directory or the nearest one
 * above. `baseline` is an absolute path.
 */
export function findWaivers(cwd: string, baseline: string | null, note?: Note): string | null {
  return search(baseline === null ? cwd : dirname(baseline), cwd, baseline === null, WANTED, note);
}

/** Each with its place: `path` is an index into the list. */
export function placed(waivers: readonly WaiverSettings[], place: (path: Path) => string | null): readonly Waiver[] {
  return waivers.map((waiver, index) => ({ ...waiver, place: place([index]) }));
}

/** `shown` is what every place says. @throws UsageError with one line for each thing that is wrong, and its place */
export function readWaivers(path: string, rules: readonly DeclaredRule[], shown = path): readonly Waiver[] {
  return parseWaivers(readText(path, 'the file of waivers', shown), shown, rules);
}

/** The waivers of a file, each with its place in it. Throws a usage error that names the line of whatever is wrong. */
export function parseWaivers(text: string, file: string, rules: readonly DeclaredRule[]): readonly Waiver[] {
  const { value, place } = parseYaml(text, file);
  const parsed = WaiverFile.safeParse(value);
  const keys = (path: Path) => Object.keys((path.length === 0 ? WaiverFile : Waiver).shape);
  if (!parsed.success) throw usageError(issuesOf(parsed.error, value, keys), { file, place });
  const waivers = placed(parsed.data.waivers ?? [], (at) => place(['waivers', ...at]));
  const issues = [...checkWaivers(waivers, rules)];
  if (issues.length > 0) throw usageError(issues, { file, place });
  return waivers;
}

/** The baseline with the waivers of the other file too. @throws UsageError when both have the same one */
export function withWaivers(baseline: Baseline, more: readonly Waiver[], rules: readonly DeclaredRule[]): Baseline {
  const own = baseline.waivers ?? [];
  const waivers = [...own, ...more];
  const issues = [...checkWaivers(waivers, rules)].map((issue) => {
    const waiver = more[Number(issue.path[1]) - own.length];
    return `${waiver?.place ?? 'waivers'}: ${issue.problem}`;
  });
  if (issues.length > 0) throw new UsageError(null, issues.join('\n'));
  return { ...baseline, waivers };
}
