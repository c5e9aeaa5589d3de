// Deploys the scheduled job in the simulator and runs what it runs.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { CreateSubnetCommand, CreateVpcCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GetRolePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  DeleteBucketPolicyCommand,
  GetBucketEncryptionCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { EnableSecurityHubCommand, GetFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { describe, expect, it } from 'vitest';
import { parseTemplate } from './examples/template.ts';
import { openWorld, type World } from './simulator/simulator.ts';
import { runIn } from './worlds/run-story.ts';
import { nineVersusFour, nineVersusNine } from './worlds/stories/nine.ts';

const text = readFileSync(fileURLToPath(new URL('../examples/scheduled/template.yaml', import.meta.url)), 'utf8');
const HOME = 'us-east-1';

/** The stack in the simulator, and what its resources are called there. */
async function deployed(world: World, some: Readonly<Record<string, string>> = {}) {
  const ec2 = new EC2Client(world.clients(HOME));
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.9.0.0/16' }));
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: Vpc?.VpcId, CidrBlock: '10.9.0.0/24' }));
  const parameters = { VpcId: Vpc?.VpcId ?? '', SubnetIds: Subnet?.SubnetId ?? '', ...some };
  const { status, outputs } = await world.deploy(HOME, 'nightly', text, parameters);
  expect(status).toBe('CREATE_COMPLETE');
  const cloudformation = new CloudFormationClient(world.clients(HOME));
  const { StackResources = [] } = await cloudformation.send(
    new DescribeStackResourcesCommand({ StackName: 'nightly' }),
  );
  const id = (name: string) => StackResources.find((one) => one.LogicalResourceId === name)?.PhysicalResourceId ?? '';
  return { outputs, id, StackResources };
}

type Value = string | { Ref?: string; 'Fn::Sub'?: string; 'Fn::If'?: readonly [string, Value, Value] };

/** The parameters as both jobs are deployed with. */
const valuesOf = (id: (logicalId: string) => string) => ({
  Regions: 'us-east-1,eu-central-1',
  StackPrefix: 'shop',
  FailOn: 'medium',
  Results: id('Results'),
  Alerts: id('Alerts'),
});

/** The words of the container's command, as CloudFormation resolves them. */
function commandOf(values: Readonly<Record<string, string>>, conditions: readonly string[]): readonly string[] {
  const word = (value: Value): readonly string[] => {
    if (typeof value === 'string') return [value];
    if (value['Fn::If']) {
      const [condition, then, otherwise] = value['Fn::If'];
      return word(conditions.includes(condition) ? then : otherwise);
    }
    if (value.Ref === 'AWS::NoValue') return [];
    return [(value['Fn::Sub'] ?? '').replace(/\$\{(\w+)\}/g, (_, name) => values[name] ?? `no ${name}`)];
  };
  return parseTemplate(text).Resources.Task.Properties.ContainerDefinitions[0].Command.flatMap(word);
}

/** The bucket takes nothing that was not encrypted in transit, and the simulator is asked over plain HTTP. */
async function allowHttp(world: World, Bucket: string): Promise<void> {
  const s3 = new S3Client({ ...world.clients(HOME), forcePathStyle: true });
  await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
}

/** The actions of the task's role, as IAM has them. */
async function actionsOf(world: World, role: string, policies: readonly string[]): Promise<readonly string[]> {
  const iam = new IAMClient(world.clients(HOME));
  const statements = await Promise.all(
    policies.map(async (PolicyName) => {
      const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand({ RoleName: role, PolicyName }));
      return JSON.parse(decodeURIComponent(PolicyDocument)).Statement as readonly { Action: readonly string[] }[];
    }),
  );
  return statements.flat().flatMap(({ Action }) => Action);
}

describe('the scheduled job', () => {
  it('keeps its results encrypted, in versions, and to itself', async () => {
    const world = await openWorld();
    const { id, outputs } = await deployed(world);
    const s3 = new S3Client({ ...world.clients(HOME), forcePathStyle: true });
    const Bucket = id('Results');
    expect(outputs.ResultsBucket).toBe(Bucket);
    const { ServerSideEncryptionConfiguration } = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
    const [rule] = ServerSideEncryptionConfiguration?.Rules ?? [];
    expect(rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm).toBe('aws:kms');
    expect(rule?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID).toContain(id('Key'));
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Enabled');
    const { PublicAccessBlockConfiguration } = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(Object.values(PublicAccessBlockConfiguration ?? {})).toEqual([true, true, true, true]);
  });

  it('is told when no task could be started: what the scheduler gives up lies in a queue, and an alarm looks at it', async () => {
    const { Resources } = parseTemplate(text);
    const at = (name: string) => ({ 'Fn::GetAtt': name.split('.') });
    expect(Resources.Schedule.Properties.Target.DeadLetterConfig).toEqual({ Arn: at('NotStarted.Arn') });
    expect(Resources.NotStarted.Properties.SqsManagedSseEnabled).toBe(true);
    const [{ PolicyDocument }] = Resources.ScheduleRole.Properties.Policies;
    expect(PolicyDocument.Statement).toContainEqual({
      Effect: 'Allow',
      Action: 'sqs:SendMessage',
      Resource: at('NotStarted.Arn'),
    });
    expect(Resources.NeverStarted.Properties).toMatchObject({
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: at('NotStarted.QueueName') }],
      AlarmActions: [{ Ref: 'Alerts' }],
    });
    const allowed = Resources.AlertsPolicy.Properties.PolicyDocument.Statement.map(
      ({ Principal, Condition }: { Principal: { Service: string }; Condition: { ArnEquals: object } }) => [
        Principal.Service,
        Object.values(Condition.ArnEquals)[0],
      ],
    );
    expect(allowed).toEqual([
      ['events.amazonaws.com', at('NoVerdict.Arn')],
      ['cloudwatch.amazonaws.com', at('NeverStarted.Arn')],
    ]);
    expect(Resources.Alerts.Properties.KmsMasterKeyId).toEqual(at('Key.Arn'));
    const [, services] = Resources.Key.Properties.KeyPolicy.Statement;
    expect(services.Principal.Service).toEqual(['events.amazonaws.com', 'cloudwatch.amazonaws.com']);
  });

  it('runs with its role, publishes what it finds, and is denied nothing', async () => {
    const world = await openWorld();
    await nineVersusFour.make(world);
    const { id } = await deployed(world, { SecurityHub: 'true', StackPrefix: 'shop' });
    await allowHttp(world, id('Results'));
    await new SecurityHubClient(world.clients(HOME)).send(new EnableSecurityHubCommand({}));
    await world.settings({
      policy: await actionsOf(world, id('TaskRole'), ['read', 'publish', 'publish-to-security-hub']),
    });
    const command = commandOf(valuesOf(id), ['HasStackPrefix', 'HasSecurityHub']);
    const { exitCode, stdout, stderr } = await runIn('none', [...command, '--confirm-after=1ms'], {
      ...world.env,
      AWS_REGION: HOME,
    });
    expect(stdout).toMatch(/^DEVIATION {2}us-east-1 9 · eu-central-1 4\n/);
    expect(exitCode).toBe(1);
    expect(stderr).not.toContain('not published');
    const { errors, writes } = await world.calls();
    expect(errors.filter(({ status }) => status === 403)).toEqual([]);
    expect(new Set(writes.map((write) => write.split(':').at(-1)?.split(' ')[0]))).toEqual(
      new Set(['PutObject', 'Publish', 'PutMetricData', 'BatchImportFindings']),
    );
    const s3 = new S3Client({ ...world.clients(HOME), forcePathStyle: true });
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: id('Results'), Key: 'results/latest.json' }));
    expect(JSON.parse((await Body?.transformToString()) ?? '').verdict).toBe('deviation');
    const { Findings } = await new SecurityHubClient(world.clients(HOME)).send(new GetFindingsCommand({}));
    expect(Findings).toHaveLength(7);
  });

  it('sends no message at parity, and needs no Security Hub', async () => {
    const world = await openWorld();
    await nineVersusNine.make(world);
    const { id } = await deployed(world, { StackPrefix: 'shop' });
    await allowHttp(world, id('Results'));
    await world.settings({ policy: await actionsOf(world, id('TaskRole'), ['read', 'publish']) });
    const { exitCode, stderr } = await runIn('none', commandOf(valuesOf(id), ['HasStackPrefix']), {
      ...world.env,
      AWS_REGION: HOME,
    });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('nothing sent, the verdict is parity');
    expect((await world.calls()).errors.filter(({ status }) => status === 403)).toEqual([]);
  });
});
