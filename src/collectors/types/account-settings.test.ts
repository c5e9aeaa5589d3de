/** Settings of the account: read where they are asked for by name, absent only where AWS says that nobody set them. */
import { EC2Client, EnableEbsEncryptionByDefaultCommand } from '@aws-sdk/client-ec2';
import { IAMClient, UpdateAccountPasswordPolicyCommand } from '@aws-sdk/client-iam';
import { describe, expect, test } from 'vitest';
import { openWorld } from '../../../test/simulator/simulator.ts';
import { makeScope } from '../discovery/scope.ts';
import { collectors } from '../index.ts';
import { denied, liveContext, readAll, stubContext, undocumented } from '../testing.ts';
import ebs from './aws-ec2-ebsencryptionbydefault.ts';
import password from './aws-iam-accountpasswordpolicy.ts';
import block from './aws-s3-accountpublicaccessblock.ts';

const BLOCK = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: false };
const none = (name: string) => Object.assign(new Error('none'), { name });

test('EBS encryption by default is there in either state, with its key where it is on', async () => {
  const on = {
    GetEbsEncryptionByDefault: { EbsEncryptionByDefault: true },
    GetEbsDefaultKmsKeyId: { KmsKeyId: 'alias/aws/ebs' },
  };
  const [found] = await readAll(ebs, stubContext(on));
  expect(found?.properties).toEqual({ EbsEncryptionByDefault: true, KmsKeyId: 'alias/aws/ebs' });
  expect(undocumented(ebs, [found as never])).toEqual([]);
  const [off] = await readAll(ebs, stubContext({ GetEbsEncryptionByDefault: { EbsEncryptionByDefault: false } }));
  expect(off?.properties).toEqual({ EbsEncryptionByDefault: false });
  await expect(readAll(ebs, stubContext({ GetEbsEncryptionByDefault: {} }))).rejects.toThrow('carries no');
});

test('the password policy and the S3 block are not there where AWS says so, and unknown for any other error', async () => {
  const policy = { PasswordPolicy: { MinimumPasswordLength: 14, RequireSymbols: true } };
  const [found] = await readAll(password, stubContext({ GetAccountPasswordPolicy: policy }));
  expect(found?.properties).toEqual(policy.PasswordPolicy);
  expect(undocumented(password, [found as never])).toEqual([]);
  expect(await readAll(password, stubContext({ GetAccountPasswordPolicy: none('NoSuchEntityException') }))).toEqual([]);
  await expect(
    readAll(password, stubContext({ GetAccountPasswordPolicy: denied('iam:GetAccountPasswordPolicy') })),
  ).rejects.toThrow();
  await expect(readAll(password, stubContext({ GetAccountPasswordPolicy: {} }))).rejects.toThrow('carries no');
  const [blocked] = await readAll(
    block,
    stubContext({ GetPublicAccessBlock: { PublicAccessBlockConfiguration: BLOCK } }),
  );
  expect(blocked?.properties).toEqual(BLOCK);
  expect(undocumented(block, [blocked as never])).toEqual([]);
  expect(
    await readAll(block, stubContext({ GetPublicAccessBlock: none('NoSuchPublicAccessBlockConfiguration') })),
  ).toEqual([]);
  await expect(
    readAll(block, stubContext({ GetPublicAccessBlock: denied('s3:GetAccountPublicAccessBlock') })),
  ).rejects.toThrow();
});

describe('they are listed', () => {
  const listed = (...types: string[]) =>
    makeScope({ stackPrefixes: [], tags: {}, types, excludeTypes: [] }, collectors)
      .collectors.filter(({ setting }) => setting)
      .map(({ type }) => type);

  test('only where they are asked for by name', () => {
    expect([listed(), listed('AWS::*'), listed('*')]).toEqual([[], [], []]);
    expect(listed('AWS::EC2::EBSEncryptionByDefault')).toEqual(['AWS::EC2::EBSEncryptionByDefault']);
    expect(listed('AWS::IAM::*')).toEqual(['AWS::IAM::AccountPasswordPolicy']);
  });
});

test('in the simulator: as they are set', async () => {
  const world = await openWorld();
  const region = 'us-east-1';
  const read = async () => [
    (await readAll(ebs, liveContext(world.auditClients(region)))).map(
      ({ properties }) => properties.EbsEncryptionByDefault,
    ),
    (await readAll(password, liveContext(world.auditClients(region)))).map(
      ({ properties }) => properties.MinimumPasswordLength,
    ),
  ];
  expect(await read()).toEqual([[false], []]);
  await new EC2Client(world.clients(region)).send(new EnableEbsEncryptionByDefaultCommand({}));
  await new IAMClient(world.clients(region)).send(
    new UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 14 }),
  );
  expect(await read()).toEqual([[true], [14]]);
});
