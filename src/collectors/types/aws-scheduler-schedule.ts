/** The collector of `AWS::Scheduler::Schedule`. */
import type { GetScheduleCommandOutput } from '@aws-sdk/client-scheduler';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { type CollectorContext, compact, defineCollector } from '../collector.ts';
import { capitalised, mapped, plainJson } from '../mapping.ts';
import { withoutSecretsIn } from '../secret-values.ts';

const TYPE = 'AWS::Scheduler::Schedule';
const READ = [
  'Description',
  'EndDate',
  'FlexibleTimeWindow',
  'KmsKeyArn',
  'ScheduleExpression',
  'ScheduleExpressionTimezone',
  'StartDate',
  'Target',
];

export default defineCollector({
  type: TYPE,
  summary: 'Schedules of all groups: when, what they call, as whom, and what becomes of a call that fails.',
  scope: 'regional',
  actions: ['scheduler:ListSchedules'],
  async *list(ctx) {
    const { paginateListSchedules, SchedulerClient } = await import('@aws-sdk/client-scheduler');
    for await (const page of paginateListSchedules({ client: ctx.client(SchedulerClient), pageSize: 100 }, {})) {
      for (const { Arn, GroupName, Name = '', State } of given(page.Schedules, 'Schedules')) {
        const properties = compact({ GroupName, State });
        // A name is one of its group: two groups may each have a schedule `nightly`.
        yield { id: Name, arn: Arn ?? null, name: Name, within: GroupName ?? '', properties };
      }
    }
  },
  parts: [
    {
      action: 'scheduler:GetSchedule',
      properties: READ,
      async read(ctx, { id, within }) {
        const { GetScheduleCommand, SchedulerClient } = await import('@aws-sdk/client-scheduler');
        const command = new GetScheduleCommand({ Name: id, ...(within && { GroupName: within }) });
        const answer = await ctx.client(SchedulerClient).send(command);
        if (answer.ScheduleExpression === undefined) throw new Error('the answer carries no ScheduleExpression');
        return described(answer, ctx);
      },
    },
  ],
  tags: 'none',
  uniqueName: false,
  livesIn: { GroupName: 'AWS::Scheduler::ScheduleGroup' },
  needs: ['AWS::IAM::Role', 'AWS::Scheduler::ScheduleGroup'],
  references: { GroupName: 'AWS::Scheduler::ScheduleGroup' },
  comparators: {
    Description: { compare: 'same', severity: 'low' },
    EndDate: 'same',
    'FlexibleTimeWindow.MaximumWindowInMinutes': 'same',
    'FlexibleTimeWindow.Mode': 'same',
    GroupName: 'same',
    KmsKeyArn: { compare: 'same', severity: 'high', worse: 'absent' },
    ScheduleExpression: { compare: 'same', severity: 'high', why: 'When it calls.' },
    ScheduleExpressionTimezone: {
      compare: 'same',
      why: 'By it the same expression is another hour: who means the hour of each region says so in the baseline.',
    },
    StartDate: 'same',
    State: { compare: 'same', severity: 'high', best: 'ENABLED' },
    'Target.Arn': { compare: 'same', severity: 'high' },
    'Target.DeadLetterConfig.Arn': { compare: 'same', severity: 'high', worse: 'absent' },
    'Target.RetryPolicy.MaximumEventAgeInSeconds': 'same',
    'Target.RetryPolicy.MaximumRetryAttempts': 'same',
    'Target.RoleArn': { compare: 'same', severity: 'high', why: 'It decides what the schedule may call.' },
  },
  sets: [
    'Target.EcsParameters.NetworkConfiguration.AwsvpcConfiguration.SecurityGroups',
    'Target.EcsParameters.NetworkConfiguration.AwsvpcConfiguration.Subnets',
  ],
  keyed: {
    'Target.EcsParameters.CapacityProviderStrategy': ['CapacityProvider'],
    'Target.EcsParameters.Tags': ['Key'],
    'Target.SageMakerPipelineParameters.PipelineParameterList': ['Name'],
  },
  wordsForPeople: ['Description'],
  notRead: { Name: 'it is the name' },
  cannotSee: [
    'An input that is no JSON, and what in one that is JSON is called or looks like a secret: they are kept as digests.',
    'Whether the calls succeed.',
  ],
});

function described(answer: GetScheduleCommandOutput, ctx: CollectorContext): JsonObject {
  // The parameters of ECS are written as that service writes them: `awsvpcConfiguration`, `capacityProvider`.
  const { EcsParameters, ...target } = answer.Target ?? {};
  const ecs = EcsParameters && capitalised(plainJson(EcsParameters) ?? {});
  const Target = answer.Target && { ...target, EcsParameters: ecs };
  return withoutSecretsIn(TYPE, mapped({ ...answer, Target }, { take: READ }), ctx) as JsonObject;
}
