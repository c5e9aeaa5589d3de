/** The deployed template as witness, through the simulator: one design twice, a parameter, a condition, a change beside it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AuditResult } from '../src/report/report.ts';
import { readSnapshots } from '../src/snapshot/file.ts';
import { openWorld, type World } from './simulator/simulator.ts';
import { runIn } from './worlds/run-story.ts';

const [US, EU] = ['us-east-1', 'eu-central-1'] as const;

/** Uses what a template has to say: parameters, mappings, conditions, references, joins, imports of a sibling. */
const TEMPLATE = `
Parameters:
  Stage: {Type: String, Default: prod}
  Days: {Type: Number, Default: 7}
  Password: {Type: String, NoEcho: true, Default: hush-hush-hush}
Mappings:
  Networks:
    us-east-1: {Cidr: 10.0.0.0/16}
    eu-central-1: {Cidr: 10.0.0.0/16}
Conditions:
  Prod: !Equals [!Ref Stage, prod]
  Long: !And [!Condition Prod, !Not [!Equals [!Ref Days, 1]]]
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: !FindInMap [Networks, !Ref AWS::Region, Cidr]
      EnableDnsSupport: true
      Tags: [{Key: Name, Value: !Join ["-", [app, !Ref Stage]]}]
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: !Select [1, !Cidr [!GetAtt Vpc.CidrBlock, 4, 8]]
      AvailabilityZone: !Select [0, !GetAZs ""]
  Key:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: !If [Prod, true, false]
      PendingWindowInDays: !Ref Days
      KeyPolicy:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: {AWS: !Sub "arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root"}
            Action: "kms:*"
            Resource: "*"
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Sub "app-\${AWS::Region}-\${AWS::AccountId}"
      VersioningConfiguration: {Status: !If [Long, Enabled, !Ref AWS::NoValue]}
  Audit:
    Type: AWS::S3::Bucket
    Condition: Prod
    DependsOn: Bucket
    Properties:
      BucketName: !Join ["-", [audit, !Ref AWS::AccountId, !Ref AWS::Region]]
      Tags: [{Key: Owner, Value: !ImportValue {"Fn::Sub": "owner-of-\${AWS::Region}"}}]
Outputs:
  Bucket: {Value: !Ref Bucket}
`;
const OWNER = `
Resources: {Topic: {Type: AWS::SNS::Topic}}
Outputs: {Owner: {Value: payments, Export: {Name: !Sub "owner-of-\${AWS::Region}"}}}
`;

const lineOf = (text: string) => TEMPLATE.split('\n').indexOf(text) + 1;

let world: World;
let folder: string;
beforeEach(async () => {
  world = await openWorld();
  folder = mkdtempSync(join(tmpdir(), 'witness-'));
  for (const region of [US, EU]) await world.deploy(region, 'app-owner', OWNER);
});
afterEach(() => rmSync(folder, { recursive: true }));

async function deploy(region: string, parameters: Record<string, string> = {}): Promise<void> {
  await world.deploy(region, 'app-main', TEMPLATE, parameters);
}

async function check(...flags: readonly string[]): Promise<AuditResult> {
  const env = { ...world.env, INFRA_PARITY_DIGEST_KEY: 'a key for the tests' };
  const given = ['--regions', `${US},${EU}`, '--stack-prefix', 'app', '--no-default-expectations', ...flags];
  const ran = await runIn('none', ['check', '--no-confirm', '--no-baseline', ...given, '--report', 'json'], env);
  expect(ran.stderr).not.toContain('infra-parity:');
  return JSON.parse(ran.stdout) as AuditResult;
}

const parity = ({ findings }: AuditResult) =>
  findings.filter(({ rule }) => ['property-drift', 'missing-resource', 'tag-drift'].includes(rule));

describe('one template in two regions', { timeout: 60_000 }, () => {
  test('gives nothing; each template is asked once, and no secret is kept', async () => {
    for (const region of [US, EU]) await deploy(region);
    await world.clearCalls();
    const file = join(folder, 'snapshot.jsonl');
    expect(parity(await check('--save-snapshot', file))).toEqual([]);
    const calls = await world.calls();
    expect(calls.duplicates).toEqual([]);
    const of = (operation: string) => calls.log.filter((one) => one.operation === operation).length;
    expect({ templates: of('GetTemplate'), pages: of('DescribeStacks') }).toEqual({ templates: 4, pages: 2 });
    const { designs = [] } = readSnapshots([file]);
    expect(designs.map(({ region, stack }) => `${region} ${stack}`)).toEqual([
      `${EU} app-main`,
      `${EU} app-owner`,
      `${US} app-main`,
      `${US} app-owner`,
    ]);
    expect(designs[0]?.parameters).toEqual({ Stage: 'prod', Days: '7', Password: null });
    expect(designs[0]?.resources.Audit).toMatchObject({ condition: 'Prod', lines: { '': lineOf('  Audit:') } });
    expect(JSON.stringify(designs)).not.toContain('hush');
  });

  test('is audited without the templates where they are denied, or not asked for', async () => {
    for (const region of [US, EU]) await deploy(region);
    await world.faults([{ kind: 'deny', service: 'cloudformation', action: 'GetTemplate', region: EU }]);
    const denied = await check();
    expect(denied).toMatchObject({ gaps: [] });
    expect(denied.snapshot.notes).toEqual([
      expect.stringMatching(/^eu-central-1: the template of app-main, app-owner was not read, .*GetTemplate/),
    ]);
    await world.clearFaults();
    await world.clearCalls();
    const without = await check('--no-witness');
    expect(without.snapshot.notes).toEqual([]);
    expect((await world.calls()).log.map(({ operation }) => operation)).not.toContain('GetTemplate');
  });

  test('and another parameter in one: the findings say which, the absent bucket too', async () => {
    await deploy(US);
    await deploy(EU, { Stage: 'test' });
    const findings = parity(await check());
    expect(
      findings.map(({ rule, property, because }) => [rule, property, because && `${because.kind} ${because.name}`]),
    ).toEqual(
      expect.arrayContaining([
        ['missing-resource', null, 'parameter Stage'],
        ['property-drift', 'EnableKeyRotation', 'parameter Stage'],
        ['property-drift', 'VersioningConfiguration.Status', 'parameter Stage'],
      ]),
    );
    const missing = findings.find(({ rule }) => rule === 'missing-resource');
    expect(missing?.message).toContain(
      `: condition Prod leaves it out in ${EU} (parameter Stage is "prod" in ${US}, "test" in ${EU})`,
    );
  });

  test('and a change beside it in one: that one is named', async () => {
    for (const region of [US, EU]) await deploy(region);
    const s3 = new S3Client({ ...world.clients(EU), forcePathStyle: true });
    const Bucket = `app-${EU}-${world.account}`;
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Suspended' } }));
    const [finding, ...more] = parity(await check());
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      property: 'VersioningConfiguration.Status',
      regions: [EU],
      designed: { [US]: { state: 'as-designed' }, [EU]: { state: 'changed', value: 'Enabled' } },
    });
    expect(finding?.message).toContain(`${US} is as its template says, ${EU} was changed since`);
  });
});
