/** The collector of `AWS::StepFunctions::StateMachine`. */
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { capitalisedJson, opened } from '../mapping.ts';
import { withoutSecretsIn } from '../secret-values.ts';

const TYPE = 'AWS::StepFunctions::StateMachine';

export default defineCollector({
  type: TYPE,
  summary: 'State machines: their definition state by state, role, logging, tracing, encryption.',
  scope: 'regional',
  uniqueName: true,
  actions: ['states:ListStateMachines'],
  async *list(ctx) {
    const { paginateListStateMachines, SFNClient } = await import('@aws-sdk/client-sfn');
    for await (const page of paginateListStateMachines({ client: ctx.client(SFNClient), pageSize: 1000 }, {})) {
      for (const { stateMachineArn = '', name, type } of given(page.stateMachines, 'stateMachines')) {
        const properties = compact({ StateMachineType: type });
        yield { id: stateMachineArn, arn: stateMachineArn, name: name ?? null, properties };
      }
    }
  },
  parts: [
    {
      action: 'states:DescribeStateMachine',
      properties: [
        'DefinitionString',
        'EncryptionConfiguration',
        'LoggingConfiguration',
        'RoleArn',
        'TracingConfiguration',
      ],
      async read(ctx, { id }) {
        const { DescribeStateMachineCommand, SFNClient } = await import('@aws-sdk/client-sfn');
        const answer = await ctx.client(SFNClient).send(new DescribeStateMachineCommand({ stateMachineArn: id }));
        if (answer.definition === undefined) throw new Error('the answer carries no definition');
        const { encryptionConfiguration, loggingConfiguration, tracingConfiguration } = answer;
        const properties: JsonObject = compact({
          DefinitionString: opened(answer.definition),
          ...capitalisedJson({ encryptionConfiguration, loggingConfiguration, tracingConfiguration }),
          RoleArn: answer.roleArn,
        });
        return withoutSecretsIn(TYPE, properties, ctx) as JsonObject;
      },
    },
  ],
  tags: 'tagging-api',
  needs: ['AWS::IAM::Role'],
  comparators: {
    // The definition is left to its members, so that a finding names the state: `DefinitionString.States.Charge.Resource`.
    'EncryptionConfiguration.KmsDataKeyReusePeriodSeconds': 'same',
    'EncryptionConfiguration.KmsKeyId': { compare: 'same', severity: 'high', worse: 'absent' },
    'EncryptionConfiguration.Type': { compare: 'same', severity: 'high' },
    'LoggingConfiguration.Destinations': 'same',
    'LoggingConfiguration.IncludeExecutionData': 'same',
    'LoggingConfiguration.Level': { compare: 'same', why: 'OFF leaves nothing to look at.' },
    RoleArn: { compare: 'same', severity: 'high', why: 'It decides what the states may do.' },
    StateMachineType: { compare: 'same', severity: 'high' },
    'TracingConfiguration.Enabled': 'same',
  },
  notRead: {
    Definition: 'told as DefinitionString',
    DefinitionS3Location: 'where it came from; DefinitionString tells what it is',
    DefinitionSubstitutions: 'they are in the definition already',
    StateMachineName: 'it is the name',
  },
  cannotSee: ['Versions and aliases of a state machine; its executions.'],
});
