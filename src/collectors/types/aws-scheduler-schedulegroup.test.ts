import { CreateScheduleGroupCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { listAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-scheduler-schedulegroup.ts';

const ARN = 'arn:aws:scheduler:us-east-1:111122223333:schedule-group/ops';
const ONE = { Arn: ARN, Name: 'ops', State: 'ACTIVE', CreationDate: new Date(0) };

test('maps to the CloudFormation properties; the one that each region has is a default', async () => {
  const found = await listAll(collector, stubContext({ ListScheduleGroups: { ScheduleGroups: [ONE] } }));
  expect(found).toEqual([{ id: 'ops', arn: ARN, name: 'ops', properties: { State: 'ACTIVE' } }]);
  expect(undocumented(collector, found)).toEqual([]);
  const isDefault = (id: string) => collector.isDefault?.({ id, arn: null, name: id, properties: {} });
  expect(['default', 'ops'].map(isDefault)).toEqual([true, false]);
  expect([{ State: 'DELETING' }, { State: 'ACTIVE' }].map((given) => collector.leaving?.(given))).toEqual([
    'it is being deleted',
    null,
  ]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ ScheduleGroups: [ONE], NextToken: 'two' }, { ScheduleGroups: [ONE] }] as const;
  const check = { operation: 'ListScheduleGroups', action: 'scheduler:ListScheduleGroups', pages };
  const outcome = await runListing(collector, check);
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxResults: 100 }, { MaxResults: 100, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no ScheduleGroups');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'scheduler', action: 'ListScheduleGroups' },
    async seed(world) {
      const client = new SchedulerClient(world.clients('us-east-1'));
      const names = ['one', 'two', 'three'];
      for (const Name of names) await client.send(new CreateScheduleGroupCommand({ Name }));
      return names;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(['one', 'three', 'two']);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized/);
});
