/** A mistake of the user's making, or of their set-up: one line that says where and what to do. The command ends with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
