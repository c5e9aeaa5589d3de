/** The collector of `AWS::CodeBuild::Project`. */
import type { Project, ProjectEnvironment } from '@aws-sdk/client-codebuild';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given, inBatches } from '../aws/answer.ts';
import { type CollectorContext, compact, defineCollector } from '../collector.ts';
import { capitalisedJson } from '../mapping.ts';
import { variable, withoutSecretsIn } from '../secret-values.ts';

const TYPE = 'AWS::CodeBuild::Project';

export default defineCollector({
  type: TYPE,
  summary: 'Build projects: source, image, role, network, artifacts, cache, logs. Plain variables as digests.',
  scope: 'regional',
  uniqueName: true,
  actions: ['codebuild:ListProjects', 'codebuild:BatchGetProjects'],
  async *list(ctx) {
    const { BatchGetProjectsCommand, CodeBuildClient, paginateListProjects } = await import(
      '@aws-sdk/client-codebuild'
    );
    const client = ctx.client(CodeBuildClient);
    for await (const page of paginateListProjects({ client }, {})) {
      for (const names of inBatches(given(page.projects, 'projects', 'codebuild:ListProjects'), 100)) {
        const answer = await client.send(new BatchGetProjectsCommand({ names: [...names] }));
        for (const project of given(answer.projects, 'projects', 'codebuild:BatchGetProjects')) {
          const id = project.name ?? '';
          const tags = Object.fromEntries((project.tags ?? []).map(({ key = '', value = '' }) => [key, value]));
          yield { id, arn: project.arn ?? null, name: id, tags, properties: propertiesOf(project, ctx) };
        }
      }
    }
  },
  tags: 'listed',
  needs: ['AWS::EC2::SecurityGroup', 'AWS::EC2::Subnet', 'AWS::IAM::Role'],
  comparators: {
    'Artifacts.Location': 'same',
    AutoRetryLimit: 'same',
    BadgeEnabled: 'same',
    'BuildBatchConfig.ServiceRole': 'same',
    'Cache.Type': 'same',
    ConcurrentBuildLimit: 'same',
    Description: { compare: 'same', severity: 'low' },
    EncryptionKey: { compare: 'same', severity: 'high' },
    'Environment.Image': { compare: 'same', severity: 'high' },
    'Environment.PrivilegedMode': { compare: 'same', severity: 'high', worse: 'true' },
    'LogsConfig.CloudWatchLogs': 'same',
    'LogsConfig.S3Logs': 'same',
    QueuedTimeoutInMinutes: 'same',
    ResourceAccessRole: 'same',
    ServiceRole: { compare: 'same', severity: 'high', why: 'It decides what a build may do.' },
    'Source.Location': { compare: 'same', severity: 'high' },
    'Source.Type': { compare: 'same', severity: 'high' },
    SourceVersion: 'same',
    TimeoutInMinutes: 'same',
    'Triggers.BuildType': 'same',
    'Triggers.FilterGroups': 'same',
    'Triggers.Webhook': 'same',
    Visibility: { compare: 'same', severity: 'high', why: 'What is public is read by everyone.' },
    'VpcConfig.SecurityGroupIds': { compare: 'same', severity: 'high' },
    'VpcConfig.Subnets': {
      compare: 'same',
      why: 'Compared by which subnets they are. A region with fewer zones has fewer: declare that in the baseline.',
    },
    'VpcConfig.VpcId': 'same',
  },
  sets: ['VpcConfig.SecurityGroupIds', 'VpcConfig.Subnets'],
  keyed: {
    'Environment.EnvironmentVariables': ['Name'],
    FileSystemLocations: ['Identifier'],
    SecondaryArtifacts: ['ArtifactIdentifier'],
    SecondarySources: ['SourceIdentifier'],
    SecondarySourceVersions: ['SourceIdentifier'],
  },
  wordsForPeople: ['Description'],
  notRead: { Name: 'it is the name' },
  cannotSee: ['What plain variables say: they are kept as digests.', 'Builds; the secret of the webhook.'],
});

function propertiesOf(project: Project, ctx: CollectorContext): JsonObject {
  const {
    arn: _arn,
    created: _created,
    lastModified: _modified,
    name: _name,
    publicProjectAlias: _alias,
    ...rest
  } = project;
  const { badge, environment, projectVisibility, tags: _tags, webhook, ...same } = rest;
  const shown = compact({
    ...capitalisedJson(same),
    BadgeEnabled: badge?.badgeEnabled,
    Triggers: webhook && {
      ...capitalisedJson({ buildType: webhook.buildType, filterGroups: webhook.filterGroups }),
      Webhook: true,
    },
    Visibility: projectVisibility,
  });
  const properties = withoutSecretsIn(TYPE, shown, ctx) as JsonObject;
  return environment === undefined ? properties : { ...properties, Environment: environmentOf(environment, ctx) };
}

function environmentOf(environment: ProjectEnvironment, ctx: CollectorContext): JsonObject {
  const { environmentVariables: given = [], ...machine } = environment;
  const EnvironmentVariables = given.map(({ name = '', type = 'PLAINTEXT', value = '' }) => ({
    Name: name,
    Type: type,
    // Others name a parameter or a secret, and hold none.
    Value: type === 'PLAINTEXT' ? variable(name, value, ctx) : value,
  }));
  return compact({
    ...capitalisedJson(machine),
    EnvironmentVariables: given.length === 0 ? undefined : EnvironmentVariables,
  });
}
