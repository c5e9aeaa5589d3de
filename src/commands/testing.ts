import type { Io } from '../io.ts';

/** An Io that remembers. `columns` makes both streams a terminal of that width. */
export function recorder(
  some: {
    readonly cwd?: string;
    readonly env?: Io['env'];
    readonly columns?: number;
    readonly signal?: AbortSignal;
  } = {},
): { readonly io: Io; readonly out: () => string; readonly err: () => string } {
  const written = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({
    write: (text: string) => {
      written[name] += text;
    },
    isTTY: some.columns !== undefined,
    columns: some.columns,
  });
  return {
    io: {
      stdout: stream('out'),
      stderr: stream('err'),
      env: some.env ?? {},
      cwd: some.cwd ?? process.cwd(),
      signal: some.signal ?? new AbortController().signal,
      now: () => new Date('2026-01-02T03:04:05.000Z'),
    },
    out: () => written.out,
    err: () => written.err,
  };
}
