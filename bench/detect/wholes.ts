/** Mutations of many resources at once: stacks, regions, doubles. */
import type { Resource } from '../../src/snapshot/snapshot.ts';
import { type Expected, echoes, networkEchoes, presence } from './expectation.ts';
import type { Mutation } from './mutation.ts';
import { anotherOf } from './presence.ts';
import type { Scene, Target } from './scene.ts';
import { securityFindings } from './security.ts';

const STACK = 'AWS::CloudFormation::Stack';

/** What befalls many at once: a stack that was never deployed, a region with nothing in it, two of one name. */
export function wholeMutations(scene: Scene): readonly Mutation[] {
  return [...stacks(scene), ...regions(scene), ...scene.targets.flatMap((target) => twin(target))];
}

function stacks(scene: Scene): readonly Mutation[] {
  const all = new Map<string, Target[]>();
  for (const target of scene.targets) {
    const name = target.row.type === STACK ? target.resource.name : target.resource.stack;
    if (name === null) continue;
    const key = `${target.place} ${name}`;
    all.set(key, [...(all.get(key) ?? []), target]);
  }
  return [...all].flatMap(([name, targets]) => without(scene, 'delete its whole stack', name, targets, []));
}

function regions(scene: Scene): readonly Mutation[] {
  return scene.design.regions.flatMap((region) => {
    const targets = scene.targets.filter(({ place }) => place === region);
    const context = scene.snapshot.resources.filter((one) => !one.selected && one.region === region);
    return without(scene, 'empty the region', region, targets, context);
  });
}

function without(
  scene: Scene,
  kind: string,
  what: string,
  targets: readonly Target[],
  context: readonly Resource[],
): readonly Mutation[] {
  const [first] = targets;
  if (first === undefined) return [];
  const gone = [...targets.map(({ resource }) => resource), ...context];
  const consequences = [...targets.flatMap((target) => echoes(scene, target)), ...networkEchoes(scene)];
  const lost = (reference: string | null) =>
    targets
      .filter(({ row }) => row.type !== STACK)
      .flatMap(({ row, peers, place }): readonly Expected[] => presence(row, [...peers.keys()], [place], reference));
  return [
    {
      kind,
      target: first,
      property: null,
      what: `without ${what}: ${targets.length} resources`,
      change: { replace: new Map(gone.map((one) => [one, null])) },
      // Nothing tells whether a trail that is gone was to cover the region.
      untold: true,
      expect: (reference) => [
        ...lost(reference),
        ...consequences,
        ...targets.flatMap((target) => securityFindings(target, null, scene.baseline)),
        // A region that nothing covers any more, where the baseline asks for a trail.
        { rule: 'trail-coverage', type: 'AWS::CloudTrail::Trail', counterpart: 'trail', regions: null, need: false },
      ],
    },
  ];
}

/** A second one with the same Name tag: who is whose counterpart cannot be told, and that is what must be said. */
function twin(target: Target): readonly Mutation[] {
  const { resource, row, place, peers } = target;
  const Name = resource.tags?.Name;
  if (Name === undefined || resource.stack !== null || Name !== resource.name || peers.size === 0) return [];
  const another = anotherOf(resource, place);
  if (another === null) return [];
  const alike = { ...another, name: Name, tags: { ...another.tags, Name } };
  const own = { type: row.type, counterpart: null, regions: null };
  return [
    {
      kind: 'add another of the same name',
      target,
      property: null,
      what: `another ${Name}`,
      change: { add: [alike] },
      // What refers to either cannot be compared.
      untold: true,
      expect: () => [
        { ...own, rule: 'ambiguous-match', need: true },
        { ...own, rule: 'count-drift', need: true },
      ],
    },
  ];
}
