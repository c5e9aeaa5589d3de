/** The collector of `AWS::Config::ConfigurationRecorder`. */
import type { ConfigurationRecorder } from '@aws-sdk/client-config-service';
import { given } from '../aws/answer.ts';
import { type CollectorContext, compact, defineCollector } from '../collector.ts';
import { capitalisedJson } from '../mapping.ts';

export default defineCollector({
  type: 'AWS::Config::ConfigurationRecorder',
  summary: 'The recorder of AWS Config: what it records, how often, whether it is on.',
  scope: 'regional',
  actions: ['config:DescribeConfigurationRecorders'],
  async *list(ctx) {
    for (const recorder of await recorders(ctx)) {
      const { name: id = '', recordingGroup, recordingMode, roleARN } = recorder;
      const properties = compact({ ...capitalisedJson({ recordingGroup, recordingMode }), RoleARN: roleARN });
      // Services have recorders of their own.
      const context = recorder.servicePrincipal === undefined ? {} : { context: true as const };
      yield { id, arn: recorder.arn ?? null, name: id, properties, ...context };
    }
  },
  parts: [
    {
      action: 'config:DescribeConfigurationRecorderStatus',
      properties: ['Recording'],
      async read(ctx, { id }) {
        const { ConfigServiceClient, DescribeConfigurationRecorderStatusCommand } = await import(
          '@aws-sdk/client-config-service'
        );
        const command = new DescribeConfigurationRecorderStatusCommand({ ConfigurationRecorderNames: [id] });
        const answer = await ctx.client(ConfigServiceClient).send(command);
        const [status] = given(answer.ConfigurationRecordersStatus, 'ConfigurationRecordersStatus');
        if (status?.recording === undefined) throw new Error('the answer does not tell whether it records');
        return { Recording: status.recording };
      },
    },
  ],
  tags: 'none',
  needs: ['AWS::IAM::Role'],
  comparators: {
    Recording: { compare: 'same', severity: 'high', worse: 'false', why: 'Nothing is recorded while it is off.' },
    'RecordingGroup.AllSupported': { compare: 'same', severity: 'high', worse: 'false' },
    'RecordingGroup.ExclusionByResourceTypes.ResourceTypes': 'same',
    'RecordingGroup.IncludeGlobalResourceTypes': {
      compare: 'advisory',
      why: 'What is global is recorded in one region by design, lest it be recorded many times.',
    },
    'RecordingGroup.RecordingStrategy.UseOnly': 'same',
    'RecordingGroup.ResourceTypes': { compare: 'same', severity: 'high' },
    'RecordingMode.RecordingFrequency': 'same',
    RoleARN: 'same',
  },
  sets: [
    'RecordingGroup.ExclusionByResourceTypes.ResourceTypes',
    'RecordingGroup.ResourceTypes',
    'RecordingMode.RecordingModeOverrides',
    'RecordingMode.RecordingModeOverrides.ResourceTypes',
  ],
  notRead: {
    Name: 'a region has one, and it is the name',
    StartedOnCreate: 'how it was made; `Recording` tells whether it is on',
  },
  cannotSee: ['What was recorded.', 'The tags of the recorder.'],
});

async function recorders(ctx: CollectorContext): Promise<readonly ConfigurationRecorder[]> {
  const { ConfigServiceClient, DescribeConfigurationRecordersCommand } = await import('@aws-sdk/client-config-service');
  const answer = await ctx.client(ConfigServiceClient).send(new DescribeConfigurationRecordersCommand({}));
  return given(answer.ConfigurationRecorders, 'ConfigurationRecorders');
}
