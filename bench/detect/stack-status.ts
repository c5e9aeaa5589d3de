/** Mutations of the status of stacks. */
import type { Mutation } from './mutation.ts';
import { withValue } from './mutation.ts';
import type { Target } from './scene.ts';

const SICK = ['UPDATE_IN_PROGRESS', 'ROLLBACK_COMPLETE', 'UPDATE_ROLLBACK_FAILED', 'CREATE_FAILED'];

/** A stack that is moving, was rolled back or has failed; and one that was updated, which is as well as one that was created. */
export function stackMutations(target: Target): readonly Mutation[] {
  const { resource, row, place } = target;
  if (row.type !== 'AWS::CloudFormation::Stack') return [];
  return [...SICK, 'UPDATE_COMPLETE', 'IMPORT_COMPLETE'].map((status): Mutation => {
    const finding = {
      rule: 'stack-status-drift',
      type: row.type,
      counterpart: row.counterpart,
      regions: [place],
      property: (name: string) => name === 'StackStatus',
      need: true,
    };
    return {
      kind: SICK.includes(status) ? 'a stack that is not well' : 'a stack that was updated',
      target,
      property: 'StackStatus',
      what: `status ${status}`,
      change: { replace: new Map([[resource, withValue(resource, ['StackStatus'], status)]]) },
      expect: () => (SICK.includes(status) ? [finding] : []),
    };
  });
}
