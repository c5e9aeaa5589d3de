/** A source beside what is deployed: nothing where nobody changed anything, what a deploy would change, what drifted since. */
import { join } from 'node:path';
import { DescribeSecurityGroupsCommand, EC2Client, RevokeSecurityGroupIngressCommand } from '@aws-sdk/client-ec2';
import { ModifyDBInstanceCommand, RDSClient } from '@aws-sdk/client-rds';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AuditResult } from '../../src/report/report.ts';
import { openWorld, type World } from '../simulator/simulator.ts';
import { runIn } from '../worlds/run-story.ts';
import { shopApp } from './cdk-apps.ts';
import { deployAssembly } from './deploy-assembly.ts';

const [US, EU] = ['us-east-1', 'eu-central-1'] as const;
let world: World;
let live: string;
let assembly: string;

async function collected(...more: readonly string[]): Promise<string> {
  const file = join(assembly, '..', `live${Math.random()}.jsonl`);
  const { exitCode, stderr } = await runIn(
    'none',
    ['collect', '--regions', `${US},${EU}`, '--stack-prefix', 'shop', '--output', file, '--quiet', ...more],
    world.env,
  );
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  return file;
}

async function audited(...args: readonly string[]): Promise<AuditResult & { readonly exit: number }> {
  const env = { INFRA_PARITY_DIGEST_KEY: 'of the tests' };
  const { exitCode, stdout, stderr } = await runIn(
    'none',
    ['audit', ...args, '--no-baseline', '--report', 'json'],
    env,
  );
  if (stdout === '') throw new Error(stderr);
  return { ...(JSON.parse(stdout) as AuditResult), exit: exitCode };
}

const told = ({ findings }: AuditResult) =>
  findings
    .map(
      ({ rule, counterpart, regions, property }) =>
        `${rule} ${counterpart} ${regions}${property ? ` ${property}` : ''}`,
    )
    .sort();

beforeAll(async () => {
  world = await openWorld();
  assembly = shopApp(world.account);
  await deployAssembly(world, assembly);
  live = await collected();
}, 120_000);

describe('a source beside what is deployed', () => {
  test.each([[[]], [['--no-witness']]])('untouched it is the same (%s)', async (flags) => {
    const result = await audited('--from', assembly, '--from', flags.length === 0 ? live : await collected(...flags));
    expect(told(result)).toEqual([]);
    expect(
      result.gaps.map(({ region, type, properties, detail }) => `${region} ${type} ${properties}: ${detail}`),
    ).toEqual([]);
    expect(result.exit).toBe(0);
    expect(Object.keys(result.counts)).toEqual([US, EU, `designed ${US}`, `designed ${EU}`]);
  });

  test('what a deploy would change is told, with what makes it', async () => {
    const next = shopApp(world.account, { databasePort: 3306 }, { whole: false });
    const result = await audited('--from', next, '--from', live);
    expect(told(result).filter((one) => one.startsWith('missing'))).toEqual(
      ['Database', 'DatabaseSubnets', 'DataKey', 'MonitoringRole', 'Trail']
        .map((name) => `missing-resource shop/${name} designed ${US}`)
        .sort(),
    );
  });

  test('what drifted since is told of the place that drifted', async () => {
    const rds = new RDSClient(world.clients(EU));
    await rds.send(
      new ModifyDBInstanceCommand({
        DBInstanceIdentifier: `shop-database-${EU}`,
        BackupRetentionPeriod: 1,
        ApplyImmediately: true,
      }),
    );
    const ec2 = new EC2Client(world.clients(US));
    const { SecurityGroups = [] } = await ec2.send(
      new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'group-name', Values: ['shop-AppGroup'] }] }),
    );
    const [group] = SecurityGroups;
    await ec2.send(
      new RevokeSecurityGroupIngressCommand({ GroupId: group?.GroupId, IpPermissions: group?.IpPermissions }),
    );
    const result = await audited('--from', assembly, '--from', await collected());
    expect(told(result)).toEqual([
      `property-drift shop/Database ${EU} BackupRetentionPeriod`,
      `security-group-rules shop/AppGroup ${US} ingress tcp 443 from 0.0.0.0/0`,
    ]);
  });
});
