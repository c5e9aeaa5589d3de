/** What Pulumi wrote down, with both providers for AWS. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AuditResult } from '../../src/report/report.ts';
import { runIn } from '../worlds/run-story.ts';

const [US, EU] = ['us-east-1', 'eu-central-1'] as const;
const file = join(mkdtempSync(join(tmpdir(), 'pulumi-')), 'stack.json');
const SECRET = { '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270' };

function stack(retention: number): object {
  const resources = [US, EU].flatMap((region) => {
    const provider = `urn:pulumi:prod::shop::pulumi:providers:aws::${region}`;
    const made = (type: string, name: string, id: string, inputs: object) => ({
      urn: `urn:pulumi:prod::shop::${type}::${name}-${region}`,
      type,
      custom: true,
      id,
      inputs,
      outputs: inputs,
      provider: `${provider}::11111111-2222-3333-4444-555555555555`,
    });
    return [
      { urn: provider, type: 'pulumi:providers:aws', custom: true, id: 'x', inputs: { region } },
      made('aws:rds/instance:Instance', 'db', `db-${region}`, {
        identifier: `app-${region}`,
        engine: 'postgres',
        storageEncrypted: true,
        backupRetentionPeriod: region === EU ? retention : 7,
        password: { ...SECRET, ciphertext: `v1:${region}` },
      }),
      made('aws-native:logs:LogGroup', 'log', `log-${region}`, {
        logGroupName: 'app',
        retentionInDays: 30,
        arn: `arn:aws:logs:${region}:111111111111:log-group:app`,
      }),
    ];
  });
  return { version: 3, deployment: { manifest: {}, resources } };
}

test.each([
  [7, 3, []],
  [1, 1, ['AWS::RDS::DBInstance BackupRetentionPeriod']],
])('a retention of %i days in the second region', async (days, code, found) => {
  writeFileSync(file, JSON.stringify(stack(days)));
  const { exitCode, stdout, stderr } = await runIn('none', [
    'audit',
    '--from',
    file,
    '--no-baseline',
    '--report',
    'json',
  ]);
  const result = JSON.parse(stdout === '' ? `{"stderr": ${JSON.stringify(stderr)}}` : stdout) as AuditResult;
  expect(
    result.findings?.map(({ type, property }) => `${type} ${property}`),
    stderr,
  ).toEqual(found);
  expect(result.gaps.map(({ detail }) => detail)).toContain('it is encrypted in the export');
  expect(result.counts[US]?.total).toBe(2);
  expect(exitCode).toBe(code);
});
