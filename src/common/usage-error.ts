/**
 * A mistake of the user's making: a wrong flag, a file that does not read, missing credentials. It is printed as one
 * line, `infra-parity: PLACE: what is wrong; what to do`, and the exit code is 2. Everything else that is thrown is a bug.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  /** `place`: the flag, the file and line, the environment variable; null when the message names it. */
  constructor(
    readonly place: string | null,
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    // What stands on the command line or in a file may hold line ends; the message is one line all the same.
    super(place === null ? problem : `${place}: ${problem}`.replace(/[\r\n]+/g, ' '), options);
  }
}
