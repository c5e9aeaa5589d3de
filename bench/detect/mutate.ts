/** Tries a sample of the mutations of a design. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inOrder } from '../../src/common/sorted-members.ts';
import { readSnapshots, writeSnapshot } from '../../src/snapshot/file.ts';
import { applied, type Mutation } from './mutation.ts';
import { allMutations, pick } from './pick.ts';
import { audit, type Tried, tryOut } from './run.ts';
import type { Scene } from './scene.ts';

/** Every so many mutations are judged from a file as well: what is read late must say the same. */
const FROM_FILE = 40;

export type Mutated = {
  readonly tried: readonly (readonly Tried[])[];
  readonly possible: number;
  /** Mutations that were judged from a file too, and those of them that came out otherwise. */
  readonly fromFile: { readonly judged: number; readonly otherwise: readonly string[] };
};

/** Tries a sample of all that can be done to the design, each with and without a region that the others are held against. */
export async function mutate(scene: Scene, limit: number, next: () => number): Promise<Mutated> {
  const all = allMutations(scene);
  const { regions } = scene.design;
  const tried: (readonly Tried[])[] = [];
  const otherwise: string[] = [];
  let judged = 0;
  for (const [index, mutation] of pick(all, limit, next).entries()) {
    const reference = regions[Math.floor(next() * regions.length)] as string;
    tried.push(tryOut(scene, mutation, [null, reference]));
    if (index % FROM_FILE > 0) continue;
    judged++;
    if (!(await isSameFromFile(scene, mutation))) otherwise.push(`${scene.design.name}: ${mutation.what}`);
  }
  return { tried, possible: all.length, fromFile: { judged, otherwise } };
}

async function isSameFromFile(scene: Scene, mutation: Mutation): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'detect-'));
  try {
    const snapshot = applied(scene.snapshot, mutation.change);
    const file = join(folder, 'snapshot.jsonl');
    await writeSnapshot(file, snapshot);
    const [here, there] = [audit(scene, snapshot, null), audit(scene, readSnapshots([file]), null)];
    // A file's members are sorted; those of a mutation need not be.
    return JSON.stringify(inOrder(here)) === JSON.stringify(inOrder(there));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
