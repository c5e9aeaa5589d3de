/** Named places: each with its own access, read side by side, and never another account than the one that is declared. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../src/command.ts';
import { recorder } from '../../src/commands/testing.ts';
import type { AuditResult } from '../../src/report/report.ts';
import { makeFolder } from '../folder.ts';
import { type Organization, openOrganization } from './organization.ts';
import type { World } from './simulator.ts';

const [US, EU] = ['us-east-1', 'eu-central-1'] as const;
const SECRET = 'between-us';
let organization: Organization;
const before = { ...process.env };

beforeEach(async () => {
  organization = await openOrganization(2, { externalId: SECRET });
  Object.assign(process.env, organization.management.env);
});
afterEach(() => {
  process.env = { ...before };
});

const member = (n: number) => organization.members[n] as World;
const role = (n: number) => organization.roleArn(member(n));

function shop(stage: string, more: object = {}) {
  const name = (what: string) => `shop-${stage}-${what}`;
  return {
    Resources: {
      Orders: { Type: 'AWS::SQS::Queue', Properties: { QueueName: name('orders'), VisibilityTimeout: 60, ...more } },
      Events: { Type: 'AWS::SNS::Topic', Properties: { TopicName: name('events') } },
      Worker: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: name('worker'),
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
          },
          Policies: [
            {
              PolicyName: 'queue',
              PolicyDocument: {
                Version: '2012-10-17',
                Statement: [
                  { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: { 'Fn::GetAtt': ['Orders', 'Arn'] } },
                ],
              },
            },
          ],
        },
      },
    },
  };
}

async function ran(baseline: string, ...argv: string[]) {
  const cwd = makeFolder();
  writeFileSync(join(cwd, 'infra-parity.yaml'), baseline);
  const { io, out, err } = recorder({ cwd, env: { ...process.env, EXTERNAL: SECRET } });
  const code = await run(argv, io);
  const result = out().startsWith('{') ? (JSON.parse(out()) as AuditResult) : null;
  return { code, out: out(), err: err(), result, cwd };
}

const said = (result: AuditResult | null) =>
  (result?.findings ?? []).map(
    ({ rule, type, counterpart, regions }) => `${rule} ${type} ${counterpart} @ ${regions.join()}`,
  );
const places = (regions: readonly [string, string] = [US, US]) => `
places:
  production: {region: ${regions[0]}, roleArn: '${role(0)}', externalIdFrom: EXTERNAL}
  staging: {region: ${regions[1]}, roleArn: '${role(1)}', externalIdFrom: EXTERNAL}
select: {stackPrefixes: [shop]}
defaultExpectations: false
`;

const CHECK = ['check', '--no-confirm', '--quiet', '--report', 'json'];

describe('two stages in two accounts', () => {
  it.each([
    [US, US],
    [US, EU],
  ] as const)('are at parity when they hold one design (%s, %s)', async (one, other) => {
    await member(0).deploy(one, 'shop-production', shop('production'));
    await member(1).deploy(other, 'shop-staging', shop('staging'));
    const { code, result, err } = await ran(places([one, other]), ...CHECK);
    expect([err, said(result), result?.verdict, code]).toEqual(['', [], 'parity', 0]);
    expect(result?.regions).toEqual(['production', 'staging']);
    expect(result?.snapshot.regions.map(({ account }) => account)).toEqual([member(0).account, member(1).account]);
    expect(result?.compared.live).toBe(3);
  });

  it('are told apart by name where one deviates, and the reference may be a place', async () => {
    await member(0).deploy(US, 'shop-production', shop('production'));
    await member(1).deploy(US, 'shop-staging', shop('staging', { VisibilityTimeout: 30 }));
    const { code, result } = await ran(places(), ...CHECK, '--reference', 'production');
    expect(said(result)).toEqual([expect.stringMatching(/^property-drift AWS::SQS::Queue .*Orders @ staging$/)]);
    expect(code).toBe(1);
  });

  it('give the same from files: collect writes the names, and audit knows a file of an account by it', async () => {
    await member(0).deploy(US, 'shop-production', shop('production'));
    await member(1).deploy(US, 'shop-staging', shop('staging'));
    const { code, cwd } = await ran(places(), 'collect', '--quiet', '--output', 'both.jsonl');
    expect(code).toBe(0);
    const { io, out } = recorder({ cwd });
    expect(await run(['audit', '--from', 'both.jsonl', '--report', 'json'], io)).toBe(0);
    expect((JSON.parse(out()) as AuditResult).regions).toEqual(['production', 'staging']);
  });
});

describe('two stages in one account and region', () => {
  const baseline = `
places:
  production: {region: ${US}, select: {stackPrefixes: [shop-production]}}
  staging: {region: ${US}, select: {stackPrefixes: [shop-staging]}}
defaultExpectations: false
`;

  it('are two places by what each selects, and what one lacks is told', async () => {
    const world = organization.management;
    await world.deploy(US, 'shop-production', shop('production'));
    await world.deploy(US, 'shop-staging', shop('staging'));
    const same = await ran(baseline, ...CHECK);
    expect([said(same.result), same.code, same.result?.compared.live]).toEqual([[], 0, 3]);
    const { Events: _, ...Resources } = shop('staging').Resources;
    await world.deploy(US, 'shop-staging', { Resources });
    const lacking = await ran(baseline, ...CHECK);
    expect(said(lacking.result)).toEqual([
      expect.stringMatching(/^missing-resource AWS::SNS::Topic .*Events @ staging$/),
    ]);
  });
});

describe('a place that cannot be entered', () => {
  it('is unknown, and the other one is read', async () => {
    await member(0).deploy(US, 'shop-production', shop('production'));
    const baseline = places().replace(/(staging: .*)EXTERNAL/, '$1WRONG');
    const { code, result } = await ran(baseline, ...CHECK).catch((error) => error);
    expect([code, result]).toEqual([2, null]);
    process.env.WRONG = 'guess';
    const second = await ran(baseline, ...CHECK);
    expect([second.code, second.result?.verdict]).toEqual([3, 'incomplete']);
    expect(second.result?.gaps[0]).toMatchObject({ region: 'staging', cause: 'denied', operation: 'sts:AssumeRole' });
    expect(second.result?.snapshot.regions[1]).toMatchObject({
      name: 'staging',
      state: 'denied',
      account: member(1).account,
    });
    expect(said(second.result)).toEqual([]);
  });

  it('of another account than declared ends the run in one line', async () => {
    const baseline = `
places:
  production: {region: ${US}, account: '${member(0).account}'}
  staging: {region: ${US}, roleArn: '${role(1)}', externalIdFrom: EXTERNAL}
`;
    const { code, err } = await ran(baseline, ...CHECK);
    expect(code).toBe(2);
    expect(err).toBe(
      `infra-parity: place production: is declared in account ${member(0).account}, and the credentials lead to ${organization.management.account} (arn:aws:sts::${organization.management.account}:assumed-role/audit/audit)\n`,
    );
  });

  it('under two names ends the run too', async () => {
    const { code, err } = await ran(
      '',
      ...CHECK,
      '--place',
      `production=${US},role=${role(0)},external-id-from=EXTERNAL`,
      '--place',
      `standby=${US},role=${role(0)},external-id-from=EXTERNAL,account=${member(0).account}`,
    );
    expect([code, err]).toEqual([2, expect.stringContaining('is the same place as production')]);
  });
});
