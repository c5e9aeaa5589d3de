/** The collector of `AWS::CodePipeline::Pipeline`. */
import type { ActionDeclaration, ArtifactStore, PipelineDeclaration, StageState } from '@aws-sdk/client-codepipeline';
import type { Json, JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { type CollectorContext, compact, defineCollector } from '../collector.ts';
import { capitalised, opened, plainJson } from '../mapping.ts';
import { variable, withoutSecretsIn } from '../secret-values.ts';

const TYPE = 'AWS::CodePipeline::Pipeline';

export default defineCollector({
  type: TYPE,
  summary:
    'Pipelines: stages and actions, role, artifact stores, triggers, variables, transitions that are switched off.',
  scope: 'regional',
  uniqueName: true,
  actions: ['codepipeline:ListPipelines'],
  async *list(ctx) {
    const { CodePipelineClient, paginateListPipelines } = await import('@aws-sdk/client-codepipeline');
    const pages = paginateListPipelines({ client: ctx.client(CodePipelineClient), pageSize: 1000 }, {});
    for await (const page of pages) {
      for (const { name = '' } of given(page.pipelines, 'pipelines')) {
        const arn = `arn:${ctx.partition}:codepipeline:${ctx.region}:${ctx.account}:${name}`;
        yield { id: name, arn, name, properties: {} };
      }
    }
  },
  parts: [
    {
      action: 'codepipeline:GetPipeline',
      properties: [
        ...['ArtifactStore', 'ArtifactStores', 'ExecutionMode', 'PipelineType', 'RoleArn', 'StageOrder', 'Stages'],
        ...['Triggers', 'Variables'],
      ],
      async read(ctx, { id }) {
        const { CodePipelineClient, GetPipelineCommand } = await import('@aws-sdk/client-codepipeline');
        const { pipeline } = await ctx.client(CodePipelineClient).send(new GetPipelineCommand({ name: id }));
        if (pipeline === undefined) throw new Error('the answer carries no pipeline');
        return described(pipeline, ctx);
      },
    },
    {
      action: 'codepipeline:GetPipelineState',
      properties: ['DisableInboundStageTransitions'],
      async read(ctx, { id }) {
        const { CodePipelineClient, GetPipelineStateCommand } = await import('@aws-sdk/client-codepipeline');
        const answer = await ctx.client(CodePipelineClient).send(new GetPipelineStateCommand({ name: id }));
        return switchedOff(given(answer.stageStates, 'stageStates'));
      },
    },
  ],
  tags: 'tagging-api',
  needs: ['AWS::IAM::Role', 'AWS::S3::Bucket'],
  references: {
    'ArtifactStore.Location': 'AWS::S3::Bucket',
    'ArtifactStores.ArtifactStore.Location': 'AWS::S3::Bucket',
  },
  comparators: {
    'ArtifactStore.EncryptionKey.Id': { compare: 'same', severity: 'high', worse: 'absent' },
    'ArtifactStore.EncryptionKey.Type': 'same',
    'ArtifactStore.Location': 'same',
    'ArtifactStore.Type': 'same',
    ArtifactStores: {
      compare: 'all-or-none',
      why: 'One store for each region that an action acts in: seen from each region these are other ones.',
    },
    ExecutionMode: { compare: 'same', why: 'Whether a newer change overtakes, waits, or runs beside.' },
    PipelineType: 'same',
    RoleArn: { compare: 'same', severity: 'high', why: 'It decides what the pipeline may do.' },
    StageOrder: { compare: 'same', severity: 'high', why: 'The names of the stages in the order in which they run.' },
  },
  keyed: {
    DisableInboundStageTransitions: ['StageName'],
    Stages: ['Name'],
    'Stages.Actions': ['Name'],
    'Stages.Actions.Configuration.EnvironmentVariables': ['name'],
    'Stages.Actions.EnvironmentVariables': ['Name'],
    Variables: ['Name'],
  },
  sets: ['Stages.Actions.OutputVariables', 'Triggers'],
  notRead: {
    Name: 'it is the name',
    RestartExecutionOnUpdate: 'what CloudFormation does after a change; CodePipeline does not keep it',
  },
  cannotSee: [
    'Secrets in the configuration of actions: CodePipeline masks the tokens that it knows of, and the rest are digests.',
    'Webhooks of sources before connections (AWS::CodePipeline::Webhook); executions.',
  ],
});

function described(pipeline: PipelineDeclaration, ctx: CollectorContext): JsonObject {
  const { artifactStore, artifactStores, executionMode, pipelineType, roleArn, stages, triggers, variables } = pipeline;
  const declared = given(stages, 'stages');
  const Stages = declared.map(({ actions, ...stage }) => ({
    ...(plain(stage) as JsonObject),
    Actions: (actions ?? []).map(actionOf),
  }));
  const properties = compact({
    ArtifactStore: plain(artifactStore),
    ArtifactStores: storesOf(artifactStores),
    ExecutionMode: executionMode,
    PipelineType: pipelineType,
    RoleArn: roleArn,
    StageOrder: declared.map(({ name = '' }) => name),
    Stages,
    Triggers: plain(triggers),
  });
  return compact({
    ...(withoutSecretsIn(TYPE, properties, ctx) as JsonObject),
    Variables: variablesOf(variables, ctx),
  });
}

/** An action as the template has it. What stands in its configuration as JSON (variables, parameters) is opened. */
function actionOf({ configuration = {}, ...action }: ActionDeclaration): JsonObject {
  const values = Object.entries(configuration).map(([name, text]) => [name, opened(text) ?? ''] as const);
  const Configuration = values.length === 0 ? undefined : Object.fromEntries(values);
  return compact({ ...(plain(action) as JsonObject), Configuration });
}

/** What a run is given; what it defaults to may be a secret. */
function variablesOf(variables: PipelineDeclaration['variables'], ctx: CollectorContext): Json | undefined {
  if (variables === undefined || variables.length === 0) return undefined;
  return variables.map(({ defaultValue, description, name = '' }) =>
    compact({
      DefaultValue: defaultValue === undefined ? undefined : variable(name, defaultValue, ctx),
      Description: description || undefined,
      Name: name,
    }),
  );
}

function storesOf(stores: { readonly [region: string]: ArtifactStore } | undefined): Json | undefined {
  const entries = Object.entries(stores ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return undefined;
  return entries.map(([Region, store]) => compact({ ArtifactStore: plain(store), Region }));
}

function switchedOff(states: readonly StageState[]): JsonObject {
  const closed = states.filter(({ inboundTransitionState }) => inboundTransitionState?.enabled === false);
  const told = closed.map(({ inboundTransitionState, stageName }) =>
    compact({ Reason: inboundTransitionState?.disabledReason, StageName: stageName }),
  );
  return told.length === 0 ? {} : { DisableInboundStageTransitions: told };
}

/** The configuration of conditions' rules has names of its own, which stay as they are. */
function plain(structure: object | undefined): Json | undefined {
  const json = plainJson(structure);
  return json === undefined ? undefined : capitalised(json, ['configuration']);
}
