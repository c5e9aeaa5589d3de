/** The collector of `AWS::EC2::FlowLog`. */
import type { FlowLog } from '@aws-sdk/client-ec2';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { ec2Listed } from './ec2.ts';

export default defineCollector({
  type: 'AWS::EC2::FlowLog',
  summary: 'Flow logs: what they watch, which traffic, where it is written and whether that works.',
  scope: 'regional',
  idPattern: /^fl-(?:[0-9a-f]{17}|[0-9a-f]{8})$/,
  actions: ['ec2:DescribeFlowLogs'],
  async *list(ctx) {
    const { EC2Client, paginateDescribeFlowLogs } = await import('@aws-sdk/client-ec2');
    for await (const page of paginateDescribeFlowLogs({ client: ctx.client(EC2Client), pageSize: 1000 }, {})) {
      for (const log of given(page.FlowLogs, 'FlowLogs'))
        yield ec2Listed(ctx, 'vpc-flow-log', { id: log.FlowLogId, tags: log.Tags }, propertiesOf(log));
    }
  },
  tags: 'listed',
  needs: ['AWS::EC2::VPC', 'AWS::EC2::Subnet'],
  references: { LogGroupName: 'AWS::Logs::LogGroup' },
  comparators: {
    DeliverCrossAccountRole: 'same',
    DeliverLogsPermissionArn: 'same',
    DeliverLogsStatus: {
      compare: 'same',
      severity: 'high',
      why: 'FAILED: nothing is written, whatever is set up.',
    },
    DestinationOptions: 'same',
    FlowLogStatus: { compare: 'same', severity: 'high' },
    LogDestination: 'same',
    LogDestinationType: 'same',
    LogFormat: 'same',
    LogGroupName: 'same',
    MaxAggregationInterval: 'same',
    ResourceId: 'same',
    TrafficType: { compare: 'same', severity: 'high', why: 'REJECT alone shows nothing of what was let in.' },
  },
  notRead: {
    ResourceType: 'told by the id that it watches',
    TagFieldSpecifications: 'which tags are written along: no part of what is logged',
  },
  cannotSee: ['Whether anybody reads what is written, and how long it is kept: the destination says that.'],
});

function propertiesOf(log: FlowLog): JsonObject {
  const toGroup = log.LogDestinationType === 'cloud-watch-logs' && log.LogGroupName !== undefined;
  return mapped(
    // The log group stands in both members; its name is what templates say.
    { ...log, LogDestination: toGroup ? undefined : log.LogDestination },
    {
      take: [
        'DeliverCrossAccountRole',
        'DeliverLogsPermissionArn',
        'DeliverLogsStatus',
        'DestinationOptions',
        'FlowLogStatus',
        'LogDestination',
        'LogDestinationType',
        'LogFormat',
        'LogGroupName',
        'MaxAggregationInterval',
        'ResourceId',
        'TrafficType',
      ],
    },
  );
}
