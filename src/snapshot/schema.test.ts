import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { formatSnapshot } from './file.ts';
import { snapshotJsonSchema } from './schema.ts';
import type { Gap, Snapshot } from './snapshot.ts';

const gap: Gap = {
  region: 'eu-central-1',
  type: 'AWS::S3::Bucket',
  cause: 'denied',
  operation: 's3:GetBucketVersioning',
  detail: 'AccessDenied',
  remedy: 'Grant s3:GetBucketVersioning.',
  properties: ['VersioningConfiguration'],
};

const snapshot: Snapshot = {
  header: {
    schemaVersion: 1,
    tool: { name: 'infra-parity', version: '0.1.0' },
    takenAt: '2026-01-02T03:04:05.000Z',
    caller: { account: '111122223333', partition: 'aws', arn: 'arn:aws:iam::111122223333:user/audit' },
    selection: { stackPrefixes: ['shop'], tags: { app: ['shop'] }, types: [], excludeTypes: ['AWS::EC2::*'] },
    regions: [
      { name: 'eu-central-1', region: 'eu-central-1', account: '111122223333', partition: 'aws', state: 'enabled' },
    ],
    digestKeyId: 'one',
    notes: ['a note'],
  },
  observations: [{ region: 'eu-central-1', type: 'AWS::S3::Bucket', state: 'observed', gaps: [gap] }],
  resources: [
    {
      type: 'AWS::S3::Bucket',
      stack: 'shop',
      logicalId: 'Logs',
      name: 'shop-logs',
      selected: true,
      evidence: ['stack', 'tag'],
      properties: { BucketName: 'shop-logs' },
      unread: { VersioningConfiguration: gap },
      tags: null,
      region: 'eu-central-1',
      stackRegion: 'eu-central-1',
      id: 'shop-logs',
      arn: null,
      depth: 'presence',
      depthReason: 'nobody may read it',
    },
  ],
};

describe('the schema of a snapshot', () => {
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(snapshotJsonSchema());

  it('fits every line that is written', () => {
    const lines = [...formatSnapshot(snapshot)];
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(validate(JSON.parse(line)), JSON.stringify(validate.errors)).toBe(true);
  });

  it('refuses a line that lacks a member or has another kind of value', () => {
    const [, , resource] = [...formatSnapshot(snapshot)].map((line) => JSON.parse(line));
    expect(validate({ ...resource, selected: 'yes' })).toBe(false);
    expect(validate({ ...resource, region: undefined })).toBe(false);
  });

  it('stands in schemas/snapshot.schema.json', async () => {
    const text = `${JSON.stringify(snapshotJsonSchema(), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot('../../schemas/snapshot.schema.json');
  });
});
