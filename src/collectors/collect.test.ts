import { CloudTrailClient, CreateTrailCommand } from '@aws-sdk/client-cloudtrail';
import { DeleteSecurityGroupCommand, DescribeSecurityGroupsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreatePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateBucketCommand, PutBucketTaggingCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../../test/simulator/simulator.ts';
import { UsageError } from '../common/usage-error.ts';
import { formatSnapshot } from '../snapshot/file.ts';
import type { Gap, Observation, Resource, Selection, Snapshot } from '../snapshot/snapshot.ts';
import { BASE_ACTIONS } from './aws/base-actions.ts';
import { collect } from './collect.ts';
import { type CollectOptions, EVERYTHING } from './collect-options.ts';
import { collectors } from './index.ts';
import type { CollectEvent } from './progress.ts';

const US = 'us-east-1';
const EU = 'eu-central-1';
const NOW = new Date('2026-11-21T00:00:00Z');

let world: World;
const before = { ...process.env };
beforeEach(async () => {
  world = await openWorld();
  Object.assign(process.env, world.env);
});
afterEach(() => {
  process.env = { ...before };
});

const KEY_POLICY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:*', Resource: '*' }],
};
const group = { GroupDescription: 'app', VpcId: { Ref: 'Vpc' } };
const TEMPLATE = {
  Resources: {
    Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
    App: { Type: 'AWS::EC2::SecurityGroup', Properties: group },
    Data: { Type: 'AWS::EC2::SecurityGroup', Properties: group },
    FromApp: {
      Type: 'AWS::EC2::SecurityGroupIngress',
      Properties: {
        GroupId: { Ref: 'Data' },
        IpProtocol: 'tcp',
        FromPort: 5432,
        ToPort: 5432,
        SourceSecurityGroupId: { Ref: 'App' },
      },
    },
    Key: { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: true, KeyPolicy: KEY_POLICY } },
    Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/app', TargetKeyId: { Ref: 'Key' } } },
    Queue: { Type: 'AWS::SQS::Queue', Properties: {} },
    Metadata: { Type: 'AWS::CDK::Metadata', Properties: { Analytics: 'v2' } },
  },
};
const COUNTED = [
  'AWS::CloudFormation::Stack null',
  'AWS::EC2::SecurityGroup App',
  'AWS::EC2::SecurityGroup Data',
  'AWS::EC2::VPC Vpc',
  'AWS::KMS::Alias Alias',
  'AWS::KMS::Key Key',
  'AWS::SQS::Queue Queue',
];

function take(over: Partial<CollectOptions> = {}): Promise<Snapshot> {
  const fixed = { collectors, now: () => NOW, maxAttempts: 3, digestKey: 'test' };
  return collect({ regions: [US, EU], selection: byPrefix('app'), ...fixed, ...over });
}

function byPrefix(...stackPrefixes: string[]): Selection {
  return { ...EVERYTHING, stackPrefixes };
}

async function deploy(regions = [US, EU], tags: Record<string, string> = {}): Promise<void> {
  for (const region of regions) await world.deploy(region, 'app-one', TEMPLATE, {}, tags);
}

function observation({ observations }: Snapshot, region: string, type: string): Observation {
  const found = observations.find((one) => one.region === region && one.type === type);
  if (!found) throw new Error(`no observation of ${type} in ${region}`);
  return found;
}

const unknown = ({ observations }: Snapshot) =>
  observations.filter((one) => one.state === 'unknown').map(({ region, type }) => `${region} ${type}`);
const counted = ({ resources }: Snapshot, region: string) =>
  resources
    .filter((one) => one.region === region && one.selected)
    .map(({ type, logicalId }) => `${type} ${logicalId}`)
    .sort();
const only = (snapshot: Snapshot, region: string, type: string): Resource => {
  const [found, ...more] = snapshot.resources.filter(
    (one) => one.region === region && one.type === type && one.selected,
  );
  if (!found || more.length > 0) throw new Error(`${more.length + (found ? 1 : 0)} of ${type} in ${region}`);
  return found;
};
const lines = (snapshot: Snapshot) => [...formatSnapshot(snapshot)].join('\n');
const failure = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => Promise.reject(new Error('it succeeded')),
    (error: Error) => error,
  );

describe('what a stack declares', () => {
  it('is read in every region, once, and nothing else counts', async () => {
    await deploy();
    const { Alias: _alias, ...others } = TEMPLATE.Resources;
    await world.deploy(US, 'other', { Resources: others });
    await world.clearCalls();
    const snapshot = await take();
    for (const region of [US, EU]) expect(counted(snapshot, region)).toEqual(COUNTED);
    expect(unknown(snapshot)).toEqual([]);
    expect(snapshot.header.notes).toEqual([]);
    const key = only(snapshot, EU, 'AWS::KMS::Key');
    expect(key).toMatchObject({ stack: 'app-one', logicalId: 'Key', evidence: ['stack'], unread: {} });
    expect(key.properties).toMatchObject({ EnableKeyRotation: true, KeyState: 'Enabled' });
    expect(only(snapshot, US, 'AWS::SQS::Queue')).toMatchObject({ logicalId: 'Queue' });
    const calls = await world.calls();
    expect(calls.writes).toEqual([]);
    expect(calls.duplicates).toEqual([]);
    expect(calls.userAgents.join()).toMatch(/infra-parity\//);
    // The default VPC of the region and the other stack's things are nobody's context here.
    expect(snapshot.resources.filter((one) => one.type === 'AWS::EC2::VPC' && one.region === US)).toHaveLength(1);
  });

  it('is the same snapshot whatever the size of the pages', async () => {
    await deploy();
    const whole = await take();
    await world.settings({ pageSize: 1 });
    await world.clearCalls();
    const paged = await take();
    expect(lines(paged)).toBe(lines(whole));
    const { byAction } = await world.calls();
    expect(byAction['cloudformation:us-east-1:ListStackResources']).toBeGreaterThan(5);
  });

  it('is whole with nothing granted but what the collectors say', async () => {
    await deploy();
    const actions = collectors.flatMap(({ actions: own, parts }) => [
      ...own,
      ...(parts ?? []).map((part) => part.action),
    ]);
    const base = BASE_ACTIONS.map(({ action }) => action);
    await world.settings({ policy: [...actions, ...base] });
    const snapshot = await take();
    expect(snapshot.observations.flatMap((one) => one.gaps)).toEqual([]);
    expect(counted(snapshot, EU)).toEqual(COUNTED);
  });

  it('is told when it is no longer there, and not called present', async () => {
    await deploy();
    const ec2 = new EC2Client(world.clients(EU));
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({}));
    const app = SecurityGroups?.find(({ GroupName }) => GroupName?.startsWith('app-one-Data'));
    await ec2.send(new DeleteSecurityGroupCommand({ GroupId: app?.GroupId }));
    const snapshot = await take();
    expect(counted(snapshot, EU)).toEqual(COUNTED.filter((one) => !one.endsWith(' Data')));
    expect(observation(snapshot, EU, 'AWS::EC2::SecurityGroup')).toMatchObject({
      state: 'observed',
      gone: [{ region: EU, stack: 'app-one', logicalId: 'Data', id: app?.GroupId }],
    });
    expect(observation(snapshot, US, 'AWS::EC2::SecurityGroup')).not.toHaveProperty('gone');
    expect(snapshot.header.notes).toEqual([
      `eu-central-1: stack app-one still lists Data (AWS::EC2::SecurityGroup ${app?.GroupId}), which is no longer there`,
    ]);
  });

  it('is looked for under the prefix alone', async () => {
    await deploy([US]);
    const snapshot = await take();
    expect(counted(snapshot, EU)).toEqual([]);
    expect(snapshot.header.notes).toEqual(['eu-central-1: no stack begins with "app"']);
    expect(unknown(snapshot)).toEqual([]);
  });

  it('narrows by type, and lists what the type leans on as context', async () => {
    await deploy();
    const snapshot = await take({ selection: { ...byPrefix('app'), types: ['AWS::EC2::SecurityGroup'] } });
    expect(counted(snapshot, EU)).toEqual(['AWS::EC2::SecurityGroup App', 'AWS::EC2::SecurityGroup Data']);
    const vpc = snapshot.resources.filter((one) => one.region === EU && one.type === 'AWS::EC2::VPC');
    expect(vpc.map(({ selected, logicalId, evidence }) => ({ selected, logicalId, evidence }))).toEqual([
      { selected: false, logicalId: 'Vpc', evidence: [] },
    ]);
    const { byAction } = await world.calls();
    expect(Object.keys(byAction).filter((action) => action.startsWith('kms'))).toEqual([]);
  });
});

it('lists, of the types that few designs hold, those that a stack of any region holds, and what they lean on', async () => {
  const Resources = { ...TEMPLATE.Resources, Gateway: { Type: 'AWS::EC2::InternetGateway', Properties: {} } };
  await world.deploy(US, 'app', { Resources });
  await world.deploy(EU, 'app', TEMPLATE);
  const snapshot = await take();
  const { byAction } = await world.calls();
  const listed = Object.keys(byAction).filter((call) => /Gateways|RouteTables|Instances$/.test(call));
  expect(listed.filter((call) => call.startsWith('ec2:')).sort()).toEqual([
    'ec2:eu-central-1:DescribeInternetGateways',
    'ec2:us-east-1:DescribeInternetGateways',
  ]);
  const of = (type: string) => snapshot.observations.filter((one) => one.type === type).map(({ state }) => state);
  expect(of('AWS::EC2::InternetGateway')).toEqual(['observed', 'observed']);
  expect(of('AWS::EC2::RouteTable')).toEqual([]);
  expect(snapshot.resources.filter(({ type }) => type === 'AWS::EC2::InternetGateway')).toHaveLength(1);
});

describe('what no collector reads', () => {
  const Resources = {
    Tracker: {
      Type: 'AWS::Location::Tracker',
      Properties: {
        TrackerName: { 'Fn::Join': ['-', ['fleet', { Ref: 'AWS::Region' }]] },
        Description: { 'Fn::Join': [' ', ['in', { Ref: 'AWS::Region' }]] },
      },
    },
    Hook: {
      Type: 'AWS::Events::Connection',
      Properties: {
        AuthorizationType: 'API_KEY',
        AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'k', ApiKeyValue: 'hush-hush' } },
      },
    },
  };
  const deployBoth = async () => {
    for (const region of [US, EU]) await world.deploy(region, 'app-one', { Resources });
    await world.clearCalls();
  };

  it('is read by Cloud Control, once each, and no secret of it is kept', async () => {
    await deployBoth();
    const snapshot = await take();
    expect(only(snapshot, US, 'AWS::Location::Tracker')).toMatchObject({
      properties: { Description: `in ${US}` },
      depth: 'live',
      unread: {},
    });
    expect(only(snapshot, EU, 'AWS::Events::Connection')).toMatchObject({ depth: 'live', logicalId: 'Hook' });
    expect(lines(snapshot)).not.toContain('hush-hush');
    expect(unknown(snapshot)).toEqual([]);
    const { byAction, writes, duplicates } = await world.calls();
    const reads = Object.entries(byAction).filter(([action]) => action.endsWith(':GetResource'));
    expect(reads.map(([action, count]) => [action.split(':')[1], count]).sort()).toEqual([
      [EU, 2],
      [US, 2],
    ]);
    expect([...writes, ...duplicates]).toEqual([]);
  });

  it('is there, and a gap with the action to grant, where the read is denied', async () => {
    await deployBoth();
    const policy = [
      ...BASE_ACTIONS.map(({ action }) => action).filter((action) => action !== 'cloudformation:GetResource'),
    ];
    await world.settings({ policy });
    const snapshot = await take({ selection: { ...byPrefix('app'), types: ['AWS::Location::*'] } });
    expect(only(snapshot, US, 'AWS::Location::Tracker')).toMatchObject({ properties: null, depth: 'declared' });
    expect(observation(snapshot, US, 'AWS::Location::Tracker')).toMatchObject({
      state: 'observed',
      gaps: [{ cause: 'denied', operation: 'cloudformation:GetResource', properties: ['*'] }],
    });
  });

  it('is not asked for where presence is enough', async () => {
    await deployBoth();
    const snapshot = await take({ depth: 'presence' });
    expect(only(snapshot, US, 'AWS::Location::Tracker')).toMatchObject({ properties: null, depth: 'presence' });
    expect(Object.keys((await world.calls()).byAction).filter((action) => action.endsWith('GetResource'))).toEqual([]);
  });
});

describe('what cannot be read', () => {
  const gapsOf = (snapshot: Snapshot, region: string, type: string): readonly Gap[] =>
    observation(snapshot, region, type).gaps;

  it('denied: costs its type in its region, and says what to grant to whom', async () => {
    await deploy();
    await world.faults([{ kind: 'deny', service: 'ec2', action: 'DescribeSecurityGroups', region: EU }]);
    const snapshot = await take();
    expect(unknown(snapshot)).toEqual([`${EU} AWS::EC2::SecurityGroup`]);
    const [gap] = gapsOf(snapshot, EU, 'AWS::EC2::SecurityGroup');
    expect(gap).toMatchObject({ cause: 'denied', operation: 'ec2:DescribeSecurityGroups', region: EU });
    expect(gap?.remedy).toMatch(/^grant ec2:DescribeSecurityGroups to arn:aws:/);
    expect(counted(snapshot, US)).toEqual(COUNTED);
    expect(snapshot.header.notes).toEqual([]);
  });

  it.each(['deny', 'deny-scp'] as const)('%s in JSON and in XML protocols alike', async (kind) => {
    await deploy([EU]);
    await world.faults([
      { kind, service: 'kms', region: EU },
      { kind, service: 'cloudtrail', region: EU },
      { kind, service: 'rds', region: EU },
    ]);
    const snapshot = await take({ regions: [EU] });
    for (const type of ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey', 'AWS::CloudTrail::Trail', 'AWS::RDS::DBInstance'])
      expect(gapsOf(snapshot, EU, type)).toMatchObject([{ cause: 'denied' }]);
    const { remedy } = gapsOf(snapshot, EU, 'AWS::RDS::DBInstance')[0] as Gap;
    expect(remedy).toMatch(kind === 'deny' ? /^grant rds:/ : /^a service control policy denies rds:/);
  });

  it('page two: keeps what page one gave, and does not call it all', async () => {
    await deploy();
    await world.settings({ pageSize: 1 });
    await world.faults([{ kind: 'deny', service: 'ec2', action: 'DescribeVpcs', region: EU, page: 2 }]);
    const snapshot = await take();
    expect(observation(snapshot, EU, 'AWS::EC2::VPC').state).toBe('unknown');
    expect(unknown(snapshot)).toEqual([`${EU} AWS::EC2::VPC`]);
  });

  it("the status of the organization's trail: says whom to ask", async () => {
    await deploy([EU]);
    await world.organizationTrail(EU, 'everyone', '999988887777');
    const snapshot = await take({ regions: [EU] });
    expect(gapsOf(snapshot, EU, 'AWS::CloudTrail::Trail')).toMatchObject([
      {
        operation: 'cloudtrail:GetTrailStatus',
        remedy: 'ask the management account (999988887777), whose trail it is: audit there',
      },
    ]);
  });

  it('a part: leaves its properties unread, and the resource there', async () => {
    await deploy();
    await world.faults([{ kind: 'deny', service: 'kms', action: 'GetKeyRotationStatus', region: EU }]);
    const snapshot = await take();
    expect(unknown(snapshot)).toEqual([]);
    const key = only(snapshot, EU, 'AWS::KMS::Key');
    expect(Object.keys(key.unread)).toEqual(['EnableKeyRotation', 'RotationPeriodInDays']);
    expect(key.unread.EnableKeyRotation).toMatchObject({ cause: 'denied', operation: 'kms:GetKeyRotationStatus' });
    expect(key.properties).not.toHaveProperty('EnableKeyRotation');
    expect(gapsOf(snapshot, EU, 'AWS::KMS::Key')).toMatchObject([
      { cause: 'denied', properties: ['EnableKeyRotation', 'RotationPeriodInDays'] },
    ]);
    expect(only(snapshot, US, 'AWS::KMS::Key').properties).toMatchObject({ EnableKeyRotation: true });
  });

  it('a resource that is deleted while it is read: is not there, and nothing is unknown', async () => {
    await deploy();
    await world.faults([
      { kind: 'error500', service: 'kms', action: 'GetKeyPolicy', region: EU, code: 'NotFoundException', status: 400 },
      { kind: 'error500', service: 'ec2', action: 'DescribeVpcAttribute', code: 'InvalidVpcID.NotFound', status: 400 },
    ]);
    const snapshot = await take();
    expect(unknown(snapshot)).toEqual([]);
    expect(snapshot.observations.flatMap((one) => one.gaps)).toEqual([]);
    const left = (type: string) => !type.startsWith('AWS::EC2::VPC ');
    expect(counted(snapshot, US)).toEqual(COUNTED.filter(left));
    expect(counted(snapshot, EU)).toEqual(COUNTED.filter((one) => left(one) && !one.startsWith('AWS::KMS::Key ')));
    const told = snapshot.header.notes.filter((note) => note.endsWith('was deleted while it was read: left out'));
    expect(told).toHaveLength(3);
  });

  it('the list of stacks: makes every type of the region unknown that only stacks tell of', async () => {
    await deploy();
    await world.faults([{ kind: 'deny', service: 'cloudformation', action: 'ListStacks', region: EU }]);
    const snapshot = await take();
    const inEurope = snapshot.observations.filter((one) => one.region === EU);
    expect(inEurope.length).toBeGreaterThan(8);
    for (const one of inEurope)
      expect(one).toMatchObject({ state: 'unknown', gaps: [{ operation: 'cloudformation:ListStacks' }] });
    expect(unknown(snapshot).filter((one) => one.startsWith(US))).toEqual([]);
    expect(snapshot.header.notes).toEqual([]);
  });

  it('one page of one stack: keeps the others, and makes the region unknown', async () => {
    await deploy();
    await world.settings({ pageSize: 2 });
    await world.faults([
      { kind: 'error500', service: 'cloudformation', action: 'ListStackResources', region: EU, page: 2 },
    ]);
    const snapshot = await take();
    expect(observation(snapshot, EU, 'AWS::KMS::Key')).toMatchObject({
      state: 'unknown',
      gaps: [{ cause: 'failed', operation: 'cloudformation:ListStackResources' }],
    });
    expect(counted(snapshot, EU).length).toBeLessThan(COUNTED.length);
    expect(counted(snapshot, US)).toEqual(COUNTED);
  });

  it('throttled to the end of the retries', async () => {
    await deploy();
    await world.faults([{ kind: 'throttle', service: 'kms', action: 'ListKeys', region: EU }]);
    const snapshot = await take();
    expect(gapsOf(snapshot, EU, 'AWS::KMS::Key')).toMatchObject([{ cause: 'throttled', operation: 'kms:ListKeys' }]);
    expect(unknown(snapshot)).toEqual([`${EU} AWS::KMS::Key`, `${EU} AWS::KMS::ReplicaKey`]);
  });

  it('throttled for a while: is read after all', async () => {
    await deploy();
    await world.faults([
      { kind: 'throttle', service: 'kms', region: EU, times: 2 },
      { kind: 'throttle', service: 'ec2', action: 'DescribeVpcs', region: US, times: 1 },
      { kind: 'error503', service: 'tagging', times: 1 },
      { kind: 'reset', service: 'rds', region: US, times: 1 },
    ]);
    const snapshot = await take({ maxAttempts: 10 });
    expect(snapshot.observations.flatMap((one) => one.gaps)).toEqual([]);
    expect(counted(snapshot, EU)).toEqual(COUNTED);
  });

  it.each([
    ['hang', 'unreachable'],
    ['garbage', 'failed'],
    ['truncate', 'unreachable'],
  ] as const)('an endpoint that answers with %s: %s', async (kind, cause) => {
    await deploy([EU]);
    await world.faults([{ kind, service: 'rds', action: 'DescribeDBInstances', region: EU }]);
    const snapshot = await take({ regions: [EU], requestTimeout: 1500 });
    expect(unknown(snapshot)).toEqual([`${EU} AWS::RDS::DBInstance`]);
    const [gap] = gapsOf(snapshot, EU, 'AWS::RDS::DBInstance');
    expect(gap?.cause).toBe(cause);
    expect(gap?.operation).toBe('rds:DescribeDBInstances');
    expect(gap?.detail).not.toMatch(/[\n\r]/);
    if (kind === 'hang') expect(gap?.remedy).toMatch(/--request-timeout/);
  });

  it('a region that is not enabled: everything there is unknown, and nothing is missing', async () => {
    await deploy([US]);
    await world.settings({ enabledRegions: [US] });
    const started = performance.now();
    const events: CollectEvent[] = [];
    const snapshot = await take({ onEvent: (event) => events.push(event) });
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(snapshot.header.regions.map(({ name, state }) => [name, state])).toEqual([
      [US, 'enabled'],
      [EU, 'disabled'],
    ]);
    for (const one of snapshot.observations.filter(({ region }) => region === EU)) {
      expect(one.state).toBe('unknown');
      expect(one.gaps).toMatchObject([
        { cause: 'disabled', remedy: expect.stringMatching(/enable the region eu-central-1/) },
      ]);
    }
    expect(counted(snapshot, US)).toEqual(COUNTED);
    const told = events.find((event) => event.kind === 'preflight');
    expect(told?.preflight.regions.map((region) => region.state)).toEqual(['enabled', 'disabled']);
  });

  it('a region that is not enabled and stands first: what is global is asked in the next', async () => {
    await deploy([US]);
    await world.settings({ enabledRegions: [US] });
    const snapshot = await take({ regions: [EU, US] });
    expect(unknown(snapshot).filter((one) => !one.startsWith(EU))).toEqual(['global *']);
    expect(snapshot.header.caller.account).toBe(world.account);
    expect(counted(snapshot, US)).toEqual(COUNTED);
  });

  it('a region from which nothing comes: ends soon, and is unreachable', async () => {
    await deploy([US]);
    await world.faults([{ kind: 'hang', region: EU }]);
    const snapshot = await take({ requestTimeout: 2500 });
    expect(snapshot.header.regions[1]?.state).toBe('unreachable');
    for (const one of snapshot.observations.filter(({ region }) => region === EU))
      expect(one).toMatchObject({ state: 'unknown', gaps: [{ cause: 'unreachable' }] });
    expect(counted(snapshot, US)).toEqual(COUNTED);
  });

  it('credentials that end half way: what is left is unknown, not absent', async () => {
    await deploy();
    await world.faults([{ kind: 'expired', service: 'kms', region: EU }]);
    const snapshot = await take();
    expect(gapsOf(snapshot, EU, 'AWS::KMS::Key')).toMatchObject([{ cause: 'expired' }]);
  });

  it('which regions are enabled: is told, and the rest is read', async () => {
    await deploy();
    await world.faults([{ kind: 'deny', service: 'ec2', action: 'DescribeRegions' }]);
    const snapshot = await take();
    expect(snapshot.header.notes).toEqual([
      expect.stringMatching(/^which regions are enabled is not known: ec2:DescribeRegions/),
    ]);
    expect(unknown(snapshot)).toEqual([]);
  });
});

describe('a selection by tag', () => {
  const byTag: Selection = { ...EVERYTHING, tags: { app: ['shop'] } };

  it('counts what carries the tag, drops ghosts, and says which stack made it', async () => {
    await deploy([US, EU], { app: 'shop' });
    const ghost = `arn:aws:rds:${EU}:${world.account}:db:gone`;
    await world.ghost(ghost, { app: 'shop' });
    const s3 = new S3Client(world.clients(EU));
    for (const name of [`tagged-${world.account}`, `untagged-${world.account}`])
      await s3.send(new CreateBucketCommand({ Bucket: name, CreateBucketConfiguration: { LocationConstraint: EU } }));
    const Tagging = { TagSet: [{ Key: 'app', Value: 'shop' }] };
    await s3.send(new PutBucketTaggingCommand({ Bucket: `tagged-${world.account}`, Tagging }));
    const snapshot = await take({ selection: byTag });
    const groups = snapshot.resources.filter((one) => one.region === EU && one.type === 'AWS::EC2::SecurityGroup');
    const told = groups.map(({ logicalId, stack, evidence }) => [logicalId, stack, evidence]);
    expect(told).toHaveLength(2);
    expect(told).toEqual(
      expect.arrayContaining([
        ['App', 'app-one', ['tag']],
        ['Data', 'app-one', ['tag']],
      ]),
    );
    expect(only(snapshot, EU, 'AWS::S3::Bucket')).toMatchObject({
      id: `tagged-${world.account}`,
      tags: { app: 'shop' },
    });
    expect(snapshot.resources.filter((one) => one.type === 'AWS::S3::Bucket' && one.region === US)).toEqual([]);
    expect(snapshot.resources.filter((one) => one.type === 'AWS::RDS::DBInstance')).toEqual([]);
    expect(snapshot.header.notes.filter((note) => note.includes(ghost))).toHaveLength(1);
    expect(snapshot.header.notes.join('\n')).toMatch(/selected by tag alone/);
  });

  it('makes unknown what only the tagging API tells, when it is denied', async () => {
    await deploy([US, EU], { app: 'shop' });
    await world.faults([{ kind: 'deny', service: 'tagging', region: EU }]);
    const snapshot = await take({ selection: byTag });
    expect(observation(snapshot, EU, 'AWS::S3::Bucket').state).toBe('unknown');
    expect(observation(snapshot, EU, '*').gaps).toMatchObject([{ operation: 'tag:GetResources', cause: 'denied' }]);
    // Groups are listed with their tags, but which stack to ask for their logical ids only the tagging API tells.
    expect(observation(snapshot, EU, 'AWS::EC2::SecurityGroup')).toMatchObject({
      state: 'unknown',
      gaps: [{ operation: 'tag:GetResources' }],
    });
    expect(counted(snapshot, EU).filter((one) => one.startsWith('AWS::EC2'))).toHaveLength(3);
  });

  const policyOf = (tag?: string) => ({
    PolicyName: `policy-${tag ?? 'plain'}`,
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
    }),
    ...(tag !== undefined && { Tags: [{ Key: 'app', Value: tag }] }),
  });
  const makePolicies = async () => {
    const iam = new IAMClient(world.clients(US));
    for (const tag of ['shop', 'other', undefined]) await iam.send(new CreatePolicyCommand(policyOf(tag)));
  };
  const policies = ({ resources }: Snapshot) =>
    resources.filter(({ type, selected }) => selected && type === 'AWS::IAM::ManagedPolicy').map(({ name }) => name);

  it('finds what only a call of its own tells the tags of, wherever it is asked', async () => {
    await makePolicies();
    const snapshot = await take({ selection: byTag, regions: [EU] });
    expect(policies(snapshot)).toEqual(['policy-shop']);
    expect(unknown(snapshot)).toEqual([]);
    const calls = await world.calls();
    expect(calls.byAction['iam:us-east-1:ListPolicyTags'] ?? calls.byAction['iam:eu-central-1:ListPolicyTags']).toBe(3);
    expect(calls.duplicates).toEqual([]);
  });

  it('asks for the tags of what nobody named only when a tag is asked for', async () => {
    await makePolicies();
    await take();
    await take({ selection: { ...byTag, excludeTypes: ['AWS::IAM::ManagedPolicy'] } });
    const { byAction } = await world.calls();
    expect(Object.keys(byAction).filter((action) => action.endsWith('ListPolicyTags'))).toEqual([]);
  });

  it('does not know what belongs where those tags cannot be read, and calls nothing absent', async () => {
    await makePolicies();
    await world.faults([{ kind: 'deny', service: 'iam', action: 'ListPolicyTags' }]);
    const snapshot = await take({ selection: byTag });
    expect(policies(snapshot)).toEqual([]);
    const { state, gaps } = observation(snapshot, 'global', 'AWS::IAM::ManagedPolicy');
    expect([state, gaps.length]).toEqual(['unknown', 1]);
    expect(gaps[0]).toMatchObject({ cause: 'denied', operation: 'iam:ListPolicyTags' });
    expect(gaps[0]).not.toHaveProperty('properties');
    expect(unknown(snapshot)).toEqual(['global AWS::IAM::ManagedPolicy']);
  });

  it('finds trails by their own tags where the tagging API is denied', async () => {
    const cloudtrail = new CloudTrailClient(world.clients(EU));
    await new S3Client(world.clients(EU)).send(
      new CreateBucketCommand({ Bucket: 'logs', CreateBucketConfiguration: { LocationConstraint: EU } }),
    );
    for (const tag of ['shop', 'other'])
      await cloudtrail.send(
        new CreateTrailCommand({ Name: `trail-${tag}`, S3BucketName: 'logs', TagsList: [{ Key: 'app', Value: tag }] }),
      );
    await world.faults([{ kind: 'deny', service: 'tagging', region: EU }]);
    const snapshot = await take({ selection: byTag, regions: [EU] });
    expect(only(snapshot, EU, 'AWS::CloudTrail::Trail')).toMatchObject({ name: 'trail-shop', tags: { app: 'shop' } });
    expect(observation(snapshot, EU, 'AWS::CloudTrail::Trail')).toMatchObject({ state: 'observed', gaps: [] });

    await world.faults([{ kind: 'deny', service: 'cloudtrail', action: 'ListTags', region: EU }]);
    const denied = await take({ selection: byTag, regions: [EU] });
    // Both may belong: they stay as what covers the region.
    expect(observation(denied, EU, 'AWS::CloudTrail::Trail')).toMatchObject({
      state: 'unknown',
      gaps: [{ operation: 'cloudtrail:ListTags' }],
    });
  });

  it('and by stack: one resource that both name is one', async () => {
    await deploy([US, EU], { app: 'shop' });
    const snapshot = await take({ selection: { ...byTag, stackPrefixes: ['app'] } });
    expect(counted(snapshot, EU)).toEqual(COUNTED);
    expect(only(snapshot, EU, 'AWS::SQS::Queue').evidence).toContain('stack');
    expect(only(snapshot, EU, 'AWS::EC2::VPC').evidence).toEqual(['stack', 'tag']);
  });
});

it.each([
  ['a selection by tag', { ...EVERYTHING, tags: { app: ['shop'] } }, 'ListStackResources'],
  ['no selection', EVERYTHING, 'ListStacks'],
] as const)('with %s, stacks that cannot be read leave it unknown who is who', async (_name, selection, action) => {
  await deploy([US, EU], { app: 'shop' });
  await world.faults([{ kind: 'deny', service: 'cloudformation', action, region: EU }]);
  const snapshot = await take({ selection });
  for (const type of ['AWS::EC2::SecurityGroup', 'AWS::KMS::Key', 'AWS::KMS::Alias', '*'])
    expect(observation(snapshot, EU, type)).toMatchObject({
      state: 'unknown',
      gaps: [{ cause: 'denied', operation: `cloudformation:${action}` }],
    });
  expect(unknown(snapshot).filter((one) => one.startsWith(US))).toEqual([]);
});

it("who asks: without it, nobody can tell what is another account's", async () => {
  await deploy();
  await world.faults([{ kind: 'error500', service: 'sts' }]);
  const snapshot = await take();
  for (const region of [US, EU])
    for (const type of ['AWS::EC2::VPC', 'AWS::EC2::SecurityGroup'])
      expect(observation(snapshot, region, type)).toMatchObject({
        state: 'unknown',
        gaps: [{ cause: 'failed', operation: 'sts:GetCallerIdentity' }],
      });
  expect(observation(snapshot, EU, 'AWS::KMS::Key').state).toBe('observed');
  expect(snapshot.header.notes).toEqual([expect.stringMatching(/^who asks is not known: sts:GetCallerIdentity/)]);
});

describe('without a selection', () => {
  it("everything counts but AWS's own", async () => {
    await deploy([US, EU]);
    // Describing it by its alias makes it, as the first encrypted disk does.
    await new KMSClient(world.clients(US)).send(new DescribeKeyCommand({ KeyId: 'alias/aws/ebs' })).catch(() => {});
    const snapshot = await take({ selection: EVERYTHING });
    expect(counted(snapshot, EU)).toEqual(COUNTED);
    expect(only(snapshot, EU, 'AWS::EC2::VPC').evidence).toEqual(['stack', 'listed']);
    expect(only(snapshot, EU, 'AWS::SQS::Queue').evidence).toContain('stack');
    expect(snapshot.resources.filter((one) => one.selected && one.properties?.IsDefault === true)).toEqual([]);
  });

  it('reads every enabled region when asked for all', async () => {
    await world.settings({ enabledRegions: [US, EU] });
    const snapshot = await take({ selection: { ...EVERYTHING, types: ['AWS::EC2::VPC'] }, regions: 'all' });
    expect(snapshot.header.regions.map((region) => region.name)).toEqual([EU, US]);
    const one = await take({
      selection: { ...EVERYTHING, types: ['AWS::EC2::VPC'] },
      regions: 'all',
      excludeRegions: [EU],
    });
    expect(one.header.regions.map((region) => region.name)).toEqual([US]);
  });
});

describe('a mistake', () => {
  it.each([
    [{ regions: ['us-est-1', EU] }, '--regions: unknown region us-est-1, did you mean us-east-1?'],
    [{ regions: [US, 'cn-north-1'] }, /partitions with credentials of their own/],
    [{ excludeRegions: [US, EU] }, '--exclude-region: leaves no region to read'],
    [
      { selection: { ...EVERYTHING, types: ['AWS::RDS::DBInstanc'] } },
      /--type: unknown type .* did you mean AWS::RDS::DBInstance\?/,
    ],
  ])('%j is said in one line', async (over, message) => {
    const error = await failure(take(over as Partial<CollectOptions>));
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toMatch(message);
  });

  it('of the credentials: expired, not accepted, none', async () => {
    await world.faults([{ kind: 'expired' }]);
    expect((await failure(take())).message).toMatch(/the AWS credentials have expired .* and run again$/);
    await world.clearFaults();
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']) delete process.env[name];
    expect((await failure(take())).message).toMatch(/^no AWS credentials/);
    expect((await failure(take({ profile: 'nobody' }))).message).toMatch(/^--profile: nobody: /);
  });
});

it('is interrupted at once', async () => {
  await world.faults([{ kind: 'hang' }]);
  const controller = new AbortController();
  const running = failure(take({ signal: controller.signal }));
  setTimeout(() => controller.abort(new Error('interrupted')), 300);
  expect((await running).message).toBe('interrupted');
});

it('reads with the credentials of a role', async () => {
  const snapshot = await take({ roleArn: 'arn:aws:iam::111122223333:role/audit', externalId: 'x' });
  expect(snapshot.header.caller.account).toBe('111122223333');
});

it('assumes the role where the first region is not enabled', async () => {
  await world.settings({ enabledRegions: [US] });
  const snapshot = await take({ regions: [EU, US], roleArn: 'arn:aws:iam::111122223333:role/audit' });
  expect(snapshot.header.caller.account).toBe('111122223333');
});
