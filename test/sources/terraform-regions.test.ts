/** Where Terraform's resources are, what an unfinished plan leaves open, and files that hold nothing. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AuditResult } from '../../src/report/report.ts';
import { runIn } from '../worlds/run-story.ts';
import { type Made, plan, state } from './terraform-files.ts';

const [US, EU] = ['us-east-1', 'eu-central-1'] as const;
const folder = mkdtempSync(join(tmpdir(), 'terraform-regions-'));
let count = 0;

async function audited(value: unknown, ...more: readonly string[]) {
  count += 1;
  const path = join(folder, `${count}.json`);
  writeFileSync(path, JSON.stringify(value));
  const argv = ['audit', '--from', path, ...more, '--no-baseline', '--report', 'json'];
  const { exitCode, stdout, stderr } = await runIn('none', argv);
  const result = stdout === '' ? null : (JSON.parse(stdout) as AuditResult);
  const told = (result?.findings ?? []).map(({ rule, type, regions }) => `${rule} ${type} ${regions}`);
  return {
    exitCode,
    stderr,
    result,
    told,
    gaps: (result?.gaps ?? []).map(({ region, type, detail }) => `${region} ${type}: ${detail}`),
  };
}

const topic = (region: string, name = 'jobs'): Made => ({
  type: 'aws_sns_topic',
  name,
  index: region,
  values: { region, name, id: `arn:aws:sns:${region}:111111111111:${name}` },
});

describe('where a resource is', () => {
  test('its provider says it before ARNs that lead elsewhere do', async () => {
    const replica = (region: string, from: string): Made => ({
      type: 'aws_db_instance_automated_backups_replication',
      name: 'main',
      index: region,
      provider: `aws.${region.replaceAll('-', '_')}`,
      values: { id: region, kms_key_id: `arn:aws:kms:${from}:111111111111:key/1`, retention_period: 7 },
    });
    const { told, gaps } = await audited(state([topic(US), topic(EU), replica(US, EU), replica(EU, US)]));
    // Their keys are of the other region, and that is told; neither of them is missing anywhere.
    expect({ told, gaps }).toEqual({
      told: [`region-isolation aws_db_instance_automated_backups_replication ${US},${EU}`],
      gaps: [],
    });
    // One alone is missing in the other region, and in no case the other way round.
    expect((await audited(state([topic(US), topic(EU), replica(US, EU)]))).told).toContain(
      `missing-resource aws_db_instance_automated_backups_replication ${EU}`,
    );
  });

  test.each(['source_db_instance_arn', 'primary_key_arn', 'destination_arn', 'peer_transit_gateway_arn'])(
    '%s leads away from it, and tells nothing',
    async (attribute) => {
      const made: Made = {
        type: 'aws_thing',
        name: 'x',
        values: { id: 'x', [attribute]: `arn:aws:rds:${US}:111111111111:db:x` },
      };
      const { exitCode, told, gaps } = await audited(state([topic(US), topic(EU), made]));
      expect({ exitCode, told }).toEqual({ exitCode: 3, told: [] });
      expect(gaps).toEqual(
        [US, EU].map((one) => `${one} aws_thing: in which region aws_thing.x is, the file does not say`).sort(),
      );
    },
  );

  test('an alias that is no region may be anywhere, also in a region that nothing else of the file is in', async () => {
    const other = { ...topic(EU, 'other'), index: 0, provider: 'aws.standby', values: { name: 'other', id: 'other' } };
    const { stderr, exitCode, told, gaps } = await audited(state([topic(US), topic(EU), other]));
    expect({ stderr, exitCode, told }).toEqual({ stderr: '', exitCode: 3, told: [] });
    expect(gaps).toContain(`${US} AWS::SNS::Topic: in which region aws_sns_topic.other[0] is, the file does not say`);
  });
});

describe('a plan that did not come to its end', () => {
  const whole = plan([topic(US), topic(EU)]);
  test.each([
    [{ errored: true }, 'the plan ended with an error, and may lack what it did not come to'],
    [{ complete: false }, 'the plan is not complete: of some targets only, or with deferred changes'],
    [{ complete: false, deferred_changes: [{}] }, 'the plan defers a change to a later one'],
    [{ deferred_changes: [{}, {}] }, 'the plan defers 2 changes to a later one'],
  ])('%j: what it lacks is unknown', async (more, detail) => {
    const { exitCode, gaps } = await audited({ ...whole, ...more });
    expect({ exitCode, gaps }).toEqual({ exitCode: 3, gaps: [US, EU].map((one) => `${one} *: ${detail}`).sort() });
    const lacking = await audited({ ...plan([topic(US), topic(EU), topic(US, 'more')]), ...more });
    expect({ exitCode: lacking.exitCode, told: lacking.told }).toEqual({ exitCode: 3, told: [] });
  });

  test.each([{ complete: true }, { errored: false }, { deferred_changes: [] }])('%j is one that did', async (more) => {
    expect(await audited({ ...whole, ...more })).toMatchObject({ exitCode: 0, gaps: [] });
  });
});

test.each([
  ['an empty state of terraform show -json', { format_version: '1.0' }],
  ['an empty state file', { version: 4, terraform_version: '1.9.0', lineage: 'x', resources: [] }],
])('%s holds nothing, and is said to', async (_, value) => {
  const { exitCode, stderr } = await audited(value);
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: expect.stringMatching(/no AWS resource of it says in which region it is: it holds none\n$/),
  });
});

test('a document that is nothing of all this is refused as that, and is no broken snapshot', async () => {
  const { exitCode, stderr } = await audited({ hello: 'world' });
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: expect.stringContaining('is neither a snapshot nor a source: no template, no terraform show -json'),
  });
});
