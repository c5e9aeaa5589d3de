/** The rule `stack-status-drift`: a stack is not in a healthy state. */
import { z } from 'zod';
import type { Row } from '../alignment/alignment.ts';
import { listIn } from '../common/lists.ts';
import { propertyGaps } from '../findings/gaps.ts';
import type { Json } from '../snapshot/snapshot.ts';
import { defineRule } from './rule.ts';

const TYPE = 'AWS::CloudFormation::Stack';
const stack = (StackStatus: string) => [{ type: TYPE, name: 'app', properties: { StackStatus } }];

type Class = 'healthy' | 'moving' | 'rolledBack' | 'failed';

/** What a stack status of CloudFormation's API reference says of the resources. */
function classOf(status: string): Class {
  if (status.endsWith('_IN_PROGRESS')) return 'moving';
  if (status.endsWith('_FAILED')) return 'failed';
  if (status.endsWith('ROLLBACK_COMPLETE')) return 'rolledBack';
  return 'healthy';
}

function statuses(row: Row): readonly { readonly region: string; readonly status: string }[] {
  return [...row.cells].flatMap(([region, cell]) => {
    const status = cell.state === 'present' ? cell.resource.properties?.StackStatus : undefined;
    return typeof status === 'string' ? [{ region, status }] : [];
  });
}

export default defineRule({
  meta: {
    id: 'stack-status-drift',
    family: 'parity',
    severity: 'medium',
    answers: ['REL13-BP04'],
    summary: 'A stack is not in a healthy state',
    why: 'A stack that was rolled back has the resources of the last version that worked, or none; one in progress is still changing. What the regions have then says little about what they were meant to have.',
    fix: 'Finish, repair or repeat the deployment in the regions named, then audit again.',
    cannotSee: 'A stack in another account, and a stack whose name does not begin with a selected prefix.',
    types: [TYPE],
    messages: {
      moving: 'Stack {counterpart} is in progress ({status}) in {regions}',
      rolledBack: 'Stack {counterpart} was rolled back ({status}) in {regions}',
      failed: 'Stack {counterpart} has failed ({status}) in {regions}',
    },
    examples: [
      {
        name: 'The update was rolled back in one region',
        regions: { 'us-east-1': stack('UPDATE_COMPLETE'), 'eu-central-1': stack('UPDATE_ROLLBACK_COMPLETE') },
        reports: ['rolledBack'],
      },
      {
        name: 'The update has not ended yet in one region',
        regions: { 'us-east-1': stack('UPDATE_COMPLETE'), 'eu-central-1': stack('UPDATE_IN_PROGRESS') },
        reports: ['moving'],
      },
      {
        name: 'It failed in both: no drift, and still not well',
        regions: { 'us-east-1': stack('CREATE_FAILED'), 'eu-central-1': stack('CREATE_FAILED') },
        reports: ['failed'],
      },
      {
        name: 'One was created, the other updated since: both are healthy',
        regions: { 'us-east-1': stack('CREATE_COMPLETE'), 'eu-central-1': stack('UPDATE_COMPLETE') },
        reports: [],
      },
    ],
  },
  options: z.strictObject({}),
  *check(seen) {
    for (const row of seen.rows) {
      if (row.type !== TYPE) continue;
      const byClass = new Map<Class, { region: string; status: string }[]>();
      for (const one of statuses(row)) listIn(byClass, classOf(one.status)).push(one);
      for (const [message, sick] of byClass) {
        if (message === 'healthy') continue;
        const values = Object.fromEntries(sick.map((one): [string, Json] => [one.region, one.status]));
        const status = [...new Set(Object.values(values))].sort().join(', ');
        const regions = sick.map((one) => one.region);
        const { type, counterpart } = row;
        yield { message, type, counterpart, row, property: 'StackStatus', regions, values, data: { status } };
      }
    }
  },
  gaps: (seen) => propertyGaps(seen, [TYPE], ['StackStatus']),
});
