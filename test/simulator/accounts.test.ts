/** Several accounts: roles are assumed by whom they trust, each account is a world of its own, members are listed in pages. */
import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateKeyCommand, KMSClient, ListKeysCommand } from '@aws-sdk/client-kms';
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Boto, boto } from './boto.ts';
import { type Organization, openOrganization } from './organization.ts';
import { type ClientConfig, openWorld, type World } from './simulator.ts';

const US = 'us-east-1';
let organization: Organization;
let aws: Boto;
beforeAll(async () => {
  aws = await boto();
  organization = await openOrganization(5, { externalId: 'secret' });
});
afterAll(() => aws.stop());

async function assumed(from: World, RoleArn: string, ExternalId?: string, extra: object = {}): Promise<ClientConfig> {
  const sts = new STSClient(from.auditClients(US));
  const { Credentials: given } = await sts.send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: 'audit', ...(ExternalId ? { ExternalId } : {}), ...extra }),
  );
  const credentials = {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  };
  return { ...from.auditClients(US), credentials };
}
const member = (n: number) => organization.members[n] as World;

describe('a role of another account', () => {
  test('leads into that account and nowhere else, under its own name', async () => {
    const config = await assumed(organization.management, organization.roleArn(member(0)), 'secret');
    await new KMSClient(member(0).clients(US)).send(new CreateKeyCommand({}));
    const keys = async (one: ClientConfig) => (await new KMSClient(one).send(new ListKeysCommand({}))).Keys?.length;
    expect([await keys(config), await keys(organization.management.auditClients(US))]).toEqual([1, 0]);
    const identity = await new STSClient(config).send(new GetCallerIdentityCommand({}));
    expect(identity).toMatchObject({
      Account: member(0).account,
      Arn: `arn:aws:sts::${member(0).account}:assumed-role/parity-read/audit`,
    });
    expect((await member(0).calls()).byAction).toEqual({
      'kms:us-east-1:ListKeys': 1,
      'sts:us-east-1:GetCallerIdentity': 1,
    });
  });

  test.each([
    ['without the external id', undefined],
    ['with another one', 'guess'],
  ])('is refused %s', async (_, externalId) => {
    const arn = organization.roleArn(member(1));
    await expect(assumed(organization.management, arn, externalId)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:sts::${organization.management.account}:assumed-role/audit/audit is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
    });
  });

  test('is refused to accounts that it does not trust, and where there is no such role', async () => {
    const stranger = await openWorld();
    await expect(assumed(stranger, organization.roleArn(member(1)), 'secret')).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    const none = `arn:aws:iam::${member(1).account}:role/none`;
    await expect(assumed(organization.management, none, 'secret')).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test.each([
    ['one role by name', (from: World) => ({ AWS: `arn:aws:iam::${from.account}:role/audit` }), {}, true],
    ['another role', (from: World) => ({ AWS: `arn:aws:iam::${from.account}:role/deploy` }), {}, false],
    ['a service', () => ({ Service: 'lambda.amazonaws.com' }), {}, false],
    [
      'a condition that is not understood',
      () => ({ AWS: '*' }),
      { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      false,
    ],
    ['names by pattern', () => '*', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:sts::*:assumed-role/audit/*' } }, true],
  ])('trusts %s', async (name, principal, Condition, lets) => {
    const [from, to] = [await openWorld(), await openWorld()];
    const Statement = [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal(from), Condition }];
    const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    const RoleName = 'read';
    await new IAMClient(to.clients(US)).send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    const asking = assumed(from, `arn:aws:iam::${to.account}:role/read`);
    if (lets) expect((await asking).region, name).toBe(US);
    else await expect(asking).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('has sessions no longer than it allows', async () => {
    const arn = organization.roleArn(member(1));
    await expect(assumed(organization.management, arn, 'secret', { DurationSeconds: 7200 })).rejects.toThrow(
      'MaxSessionDuration',
    );
  });

  test('meets the faults of its own account, and its denials name the session', async () => {
    const [one, other] = [
      await assumed(organization.management, organization.roleArn(member(2)), 'secret'),
      await assumed(organization.management, organization.roleArn(member(3)), 'secret'),
    ];
    await member(2).faults([{ kind: 'deny', service: 'ec2' }]);
    await new EC2Client(other).send(new DescribeVpcsCommand({}));
    await expect(new EC2Client(one).send(new DescribeVpcsCommand({}))).rejects.toThrow(
      `arn:aws:sts::${member(2).account}:assumed-role/parity-read/audit is not authorized`,
    );
  });
});

describe('the organization', () => {
  test('lists its accounts in pages of twenty, or as the world wants', async () => {
    const ask = (params: object = {}) =>
      aws.ask(organization.management.auditClients(US), 'organizations', 'ListAccounts', { ...params });
    const all = ((await ask()).Accounts as { Id: string }[]).map((account) => account.Id);
    expect(all.sort()).toEqual([organization.management.account, ...organization.members.map((m) => m.account)].sort());
    await organization.management.settings({ pageSize: 4 });
    const first = await ask();
    const second = await ask({ NextToken: first.NextToken });
    expect([(first.Accounts as []).length, (second.Accounts as []).length, second.NextToken]).toEqual([
      4,
      2,
      undefined,
    ]);
    await organization.management.settings({ pageSize: null });
    await expect(ask({ MaxResults: 21 })).rejects.toMatchObject({
      name: expect.stringMatching(/InvalidInput|ParamValidation/),
    });
  });

  test('tells members nothing of the others', async () => {
    await expect(aws.ask(member(0).auditClients(US), 'organizations', 'ListAccounts')).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    expect(await aws.ask(member(0).clients(US), 'sts', 'GetCallerIdentity')).toMatchObject({
      Account: member(0).account,
    });
  });
});

test('S3 takes objects in parts, gives ranges, and refuses to overwrite when it is told to', async () => {
  const s3 = new S3Client({ ...organization.management.clients(US), forcePathStyle: true });
  const place = { Bucket: 'snapshots', Key: 'run/1.jsonl.gz' };
  await s3.send(new CreateBucketCommand({ Bucket: 'snapshots' }));
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(place));
  const bodies = [Buffer.alloc(5 * 1024 * 1024, 'a'), Buffer.from('the end')];
  const Parts = [];
  for (const [index, Body] of bodies.entries()) {
    const part = { ...place, UploadId, PartNumber: index + 1 };
    Parts.push({ PartNumber: index + 1, ETag: (await s3.send(new UploadPartCommand({ ...part, Body }))).ETag });
  }
  await s3.send(new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts } }));
  const range = await s3.send(new GetObjectCommand({ ...place, Range: 'bytes=5242878-' }));
  expect(await range.Body?.transformToString()).toBe('aathe end');
  await expect(s3.send(new PutObjectCommand({ ...place, Body: 'x', IfNoneMatch: '*' }))).rejects.toMatchObject({
    name: 'PreconditionFailed',
  });
  const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: 'snapshots', Prefix: 'run/' }));
  expect(Contents?.map(({ Key, Size }) => [Key, Size])).toEqual([['run/1.jsonl.gz', 5242887]]);
});
