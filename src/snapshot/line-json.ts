/** A line of a snapshot file as JSON, and what is said of one that does not read. */
import { jsonProblem } from '../common/json-problem.ts';
import { UsageError } from '../common/usage-error.ts';

/** The object of a line. */
export function parse(path: string, line: number, text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
    throw new Error('not an object');
  } catch (error) {
    throw damaged(path, line, error);
  }
}

/** One line with file and place, for a line that does not read. */
export function damaged(path: string, line: number, error: unknown): UsageError {
  const why = jsonProblem(error);
  return new UsageError(`${path}:${line}`, `the line does not read (${why.slice(0, 120)}); write the file again`, {
    cause: error,
  });
}
