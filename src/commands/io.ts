/** What a command is given of the process. */

/**
 * A text stream as a command sees it. `write` takes whole strings; `columns` is the width in cells of a terminal and
 * is not there for a file or a pipe.
 */
export type TextStream = {
  readonly write: (text: string) => unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
};

/**
 * Everything a command may touch of the process it runs in, so that a test can run a command without a process.
 * `stdout` carries the report and nothing else, `stderr` notes and progress. `cwd` is an absolute path. `signal` is
 * aborted by SIGINT and SIGTERM: a command then stops, leaves no half-written file and returns. `now` is the clock, `sleep`
 * (milliseconds; default the timer) what a command waits with: a test has its own of both.
 */
export type Io = {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly sleep?: (milliseconds: number) => Promise<void>;
};
