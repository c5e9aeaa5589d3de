/** Judges a mutation, and holds what came out against what must. */
import { judge } from '../../src/commands/stages.ts';
import { DECLARATION_TYPE } from '../../src/findings/own-types.ts';
import type { Finding } from '../../src/rules/rule.ts';
import type { Resource, Snapshot } from '../../src/snapshot/snapshot.ts';
import { compare, type Expected, type Outcome } from './expectation.ts';
import { applied, type Mutation } from './mutation.ts';
import type { Scene, Target } from './scene.ts';

/** A mutation held against what it must bring, under one way of asking. */
export type Tried = {
  readonly scene: Scene;
  readonly mutation: Mutation;
  readonly reference: string | null;
  readonly outcome: Outcome;
  /** Findings that had to come: 0 = it had to stay silent. */
  readonly needed: number;
  /** What broke the audit itself: a rule that crashed, a gap that the mutation did not make. */
  readonly broken: readonly string[];
};

export function tryOut(scene: Scene, mutation: Mutation, references: readonly (string | null)[]): readonly Tried[] {
  const snapshot = applied(scene.snapshot, mutation.change);
  return references.map((reference) => {
    const { findings, broken } = audit(scene, snapshot, reference);
    const mutual = mutualRows(scene);
    // Who is pointed at the other side, which lets it in, is one of the two again.
    const own = mutation
      .expect(reference)
      .map((one) =>
        one.rule === 'region-isolation' && mutual.has(`${one.type} ${one.counterpart}`) ? { ...one, need: false } : one,
      );
    const expected = [...own, ...beside(scene, mutation, mutual)];
    const outcome = compare(findings, expected);
    const needed = expected.filter((one) => one.need).length;
    return { scene, mutation, reference, outcome, needed, broken: mutation.untold ? [] : broken };
  });
}

/** Rows whose members lead to each other's regions, by type and counterpart: two that let each other in are silent as long as both do. */
function mutualRows({ targets, design }: Scene): ReadonlySet<string> {
  const leads = ({ resource, place, peers }: Target) =>
    peers.size > 0 && design.regions.some((region) => region !== place && mentionsRegion(resource, region));
  return new Set(targets.filter(leads).map(({ row: { type, counterpart } }) => `${type} ${counterpart}`));
}

/** What a change may rightly bring beside its own findings, whatever was changed. */
function beside({ targets, baseline }: Scene, { change }: Mutation, mutual: ReadonlySet<string>): readonly Expected[] {
  const any = { counterpart: null, regions: null, need: false };
  const isGone = [...(change.replace ?? new Map()).values()].includes(null);
  const types = new Set([...mutual].map((row) => row.split(' ')[0] as string));
  return [
    // As soon as one side is another, the crossing is of one side.
    ...[...types].map((type) => ({ ...any, rule: 'region-isolation', type })),
    // Of what is gone a declaration may be the last to speak.
    ...(isGone && baseline.asymmetry ? [{ ...any, rule: 'unused-declaration', type: DECLARATION_TYPE }] : []),
    // What is known by its template alone refers to what is gone, too.
    ...targets
      .filter(({ resource }) => isGone && resource.properties === null)
      .map(({ row: { type, counterpart } }) => ({ ...any, rule: 'property-drift', type, counterpart })),
  ];
}

function mentionsRegion({ properties }: Resource, region: string): boolean {
  return JSON.stringify(properties ?? null).includes(region);
}

export function audit(
  { baseline }: Pick<Scene, 'baseline'>,
  snapshot: Snapshot,
  reference: string | null,
): { readonly findings: readonly Finding[]; readonly broken: readonly string[] } {
  const result = judge(snapshot, reference === null ? baseline : { ...baseline, reference });
  const crashed = result.rules.filter((rule) => rule.state === 'crashed').map((rule) => `${rule.id}: ${rule.error}`);
  const gaps = result.gaps.map((gap) => `${gap.region} ${gap.type}: ${gap.detail}`);
  return { findings: result.findings, broken: [...crashed, ...gaps] };
}
