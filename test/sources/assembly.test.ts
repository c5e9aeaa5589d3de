/** The two founding designs, found in the cloud assembly before they are deployed, and live afterwards under the same fingerprints. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { describe, expect, test } from 'vitest';
import type { AuditResult } from '../../src/report/report.ts';
import { openWorld, type World } from '../simulator/simulator.ts';
import { runIn } from '../worlds/run-story.ts';
import { appIn, shopApp, siblingsApp } from './cdk-apps.ts';

const [US, EU, OHIO] = ['us-east-1', 'eu-central-1', 'us-east-2'] as const;
const ACCOUNT = '111111111111';

async function audited(...args: readonly string[]) {
  const { exitCode, stdout, stderr } = await runIn('none', ['audit', ...args, '--no-baseline', '--report', 'json']);
  return { exitCode, stderr, result: stdout === '' ? null : (JSON.parse(stdout) as AuditResult) };
}

const told = ({ findings }: AuditResult) =>
  findings
    .map(
      ({ rule, counterpart, regions, property }) =>
        `${rule} ${counterpart} ${regions}${property ? ` ${property}` : ''}`,
    )
    .sort();

const LACKING = ['Database', 'DatabaseSubnets', 'DataKey', 'MonitoringRole', 'Trail'];

describe('the shop: one design in two regions', () => {
  test('whole in both it is at parity, compared by design', async () => {
    const { exitCode, result } = await audited('--from', shopApp(ACCOUNT));
    expect({ exitCode, findings: result?.findings, gaps: result?.gaps }).toEqual({
      exitCode: 0,
      findings: [],
      gaps: [],
    });
    expect(result?.counts.compared).toMatchObject({ live: 0, declared: 12, presence: 0 });
  });

  test('the code for the second region lacks five resources and opens another port', async () => {
    const { exitCode, result } = await audited('--from', shopApp(ACCOUNT, { whole: false, databasePort: 3306 }));
    expect(exitCode).toBe(1);
    expect(told(result as AuditResult)).toEqual(
      [
        ...LACKING.map((name) => `missing-resource shop/${name} ${EU}`),
        `security-group-rules shop/DatabaseGroup ${EU} ingress tcp 5432 from group shop/AppGroup`,
        `security-group-rules shop/DatabaseGroup ${US} ingress tcp 3306 from group shop/AppGroup`,
      ].sort(),
    );
  });
});

describe('siblings: stacks beside each other, the region in every name', () => {
  test('whole they are counterparts; a stack that the second region lacks is one cause', async () => {
    const regions = { [US]: US, [OHIO]: OHIO };
    const whole = await audited('--from', siblingsApp(ACCOUNT, regions));
    expect({ exitCode: whole.exitCode, findings: whole.result?.findings }).toEqual({ exitCode: 0, findings: [] });
    const { exitCode, result } = await audited('--from', siblingsApp(ACCOUNT, regions, OHIO));
    expect(exitCode).toBe(1);
    expect(result?.findings.map(({ type, regions: where }) => `${type} ${where}`).sort()).toEqual([
      `AWS::KMS::Key ${OHIO}`,
      `AWS::S3::Bucket ${OHIO}`,
    ]);
    expect(new Set(result?.findings.map(({ cause }) => cause)).size).toBe(1);
  });
});
