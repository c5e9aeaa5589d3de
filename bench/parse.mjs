/** The least that any reader of these files does: into lines, and JSON.parse each. Keeps nothing. */
import { readFileSync } from 'node:fs';

for (const file of process.argv.slice(2)) {
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line !== '') JSON.parse(line);
  }
}
