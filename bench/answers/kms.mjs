import { ACCOUNT } from '../inventory.mjs';
import { of, WHEN_SECONDS } from './shared.mjs';

export const kms = {
  ListKeys: ({ region }) => ({
    Keys: of(region)
      .of('key')
      .map(({ id, arn }) => ({ KeyId: id, KeyArn: arn })),
    Truncated: false,
  }),
  ListAliases: ({ region }) => ({
    Aliases: of(region)
      .of('key')
      .map(({ id, name }) => ({
        AliasName: `alias/${name}`,
        AliasArn: `arn:aws:kms:${region}:${ACCOUNT}:alias/${name}`,
        TargetKeyId: id,
      })),
    Truncated: false,
  }),
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
