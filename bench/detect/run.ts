/** Judges a mutation, and holds what came out against what must. */
import { judge } from '../../src/commands/stages.ts';
import type { Finding } from '../../src/rules/rule.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import { compare, type Outcome } from './expectation.ts';
import { applied, type Mutation } from './mutation.ts';
import type { Scene } from './scene.ts';

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
    const expected = mutation.expect(reference);
    const outcome = compare(findings, expected);
    const needed = expected.filter((one) => one.need).length;
    return { scene, mutation, reference, outcome, needed, broken: mutation.untold ? [] : broken };
  });
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
