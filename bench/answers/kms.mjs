/** What KMS answers in the benchmarks. */
import { ACCOUNT } from '../inventory.mjs';
import { of, page, WHEN_SECONDS } from './shared.mjs';

const truncated = (next) => ({ Truncated: next !== undefined, ...(next && { NextMarker: next }) });

export const kms = {
  ListKeys: ({ region, input }) => {
    const { items, next } = page(of(region).listed('key'), input.Limit, input.Marker, 1000);
    return { Keys: items.map(({ id, arn }) => ({ KeyId: id, KeyArn: arn })), ...truncated(next) };
  },
  ListAliases: ({ region, input }) => {
    const { items, next } = page(of(region).listed('key'), input.Limit, input.Marker, 100);
    const Aliases = items.map(({ id, name }) => ({
      AliasName: `alias/${name}`,
      AliasArn: `arn:aws:kms:${region}:${ACCOUNT}:alias/${name}`,
      TargetKeyId: id,
    }));
    return { Aliases, ...truncated(next) };
  },
  DescribeKey: ({ region, input }) => {
    const { id, arn } = of(region)
      .of('key')
      .find((key) => key.id === input.KeyId || key.arn === input.KeyId);
    return {
      KeyMetadata: {
        ...{
          AWSAccountId: ACCOUNT,
          KeyId: id,
          Arn: arn,
          CreationDate: WHEN_SECONDS,
          Enabled: true,
          Description: 'a key',
        },
        ...{ KeyUsage: 'ENCRYPT_DECRYPT', KeyState: 'Enabled', Origin: 'AWS_KMS', KeyManager: 'CUSTOMER' },
        ...{ KeySpec: 'SYMMETRIC_DEFAULT', EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'], MultiRegion: false },
      },
    };
  },
  GetKeyPolicy: () => {
    const Principal = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
    const Statement = [{ Sid: 'Root', Effect: 'Allow', Principal, Action: 'kms:*', Resource: '*' }];
    return { Policy: JSON.stringify({ Version: '2012-10-17', Statement }), PolicyName: 'default' };
  },
  GetKeyRotationStatus: ({ input }) => ({ KeyId: input.KeyId, KeyRotationEnabled: true, RotationPeriodInDays: 365 }),
  ListResourceTags: () => ({ Tags: [{ TagKey: 'app', TagValue: 'app' }], Truncated: false }),
};
