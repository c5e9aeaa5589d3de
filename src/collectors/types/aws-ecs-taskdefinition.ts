/** The collector of `AWS::ECS::TaskDefinition`. */
import type { TaskDefinition } from '@aws-sdk/client-ecs';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { allOf, given } from '../aws/answer.ts';
import { type CollectorContext, defineCollector } from '../collector.ts';
import { liveMembers, liveState } from '../live-state.ts';
import { capitalisedJson, mapped } from '../mapping.ts';
import { withoutSecretsIn } from '../secret-values.ts';
import { ownImage } from './ecr-images.ts';
import { services } from './ecs.ts';

/** `arn:…:task-definition/FAMILY:REVISION`. */
function partsOf(arn: string): { readonly family: string; readonly revision: number } {
  const [family = '', revision] = (arn.split('/').at(-1) ?? '').split(':');
  return { family, revision: Number(revision) };
}

/** The revisions there are, each with whether it is the one of its family that counts: those in use, else the latest. */
async function revisions(ctx: CollectorContext): Promise<ReadonlyMap<string, boolean>> {
  const { ECSClient, paginateListTaskDefinitions } = await import('@aws-sdk/client-ecs');
  const pages = paginateListTaskDefinitions({ client: ctx.client(ECSClient), pageSize: 100 }, { status: 'ACTIVE' });
  const [active, all] = await Promise.all([
    allOf(pages, (page) => given(page.taskDefinitionArns, 'taskDefinitionArns', 'ecs:ListTaskDefinitions')),
    services(ctx),
  ]);
  // A service may run one that was deregistered.
  const used = new Set(all.flatMap(({ taskDefinition }) => taskDefinition ?? []));
  const usedFamilies = new Set([...used].map((arn) => partsOf(arn).family));
  const latest = new Map<string, number>();
  for (const arn of active) {
    const { family, revision } = partsOf(arn);
    latest.set(family, Math.max(latest.get(family) ?? 0, revision));
  }
  const counts = (arn: string) => {
    const { family, revision } = partsOf(arn);
    return usedFamilies.has(family) ? used.has(arn) : latest.get(family) === revision;
  };
  return new Map([...new Set([...active, ...used])].map((arn) => [arn, counts(arn)]));
}

const CONTAINER = 'ContainerDefinitions';

/** The containers with their images. */
function imagesOf({ ContainerDefinitions }: JsonObject): readonly { readonly Name: string; readonly Image: string }[] {
  const containers = (ContainerDefinitions ?? []) as readonly JsonObject[];
  return containers.map(({ Name, Image }) => ({ Name: String(Name), Image: String(Image) }));
}

export default defineCollector({
  type: 'AWS::ECS::TaskDefinition',
  summary: 'Task definitions, the revision in use: containers with variables as digests, size, roles, volumes.',
  scope: 'regional',
  actions: ['ecs:ListTaskDefinitions', 'ecs:ListClusters', 'ecs:ListServices', 'ecs:DescribeServices'],
  async *list(ctx) {
    for (const [arn, IsCurrent] of await revisions(ctx)) {
      const { family } = partsOf(arn);
      yield { id: arn, arn, name: family, properties: { Family: family, IsCurrent } };
    }
  },
  parts: [
    {
      action: 'ecs:DescribeTaskDefinition',
      properties: [
        ...['ContainerDefinitions', 'Cpu', 'EnableFaultInjection', 'EphemeralStorage', 'ExecutionRoleArn'],
        ...['InferenceAccelerators', 'IpcMode', 'Memory', 'NetworkMode', 'PidMode', 'PlacementConstraints'],
        ...['ProxyConfiguration', 'RequiresCompatibilities', 'RuntimePlatform', 'TaskRoleArn', 'Volumes'],
      ],
      async read(ctx, { id }) {
        const { DescribeTaskDefinitionCommand, ECSClient } = await import('@aws-sdk/client-ecs');
        const command = new DescribeTaskDefinitionCommand({ taskDefinition: id });
        const { taskDefinition } = await ctx.client(ECSClient).send(command);
        if (taskDefinition === undefined) throw new Error('the answer carries no taskDefinition');
        return propertiesOf(taskDefinition, ctx);
      },
    },
    {
      action: 'ecr:DescribeImages',
      properties: ['LiveState'],
      after: true,
      applies: ({ properties }) => imagesOf(properties).some(({ Image }) => Image.includes('.dkr.ecr.')),
      async read(ctx, { properties }) {
        const images = await Promise.all(
          imagesOf(properties).map(async ({ Name, Image }) => ({ Name, own: await ownImage(ctx, Image) })),
        );
        const told = images.flatMap(({ Name, own }) => (own === undefined ? [] : [[Name, own] as const]));
        return told.length === 0 ? {} : liveState({ Images: Object.fromEntries(told) });
      },
    },
  ],
  tags: 'tagging-api',
  // Earlier revisions are history, unless a stack holds one.
  isDefault: ({ properties }) => properties.IsCurrent === false,
  references: {
    [`${CONTAINER}.LogConfiguration.Options.awslogs-group`]: 'AWS::Logs::LogGroup',
  },
  comparators: {
    ...liveMembers('Images'),
    [`${CONTAINER}.Cpu`]: { compare: 'same', worse: 'smaller' },
    [`${CONTAINER}.Image`]: { compare: 'same', severity: 'high', why: 'Another image runs there.' },
    [`${CONTAINER}.Memory`]: { compare: 'same', worse: 'smaller' },
    [`${CONTAINER}.Privileged`]: { compare: 'same', severity: 'high', worse: 'true' },
    [`${CONTAINER}.ReadonlyRootFilesystem`]: { compare: 'same', worse: 'false' },
    Cpu: { compare: 'same', severity: 'high' },
    EnableFaultInjection: 'same',
    'EphemeralStorage.SizeInGiB': { compare: 'same', worse: 'smaller' },
    ExecutionRoleArn: { compare: 'same', severity: 'high' },
    Family: 'same',
    IpcMode: 'same',
    IsCurrent: {
      compare: 'ignored',
      why: 'Whether a service runs the revision, or else it is the latest: the service says which one it runs.',
    },
    Memory: { compare: 'same', severity: 'high' },
    NetworkMode: 'same',
    PidMode: 'same',
    PlacementConstraints: 'same',
    ProxyConfiguration: 'same',
    RequiresCompatibilities: 'same',
    'RuntimePlatform.CpuArchitecture': 'same',
    'RuntimePlatform.OperatingSystemFamily': 'same',
    TaskRoleArn: { compare: 'same', severity: 'high', why: 'It decides what the containers may do.' },
  },
  sets: [
    ...['PlacementConstraints', 'RequiresCompatibilities', `${CONTAINER}.DnsSearchDomains`, `${CONTAINER}.Links`],
    ...[`${CONTAINER}.LinuxParameters.Capabilities.Add`, `${CONTAINER}.LinuxParameters.Capabilities.Drop`],
    ...[`${CONTAINER}.DockerSecurityOptions`, `${CONTAINER}.CredentialSpecs`],
  ],
  keyed: {
    [CONTAINER]: ['Name'],
    [`${CONTAINER}.DependsOn`]: ['ContainerName'],
    [`${CONTAINER}.Environment`]: ['Name'],
    [`${CONTAINER}.ExtraHosts`]: ['Hostname'],
    [`${CONTAINER}.LogConfiguration.SecretOptions`]: ['Name'],
    [`${CONTAINER}.MountPoints`]: ['ContainerPath'],
    [`${CONTAINER}.PortMappings`]: ['ContainerPort', 'Protocol'],
    [`${CONTAINER}.ResourceRequirements`]: ['Type'],
    [`${CONTAINER}.Secrets`]: ['Name'],
    [`${CONTAINER}.SystemControls`]: ['Namespace'],
    [`${CONTAINER}.Ulimits`]: ['Name'],
    [`${CONTAINER}.VolumesFrom`]: ['SourceContainer'],
    InferenceAccelerators: ['DeviceName'],
    Volumes: ['Name'],
  },
  cannotSee: [
    'What stands behind a tag of an image: two registries may have another image under one tag.',
    'The values of variables that are kept as digests: that they differ, and not in what.',
    'Earlier revisions, unless a stack holds one.',
  ],
});

/** Where CloudFormation's spelling is no capital in front. */
const SPELLINGS: { readonly [name: string]: string } = {
  EfsVolumeConfiguration: 'EFSVolumeConfiguration',
  FsxWindowsFileServerVolumeConfiguration: 'FSxWindowsFileServerVolumeConfiguration',
};

function propertiesOf(definition: TaskDefinition, ctx: CollectorContext): JsonObject {
  const { containerDefinitions = [], volumes = [], ...others } = definition;
  const read = mapped(
    {
      ...capitalisedJson(others),
      Volumes: volumes.map((volume) => {
        const entries = Object.entries(capitalisedJson(volume, ['driverOpts', 'labels']));
        return Object.fromEntries(entries.map(([name, value]) => [SPELLINGS[name] ?? name, value]));
      }),
    },
    {
      take: [
        ...['Cpu', 'EnableFaultInjection', 'EphemeralStorage', 'ExecutionRoleArn', 'InferenceAccelerators', 'IpcMode'],
        ...['Memory', 'NetworkMode', 'PidMode', 'PlacementConstraints', 'ProxyConfiguration'],
        ...['RequiresCompatibilities', 'RuntimePlatform', 'TaskRoleArn', 'Volumes'],
      ],
      sets: ['RequiresCompatibilities'],
    },
  );
  const containers = containerDefinitions.map((container) => ({
    ...capitalisedJson({ ...container, environment: undefined }, ['dockerLabels', 'options']),
    // A variable may be empty.
    Environment: (container.environment ?? []).map(({ name = '', value = '' }) => ({ Name: name, Value: value })),
  }));
  const shown = withoutSecretsIn('AWS::ECS::TaskDefinition', containers, ctx) as readonly JsonObject[];
  return { ...read, ContainerDefinitions: shown.map(withoutEmptyEnvironment) };
}

function withoutEmptyEnvironment({ Environment, ...container }: JsonObject): JsonObject {
  return Array.isArray(Environment) && Environment.length > 0 ? { ...container, Environment } : container;
}
