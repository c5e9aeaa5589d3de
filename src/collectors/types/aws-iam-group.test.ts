import { CreateGroupCommand, IAMClient } from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, listAll, readAll, stubContext, undocumented } from '../testing.ts';
import collector from './aws-iam-group.ts';

const ANSWERS = {
  GetAccountAuthorizationDetails: {
    GroupDetailList: [
      {
        GroupName: 'ops',
        Arn: 'arn:aws:iam::111122223333:group/ops',
        Path: '/',
        GroupPolicyList: [{ PolicyName: 'a', PolicyDocument: encodeURIComponent('{"Version":"2012-10-17"}') }],
        AttachedManagedPolicies: [],
      },
    ],
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'ops',
      arn: 'arn:aws:iam::111122223333:group/ops',
      name: 'ops',
      properties: {
        ManagedPolicyArns: [],
        Path: '/',
        Policies: [{ PolicyName: 'a', PolicyDocument: { Version: '2012-10-17' } }],
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
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
      for (const GroupName of names) await client.send(new CreateGroupCommand({ GroupName }));
      return names;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.deniedPage).toMatch(/Denied/);
});
