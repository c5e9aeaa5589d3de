import {
  CreateAliasCommand,
  CreateKeyCommand,
  KMSClient,
  ReplicateKeyCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { DeleteDBParameterGroupCommand, RDSClient } from '@aws-sdk/client-rds';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyBaseline } from '../../src/baseline/empty-baseline.ts';
import { collect } from '../../src/collectors/collect.ts';
import { type CollectOptions, EVERYTHING } from '../../src/collectors/collect-options.ts';
import { collectors } from '../../src/collectors/index.ts';
import { judge } from '../../src/commands/stages.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import { openWorld, type World } from './simulator.ts';

/** Situations that people reported: what is there, whose it is, and what is asked of the other region. */

const US = 'us-east-1';
const EU = 'eu-central-1';

let world: World;
const before = { ...process.env };
beforeEach(async () => {
  world = await openWorld();
  Object.assign(process.env, world.env);
});
afterEach(() => {
  process.env = { ...before };
});

const take = (over: Partial<CollectOptions> = {}): Promise<Snapshot> =>
  collect({ regions: [US, EU], selection: EVERYTHING, collectors, maxAttempts: 3, digestKey: 'test', ...over });
const byPrefix = (...stackPrefixes: string[]) => ({ ...EVERYTHING, stackPrefixes });
const byTag = (app: string) => ({ ...EVERYTHING, tags: { app: [app] } });
const findings = (snapshot: Snapshot) =>
  judge(snapshot, emptyBaseline())
    .findings.map(({ rule, type, counterpart, regions }) => `${rule} ${type} ${counterpart} @ ${regions.join()}`)
    .sort();
const missing = (snapshot: Snapshot) => findings(snapshot).filter((one) => /^(missing|extra)-resource/.test(one));
const BUCKET = { Type: 'AWS::S3::Bucket' };
const ROLE = {
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
  },
};

describe('what CDK makes to carry values', () => {
  it('is told by its type and its whole id: what only begins like it is missing where it is not', async () => {
    const own = {
      ExportsReaderBucket: BUCKET,
      ExportsWriterRole: ROLE,
      ExportsWriterQueue: { Type: 'AWS::SQS::Queue' },
    };
    const helper = { CustomCrossRegionExportWriterCustomResourceProviderRoleC951B1E1: ROLE };
    await world.deploy(US, 'customs', { Resources: { Data: BUCKET, ...own, ...helper } });
    await world.deploy(EU, 'customs', { Resources: { Data: BUCKET } });
    const said = missing(await take({ selection: byPrefix('customs') }));
    expect(said).toHaveLength(3);
    for (const name of Object.keys(own)) expect(said.join('\n')).toContain(name);
  });
});

describe('rows that share a physical id', () => {
  it('are as many as the stacks declare, and the one that a region lacks is missing there', async () => {
    const filter = (LogGroupName: object) => ({
      Type: 'AWS::Logs::MetricFilter',
      Properties: {
        FilterName: 'errors',
        FilterPattern: 'ERROR',
        LogGroupName,
        MetricTransformations: [{ MetricName: 'errors', MetricNamespace: 'app', MetricValue: '1' }],
      },
    });
    const group = (name: string) => ({ Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: name } });
    const both = {
      Web: group('/app/web'),
      Jobs: group('/app/jobs'),
      WebErrors: filter({ Ref: 'Web' }),
      JobErrors: filter({ Ref: 'Jobs' }),
    };
    const { JobErrors: _, ...one } = both;
    await world.deploy(US, 'logs', { Resources: both });
    await world.deploy(EU, 'logs', { Resources: one });
    const snapshot = await take({ selection: byPrefix('logs') });
    const filters = (region: string) =>
      snapshot.resources.filter(
        (each) => each.type === 'AWS::Logs::MetricFilter' && each.selected && each.region === region,
      );
    expect([filters(US).length, filters(EU).length]).toEqual([2, 1]);
    const result = judge(snapshot, emptyBaseline());
    expect(result.exitCode).not.toBe(0);
  });

  it('and live in two things are told apart by these, and the one that a region lacks is missing there', async () => {
    const api = { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'api', ProtocolType: 'HTTP' } };
    const stage = (ApiId: object) => ({
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId, StageName: '$default' },
    });
    const both = { A: api, B: api, StageA: stage({ Ref: 'A' }), StageB: stage({ Ref: 'B' }) };
    const { StageB: _, ...one } = both;
    await world.deploy(US, 'apis', { Resources: both });
    await world.deploy(EU, 'apis', { Resources: one });
    const snapshot = await take({ selection: byPrefix('apis') });
    // Which row is whose no listing says; whose API it is of, each stage does. That of the one API is there, that of the other is lacking.
    expect(findings(snapshot)).toEqual(['missing-resource AWS::ApiGatewayV2::Stage api/$default @ eu-central-1']);
  });
});

describe('what was deleted past its stack', () => {
  it('ends no report: it is told as missing, and the stack that still lists it', async () => {
    const Resources = {
      Parameters: {
        Type: 'AWS::RDS::DBParameterGroup',
        Properties: { Family: 'postgres16', Description: 'app', DBParameterGroupName: 'Orders' },
      },
    };
    for (const region of [US, EU]) await world.deploy(region, 'data', { Resources });
    await new RDSClient(world.clients(EU)).send(new DeleteDBParameterGroupCommand({ DBParameterGroupName: 'orders' }));
    for (const selection of [byPrefix('data'), EVERYTHING]) {
      const snapshot = await take({ selection });
      expect(missing(snapshot)).toEqual([
        expect.stringMatching(/^missing-resource AWS::RDS::DBParameterGroup .*Parameters @ eu-central-1$/),
      ]);
    }
  });
});

describe('what was asked for and selects nothing', () => {
  it('stands in the header, region by region', async () => {
    await world.deploy(US, 'shop', { Resources: { Data: BUCKET } }, {}, { app: 'shop' });
    await world.deploy(EU, 'shop', { Resources: { Data: BUCKET } }, {}, { app: 'shop' });
    const byStack = await take({ selection: byPrefix('shop', 'shpo') });
    expect(byStack.header.unmatched).toEqual([US, EU].map((region) => ({ region, stackPrefix: 'shpo' })));
    expect((await take({ selection: byPrefix('shop') })).header).not.toHaveProperty('unmatched');
    const tags = { app: ['shop', 'shpo'] };
    const tagged = await take({ selection: { ...EVERYTHING, tags } });
    expect(tagged.header.unmatched).toEqual([US, EU].map((region) => ({ region, tag: { key: 'app', value: 'shpo' } })));
  });

  it('is not said of a region that could not be asked', async () => {
    await world.deploy(US, 'shop', { Resources: { Data: BUCKET } });
    await world.settings({ enabledRegions: [US] });
    await world.faults([{ kind: 'disabled-region', region: EU }]);
    const { header } = await take({ selection: byPrefix('shop') });
    expect(header.unmatched ?? []).toEqual([]);
    expect(header.notes.join('\n')).not.toContain('no stack begins with');
  });
});

describe('who asks is not known', () => {
  it('roles are there all the same, and what uses one does not differ', async () => {
    for (const region of [US, EU]) await world.deploy(region, 'app', { Resources: { Role: ROLE, Data: BUCKET } });
    await world.faults([{ kind: 'error500', service: 'sts' }]);
    const snapshot = await take({ selection: byPrefix('app') });
    const result = judge(snapshot, emptyBaseline());
    expect(result.findings.filter(({ severity }) => severity !== 'low')).toEqual([]);
    expect(result.rows.filter(({ type }) => type === 'AWS::IAM::Role')).not.toEqual([]);
  });
});

describe('keys', () => {
  const key = async (region: string, over: object) => {
    const kms = new KMSClient(world.clients(region));
    const { KeyMetadata } = await kms.send(
      new CreateKeyCommand({ Tags: [{ TagKey: 'app', TagValue: 'shop' }], ...over }),
    );
    return { kms, id: KeyMetadata?.KeyId ?? '' };
  };

  it('that wait for their deletion, made again since, ask nothing of the other region', async () => {
    for (const region of [US, EU]) {
      const { kms, id } = await key(region, {});
      await kms.send(new CreateAliasCommand({ AliasName: 'alias/shop', TargetKeyId: id }));
    }
    const { kms, id } = await key(US, {});
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId: id }));
    const said = findings(await take({ selection: byTag('shop') }));
    expect(said.filter((one) => !one.startsWith('customer-key'))).toEqual([]);
    expect(said.join('\n')).toMatch(/customer-key AWS::KMS::Key .* @ us-east-1/);
  });

  it('of which nobody could say whether they are AWS’s own are unknown, and not counted', async () => {
    for (const region of [US, EU]) await key(region, {});
    await world.faults([{ kind: 'deny', service: 'kms', action: 'DescribeKey', region: EU }]);
    const snapshot = await take();
    const keys = snapshot.observations.find((one) => one.region === EU && one.type === 'AWS::KMS::Key');
    expect(keys).toMatchObject({ state: 'unknown', gaps: [{ operation: 'kms:DescribeKey' }] });
    expect(findings(snapshot).filter((one) => /^(count|missing|extra)/.test(one))).toEqual([]);
  });

  it('whose replicas do not carry the tag are told as there', async () => {
    const regions = [US, EU, 'ap-southeast-2'];
    const { kms, id } = await key(US, { MultiRegion: true });
    for (const ReplicaRegion of regions.slice(1)) await kms.send(new ReplicateKeyCommand({ KeyId: id, ReplicaRegion }));
    const result = judge(await take({ selection: byTag('shop'), regions }), emptyBaseline());
    const text = JSON.stringify(result.findings);
    expect(text).not.toContain('without it');
    expect(text).toContain('outside the selection');
  });
});
