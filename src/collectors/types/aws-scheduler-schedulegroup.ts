/** The collector of `AWS::Scheduler::ScheduleGroup`. */
import { given } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';

export default defineCollector({
  type: 'AWS::Scheduler::ScheduleGroup',
  summary: 'Groups of schedules.',
  scope: 'regional',
  uniqueName: true,
  actions: ['scheduler:ListScheduleGroups'],
  async *list(ctx) {
    const { paginateListScheduleGroups, SchedulerClient } = await import('@aws-sdk/client-scheduler');
    for await (const page of paginateListScheduleGroups({ client: ctx.client(SchedulerClient), pageSize: 100 }, {})) {
      for (const { Arn, Name = '', State } of given(page.ScheduleGroups, 'ScheduleGroups'))
        yield { id: Name, arn: Arn ?? null, name: Name, properties: compact({ State }) };
    }
  },
  tags: 'tagging-api',
  // Every region has it, whoever uses it.
  isDefault: ({ id }) => id === 'default',
  leaving: ({ State }) => (State === 'DELETING' ? 'it is being deleted' : null),
  comparators: {
    State: {
      compare: 'same',
      severity: 'high',
      best: 'ACTIVE',
      why: 'A group that is DELETING takes its schedules along.',
    },
  },
  notRead: { Name: 'it is the name' },
  cannotSee: ['The schedules in it: they are resources of their own.'],
});
