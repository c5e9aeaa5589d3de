/** All mutations of a design, and a fair sample of them. */
import { groupMutations } from './groups.ts';
import { harmlessMutations } from './harmless.ts';
import type { Mutation } from './mutation.ts';
import { presenceMutations } from './presence.ts';
import { propertyMutations } from './properties.ts';
import { shuffled } from './random.ts';
import type { Scene } from './scene.ts';
import { stackMutations } from './stack-status.ts';
import { tagMutations } from './tags.ts';
import { wholeMutations } from './wholes.ts';

export function allMutations(scene: Scene): readonly Mutation[] {
  const each = scene.targets.flatMap((target) => [
    ...presenceMutations(scene, target),
    ...propertyMutations(scene, target),
    ...groupMutations(scene, target),
    ...tagMutations(target),
    ...stackMutations(target),
    ...harmlessMutations(scene, target),
  ]);
  return [...each, ...wholeMutations(scene)];
}

/**
 * At most `limit` of them, of every type, kind and property as many as of any other, as far as there are: taken in turns, so
 * that the many properties of a database leave room for the one of an alias.
 */
export function pick(mutations: readonly Mutation[], limit: number, next: () => number): readonly Mutation[] {
  const groups = new Map<string, Mutation[]>();
  for (const one of shuffled(mutations, next)) {
    const key = `${one.target.row.type} ${one.kind} ${one.property}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const waiting = shuffled([...groups.values()], next);
  const picked: Mutation[] = [];
  for (let turn = 0; picked.length < limit; turn++) {
    const round = waiting.flatMap((group) => group[turn] ?? []);
    if (round.length === 0) break;
    picked.push(...round.slice(0, limit - picked.length));
  }
  return picked;
}
