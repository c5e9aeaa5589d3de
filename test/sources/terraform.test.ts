/** Terraform's plan, its state in both forms, and a state beside what is deployed. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AuditResult } from '../../src/report/report.ts';
import { terraformTypes } from '../../src/sources/terraform-types.ts';
import { runIn } from '../worlds/run-story.ts';
import { type Made, plan, shown, state } from './terraform-files.ts';

const [US, EU] = ['us-east-1', 'eu-central-1'] as const;
const folder = mkdtempSync(join(tmpdir(), 'terraform-'));
let count = 0;

function put(value: unknown): string {
  count += 1;
  const path = join(folder, `${count}.json`);
  writeFileSync(path, JSON.stringify(value, null, 2));
  return path;
}

async function audited(...args: readonly string[]) {
  const { exitCode, stdout, stderr } = await runIn('none', ['audit', ...args, '--no-baseline', '--report', 'json']);
  return { exitCode, stderr, result: stdout === '' ? null : (JSON.parse(stdout) as AuditResult) };
}

const told = (result: AuditResult | null) =>
  (result?.findings ?? [])
    .map(
      ({ rule, type, counterpart, regions, property }) =>
        `${rule} ${type} ${counterpart} ${regions}${property ? ` ${property}` : ''}`,
    )
    .sort();

/** A database with its key and group in a module for each region, `change` on the second one's. */
function design(change: { readonly [address: string]: object | null } = {}): readonly Made[] {
  return [US, EU].flatMap((region, at): Made[] => {
    const tail = region === US ? '0a1b2c3d4e5f60718' : '0f1e2d3c4b5a69788';
    const module = `module.app["${region}"]`;
    const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:111111111111:${rest}`;
    const key = `${at}bcd1234-12ab-34cd-56ef-1234567890ab`;
    const made: Made[] = [
      {
        module,
        type: 'aws_kms_key',
        name: 'data',
        values: {
          region,
          id: key,
          key_id: key,
          arn: arn('kms', `key/${key}`),
          enable_key_rotation: true,
          is_enabled: true,
          description: 'data',
          multi_region: false,
        },
      },
      {
        module,
        type: 'aws_vpc',
        name: 'main',
        values: {
          region,
          id: `vpc-${tail}`,
          arn: arn('ec2', `vpc/vpc-${tail}`),
          cidr_block: `10.${at}.0.0/16`,
          enable_dns_support: true,
          main_route_table_id: `rtb-${tail}`,
          tags: { Name: `app-${region}` },
        },
      },
      {
        module,
        type: 'aws_security_group',
        name: 'db',
        values: {
          region,
          id: `sg-${tail}`,
          arn: arn('ec2', `security-group/sg-${tail}`),
          name: 'app-db',
          description: 'Database',
          vpc_id: `vpc-${tail}`,
          ingress: [
            {
              from_port: 5432,
              to_port: 5432,
              protocol: 'tcp',
              cidr_blocks: [`10.${at}.0.0/16`],
              self: false,
              security_groups: [],
            },
          ],
          egress: [],
        },
      },
      {
        module,
        type: 'aws_db_instance',
        name: 'main',
        values: {
          region,
          id: `db-${tail.toUpperCase()}`,
          identifier: `app-${region}`,
          arn: arn('rds', `db:app-${region}`),
          engine: 'postgres',
          instance_class: 'db.t4g.medium',
          storage_encrypted: true,
          kms_key_id: arn('kms', `key/${key}`),
          multi_az: true,
          backup_retention_period: 7,
          vpc_security_group_ids: [`sg-${tail}`],
          endpoint: `app.${tail}.${region}.rds.amazonaws.com:5432`,
          password: 'hush-hush',
          blue_green_update: [],
          apply_immediately: false,
          skip_final_snapshot: false,
        },
        sensitive: ['password'],
      },
      {
        module,
        type: 'aws_glue_trigger',
        name: 'nightly',
        values: {
          region,
          id: 'nightly',
          name: 'nightly',
          type: 'SCHEDULED',
          schedule: 'cron(0 3 * * ? *)',
          enabled: true,
          actions: [{ job_name: 'load', timeout: 60 }],
        },
      },
      {
        module,
        type: 'aws_s3_bucket',
        name: 'files',
        index: 0,
        values: {
          region,
          id: `app-files-${region}`,
          bucket: `app-files-${region}`,
          arn: `arn:aws:s3:::app-files-${region}`,
          bucket_domain_name: `app-files-${region}.s3.amazonaws.com`,
        },
      },
      {
        module,
        type: 'aws_s3_bucket_public_access_block',
        name: 'files',
        values: {
          region,
          id: `app-files-${region}`,
          bucket: `app-files-${region}`,
          block_public_acls: true,
          block_public_policy: true,
          ignore_public_acls: true,
          restrict_public_buckets: true,
        },
      },
    ];
    if (region === US) return made;
    return made.flatMap((one) => {
      const more = change[`${one.type}.${one.name}`];
      return more === null ? [] : [{ ...one, values: { ...one.values, ...more } }];
    });
  });
}

const forms = {
  'terraform.tfstate': state,
  'a state of terraform show -json': shown,
  'a plan of terraform show -json': plan,
};

describe.each(Object.entries(forms))('%s', (_, write) => {
  test('one module for two regions is at parity', async () => {
    const { exitCode, result, stderr } = await audited('--from', put(write(design())));
    expect({ stderr, told: told(result), gaps: result?.gaps }).toEqual({ stderr: '', told: [], gaps: [] });
    expect(exitCode).toBe(0);
    expect(result?.counts[US]?.total).toBe(6);
  });

  test('what the second region lacks, and has otherwise, is found under CloudFormation\u2019s names, else under its own', async () => {
    const { exitCode, result } = await audited(
      '--from',
      put(
        write(
          design({
            'aws_kms_key.data': null,
            'aws_db_instance.main': { backup_retention_period: 1 },
            'aws_glue_trigger.nightly': { schedule: 'cron(0 4 * * ? *)' },
          }),
        ),
      ),
    );
    expect(exitCode).toBe(1);
    const found = told(result).filter((one) => !one.includes('KmsKeyId'));
    expect(found).toEqual([
      `missing-resource AWS::KMS::Key module.app["<region>"].aws_kms_key.data ${EU}`,
      `property-drift AWS::RDS::DBInstance module.app["<region>"].aws_db_instance.main ${EU} BackupRetentionPeriod`,
      `property-drift aws_glue_trigger module.app["<region>"].aws_glue_trigger.nightly ${US},${EU} schedule`,
    ]);
  });

  test('the built-in expectations answer', async () => {
    const open = { ingress: [{ from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['0.0.0.0/0'] }] };
    const file = put(
      write(
        design({
          'aws_db_instance.main': { storage_encrypted: false, kms_key_id: '' },
          'aws_security_group.db': open,
          'aws_kms_key.data': { enable_key_rotation: false },
          'aws_s3_bucket_public_access_block.files': { restrict_public_buckets: false },
          'aws_s3_bucket.files': {
            policy: JSON.stringify({
              Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' }],
            }),
          },
        }),
      ),
    );
    const rules = new Set((await audited('--from', file)).result?.findings.map(({ rule }) => rule));
    for (const rule of ['database-encryption', 'world-open-port', 'customer-key', 'public-bucket'])
      expect(rules).toContain(rule);
  });

  test('nothing sensitive is in a report', async () => {
    const { result } = await audited(
      '--from',
      put(write(design({ 'aws_db_instance.main': { password: 'another-secret' } }))),
    );
    const text = JSON.stringify(result);
    expect(text).toContain('digest:');
    expect(text).not.toMatch(/hush-hush|another-secret/);
  });

  test.each([
    ['called like one', { api_token: 'hunter2' }, []],
    ['that looks like one', { note: 'postgres://app:hunter2@db/app' }, []],
    ['of tags that are marked', { note: 'hunter2' }, ['tags']],
  ])('nor a tag %s', async (_, tags, sensitive) => {
    const made = design().map((one, at) => ({
      ...one,
      values: {
        ...one.values,
        tags: Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, `${value}${at}`])),
      },
      sensitive: [...(one.sensitive ?? []), ...sensitive],
    }));
    const text = JSON.stringify((await audited('--from', put(write(made)))).result);
    expect(text).toContain('tag-drift');
    expect(text).not.toContain('hunter2');
  });
});

test('where the region is not said, the resource is unknown and not missing', async () => {
  const made = design().map((one) =>
    one.type === 'aws_glue_trigger' && one.module?.includes(EU)
      ? { ...one, values: { id: 'nightly', name: 'nightly', schedule: 'x' } }
      : one,
  );
  const { exitCode, result } = await audited('--from', put(state(made)));
  expect({ exitCode, told: told(result) }).toEqual({ exitCode: 3, told: [] });
  expect(result?.gaps[0]?.detail).toBe(
    `in which region module.app["${EU}"].aws_glue_trigger.nightly is, the file does not say`,
  );
});

test('an alias of a provider that is a region tells it', async () => {
  const made = design().map(({ values: { region, ...values }, ...one }) => ({
    ...one,
    values,
    provider: `aws.${String(region).replaceAll('-', '_')}`,
  }));
  expect(await audited('--from', put(state(made)))).toMatchObject({ exitCode: 0, result: { findings: [], gaps: [] } });
});

test('a plan says who will be referred to, before anybody has an id', async () => {
  const { exitCode, result } = await audited('--from', put(plan(design(), { apply: true })));
  expect({ told: told(result), gaps: result?.gaps, exitCode }).toEqual({ told: [], gaps: [], exitCode: 0 });
});

test.each([
  [{ version: 3, terraform_version: '0.11.0', lineage: 'x' }, /is a state of version 3; version 4 is read/],
  [
    { version: 4, terraform_version: '1.9.0', lineage: 'x', resources: [] },
    /no AWS resource of it says in which region it is/,
  ],
  [{ version: 4, terraform_version: '1.9.0', lineage: 'x', resources: [1] }, /resources\[0\]: is no object/],
])('%o is refused in one line', async (value, line) => {
  const { exitCode, stderr } = await audited('--from', put(value));
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(line) });
});

test('the table has the types that are most used', () => expect(terraformTypes().length).toBeGreaterThanOrEqual(60));
