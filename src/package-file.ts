import { fileURLToPath } from 'node:url';

/** Path of a file that ships with the package, from its root. The sources and the bundle are both one folder below the root. */
export function packageFile(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
