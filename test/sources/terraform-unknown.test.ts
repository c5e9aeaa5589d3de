/** What a plan does not know before its apply is unknown, never absent and never equal; what AWS makes is no property. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AuditResult } from '../../src/report/report.ts';
import { computedIn } from '../../src/sources/terraform-attributes.ts';
import { runIn } from '../worlds/run-story.ts';
import { type Made, state } from './terraform-files.ts';

const [US, EU] = ['us-east-1', 'eu-central-1'] as const;
const folder = mkdtempSync(join(tmpdir(), 'terraform-unknown-'));
let count = 0;

async function audited(value: unknown) {
  count += 1;
  const path = join(folder, `${count}.json`);
  writeFileSync(path, JSON.stringify(value));
  const { exitCode, stdout, stderr } = await runIn('none', [
    'audit',
    '--from',
    path,
    '--no-baseline',
    '--report',
    'json',
  ]);
  if (stdout === '') throw new Error(stderr);
  const { findings, gaps } = JSON.parse(stdout) as AuditResult;
  return {
    exitCode,
    told: findings.map(({ rule, type, regions, property }) => `${rule} ${type} ${regions} ${property ?? ''}`.trim()),
    unknown: gaps.map(({ region, type, properties, detail }) => `${region} ${type} ${properties ?? ''}: ${detail}`),
  };
}

type Planned = {
  readonly type: string;
  readonly values?: object;
  readonly unknown?: object;
  readonly written?: object;
};

/** A plan with the same resources for each region, as `change` has them for the second one. */
function plan(resources: readonly Planned[], change: readonly Planned[] = resources): object {
  const all = [
    [US, resources],
    [EU, change],
  ] as const;
  const each = all.flatMap(([region, own]) => own.map((one, at) => ({ ...one, region, name: `r${at}` })));
  const address = ({ type, name, region }: (typeof each)[number]) => `${type}.${name}_${region.replaceAll('-', '_')}`;
  return {
    format_version: '1.2',
    terraform_version: '1.9.5',
    planned_values: {
      root_module: {
        resources: each.map((one) => ({
          address: address(one),
          mode: 'managed',
          type: one.type,
          name: one.name,
          provider_name: 'registry.terraform.io/hashicorp/aws',
          values: { region: one.region, name: `${one.type}-${one.name}`, ...one.values },
          sensitive_values: {},
        })),
      },
    },
    resource_changes: each.map((one) => ({
      address: address(one),
      change: { after_unknown: { id: true, arn: true, ...one.unknown } },
    })),
    configuration: {
      root_module: {
        resources: each.map((one) => ({
          address: address(one),
          mode: 'managed',
          type: one.type,
          provider_config_key: 'aws',
          expressions: { region: {}, name: {}, ...one.written },
        })),
      },
    },
  };
}

const LATER = 'it is known after the apply only';
const elsewhere = { references: ['data.aws_ssm_parameter.x.value', 'data.aws_ssm_parameter.x'] };

describe('a value that the author wrote, and only the apply tells', () => {
  test.each([
    [
      'a whole attribute',
      { unknown: { kms_master_key_id: true }, written: { kms_master_key_id: elsewhere } },
      'KmsMasterKeyId',
    ],
    [
      'a member of a block',
      {
        values: { dead_letter: [{ count: 3 }] },
        unknown: { dead_letter: [{ target: true }] },
        written: { dead_letter: [{ count: {}, target: elsewhere }] },
      },
      'dead_letter',
    ],
    [
      'of a block that the configuration makes in a loop',
      {
        values: { dead_letter: [{ count: 3 }] },
        unknown: { dead_letter: [{ target: true }] },
        written: { dead_letter: elsewhere },
      },
      'dead_letter',
    ],
  ])('%s is unknown', async (_, more, property) => {
    const queue: Planned = { type: 'aws_sqs_queue', ...more };
    const both = await audited(plan([queue]));
    expect(both).toEqual({
      exitCode: 3,
      told: [],
      unknown: [US, EU].map((one) => `${one} AWS::SQS::Queue ${property}: ${LATER}`).sort(),
    });
    // Neither is a value on the other side absent here, nor is it the same.
    const known: Planned = {
      type: 'aws_sqs_queue',
      values:
        property === 'KmsMasterKeyId' ? { kms_master_key_id: 'alias/x' } : { dead_letter: [{ count: 3, target: 'x' }] },
      written: more.written,
    };
    const one = await audited(plan([known], [queue]));
    expect(one).toEqual({ exitCode: 3, told: [], unknown: [`${EU} AWS::SQS::Queue ${property}: ${LATER}`] });
  });

  test('of a rule that is a resource of its own: the rules of its group are unknown, and none is missing', async () => {
    const group: Planned = { type: 'aws_security_group', values: { description: 'x' } };
    const rule = (region: string): Planned => ({
      type: 'aws_vpc_security_group_ingress_rule',
      values: { ip_protocol: 'tcp', from_port: 443, to_port: 443 },
      unknown: { security_group_id: true, cidr_ipv4: true },
      written: {
        cidr_ipv4: elsewhere,
        security_group_id: { references: [`aws_security_group.r0_${region.replaceAll('-', '_')}.id`] },
      },
    });
    const { exitCode, told, unknown } = await audited(plan([group, rule(US)], [group, rule(EU)]));
    expect({ exitCode, told }).toEqual({ exitCode: 3, told: [] });
    expect(unknown).toEqual(
      [US, EU].map((one) => `${one} AWS::EC2::SecurityGroup SecurityGroupIngress: ${LATER}`).sort(),
    );
  });

  test('of a group in the rules of another: it is who it leads to, else unknown', async () => {
    const one = (region: string, to: string): readonly Planned[] => {
      const group = `aws_security_group.${to}_${region.replaceAll('-', '_')}`;
      return [
        { type: 'aws_security_group', values: { description: 'web' } },
        {
          type: 'aws_security_group',
          values: { description: 'db', ingress: [{ protocol: 'tcp', from_port: 5432, to_port: 5432 }] },
          unknown: { ingress: [{ security_groups: true }] },
          written: { ingress: [{ protocol: {}, security_groups: { references: [`${group}.id`, group] } }] },
        },
        { type: 'aws_security_group', values: { description: 'other' } },
      ];
    };
    expect(await audited(plan(one(US, 'r0'), one(EU, 'r0')))).toEqual({ exitCode: 0, told: [], unknown: [] });
    const other = await audited(plan(one(US, 'r0'), one(EU, 'r2')));
    expect(other.told.map((line) => line.split(' ')[0])).toContain('security-group-rules');
    const open = await audited(plan(one(US, 'r0'), one(EU, 'nowhere')));
    expect(open).toMatchObject({
      exitCode: 3,
      unknown: [`${EU} AWS::EC2::SecurityGroup SecurityGroupIngress: ${LATER}`],
    });
  });
});

describe('a value that nobody wrote', () => {
  const made: Planned = { type: 'aws_nobody_knows', values: { size: 'm5.large', engine: '8.0.35' } };
  const yet: Planned = { type: 'aws_nobody_knows', values: { size: 'm5.large' }, unknown: { engine: true } };
  const written = { size: {} };

  test('and the apply fills in is no design, neither where it is made already nor where it is not yet', async () => {
    const same = await audited(plan([{ ...made, written }], [{ ...yet, written }]));
    expect(same).toEqual({ exitCode: 0, told: [], unknown: [] });
    expect(await audited(plan([{ ...yet, written }]))).toEqual({ exitCode: 0, told: [], unknown: [] });
  });

  test('but is written for the other region, is unknown here', async () => {
    const { exitCode, told, unknown } = await audited(
      plan([{ ...made, written: { ...written, engine: {} } }], [{ ...yet, written }]),
    );
    expect({ exitCode, told, unknown }).toEqual({
      exitCode: 3,
      told: [],
      unknown: [`${EU} aws_nobody_knows engine: ${LATER}`],
    });
  });
});

describe('what AWS makes', () => {
  const both = (type: string, more: (region: string) => object): readonly Made[] =>
    [US, EU].map((region) => ({
      type,
      name: 'x',
      index: region,
      values: { region, id: 'x', name: 'x', ...more(region) },
    }));

  test.each([
    [
      'aws_db_instance',
      (region: string) => ({
        identifier: 'x',
        storage_encrypted: true,
        resource_id: `db-${region}`,
        endpoint: `x.${region}`,
        status: region,
      }),
    ],
    ['aws_instance', (region: string) => ({ root_block_device: [{ volume_id: `vol-${region}`, volume_size: 8 }] })],
    ['aws_elasticache_replication_group', (region: string) => ({ maintenance_window: `${region}:05:00` })],
  ])('of %s is no property of a state, in blocks too', async (type, more) => {
    expect(await audited(state(both(type, more)))).toMatchObject({ exitCode: 0, told: [] });
  });

  // By its name each of them looks like something that AWS makes.
  test.each([
    ['aws_lambda_function', 'image_uri'],
    ['aws_instance', 'associate_public_ip_address'],
    ['aws_appautoscaling_scheduled_action', 'start_time'],
    ['aws_organizations_policy_attachment', 'policy_id'],
    ['aws_route53_health_check', 'fqdn'],
    ['aws_glue_catalog_database', 'location_uri'],
    ['aws_codebuild_webhook', 'manual_creation'],
    ['aws_ecs_service', 'platform_version'],
  ])('and what a person sets of %s, %s, is one', async (type, attribute) => {
    const { exitCode, told } = await audited(
      state(both(type, (region) => ({ [attribute]: region === US ? 'one' : 'two' }))),
    );
    expect({ exitCode, told: told.length }).toEqual({ exitCode: 1, told: 1 });
  });

  test('is what the schema of the provider says, type by type', () => {
    expect(computedIn('aws_sqs_queue').has('url')).toBe(true);
    expect(computedIn('aws_iam_openid_connect_provider').has('url')).toBe(false);
    expect(computedIn('aws_instance').without('root_block_device', [{ volume_id: 'v', volume_size: 8 }])).toEqual([
      { volume_size: 8 },
    ]);
  });
});
