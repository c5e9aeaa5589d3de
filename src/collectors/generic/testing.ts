/** For tests: live models beside what their templates declare, recorded by others, where they lie next to the repository. */
import { existsSync, readFileSync } from 'node:fs';
import type { JsonObject } from '../../snapshot/snapshot.ts';

export type Model = {
  readonly type: string;
  readonly physicalId: string;
  readonly logicalId: string;
  readonly stack: string;
  readonly region: string;
  readonly declared: JsonObject;
  readonly live: JsonObject;
};

const FILE = new URL('../../../../shared/models/models.jsonl', import.meta.url);

/** null when they are not there. */
export function modelsOf(): readonly Model[] | null {
  if (!existsSync(FILE)) return null;
  const lines = readFileSync(FILE, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Model);
}
