/** A state of Terraform beside what is deployed, by ARN and by id: nothing where nobody changed anything, what drifted, what is gone. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  DeleteSecurityGroupCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, expect, test } from 'vitest';
import type { AuditResult } from '../../src/report/report.ts';
import { openWorld, type World } from '../simulator/simulator.ts';
import { runIn } from '../worlds/run-story.ts';
import { type Made, shown, state } from './terraform-files.ts';

const REGIONS = ['us-east-1', 'eu-central-1'] as const;
const [US, EU] = REGIONS;
const folder = mkdtempSync(join(tmpdir(), 'terraform-live-'));
let count = 0;
let world: World;
let made: readonly Made[] = [];

function put(value: unknown): string {
  count += 1;
  const path = join(folder, `state-${count}.json`);
  writeFileSync(path, JSON.stringify(value));
  return path;
}

async function collected(): Promise<string> {
  count += 1;
  const file = join(folder, `live-${count}.jsonl`);
  const types = ['AWS::SQS::Queue', 'AWS::SNS::Topic', 'AWS::KMS::Key', 'AWS::EC2::SecurityGroup', 'AWS::EC2::VPC'];
  const argv = [
    'collect',
    '--regions',
    REGIONS.join(),
    '--output',
    file,
    '--quiet',
    ...types.flatMap((one) => ['--type', one]),
  ];
  const { exitCode, stderr } = await runIn('none', argv, world.env);
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  return file;
}

async function audited(...files: readonly string[]) {
  const from = files.flatMap((one) => ['--from', one]);
  const { exitCode, stdout, stderr } = await runIn('none', ['audit', ...from, '--no-baseline', '--report', 'json']);
  if (stdout === '') throw new Error(stderr);
  const { findings, gaps, counts } = JSON.parse(stdout) as AuditResult;
  const told = findings
    .map(({ rule, type, regions, property }) => `${rule} ${type} ${regions}${property ? ` ${property}` : ''}`)
    .sort();
  return {
    exitCode,
    told,
    gaps: gaps.map(({ region, type, detail }) => `${region} ${type} ${detail}`),
    places: Object.keys(counts),
  };
}

/** What `terraform apply` would have made in a region, and written down. */
async function apply(region: string): Promise<readonly Made[]> {
  const provider = `aws.${region.replaceAll('-', '_')}`;
  const config = world.clients(region);
  const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:${world.account}:${rest}`;
  const Tags = { team: 'shop' };
  const sqs = new SQSClient(config);
  const { QueueUrl = '' } = await sqs.send(
    new CreateQueueCommand({ QueueName: 'jobs', Attributes: { VisibilityTimeout: '60' }, tags: Tags }),
  );
  await new SNSClient(config).send(new CreateTopicCommand({ Name: 'orders', Tags: [{ Key: 'team', Value: 'shop' }] }));
  const { KeyMetadata } = await new KMSClient(config).send(new CreateKeyCommand({ Description: 'data' }));
  const ec2 = new EC2Client(config);
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.7.0.0/16' }));
  const { GroupId = '' } = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: 'web', Description: 'web', VpcId: Vpc?.VpcId }),
  );
  const one = (type: string, name: string, values: object): Made => ({
    type,
    name: `${name}_${region.replaceAll('-', '_')}`,
    provider,
    values: { tags: {}, ...values },
  });
  const everywhere = { protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: ['0.0.0.0/0'] };
  return [
    one('aws_sqs_queue', 'jobs', {
      id: QueueUrl,
      url: QueueUrl,
      arn: arn('sqs', 'jobs'),
      name: 'jobs',
      visibility_timeout_seconds: 60,
      tags: Tags,
    }),
    one('aws_sns_topic', 'orders', { id: arn('sns', 'orders'), arn: arn('sns', 'orders'), name: 'orders', tags: Tags }),
    // By id alone: older versions of the provider write no ARN of some types.
    one('aws_kms_key', 'data', {
      id: KeyMetadata?.KeyId,
      key_id: KeyMetadata?.KeyId,
      description: 'data',
      enable_key_rotation: false,
    }),
    one('aws_vpc', 'main', { id: Vpc?.VpcId, cidr_block: '10.7.0.0/16' }),
    one('aws_security_group', 'web', {
      id: GroupId,
      name: 'web',
      description: 'web',
      vpc_id: Vpc?.VpcId,
      ingress: [],
      egress: [everywhere],
    }),
  ];
}

beforeAll(async () => {
  world = await openWorld();
  made = (await Promise.all(REGIONS.map(apply))).flat();
}, 120_000);

const rules = (told: readonly string[]) => told.filter((one) => !/^(?:customer-key|key-rotation|world-open)/.test(one));

test.each([
  ['terraform.tfstate', state],
  // It names no provider of a resource; version 6 writes the region instead.
  [
    'terraform show -json',
    (all: readonly Made[]) =>
      shown(
        all.map((one) => ({ ...one, values: { region: one.provider?.slice(4).replaceAll('_', '-'), ...one.values } })),
      ),
  ],
])('untouched, %s is the same as what is deployed', async (_, write) => {
  const { told, gaps, places } = await audited(put(write(made)), await collected());
  expect({ told: rules(told), gaps }).toEqual({ told: [], gaps: [] });
  expect(places).toEqual([US, EU, `recorded ${US}`, `recorded ${EU}`]);
});

test('what drifted is told of the place that drifted, and what is gone as gone', async () => {
  const sqs = new SQSClient(world.clients(EU));
  const queue = made.find(({ name }) => name === 'jobs_eu_central_1')?.values.id;
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: String(queue), Attributes: { VisibilityTimeout: '5' } }));
  const group = made.find(({ name }) => name === 'web_us_east_1')?.values.id;
  await new EC2Client(world.clients(US)).send(new DeleteSecurityGroupCommand({ GroupId: String(group) }));
  const { exitCode, told } = await audited(put(state(made)), await collected());
  expect({ exitCode, told: rules(told) }).toEqual({
    exitCode: 1,
    told: [`missing-resource AWS::EC2::SecurityGroup ${US}`, `property-drift AWS::SQS::Queue ${EU} VisibilityTimeout`],
  });
});
