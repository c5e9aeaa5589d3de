import { CodePipelineClient, CreatePipelineCommand, DisableStageTransitionCommand } from '@aws-sdk/client-codepipeline';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { failuresOfPart, readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-codepipeline-pipeline.ts';

const SOURCE = {
  name: 'Source',
  actions: [
    {
      name: 'Checkout',
      actionTypeId: { category: 'Source', owner: 'ThirdParty', provider: 'GitHub', version: '1' },
      runOrder: 1,
      configuration: { Owner: 'shop', Repo: 'orders', Branch: 'main', OAuthToken: 'ghp_secret' },
      outputArtifacts: [{ name: 'Source' }],
      inputArtifacts: [],
    },
  ],
};
const VARIABLES = '[{"name":"STAGE","value":"prod","type":"PLAINTEXT"}]';
const BUILD = {
  name: 'Build',
  actions: [
    {
      name: 'Compile',
      actionTypeId: { category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1' },
      configuration: { ProjectName: 'orders', EnvironmentVariables: VARIABLES },
    },
  ],
};
const PIPELINE = {
  name: 'orders',
  roleArn: 'arn:aws:iam::111122223333:role/pipeline',
  artifactStore: { type: 'S3', location: 'artifacts', encryptionKey: { id: 'alias/artifacts', type: 'KMS' } },
  stages: [SOURCE, BUILD],
  version: 7,
  executionMode: 'QUEUED',
  pipelineType: 'V2',
  variables: [{ name: 'DRY', defaultValue: 'no' }],
};
const STATES = [
  { stageName: 'Source', inboundTransitionState: { enabled: true } },
  { stageName: 'Build', inboundTransitionState: { enabled: false, disabledReason: 'freeze', lastChangedBy: 'me' } },
];
const ANSWERS = {
  ListPipelines: { pipelines: [{ name: 'orders', version: 7, created: new Date(0) }] },
  GetPipeline: { pipeline: PIPELINE, metadata: {} },
  GetPipelineState: { pipelineName: 'orders', stageStates: STATES },
};
const PARTS = ['codepipeline:GetPipeline', 'codepipeline:GetPipelineState'];

test('maps to the CloudFormation properties; no token and no variable is shown', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  const arn = 'arn:aws:codepipeline:us-east-1:111122223333:orders';
  expect(found).toMatchObject([{ id: 'orders', arn, name: 'orders' }]);
  expect(found[0]?.properties).toEqual({
    ArtifactStore: { EncryptionKey: { Id: 'alias/artifacts', Type: 'KMS' }, Location: 'artifacts', Type: 'S3' },
    DisableInboundStageTransitions: [{ Reason: 'freeze', StageName: 'Build' }],
    ExecutionMode: 'QUEUED',
    PipelineType: 'V2',
    RoleArn: PIPELINE.roleArn,
    StageOrder: ['Source', 'Build'],
    Stages: [
      {
        Name: 'Source',
        Actions: [
          {
            Name: 'Checkout',
            ActionTypeId: { Category: 'Source', Owner: 'ThirdParty', Provider: 'GitHub', Version: '1' },
            RunOrder: 1,
            Configuration: { Owner: 'shop', Repo: 'orders', Branch: 'main', OAuthToken: 'digest:10' },
            OutputArtifacts: [{ Name: 'Source' }],
          },
        ],
      },
      {
        Name: 'Build',
        Actions: [
          {
            Name: 'Compile',
            ActionTypeId: { Category: 'Build', Owner: 'AWS', Provider: 'CodeBuild', Version: '1' },
            Configuration: {
              ProjectName: 'orders',
              EnvironmentVariables: [{ name: 'STAGE', value: 'digest:4', type: 'PLAINTEXT' }],
            },
          },
        ],
      },
    ],
    Variables: [{ Name: 'DRY', DefaultValue: 'digest:2' }],
  });
  expect(undocumented(collector, found)).toEqual([]);
});

test('a store for each region that an action acts in; open transitions are not told', async () => {
  const { artifactStore, ...rest } = PIPELINE;
  const artifactStores = { 'us-east-1': artifactStore, 'eu-central-1': { type: 'S3', location: 'elsewhere' } };
  const GetPipelineState = { stageStates: [STATES[0]] };
  const ctx = stubContext({ ...ANSWERS, GetPipeline: { pipeline: { ...rest, artifactStores } }, GetPipelineState });
  const [found] = await readAll(collector, ctx);
  expect(found?.properties.ArtifactStores).toEqual([
    { ArtifactStore: { Location: 'elsewhere', Type: 'S3' }, Region: 'eu-central-1' },
    {
      ArtifactStore: { EncryptionKey: { Id: 'alias/artifacts', Type: 'KMS' }, Location: 'artifacts', Type: 'S3' },
      Region: 'us-east-1',
    },
  ]);
  expect(found?.properties).not.toHaveProperty('DisableInboundStageTransitions');
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const one = { name: 'orders' };
  const pages = [{ pipelines: [one], nextToken: 'two' }, { pipelines: [one] }] as const;
  const check = { operation: 'ListPipelines', action: 'codepipeline:ListPipelines', pages };
  const outcome = await runListing(collector, check);
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ maxResults: 1000 }, { maxResults: 1000, nextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no pipelines');
});

test.each(PARTS)('%s: a denial throws, and so does an answer that says nothing', async (action) => {
  const failures = await failuresOfPart(collector, action, ANSWERS);
  expect(failures.isRefusal).toBe(true);
  expect(failures.empty).toContain('carries no');
});

test('in the simulator: pages and a denial, and a transition that is off', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'codepipeline', action: 'ListPipelines' },
    async seed(world) {
      const iam = new IAMClient(world.clients('us-east-1'));
      const Statement = [
        { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'codepipeline.amazonaws.com' } },
      ];
      const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
      const { Role } = await iam.send(new CreateRoleCommand({ RoleName: 'pipeline', AssumeRolePolicyDocument }));
      const client = new CodePipelineClient(world.clients('us-east-1'));
      const names = ['one', 'two', 'three'];
      for (const name of names) {
        const pipeline = { ...PIPELINE, name, roleArn: Role?.Arn } as never;
        await client.send(new CreatePipelineCommand({ pipeline }));
      }
      const closed = { pipelineName: 'one', stageName: 'Build', transitionType: 'Inbound' as const, reason: 'freeze' };
      await client.send(new DisableStageTransitionCommand(closed));
      return names;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(['one', 'three', 'two']);
  expect(outcome.found[0]?.properties).toMatchObject({
    DisableInboundStageTransitions: [{ Reason: 'freeze', StageName: 'Build' }],
    StageOrder: ['Source', 'Build'],
  });
  expect(outcome.found[1]?.properties).not.toHaveProperty('DisableInboundStageTransitions');
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized/);
});
