/** The baseline where no file is. */
import type { Baseline } from './baseline.ts';

/** No file: nothing declared, the built-in expectations hold. Apart from the schema, which only a file needs and which takes long to build. */
export function emptyBaseline(): Baseline {
  return { version: 1, defaultExpectations: true, file: null, place: () => null };
}
