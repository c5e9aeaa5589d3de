import { expect, test } from 'vitest';
import { denied, listAll, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-cognito-userpool.ts';

const ANSWERS = {
  ListUserPools: { UserPools: [{ Id: 'us-east-1_A', Name: 'shop' }] },
  DescribeUserPool: {
    UserPool: {
      Id: 'us-east-1_A',
      Name: 'shop',
      MfaConfiguration: 'OFF',
      DeletionProtection: 'ACTIVE',
      EstimatedNumberOfUsers: 7,
      SchemaAttributes: [{ Name: 'email', Required: true }],
      SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::111122223333:role/sms', ExternalId: 'hush' },
      UserPoolTags: { app: 'shop' },
    },
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'us-east-1_A',
      arn: 'arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_A',
      name: 'shop',
      properties: {
        DeletionProtection: 'ACTIVE',
        MfaConfiguration: 'OFF',
        Schema: [{ Name: 'email', Required: true }],
        SmsConfiguration: {
          ExternalId: expect.stringMatching(/^digest:/),
          SnsCallerArn: 'arn:aws:iam::111122223333:role/sms',
        },
        Tags: { app: 'shop' },
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const one = { Id: 'us-east-1_A' };
  const pages = [{ UserPools: [one], NextToken: 'two' }, { UserPools: [one] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListUserPools',
    action: 'cognito-idp:ListUserPools',
    pages,
    others: {},
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxResults: 60 }, { MaxResults: 60, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no UserPools');
});

test('a denied list and a denied part throws, and is never nothing', async () => {
  const refusal = denied('cognito-idp:ListUserPools');
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListUserPools: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListUserPools: {} }))).rejects.toThrow('no UserPools');
  const [listed] = await listAll(collector, stubContext(ANSWERS));
  if (listed === undefined) throw new Error('nothing is listed');
  for (const action of ['cognito-idp:DescribeUserPool']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: refusal });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toBe(refusal);
  }
  for (const action of ['cognito-idp:DescribeUserPool']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: {} });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toThrow(/carries no|does not/);
  }
});
