/** Where the source code of a CDK application made a resource, as its metadata tells when it was synthesised with stack traces. */
import { relative } from 'node:path';
import type { Json, JsonObject } from '../snapshot/snapshot.ts';
import { besideIn, isObject, objectIn, readObject, type SourceFile, textIn } from './read-json.ts';
import type { Written } from './source-stack.ts';

/** `at new App (/repo/lib/app.ts:12:5)`, `/repo/app.py:7`, `file:///repo/lib/app.js:3:1`. */
const FRAME = /(?:file:\/\/)?((?:[A-Za-z]:)?[^\s():]+\.\w+):(\d+)(?::\d+)?\)?$/;
/** Not the author's: packages, the runtime, the bridge of other languages. */
const FOREIGN = /(?:^|[\\/])node_modules[\\/]|^node:|[\\/]site-packages[\\/]|jsii/;

/** By logical id, the nearest line of the author's own. */
export function tracesOf(artifact: JsonObject, folder: SourceFile, cwd: string): ReadonlyMap<string, Written> {
  const found = new Map<string, Written>();
  for (const entries of Object.values(metadataOf(artifact, folder))) {
    if (!Array.isArray(entries)) continue;
    const all = (entries as readonly Json[]).filter(isObject);
    const logicalId = all
      .map((one) => (one.type === 'aws:cdk:logicalId' ? textIn(one, 'data') : null))
      .find((id) => id !== null);
    const written = all.map((one) => writtenIn(one, cwd)).find((one) => one !== null);
    if (logicalId && written) found.set(logicalId, written);
  }
  return found;
}

/** In the manifest, or since 2025 in a file beside it. */
function metadataOf(artifact: JsonObject, folder: SourceFile): JsonObject {
  const name = textIn(artifact, 'additionalMetadataFile');
  const file = name === null ? null : besideIn(folder, name);
  return { ...objectIn(artifact, 'metadata'), ...(file === null ? {} : readObject(file)) };
}

function writtenIn(entry: JsonObject, cwd: string): Written | null {
  const { trace, data, type } = entry;
  const frames = Array.isArray(trace) ? trace : type === 'aws:cdk:creationStack' && Array.isArray(data) ? data : [];
  for (const frame of frames as readonly Json[]) {
    const match = typeof frame === 'string' && !FOREIGN.test(frame) ? FRAME.exec(frame.trim()) : null;
    if (match?.[1] === undefined) continue;
    const inside = relative(cwd, match[1]);
    return { file: inside.startsWith('..') ? match[1] : inside, line: Number(match[2]) };
  }
  return null;
}
