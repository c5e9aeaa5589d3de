import { CreateStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, listAll, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-stepfunctions-statemachine.ts';

const ANSWERS = {
  ListStateMachines: {
    stateMachines: [
      {
        stateMachineArn: 'arn:aws:states:us-east-1:111122223333:stateMachine:pay',
        name: 'pay',
        type: 'STANDARD',
        creationDate: new Date(0),
      },
    ],
  },
  DescribeStateMachine: {
    definition: '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}',
    roleArn: 'arn:aws:iam::111122223333:role/pay',
    revisionId: 'r',
    loggingConfiguration: {
      level: 'ERROR',
      includeExecutionData: false,
      destinations: [
        { cloudWatchLogsLogGroup: { logGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:pay:*' } },
      ],
    },
    tracingConfiguration: { enabled: true },
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'arn:aws:states:us-east-1:111122223333:stateMachine:pay',
      arn: 'arn:aws:states:us-east-1:111122223333:stateMachine:pay',
      name: 'pay',
      properties: {
        DefinitionString: { StartAt: 'A', States: { A: { Type: 'Succeed' } } },
        LoggingConfiguration: {
          Destinations: [
            { CloudWatchLogsLogGroup: { LogGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:pay:*' } },
          ],
          IncludeExecutionData: false,
          Level: 'ERROR',
        },
        RoleArn: 'arn:aws:iam::111122223333:role/pay',
        StateMachineType: 'STANDARD',
        TracingConfiguration: { Enabled: true },
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const one = { stateMachineArn: 'arn', name: 'pay', type: 'STANDARD' as const, creationDate: new Date(0) };
  const pages = [{ stateMachines: [one], nextToken: 'two' }, { stateMachines: [one] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListStateMachines',
    action: 'states:ListStateMachines',
    pages,
    others: {},
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ maxResults: 1000 }, { maxResults: 1000, nextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no stateMachines');
});

test('a denied list and a denied part throws, and is never nothing', async () => {
  const refusal = denied('states:ListStateMachines');
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListStateMachines: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListStateMachines: {} }))).rejects.toThrow(
    'no stateMachines',
  );
  const [listed] = await listAll(collector, stubContext(ANSWERS));
  if (listed === undefined) throw new Error('nothing is listed');
  for (const action of ['states:DescribeStateMachine']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: refusal });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toBe(refusal);
  }
  for (const action of ['states:DescribeStateMachine']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: {} });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toThrow(/carries no|does not/);
  }
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'states', action: 'ListStateMachines' },
    async seed(world) {
      const client = new SFNClient(world.clients('us-east-1'));
      const definition = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Succeed' } } });
      const roleArn = `arn:aws:iam::${world.account}:role/pay`;
      const made: string[] = [];
      for (const name of ['one', 'two', 'three'])
        made.push(
          (await client.send(new CreateStateMachineCommand({ name, definition, roleArn }))).stateMachineArn ?? '',
        );
      return made;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
});
