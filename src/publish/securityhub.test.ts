import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type AwsSecurityFinding,
  BatchImportFindingsCommand,
  BatchUpdateFindingsCommand,
  EnableSecurityHubCommand,
  GetFindingsCommand,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeFolder } from '../../test/folder.ts';
import { openWorld, type World } from '../../test/simulator/simulator.ts';
import { runIn } from '../../test/worlds/run-story.ts';

const folder = makeFolder();
let DATABASE = '';
let TRAIL = '';

async function hub() {
  const world = await openWorld();
  const client = new SecurityHubClient(world.clients('us-east-1'));
  await client.send(new EnableSecurityHubCommand({}));
  return { world, client };
}

async function held(client: SecurityHubClient): Promise<readonly AwsSecurityFinding[]> {
  const all: AwsSecurityFinding[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new GetFindingsCommand({ MaxResults: 100, NextToken }));
    all.push(...(page.Findings ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  return all;
}

async function publish(world: World, story: string, ...flags: string[]) {
  const command = ['audit', '--from', 'snapshot.jsonl', '--report', 'json', '--publish', 'securityhub', ...flags];
  const ran = await runIn(story, command, world.env);
  expect(ran.stderr).not.toContain('not published');
  return ran;
}

/** A report changed by hand, published. */
async function publishSaved(
  world: World,
  change: (result: Saved) => void,
  story = 'nine-versus-four',
  ...flags: string[]
) {
  const { stdout } = await runIn(story, ['audit', '--from', 'snapshot.jsonl', '--report', 'json', ...flags]);
  const result = JSON.parse(stdout) as Saved;
  change(result);
  const file = join(folder, `${Math.random()}.json`);
  writeFileSync(file, JSON.stringify(result));
  return runIn(story, ['report', '--from', file, '--publish', 'securityhub'], world.env);
}
// biome-ignore lint/suspicious/noExplicitAny: the JSON report, to be changed.
type Saved = any;

const waivers = join(folder, 'waivers.yaml');
const waiver = () => `waivers:
  - finding: "${DATABASE}"
    reason: one writer by design
    owner: payments
    until: 2026-12-31
`;

const of = (findings: readonly AwsSecurityFinding[], fingerprint: string) =>
  findings.find(({ Id }) => Id?.endsWith(`/${fingerprint}`));

/** Security Hub's model is the largest there is: the simulator reads it once, at the first call. */
beforeAll(async () => {
  await hub();
  const { stdout } = await runIn('nine-versus-four', ['audit', '--from', 'snapshot.jsonl', '--report', 'json']);
  const { findings } = JSON.parse(stdout) as Saved;
  const printOf = (type: string) =>
    findings.find((one: Saved) => one.rule === 'missing-resource' && one.type === type)?.fingerprint ?? '';
  [DATABASE, TRAIL] = [printOf('AWS::RDS::DBInstance'), printOf('AWS::CloudTrail::Trail')];
}, 60_000);

describe('--publish securityhub', () => {
  it('imports each finding under an id that stays', async () => {
    const { world, client } = await hub();
    const { stderr } = await publish(world, 'nine-versus-four');
    expect(stderr).toContain('published to securityhub: 7 findings in us-east-1\n');
    const first = await held(client);
    expect(first).toHaveLength(7);
    expect(of(first, DATABASE)).toMatchObject({
      ProductArn: `arn:aws:securityhub:us-east-1:${world.account}:product/${world.account}/default`,
      GeneratorId: 'infra-parity/missing-resource',
      AwsAccountId: world.account,
      Severity: { Label: 'HIGH', Original: 'high' },
      Title: expect.stringContaining('Database'),
      Compliance: { Status: 'FAILED' },
      RecordState: 'ACTIVE',
      Workflow: { Status: 'NEW' },
      Resources: [{ Type: 'AwsRdsDbInstance', Region: 'us-east-1', Details: { Other: { Deviates: 'false' } } }],
    });
    await publish(world, 'nine-versus-four');
    expect((await held(client)).map(({ Id }) => Id)).toEqual(first.map(({ Id }) => Id));
  });

  it('closes what is gone, and opens it again when it comes back', async () => {
    const { world, client } = await hub();
    await publish(world, 'nine-versus-four');
    expect((await publish(world, 'nine-versus-nine')).stderr).toContain('0 findings in us-east-1, 7 closed\n');
    const states = async () =>
      new Set((await held(client)).map((one) => `${one.RecordState} ${one.Compliance?.Status}`));
    expect(await states()).toEqual(new Set(['ARCHIVED PASSED']));
    await publish(world, 'nine-versus-four');
    expect(await states()).toEqual(new Set(['ACTIVE FAILED']));
  });

  it('closes nothing that could not be seen, and says what that is', async () => {
    const { world, client } = await hub();
    await publish(world, 'nine-versus-four');
    const { stderr } = await publish(world, 'denied-call');
    expect(stderr).toContain('6 closed, 1 of earlier runs left as they are: not looked at or not seen this time');
    const findings = await held(client);
    expect(of(findings, DATABASE)?.RecordState).toBe('ACTIVE');
    expect(of(findings, TRAIL)?.RecordState).toBe('ARCHIVED');
    const gap = () =>
      held(client).then((all) => all.find(({ GeneratorId }) => GeneratorId === 'infra-parity/could-not-be-seen'));
    expect(await gap()).toMatchObject({
      Compliance: { Status: 'WARNING' },
      Severity: { Label: 'INFORMATIONAL' },
      RecordState: 'ACTIVE',
      Remediation: { Recommendation: { Text: expect.stringContaining('grant rds:DescribeDBInstances') } },
    });
    await publish(world, 'nine-versus-nine');
    expect((await gap())?.RecordState).toBe('ARCHIVED');
    expect(of(await held(client), DATABASE)?.RecordState).toBe('ARCHIVED');
  });

  it('closes nothing of another region, another selection, or another product', async () => {
    const { world, client } = await hub();
    await publish(world, 'nine-versus-four');
    await publishSaved(world, (result) => {
      result.findings = [];
      result.regions = ['us-east-1', 'ap-south-1'];
      result.verdict = 'parity';
    });
    await publishSaved(world, (result) => {
      result.findings = [];
      result.snapshot.selection.stackPrefixes = ['cart'];
      result.verdict = 'parity';
    });
    expect((await held(client)).map(({ RecordState }) => RecordState)).toEqual(Array(7).fill('ACTIVE'));
  });

  it('keeps two designs with a resource of one name apart', async () => {
    const { world, client } = await hub();
    await publish(world, 'nine-versus-four');
    await publishSaved(world, (result) => {
      result.snapshot.selection.stackPrefixes = ['cart'];
    });
    expect(await held(client)).toHaveLength(14);
  });

  it('suppresses what is waived, and lets it be new when the waiver ends', async () => {
    const { world, client } = await hub();
    const workflow = async (fingerprint: string) => of(await held(client), fingerprint)?.Workflow?.Status;
    writeFileSync(waivers, waiver());
    await publish(world, 'nine-versus-four', '--waivers', waivers);
    expect(await workflow(DATABASE)).toBe('SUPPRESSED');
    expect(await workflow(TRAIL)).toBe('NEW');
    expect((await publish(world, 'nine-versus-four')).stderr).toContain('1 workflow status changed');
    expect(await workflow(DATABASE)).toBe('NEW');
    await publish(world, 'nine-versus-four', '--waivers', waivers);
    expect(of(await held(client), DATABASE)).toMatchObject({
      Workflow: { Status: 'SUPPRESSED' },
      Note: { Text: 'waived by payments until 2026-12-31: one writer by design', UpdatedBy: 'infra-parity' },
    });
  });

  it('leaves alone what a person suppressed or took up', async () => {
    const { world, client } = await hub();
    await publish(world, 'nine-versus-four');
    const set = async (fingerprint: string, Status: 'SUPPRESSED' | 'NOTIFIED') => {
      const { Id, ProductArn } = of(await held(client), fingerprint) ?? {};
      const FindingIdentifiers = [{ Id, ProductArn }];
      await client.send(new BatchUpdateFindingsCommand({ FindingIdentifiers, Workflow: { Status } }));
    };
    await set(DATABASE, 'SUPPRESSED');
    await set(TRAIL, 'NOTIFIED');
    await publish(world, 'nine-versus-four');
    const findings = await held(client);
    expect(of(findings, DATABASE)?.Workflow?.Status).toBe('SUPPRESSED');
    expect(of(findings, TRAIL)?.Workflow?.Status).toBe('NOTIFIED');
  });

  it('sends and reads more than a hundred', async () => {
    const { world, client } = await hub();
    const ran = await publishSaved(world, (result) => {
      const [one] = result.findings;
      result.findings = Array.from({ length: 250 }, (_, n) => ({
        ...one,
        fingerprint: `f${n}`,
        counterpart: `Trail${n}`,
      }));
    });
    expect(ran.stderr).toContain('250 findings');
    expect(await held(client)).toHaveLength(250);
    expect((await world.calls()).byAction['securityhub:us-east-1:BatchImportFindings']).toBe(3);
    expect((await publish(world, 'nine-versus-nine')).stderr).toContain('250 closed');
    expect((await world.calls()).byAction['securityhub:us-east-1:GetFindings']).toBe(4);
  });

  it('refuses a result that is older than what is there', async () => {
    const { world } = await hub();
    await publish(world, 'nine-versus-four');
    const { stderr, exitCode } = await publishSaved(world, (result) => {
      result.snapshot.takenAt = '2026-01-01T00:00:00.000Z';
    });
    expect(stderr).toContain('not published: Error: Security Hub holds what was read 2026-01-02T03:04:05.000Z');
    expect(exitCode).toBe(1);
  });

  it('closes nothing that it was not asked for: a run with another baseline, or with none', async () => {
    const { world, client } = await hub();
    const baseline = join(folder, 'expect.yaml');
    const expectation = (value: string) =>
      `expect:\n  - type: AWS::EC2::VPC\n    properties: { CidrBlock: ${value} }\n`;
    writeFileSync(baseline, expectation('10.99.0.0/16'));
    const expected = async () =>
      (await held(client)).filter(({ GeneratorId }) => GeneratorId === 'infra-parity/expected-property');
    const states = async () => (await expected()).map((one) => `${one.RecordState} ${one.Compliance?.Status}`);
    await publish(world, 'nine-versus-nine', '--baseline', baseline);
    const open = await states();
    expect(new Set(open)).toEqual(new Set(['ACTIVE FAILED']));
    const { stderr } = await publish(world, 'nine-versus-nine', '--no-baseline');
    expect(stderr).toContain('of earlier runs left as they are');
    const other = join(folder, 'other.yaml');
    writeFileSync(other, 'expect:\n  - type: AWS::EC2::VPC\n    properties: { EnableDnsSupport: true }\n');
    await publish(world, 'nine-versus-nine', '--baseline', other);
    expect(await states()).toEqual(open);
    // Another line of the baseline, of another type, changes nothing of that; mended, it is closed.
    writeFileSync(
      baseline,
      `${expectation('10.99.0.0/16')}  - type: AWS::KMS::Key\n    properties: { EnableKeyRotation: true }\n`,
    );
    const mended = (result: Saved) => {
      result.findings = result.findings.filter((one: { rule: string }) => one.rule !== 'expected-property');
      result.rules = result.rules.map((one: { id: string }) =>
        one.id === 'expected-property' ? { id: one.id, state: 'passed' } : one,
      );
    };
    await publishSaved(world, mended, 'nine-versus-nine', '--baseline', baseline);
    expect(new Set(await states())).toEqual(new Set(['ARCHIVED PASSED']));
  });

  it.each([
    ['Scope', '{}'],
    ['Scope', '[]'],
    ['Scope', 'no JSON'],
    ['Scope', '{"account":1,"regions":{},"reference":[],"selection":null}'],
    ['Subject', '{}'],
    ['Subject', '{"fingerprint":"x","regions":7}'],
    ['Gap', '{"region":{}}'],
    ['ReadAt', '2036-01-01T00:00:00.000Z'],
    ['ReadAt', 'zzzz'],
    ['ReadAt', ''],
    ['Asked', '{}'],
  ])('is not ended by a finding of somebody else under our name (%s %j)', async (name, value) => {
    const { world, client } = await hub();
    await publish(world, 'nine-versus-four');
    const [own] = await held(client);
    const { Id: _, ...rest } = own as AwsSecurityFinding;
    const Id = 'infra-parity/poisoned';
    const ProductFields = Object.fromEntries(
      Object.entries({ ...own?.ProductFields, [`infra-parity/${name}`]: value }).filter(
        ([key, text]) => key.startsWith('infra-parity/') && text !== '',
      ),
    );
    const {
      SchemaVersion,
      ProductArn,
      GeneratorId,
      AwsAccountId,
      Types,
      CreatedAt,
      UpdatedAt,
      Severity,
      Title,
      Description,
      Resources,
    } = rest;
    const Findings = [
      {
        SchemaVersion,
        ProductArn,
        GeneratorId,
        AwsAccountId,
        Types,
        CreatedAt,
        UpdatedAt,
        Severity,
        Title,
        Description,
        Resources,
        Id,
        ProductFields,
      },
    ];
    await client.send(new BatchImportFindingsCommand({ Findings }));
    expect(await held(client)).toHaveLength(8);
    const { stderr } = await publish(world, 'nine-versus-nine');
    expect(stderr).toMatch(/0 findings in us-east-1, [78] closed/);
  });

  it('says which were refused', async () => {
    const { world } = await hub();
    const { stderr } = await publishSaved(world, (result) => {
      result.findings[0].fingerprint = 'x'.repeat(600);
    });
    expect(stderr).toContain('1 of 7 findings refused; InvalidInput: Id is longer than 512');
  });

  it('calls what iam-policy grants for it', async () => {
    const { world } = await hub();
    const { stdout } = await runIn('nine-versus-four', ['iam-policy', '--publish', 'securityhub']);
    const [statement] = JSON.parse(stdout).Statement;
    await world.settings({ policy: statement.Action });
    writeFileSync(waivers, waiver());
    await publish(world, 'nine-versus-four');
    await publish(world, 'nine-versus-four', '--waivers', waivers);
    const called = Object.keys((await world.calls()).byAction).map((action) => `securityhub:${action.split(':')[2]}`);
    expect(called.filter((action) => action !== 'securityhub:GetCallerIdentity').sort()).toEqual(statement.Action);
  });
});
