/** What is thrown when a text is no template: one line, with the place where it stops being one. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';

  /** `line` and `column` count from 1; null when the whole text is meant (too large, empty). */
  constructor(
    readonly problem: string,
    readonly line: number | null = null,
    readonly column: number | null = null,
  ) {
    super(`${line === null ? '' : `line ${line}, column ${column}: `}${problem}`.replace(/[\r\n]+/g, ' '));
  }
}
