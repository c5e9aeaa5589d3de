import { expect, test } from 'vitest';
import { listAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ec2-flowlog.ts';

const ONE = {
  FlowLogId: 'fl-1',
  ResourceId: 'vpc-1',
  TrafficType: 'ALL',
  LogDestinationType: 'cloud-watch-logs',
  LogGroupName: 'flow',
  LogDestination: 'arn:aws:logs:us-east-1:111122223333:log-group:flow',
  DeliverLogsPermissionArn: 'arn:aws:iam::111122223333:role/flow',
  DeliverLogsStatus: 'SUCCESS',
  FlowLogStatus: 'ACTIVE',
  MaxAggregationInterval: 60,
  LogFormat: 'version srcaddr dstaddr',
  CreationTime: new Date(0),
};

test('maps to the CloudFormation properties', async () => {
  const found = await listAll(collector, stubContext({ DescribeFlowLogs: { FlowLogs: [ONE] } }));
  expect(found).toMatchObject([
    {
      id: 'fl-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:vpc-flow-log/fl-1',
      properties: {
        DeliverLogsPermissionArn: 'arn:aws:iam::111122223333:role/flow',
        DeliverLogsStatus: 'SUCCESS',
        FlowLogStatus: 'ACTIVE',
        LogDestinationType: 'cloud-watch-logs',
        LogFormat: 'version srcaddr dstaddr',
        LogGroupName: 'flow',
        MaxAggregationInterval: 60,
        ResourceId: 'vpc-1',
        TrafficType: 'ALL',
      },
    },
  ]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(
    Object.keys(
      {
        id: 'fl-1',
        arn: 'arn:aws:ec2:us-east-1:111122223333:vpc-flow-log/fl-1',
        properties: {
          DeliverLogsPermissionArn: 'arn:aws:iam::111122223333:role/flow',
          DeliverLogsStatus: 'SUCCESS',
          FlowLogStatus: 'ACTIVE',
          LogDestinationType: 'cloud-watch-logs',
          LogFormat: 'version srcaddr dstaddr',
          LogGroupName: 'flow',
          MaxAggregationInterval: 60,
          ResourceId: 'vpc-1',
          TrafficType: 'ALL',
        },
      }.properties,
    ).sort(),
  );
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ FlowLogs: [ONE], NextToken: 'two' }, { FlowLogs: [ONE] }] as const;
  const outcome = await runListing(collector, { operation: 'DescribeFlowLogs', action: 'ec2:DescribeFlowLogs', pages });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxResults: 1000 }, { MaxResults: 1000, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no FlowLogs');
});
