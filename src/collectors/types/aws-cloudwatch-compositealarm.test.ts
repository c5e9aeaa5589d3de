import { expect, test } from 'vitest';
import { listAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-cloudwatch-compositealarm.ts';

const ONE = {
  AlarmName: 'all',
  AlarmArn: 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:all',
  ActionsEnabled: true,
  AlarmRule: 'ALARM(errors)',
  AlarmActions: ['arn:aws:sns:us-east-1:111122223333:ops'],
  StateValue: 'OK',
};

test('maps to the CloudFormation properties', async () => {
  const found = await listAll(collector, stubContext({ DescribeAlarms: { CompositeAlarms: [ONE] } }));
  const expected = {
    id: 'all',
    arn: 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:all',
    name: 'all',
    properties: {
      ActionsEnabled: true,
      AlarmActions: ['arn:aws:sns:us-east-1:111122223333:ops'],
      AlarmName: 'all',
      AlarmRule: 'ALARM(errors)',
    },
  };
  expect(found).toMatchObject([expected]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(Object.keys(expected.properties).sort());
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ CompositeAlarms: [ONE], NextToken: 'two' }, { CompositeAlarms: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeAlarms',
    action: 'cloudwatch:DescribeAlarms',
    pages,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([
    { AlarmTypes: ['CompositeAlarm'], MaxRecords: 100 },
    { AlarmTypes: ['CompositeAlarm'], MaxRecords: 100, NextToken: 'two' },
  ]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no CompositeAlarms');
});
