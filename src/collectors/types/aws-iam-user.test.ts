import { CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, listAll, readAll, stubContext, undocumented } from '../testing.ts';
import collector from './aws-iam-user.ts';

const ANSWERS = {
  GetAccountAuthorizationDetails: {
    UserDetailList: [
      {
        UserName: 'ci',
        Arn: 'arn:aws:iam::111122223333:user/ci',
        Path: '/',
        UserPolicyList: [
          { PolicyName: 'b', PolicyDocument: encodeURIComponent('{"Version":"2012-10-17"}') },
          { PolicyName: 'a', PolicyDocument: encodeURIComponent('{"Version":"2012-10-17"}') },
        ],
        GroupList: ['ops', 'dev'],
        AttachedManagedPolicies: [{ PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
        PermissionsBoundary: { PermissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/b' },
        Tags: [{ Key: 'app', Value: 'shop' }],
      },
    ],
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'ci',
      arn: 'arn:aws:iam::111122223333:user/ci',
      name: 'ci',
      tags: { app: 'shop' },
      properties: {
        Groups: ['dev', 'ops'],
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
        Path: '/',
        PermissionsBoundary: 'arn:aws:iam::111122223333:policy/b',
        Policies: [
          { PolicyName: 'a', PolicyDocument: { Version: '2012-10-17' } },
          { PolicyName: 'b', PolicyDocument: { Version: '2012-10-17' } },
        ],
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('takes all pages, and a page of groups alone', async () => {
  const ctx = stubContext({
    GetAccountAuthorizationDetails: [
      { GroupDetailList: [{ GroupName: 'ops' }], IsTruncated: true, Marker: 'two' },
      { UserDetailList: [{ UserName: 'ci' }] },
    ],
  });
  expect((await listAll(collector, ctx)).map(({ id }) => id)).toEqual(['ci']);
  const details = { Filter: ['User', 'Group'], MaxItems: 1000 };
  expect(ctx.calls.map((call) => call.input)).toEqual([details, { ...details, Marker: 'two' }]);
});

test('a denied list throws, and is never nothing', async () => {
  const refusal = denied('iam:GetAccountAuthorizationDetails');
  await expect(listAll(collector, stubContext({ ...ANSWERS, GetAccountAuthorizationDetails: refusal }))).rejects.toBe(
    refusal,
  );
  await expect(listAll(collector, stubContext({ ...ANSWERS, GetAccountAuthorizationDetails: {} }))).rejects.toThrow(
    'no UserDetailList or GroupDetailList',
  );
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'iam', action: 'GetAccountAuthorizationDetails' },
    async seed(world) {
      const client = new IAMClient(world.clients('us-east-1'));
      const names = ['one', 'three', 'two'];
      for (const UserName of names) await client.send(new CreateUserCommand({ UserName }));
      return names;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.deniedPage).toMatch(/Denied/);
});
