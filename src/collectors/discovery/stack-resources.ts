/** The stacks, as resources of their own. */
import { LIVE_STATE } from '../../snapshot/live-state.ts';
import type { Gap, Resource } from '../../snapshot/snapshot.ts';
import { STACK } from '../../snapshot/stack-type.ts';
import type { Collection } from '../collection.ts';
import { liveState } from '../live-state.ts';
import type { StackFact } from './member.ts';

/** The stacks themselves: compared by a rule of their own (one that is rolled back in one region), and not counted. */
export function stackResources({ discovered, scope }: Collection): readonly Resource[] {
  if (!scope.has(STACK)) return [];
  return [...discovered.values()].flatMap(({ stacks, nested }) =>
    stacks.map((stack): Resource => {
      const row = nested.get(stack.arn);
      const parent = stacks.find((other) => other.arn === stack.parentArn);
      return {
        type: STACK,
        stack: row?.stack ?? parent?.name ?? null,
        logicalId: row?.logicalId ?? null,
        name: stack.name,
        selected: true,
        evidence: ['stack'],
        properties: propertiesOf(stack),
        unread: stack.failed === null ? { [LIVE_STATE]: rowsGap(stack) } : {},
        // Which tags a stack has, only DescribeStacks tells.
        tags: null,
        region: stack.region,
        id: stack.name,
        arn: stack.arn,
      };
    }),
  );
}

function propertiesOf({ status, description, failed }: StackFact): Resource['properties'] {
  return {
    StackStatus: status,
    ...(description !== null && { TemplateDescription: description }),
    ...liveState({ FailedResources: failed ?? undefined }),
  };
}

function rowsGap({ region, name }: StackFact): Gap {
  return {
    region,
    type: STACK,
    cause: 'failed',
    operation: 'cloudformation:ListStackResources',
    detail: `the resources of stack ${name} were not read to the end`,
    remedy: 'See the reason that is given for the types, and audit again.',
    properties: [LIVE_STATE],
  };
}

/** Properties of what has no collector that a person wrote for persons: a stack's description. */
export function wordsForPeopleOf(type: string): readonly string[] {
  return type === STACK ? ['Description'] : [];
}
