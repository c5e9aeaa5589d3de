/** What is wrong in a baseline, as sentences. */
import type { z } from 'zod';
import { didYouMean } from '../common/did-you-mean.ts';

/** One thing that is wrong in the baseline: where, and what. */
export type Issue = { readonly path: readonly (string | number)[]; readonly problem: string };

/** zod's issues as sentences: one for each unknown key, and for a union the branch that was meant. */
export function issuesOf(
  error: z.ZodError,
  value: unknown,
  known: (path: readonly (string | number)[]) => readonly string[],
): readonly Issue[] {
  return error.issues.flatMap((issue) => toIssues(issue, [], value, known));
}

type Known = (path: readonly (string | number)[]) => readonly string[];
type ZodIssue = z.ZodError['issues'][number];

function toIssues(issue: ZodIssue, base: readonly (string | number)[], value: unknown, known: Known): readonly Issue[] {
  const path = [...base, ...(issue.path as (string | number)[])];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], problem: `unknown key${didYouMean(key, known(path))}` }));
  }
  if (issue.code === 'invalid_key') {
    const [first] = issue.issues;
    return [{ path, problem: `the key is not accepted: ${first?.message ?? issue.message}` }];
  }
  const given = valueAt(value, path);
  if (issue.code === 'invalid_union') return unionIssues(issue.errors, path, given, value, known);
  if (issue.code === 'invalid_value')
    return [{ path, problem: inQuotes(issue.values, given) ?? oneOf(issue.values.map(String), given) }];
  if (given === undefined) return [{ path, problem: 'is missing' }];
  return [{ path, problem: issue.message }];
}

/** The branch of the right kind speaks; where none is, all that would have been accepted. */
function unionIssues(
  branches: readonly (readonly ZodIssue[])[],
  path: readonly (string | number)[],
  given: unknown,
  value: unknown,
  known: Known,
): readonly Issue[] {
  const isKind = (issues: readonly ZodIssue[]) =>
    !issues.some((one) => one.path.length === 0 && one.code === 'invalid_type');
  const inside = branches.find(
    (issues) => isKind(issues) && issues.some((one) => one.code !== 'invalid_value' || one.path.length > 0),
  );
  if (inside) return inside.flatMap((one) => toIssues(one, path, value, known));
  const values = branches
    .flat()
    .flatMap((one) => (one.code === 'invalid_value' && one.path.length === 0 ? one.values.map(String) : []));
  if (values.length > 0 && typeof given !== 'object') return [{ path, problem: oneOf(values, given) }];
  const kinds = branches
    .flat()
    .flatMap((one) => (one.code === 'invalid_type' && one.path.length === 0 ? [one.expected] : []));
  return [{ path, problem: `expected ${[...new Set([...values, ...kinds])].join(' or ')}` }];
}

/** `"1"` where 1 is expected. */
function inQuotes(values: readonly unknown[], given: unknown): string | null {
  const meant = values.find(
    (value) => typeof value !== 'string' && typeof given === 'string' && String(value) === given,
  );
  return meant === undefined ? null : `"${given}" is a text; expected the ${typeof meant} ${meant}, without quotes`;
}

function oneOf(values: readonly string[], given: unknown): string {
  const guess = typeof given === 'string' ? didYouMean(given, values) : '';
  return `expected ${values.length > 1 ? 'one of ' : ''}${values.join(', ')}${guess}`;
}

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  let at: unknown = value;
  for (const part of path) at = at && typeof at === 'object' ? (at as { [key: string]: unknown })[part] : undefined;
  return at;
}
