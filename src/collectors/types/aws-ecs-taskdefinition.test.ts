import { ECSClient, RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { listAll, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ecs-taskdefinition.ts';

const ONE = 'arn:aws:ecs:us-east-1:111122223333:task-definition/web:7';
const DIGEST = `sha256:${'a'.repeat(64)}`;
const OTHERS = {
  DescribeImages: { imageDetails: [{ imageDigest: DIGEST, imagePushedAt: new Date(0) }] },
  ListClusters: { clusterArns: [] },
  DescribeTaskDefinition: {
    taskDefinition: {
      taskDefinitionArn: 'arn:aws:ecs:us-east-1:111122223333:task-definition/web:7',
      family: 'web',
      revision: 7,
      status: 'ACTIVE',
      executionRoleArn: 'arn:aws:iam::111122223333:role/x',
      networkMode: 'awsvpc',
      cpu: '256',
      memory: '512',
      requiresAttributes: [{ name: 'x' }],
      compatibilities: ['EC2', 'FARGATE'],
      requiresCompatibilities: ['FARGATE'],
      registeredAt: new Date(0),
      registeredBy: 'arn:aws:iam::111122223333:user/ci',
      runtimePlatform: { cpuArchitecture: 'ARM64' },
      volumes: [{ name: 'data', efsVolumeConfiguration: { fileSystemId: 'fs-1', transitEncryption: 'ENABLED' } }],
      placementConstraints: [],
      containerDefinitions: [
        {
          name: 'web',
          image: '111122223333.dkr.ecr.us-east-1.amazonaws.com/web:1.2',
          cpu: 0,
          portMappings: [{ containerPort: 80, hostPort: 80, protocol: 'tcp' }],
          essential: true,
          mountPoints: [],
          dockerLabels: { team: 'a' },
          command: ['serve', 'postgres://u:p@localhost'],
          environment: [
            { name: 'LEVEL', value: 'info' },
            { name: 'TOPIC', value: 'arn:aws:sns:us-east-1:111122223333:ops' },
            { name: 'EMPTY', value: '' },
          ],
          secrets: [{ name: 'PASSWORD', valueFrom: '/app/password' }],
          logConfiguration: {
            logDriver: 'awslogs',
            options: { 'awslogs-group': '/app', 'awslogs-region': 'us-east-1' },
          },
        },
      ],
    },
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(
    collector,
    stubContext({ ...OTHERS, ListTaskDefinitions: { taskDefinitionArns: [ONE] } }),
  );
  const expected = {
    id: 'arn:aws:ecs:us-east-1:111122223333:task-definition/web:7',
    arn: 'arn:aws:ecs:us-east-1:111122223333:task-definition/web:7',
    name: 'web',
    properties: {
      ContainerDefinitions: [
        {
          Name: 'web',
          Image: '111122223333.dkr.ecr.us-east-1.amazonaws.com/web:1.2',
          Cpu: 0,
          PortMappings: [{ ContainerPort: 80, HostPort: 80, Protocol: 'tcp' }],
          Essential: true,
          DockerLabels: { team: 'a' },
          Command: ['serve', 'digest:24'],
          LogConfiguration: {
            LogDriver: 'awslogs',
            Options: { 'awslogs-group': '/app', 'awslogs-region': 'us-east-1' },
          },
          Environment: [
            { Name: 'LEVEL', Value: 'digest:4' },
            { Name: 'TOPIC', Value: 'arn:aws:sns:us-east-1:111122223333:ops' },
            { Name: 'EMPTY', Value: '' },
          ],
          Secrets: [{ Name: 'PASSWORD', ValueFrom: '/app/password' }],
        },
      ],
      Cpu: '256',
      ExecutionRoleArn: 'arn:aws:iam::111122223333:role/x',
      Family: 'web',
      IsCurrent: true,
      LiveState: { Images: { web: { Digest: DIGEST, PushedAt: '1970-01-01T00:00:00.000Z', State: 'there' } } },
      Memory: '512',
      NetworkMode: 'awsvpc',
      RequiresCompatibilities: ['FARGATE'],
      RuntimePlatform: { CpuArchitecture: 'ARM64' },
      Volumes: [{ Name: 'data', EFSVolumeConfiguration: { FileSystemId: 'fs-1', TransitEncryption: 'ENABLED' } }],
    },
  };
  expect(found).toMatchObject([expected]);
  expect(found[0]?.properties).toEqual(expected.properties);
  expect(undocumented(collector, found)).toEqual([]);
});

test('of a family the revision in use counts, else the latest; a service may run one that was deregistered', async () => {
  const arn = (name: string) => `arn:aws:ecs:us-east-1:111122223333:task-definition/${name}`;
  const taskDefinitionArns = ['web:10', 'web:9', 'job:2', 'job:1', 'api:4'].map(arn);
  const found = await listAll(
    collector,
    stubContext({
      ListTaskDefinitions: { taskDefinitionArns },
      ListClusters: { clusterArns: ['c'] },
      ListServices: { serviceArns: ['s', 't'] },
      DescribeServices: { services: [{ taskDefinition: arn('web:9') }, { taskDefinition: arn('api:3') }] },
    }),
  );
  const counted = found.filter((one) => !collector.isDefault?.(one)).map(({ id }) => id.split('/')[1]);
  expect(counted).toEqual(['web:9', 'job:2', 'api:3']);
});

test('an answer without the definition is not an empty one', async () => {
  const part = readPart(collector, 'ecs:DescribeTaskDefinition', stubContext({ DescribeTaskDefinition: {} }), {
    id: 'x',
  } as never);
  await expect(part).rejects.toThrow('the answer carries no taskDefinition');
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ taskDefinitionArns: [ONE], nextToken: 'two' }, { taskDefinitionArns: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListTaskDefinitions',
    action: 'ecs:ListTaskDefinitions',
    pages,
    others: OTHERS,
  });
  expect(outcome.ids).toHaveLength(1);
  expect(outcome.inputs).toEqual([
    { status: 'ACTIVE', maxResults: 100 },
    { status: 'ACTIVE', maxResults: 100, nextToken: 'two' },
  ]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no taskDefinitionArns');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'ecs', action: 'ListTaskDefinitions' },
    async seed(world) {
      const client = new ECSClient(world.clients('us-east-1'));
      const container = { name: 'web', image: 'nginx', memory: 128 };
      const register = (family: string) =>
        client.send(new RegisterTaskDefinitionCommand({ family, containerDefinitions: [container] }));
      const made: string[] = [];
      for (const family of ['one', 'two', 'three'])
        made.push((await register(family)).taskDefinition?.taskDefinitionArn ?? '');
      return made;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized|AuthorizationError/);
});
