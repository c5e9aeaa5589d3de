/** The resources that the stacks of a source are to make, in the form in which what is there is compared. */
import { isNoise } from '../collectors/discovery/counted-types.ts';
import type { Gap, Resource } from '../snapshot/snapshot.ts';
import { STACK } from '../snapshot/stack-type.ts';
import { givenTo } from './as-read.ts';
import { stackKey } from './design-key.ts';
import { type Draft, type Making, makeDraft } from './draft.ts';
import { lazyResource } from './lazy-resource.ts';
import type { EvaluatedStack, StackWorld } from './source-stack.ts';
import { unknownGap } from './unknown-gap.ts';

export type Made = {
  readonly resources: readonly Resource[];
  /** Types of which there may be more, and why. */
  readonly gaps: readonly Gap[];
};

/** @param placeOf the name of the place of a stack */
export function resourcesOf(
  world: StackWorld,
  placeOf: (at: EvaluatedStack) => string,
  digest: (secret: string) => string,
): Made {
  const gaps: Gap[] = [];
  const drafts: Draft[] = [];
  for (const stack of world.stacks) {
    const at = world.evaluated(stack);
    const place = placeOf(at);
    const making: Making = { at, world, digest, place, key: stackKey(at) };
    if (at.design.open !== null) gaps.push(unknownGap(place, '*', `stack ${stack.name}: ${at.design.open}`));
    for (const designed of at.design.resources.values()) {
      if (designed.type === '' || isNoise(designed.type, designed.logicalId, '')) continue;
      // Its own row stands for a stack.
      if (designed.type === STACK && stack.nested.has(designed.logicalId)) continue;
      if (designed.presence === 'unknown')
        gaps.push(
          unknownGap(place, designed.type, `${designed.logicalId} of stack ${stack.name}: ${designed.reason ?? ''}`),
        );
      if (designed.presence === 'present') drafts.push(makeDraft(designed, making));
    }
  }
  const { taken, gives } = givenTo(drafts);
  const own = drafts.filter((draft) => !taken.has(draft));
  const resources = own.map((draft) => lazyResource(draft, gives.get(draft) ?? []));
  return { resources: [...resources, ...stackRows(world, placeOf)], gaps };
}

/** The stacks themselves, so that one that is in one place only is told as that. */
function stackRows({ stacks }: StackWorld, placeOf: (at: EvaluatedStack) => string): readonly Resource[] {
  return stacks.map((stack): Resource => {
    const { Description } = stack.template.content;
    return {
      type: STACK,
      stack: stack.parent?.stack.name ?? null,
      logicalId: stack.parent?.logicalId ?? null,
      name: stack.name,
      selected: true,
      evidence: ['stack'],
      properties: typeof Description === 'string' ? { TemplateDescription: Description } : {},
      unread: {},
      tags: null,
      region: placeOf({ stack } as EvaluatedStack),
      id: stack.name,
      arn: null,
      depth: 'declared',
    };
  });
}
